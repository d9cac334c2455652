"""Make every code point of a text visible: one without a shape is shown by its name."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import groupby
from typing import Literal, NamedTuple

import regex

_SHAPELESS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_JOINING = regex.compile(r"[\u200c\u200d\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Scripts and emoji are composed with these: named only in marked text."""

_EDGE_SPACE = regex.compile(r"\A +| +\Z| {2,}")
_LINE_ENDS = regex.compile(r"(?:\r?\n)+")
_NAMES = {
    "\0": "null",
    "\t": "tab",
    "\r": "carriage return",
    "\x08": "backspace",
    "\x0b": "line tabulation",
    "\x0c": "form feed",
    "\x1b": "escape",
    "\x7f": "delete",
    "\x85": "next line",
    "\ufeff": "byte order mark",
}


class Glyph(NamedTuple):
    """A run of one sort: ordinary text, highlighted spaces, a line end, or named code points."""

    sort: Literal["text", "space", "line", "name"]
    text: str
    times: int = 1


def visible(text: str, *, marked: bool = False) -> list[Glyph]:
    """Divide a text into glyphs, which together represent all its code points.

    In ``marked`` text, spaces at the edges, runs of spaces, tabs and joining characters may be
    the damage and become glyphs of their own. Line ends that follow one another
    are one glyph; a CRLF is one line end.
    """
    glyphs: list[Glyph] = []
    position = 0
    for ends in _LINE_ENDS.finditer(text):
        glyphs += _of_line(text[position : ends.start()], marked)
        glyphs.append(Glyph("line", "\n", ends.group().count("\n")))
        position = ends.end()
    return glyphs + _of_line(text[position:], marked)


def plain(text: str) -> str:
    """Return a text on one line, its invisible characters named in angle brackets."""
    return "".join(
        glyph.text if glyph.sort == "text" else _spelled(glyph) for glyph in visible(text)
    )


def _spelled(glyph: Glyph) -> str:
    return " " if glyph.sort == "line" else f"‹{glyph.text}›" * min(glyph.times, 3)


def _of_line(line: str, marked: bool) -> list[Glyph]:
    if not line:
        return []
    if not marked and line.isascii() and line.isprintable():
        return [Glyph("text", line)]
    glyphs: list[Glyph] = []
    for name, run in groupby(line, lambda char: _name(char, marked)):
        chars = "".join(run)
        if name:
            glyphs.append(Glyph("name", name, len(chars)))
        else:
            glyphs += _spaced(chars) if marked else [Glyph("text", chars)]
    return glyphs


def _spaced(text: str) -> list[Glyph]:
    glyphs: list[Glyph] = []
    position = 0
    for space in _EDGE_SPACE.finditer(text):
        if space.start() > position:
            glyphs.append(Glyph("text", text[position : space.start()]))
        glyphs.append(Glyph("space", space.group()))
        position = space.end()
    return glyphs + ([Glyph("text", text[position:])] if position < len(text) else [])


@lru_cache(maxsize=4096)
def _name(char: str, marked: bool) -> str:
    """Return the name of an invisible character, ``""`` for a visible one."""
    if char == " " or (char == "\t" and not marked) or (not marked and _JOINING.match(char)):
        return ""
    category = unicodedata.category(char)
    invisible = category[0] == "C" or category in ("Zl", "Zp", "Zs")
    if not (invisible or char in _SHAPELESS or _JOINING.match(char)):
        return ""
    named = _NAMES.get(char) or unicodedata.name(char, "").lower()
    return named or f"U+{ord(char):04X}"
