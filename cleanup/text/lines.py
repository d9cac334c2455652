"""The lines of a text, divided at their first use."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from cleanup.prefilter.hints import RARE_LINE_ENDS
from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEAR = 4
"""So many lines are tried one by one; if all of them are blank, an index of all is built, once."""

_END = Pattern(r"\r\n|[\n\r\u0085\u2028\u2029]")


LENGTH_OF_PARAGRAPH = 80
_WORDS_IN_PARAGRAPH = 12


def is_running(stripped: str) -> bool:
    """Return whether a line without outer white space is a paragraph of running text."""
    return len(stripped) >= LENGTH_OF_PARAGRAPH and (
        not stripped.isascii() or stripped.count(" ") >= _WORDS_IN_PARAGRAPH - 1
    )


class Line(NamedTuple):
    """One line: ``start:end`` without its line end, ``start:stop`` with it."""

    start: int
    end: int
    stop: int


class Lines:
    """The lines of a text, in order; together they are the whole text.

    All Unicode line ends count. An empty text has one line, which is empty.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._last = Line(0, 0, 0)
        self._around: dict[int, tuple[Line | None, Line | None]] = {}

    @cached_property
    def _ends_rarely(self) -> bool:
        return any(map(self._text.__contains__, RARE_LINE_ENDS))

    @cached_property
    def _between_feeds(self) -> list[str]:
        return self._text.split("\n")

    @cached_property
    def _stops(self) -> list[int]:
        """Where the lines end, line ends included."""
        text = self._text
        if self._ends_rarely:
            stops = [end.end() for end in _END.finditer(text)]
        else:
            stops = list(accumulate(map((1).__add__, map(len, self._between_feeds))))
            stops.pop()
        if not stops or stops[-1] < len(text):
            stops.append(len(text))
        return stops

    @cached_property
    def _filled(self) -> list[int]:
        """Which lines are not blank."""
        lines = enumerate(map(self._line, range(len(self._stops))))
        return [place for place, line in lines if not self._is_blank(line)]

    def texts(self) -> list[str]:
        """Return the lines without their line ends."""
        if not self._ends_rarely:
            return self._between_feeds
        return [self._text[line.start : line.end] for line in self.forward()]

    def _line(self, place: int) -> Line:
        stop = self._stops[place]
        start = self._stops[place - 1] if place else 0
        if self._ends_rarely:
            return Line(start, stop - self._length_of_end(start, stop), stop)
        return Line(start, stop - self._text.endswith("\n", start, stop), stop)

    def _length_of_end(self, start: int, stop: int) -> int:
        last = self._text[stop - 1 : stop]
        if last == "\n":
            return 2 if stop - start > 1 and self._text[stop - 2] == "\r" else 1
        return 1 if last and last in RARE_LINE_ENDS else 0

    def _place(self, position: int) -> int:
        return min(bisect_right(self._stops, position), len(self._stops) - 1)

    def filled(self) -> Iterator[tuple[int, str]]:
        """Yield the lines that are not blank without outer white space, and where they begin."""
        starts = (0, *self._stops)
        for start, text in zip(starts, self.texts(), strict=False):
            if stripped := text.strip():
                whole = len(stripped) == len(text)
                yield start if whole else start + text.index(stripped[0]), stripped

    def at(self, position: int) -> Line:
        """Return the line that holds ``position``; the last one for the end of the text."""
        if not self._last.start <= position < self._last.stop:
            self._last = self._line(self._place(position))
        return self._last

    def forward(self) -> Iterator[Line]:
        """Yield the lines, first to last."""
        return map(self._line, range(len(self._stops)) if self._text else ())

    def backward(self) -> Iterator[Line]:
        """Yield the lines, last to first."""
        return map(self._line, reversed(range(len(self._stops))) if self._text else ())

    def around(self, line: Line) -> tuple[Line | None, Line | None]:
        """Return the nearest lines before and after ``line`` that are not blank."""
        place = self._place(line.start)
        if place not in self._around:
            self._around[place] = (self._nearest(place, -1), self._nearest(place, 1))
        return self._around[place]

    def _nearest(self, place: int, step: int) -> Line | None:
        """Return the nearest line that is not blank, upward or downward."""
        for number in range(place + step, place + step * _NEAR, step):
            if not 0 <= number < len(self._stops):
                return None
            line = self._line(number)
            if not self._is_blank(line):
                return line
        filled = self._filled
        index = bisect_left(filled, place) - 1 if step < 0 else bisect_right(filled, place)
        return self._line(filled[index]) if 0 <= index < len(filled) else None

    def _is_blank(self, line: Line) -> bool:
        return line.start == line.end or self._text[line.start : line.end].isspace()

    def several(self) -> bool:
        """Return whether there is more than one line that is not blank."""
        stripped = self._text.strip()
        return "\n" in stripped or any(end in stripped for end in RARE_LINE_ENDS)
