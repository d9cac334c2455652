"""Regular expressions whose every call is bounded in time.

The ``regex`` module backtracks; a limit on each call turns a pattern that explodes on some
unforeseen text into a flagged document instead of a pipeline that hangs.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import regex

    Match = regex.Match
else:
    Match = object
    """Stands for the type in annotations, which nothing evaluates."""

TIME_LIMIT = 5.0
"""Seconds that a call may take. Ordinary documents need milliseconds."""


class Pattern:
    """A pattern whose methods raise ``TimeoutError`` after ``TIME_LIMIT`` seconds.

    It is compiled at its first use: some contain a phrase table and take half a second. Importing
    ``regex`` takes as long as starting Python.
    ``timed=False`` is for patterns that are matched with many short spans and cannot backtrack
    far: reading the clock takes three microseconds, longer than they do.
    """

    def __init__(self, source: str, *, timed: bool = True) -> None:
        self._source = source
        self._timed = timed

    @cached_property
    def _compiled(self) -> regex.Pattern[str]:
        import regex

        return regex.compile(self._source)

    @property
    def _limit(self) -> float | None:
        return TIME_LIMIT if self._timed else None

    def finditer(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match[str]]:
        """Yield the matches within ``text[start:end]``, left to right.

        With a limit all are found before the first is yielded: the clock must not run while they
        are used.
        """
        found = self._compiled.finditer(text, start, end, timeout=self._limit)
        return iter(list(found)) if self._timed else found

    def texts(self, text: str, start: int = 0, end: int | None = None) -> list[str]:
        """Return the texts of the matches of a pattern without groups."""
        found: list[str] = self._compiled.findall(text, start, end, timeout=self._limit)
        return found

    def search(self, text: str, start: int = 0, end: int | None = None) -> Match[str] | None:
        """Return the first match within ``text[start:end]``."""
        return self._compiled.search(text, start, end, timeout=self._limit)

    def match(self, text: str, start: int = 0, end: int | None = None) -> Match[str] | None:
        """Return the match that begins at ``start``."""
        return self._compiled.match(text, start, end, timeout=self._limit)

    def fullmatch(self, text: str, start: int = 0, end: int | None = None) -> Match[str] | None:
        """Return the match that spans ``text[start:end]`` whole."""
        return self._compiled.fullmatch(text, start, end, timeout=self._limit)
