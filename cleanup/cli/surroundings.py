"""The line around a place, cut at words, with the place underlined."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from cleanup.cli.cells import cells, turns
from cleanup.cli.excerpts import LINE_END
from cleanup.visible import shown

WIDTH = 72
"""The most cells of an excerpt, besides the two marks where it was cut: 80 with an indent."""

_CUT = "\u2026"


class Surroundings(NamedTuple):
    """A part of one line in three pieces; what cannot be seen in them is named.

    ``before`` and ``after`` are what stands around ``place``, which is empty where something is
    to be inserted. ``rest`` is true if the place goes on behind what is shown of it.
    """

    before: str
    place: str
    after: str
    rest: bool = False

    @property
    def line(self) -> str:
        """The part of the line."""
        return f"{self.before}{self.place}{self.after}"

    @property
    def carets(self) -> str:
        """Spaces and carets to be written below it; empty if no cell can be trusted."""
        if turns(self.line):
            return ""
        start = cells(self.before)
        wide = cells(self.before + self.place) - start
        if self.place and not wide:  # a mark on the character before it
            start -= 1
        return " " * max(0, start) + "^" * max(1, wide)

    def replaced(self, after: str) -> str:
        """Return the part of the line with another text at the place."""
        return f"{self.before}{_shortened(shown(after))}{'' if self.rest else self.after}"


def surroundings(text: str, start: int, end: int, width: int = WIDTH) -> Surroundings:
    """Return the part of the line around ``start:end``; a place of several lines ends with its
    first.

    The line is cut between words, where there are any, to at most ``width`` cells.
    """
    left = LINE_END.split(text[max(0, start - width) : start])[-1]
    inner = LINE_END.split(text[start:end], maxsplit=1)
    right = "" if len(inner) > 1 else LINE_END.split(text[end : end + width], maxsplit=1)[0]
    place = _shortened(shown(inner[0]))
    room = max(0, width - cells(place))
    behind = _fitting(right, max(room // 2, room - cells(shown(left))))
    before = _fitting(left[::-1], room - cells(shown(right[:behind])))
    kept_left, kept_right = left[len(left) - before :], right[:behind]
    more_left = start - len(kept_left) > 0 and text[start - len(kept_left) - 1] not in "\n\r"
    more_right = len(inner) == 1 and end + behind < len(text) and text[end + behind] not in "\n\r"
    if more_left:
        kept_left = _from_a_word(kept_left, text[start - len(kept_left) - 1])
    if more_right:
        kept_right = _from_a_word(kept_right[::-1], text[end + behind])[::-1]
    return Surroundings(
        (_CUT if more_left else "") + shown(kept_left),
        place,
        shown(kept_right) + (_CUT if more_right else ""),
        rest=len(inner) > 1,
    )


def _fitting(text: str, room: int) -> int:
    """Return how many code points from the start of a text fit into so many cells."""
    for number, char in enumerate(text):
        room -= cells(shown(char))
        if room < 0:
            return number
    return len(text)


def _from_a_word(text: str, cut: str) -> str:
    """Return a text from its first whole word on, if ``cut``, the character before it, is of one.

    Without white space it stays, from the first character that combines with none before it.
    """
    if cut.isspace():
        return text.lstrip()
    _, space, rest = text.partition(" ")
    if space and rest:
        return rest
    combined = 0
    while combined < len(text) and unicodedata.category(text[combined])[0] == "M":
        combined += 1
    return text[combined:]


def _shortened(text: str) -> str:
    """Return a text that leaves room for a part of its line, its middle left out if need be."""
    if cells(text) <= WIDTH * 3 // 4:
        return text
    half = WIDTH * 3 // 8
    head, tail = _fitting(text, half), _fitting(text[::-1], half)
    return f"{text[:head]} {_CUT} {text[len(text) - tail :]}"
