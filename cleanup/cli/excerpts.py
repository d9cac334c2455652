"""Format text for people: on one line, safe for a terminal, invisible characters by name."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from cleanup.visible import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

LINE_END = re.compile(r"\r\n|\n|\r")
_AROUND = 14
_LONGEST = 60


class Position(NamedTuple):
    """A line and a column, both from 1; columns are code points."""

    line: int
    column: int


class Lines:
    """The lines of a text as editors count them: after LF, CR and CRLF."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(end.end() for end in LINE_END.finditer(text))]
        self._length = len(text)

    def position(self, offset: int) -> Position:
        """Return the line and column of the code point at ``offset`` (from 0)."""
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)

    def offset(self, line: int, column: int) -> int | None:
        """Return the offset of the code point at a line and a column (both from 1).

        The end of the text is a place too. ``None`` if there is no such place.
        """
        if not 1 <= line <= len(self._starts) or column < 1:
            return None
        offset = self._starts[line - 1] + column - 1
        stop = self._starts[line] if line < len(self._starts) else self._length + 1
        return offset if offset < stop else None


def excerpt(text: str, start: int, end: int, after: str | None) -> str:
    """Return a short phrase with the text ``start:end`` and what is proposed for it.

    What stands around it is cut at words, where there are any.
    """
    before = text[start:end]
    left = _whole_words(text[max(0, start - _AROUND - 1) : start][::-1])[::-1]
    right = _whole_words(text[end : end + _AROUND + 1])
    if after is None:
        return _quoted(before or left + right)
    if not after:
        return f"remove {_quoted(before)}"
    old, new = _quoted(left + before + right), _quoted(left + after + right)
    return f"{old} -> {new}"


def _whole_words(text: str) -> str:
    """Return the start of a text: its line, or of ``_AROUND`` code points the whole words."""
    line = LINE_END.split(text, maxsplit=1)[0]
    if len(line) <= _AROUND:
        return line
    if line[-1].isspace():
        return line.rstrip()
    words = line.rsplit(maxsplit=1)
    return words[0] if len(words) > 1 else line[:_AROUND]


def _quoted(text: str) -> str:
    if len(text) > _LONGEST:
        half = _LONGEST // 2
        text = f"{text[:half]} \u2026 {text[-half:]}"
    return f'"{shown(text)}"'


def judged_as(presets: Mapping[str, int]) -> str:
    """Return how many files were judged by which preset; empty if all were ``news``."""
    if not presets.keys() - {"news"}:
        return ""
    return f" ({', '.join(f'{number:,} as {name}' for name, number in sorted(presets.items()))})"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 file``, ``1,200 files``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
