"""Write the edits of a text into the JSON string that holds it; the rest keeps its spelling."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from cleanup.write.splices import Respelling, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.values import Edit

_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\."
)
_BEYOND_ASCII = re.compile(r"\\u(?!00[0-7])")
_BEYOND_ASCII_BYTES = re.compile(rb"\\u(?!00[0-7])")


def escapes_beyond_ascii(raw: bytes) -> bool:
    """Return whether a file of JSON has characters beyond ASCII as escapes only."""
    return raw.isascii() and any(
        not _backslashes_before(raw, found.start()) % 2
        for found in _BEYOND_ASCII_BYTES.finditer(raw)
    )


def _backslashes_before(raw: bytes, position: int) -> int:
    first = position
    while raw[first - 1 : first] == b"\\":
        first -= 1
    return position - first


def respelled(literal: str, text: str, edits: Sequence[Edit], *, escapes: bool) -> list[Respelling]:
    """Return how edits of ``text`` change the JSON string ``literal`` that stands for it.

    ``literal`` has its quotation marks. What is new beyond ASCII is escaped if that of the literal
    is; if it has nothing beyond ASCII, ``escapes`` says so. A new slash is escaped if all are.
    """
    drifts = _Drifts(literal)
    ascii_only = literal.isascii() and (drifts.beyond_ascii or escapes)
    slashes = "\\/" in literal and "/" not in literal.replace("\\/", "")
    made = []
    for edit in edits:
        start, end, after = trimmed(text, edit)
        written = json.dumps(after, ensure_ascii=ascii_only)[1:-1]
        if slashes:
            written = written.replace("/", "\\/")
        made.append(Respelling(drifts.place(start), drifts.place(end), written, (edit,)))
    return made


class _Drifts:
    """Where each code point of a text is in its JSON string: later, for each escape before it.

    ``beyond_ascii``: one of the escapes stands for a character beyond ASCII.
    """

    def __init__(self, literal: str) -> None:
        self._ends: list[int] = []
        self._drifts = [1]
        self.beyond_ascii = False
        drift = 1
        for found in _ESCAPE.finditer(literal) if "\\" in literal else ():
            self._ends.append(found.start() - drift + 1)
            drift += found.end() - found.start() - 1
            self._drifts.append(drift)
            self.beyond_ascii |= _BEYOND_ASCII.match(literal, found.start()) is not None

    def place(self, offset: int) -> int:
        """Return the place in the literal of the code point at ``offset`` of the text."""
        return offset + self._drifts[bisect_right(self._ends, offset)]
