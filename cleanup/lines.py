"""The lines of a text, found as they are asked for: most texts need a few of theirs only."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cleanup.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_RARE_ENDS = "\r\u0085\u2028\u2029"
_END = Pattern(r"\r\n|[\n\r\u0085\u2028\u2029]")


class Line(NamedTuple):
    """One line: ``start:end`` without its line end, ``start:stop`` with it."""

    start: int
    end: int
    stop: int


class Lines:
    """The lines of a text, in order; together they are the whole text.

    All Unicode line ends count. A text that has but line feeds is searched around the place at
    hand; any other is divided whole.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._last = Line(0, 0, 0)

    @cached_property
    def _divided(self) -> tuple[Line, ...]:
        """All lines of a text with rare line ends; empty for any other."""
        if not any(end in self._text for end in _RARE_ENDS):
            return ()
        lines = []
        start = 0
        for found in _END.finditer(self._text):
            lines.append(Line(start, found.start(), found.end()))
            start = found.end()
        if start < len(self._text):
            lines.append(Line(start, len(self._text), len(self._text)))
        return tuple(lines)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(line.start for line in self._divided)

    def at(self, position: int) -> Line:
        """Return the line that holds ``position``; the last one for the end of the text."""
        if self._divided:
            return self._divided[bisect_right(self._starts, position) - 1]
        if not self._last.start <= position < self._last.stop:
            self._last = self._between_line_feeds(position)
        return self._last

    def _between_line_feeds(self, position: int) -> Line:
        text = self._text
        position = max(0, min(position, len(text) - 1))
        start = text.rfind("\n", 0, position) + 1
        end = text.find("\n", position)
        return Line(start, len(text), len(text)) if end < 0 else Line(start, end, end + 1)

    def forward(self, position: int = 0) -> Iterator[Line]:
        """Yield the lines from the one that holds ``position`` to the last."""
        while position < len(self._text):
            line = self.at(position)
            yield line
            position = line.stop

    def backward(self, position: int) -> Iterator[Line]:
        """Yield the lines before ``position``, which is the start of one, last to first."""
        while position > 0:
            line = self.at(position - 1)
            yield line
            position = line.start

    def several(self) -> bool:
        """Tell whether there is more than one line that is not blank."""
        stripped = self._text.strip()
        return any(end in stripped for end in ("\n", *_RARE_ENDS))
