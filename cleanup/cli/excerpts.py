"""Show text to people: on one line, safe for a terminal, what is invisible by its name."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cleanup.values import Finding

_SHAPELESS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_CONTROLS = {
    "\0": "NULL",
    "\b": "BACKSPACE",
    "\v": "LINE TABULATION",
    "\f": "FORM FEED",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
    "\x85": "NEXT LINE",
    "\ufeff": "BYTE ORDER MARK",
}
_CLASSES = {"Cc": "CONTROL", "Cs": "SURROGATE", "Co": "PRIVATE USE", "Cn": "UNASSIGNED"}
_LINE_END = re.compile(r"\r\n|\n|\r")
_AROUND = 14
_CLIPPED = 60


def shown(text: str) -> str:
    """Return a text on one line, with ``<U+00AD SOFT HYPHEN>`` for what cannot be seen.

    Nothing in the result moves a cursor, changes colours, or turns the direction of writing.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_glyph, text))


@lru_cache(maxsize=4096)
def _glyph(char: str) -> str:
    category = unicodedata.category(char)
    visible = category[0] not in "CZ" or char == " "
    if visible and char not in _SHAPELESS:
        return char
    name = _CONTROLS.get(char) or unicodedata.name(char, "") or _CLASSES.get(category, "")
    return _ESCAPES.get(char) or f"<{f'U+{ord(char):04X} {name}'.rstrip()}>"


class Position(NamedTuple):
    """A line and a column, both from 1; columns are code points."""

    line: int
    column: int


class Lines:
    """The lines of a text as editors count them: after LF, CR and CRLF."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def position(self, offset: int) -> Position:
        """Return where the code point at ``offset`` (from 0) stands."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)


def excerpt(text: str, finding: Finding) -> str:
    """Show the place of a finding, and what is proposed for it, in one short phrase."""
    before = text[finding.start : finding.end]
    left = _LINE_END.split(text[max(0, finding.start - _AROUND) : finding.start])[-1]
    right = _LINE_END.split(text[finding.end : finding.end + _AROUND])[0]
    if finding.after is None:
        return _quoted(before or left + right)
    if not finding.after:
        return f"remove {_quoted(before)}"
    old, new = _quoted(left + before + right), _quoted(left + finding.after + right)
    return f"{old} -> {new}"


def _quoted(text: str) -> str:
    if len(text) > _CLIPPED:
        half = _CLIPPED // 2
        text = f"{text[:half]} \u2026 {text[-half:]}"
    return f'"{shown(text)}"'


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 file``, ``1,200 files``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
