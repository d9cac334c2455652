"""Dates and times of stamps, in any language that has a table of months."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleanup.grammar.furniture.tokens import Token

MOST = 12
"""Tokens of the longest stamp: a day of the week, a date, a time with its zone."""
_TIME = re.compile(r"[0-9]{1,2}[:.h][0-9]{2}(?:[:.][0-9]{2})?(?:[ap]m)?|[0-9]{1,2}(?:h|[ap]m)")
_NUMERIC = re.compile(r"([0-9]{1,4})([./-])([0-9]{1,2})\2([0-9]{2,4})\.?")
_ORDINAL = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|er|\.|\u00ba)?,?")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})[.,]?")
_GLUED = re.compile(r"(?<=[0-9])(?=[A-Z][a-z]{4})")
_WRITTEN = re.compile(r"[^\s,|]+")


class Stamp(NamedTuple):
    """What a stamp says; ``None`` for what it does not."""

    year: int | None
    month: int | None
    day: int | None
    has_time: bool
    is_unsure: bool = False
    """Whether day and month may be the other way round: ``3/5/2017``."""

    @property
    def is_date(self) -> bool:
        """Whether it is a date: a day and its month, or a month and its year."""
        return self.month is not None and (self.day is not None or self.year is not None)

    @property
    def iso(self) -> str | None:
        """The date as ``2017-05-03``; ``None`` if a part is missing."""
        if self.year is None or self.month is None or self.day is None or self.is_unsure:
            return None
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


def stamp_of(text: str) -> Stamp | None:
    """Return what a text says that consists of a date, a time or both, and nothing else."""
    year = month = day = None
    has_time = is_unsure = False
    for written in _WRITTEN.findall(_GLUED.sub(" ", text).lower()):
        word = written.strip("()\u2022\u00b7-\u2013")
        if numeric := _NUMERIC.fullmatch(word):
            if month is not None or (parts := _numeric(numeric)) is None:
                return None
            year, month, day, is_unsure = parts
        elif found := _months().get(word.rstrip(".")):
            if month is not None:
                return None
            month = found
        elif (number := _YEAR.fullmatch(word)) and year is None:
            year = int(number[1])
        elif _TIME.fullmatch(word.rstrip(".")):
            has_time = True
        elif (number := _ORDINAL.fullmatch(word)) and 0 < int(number[1]) <= 31:
            if day is None:
                day = int(number[1])
            else:
                has_time = True
        elif word.rstrip(".") not in _beside() and word:
            return None
    stamp = Stamp(year, month, day, has_time, is_unsure)
    return stamp if stamp.is_date or has_time else None


def numbers_of(text: str) -> str:
    """Return the date in numbers that a text holds; the text itself if it holds none."""
    found = _NUMERIC.search(text)
    return found.group() if found else text


def _numeric(found: re.Match[str]) -> tuple[int, int, int, bool] | None:
    """Return year, month and day of ``2017-05-03`` or ``3.5.2017``, and whether they are unsure.

    With slashes the month comes first in American English alone, so there one of them decides.
    """
    first, sign, second, third = found.groups()
    is_unsure = False
    if len(first) == 4:
        year, month, day = int(first), int(second), int(third)
    else:
        year, month, day = int(third), int(second), int(first)
        if sign == "/":
            is_unsure = day <= 12 and month <= 12 and day != month
            if is_unsure and len(third) < 4:
                return None
        if month > 12:
            month, day = day, month
    year += 2000 if year < 100 else 0
    return (year, month, day, is_unsure) if 0 < month <= 12 and 0 < day <= 31 else None


def is_stamp(tokens: Sequence[Token], text: str) -> bool:
    """Return whether some tokens of a unit are a date, a time or both."""
    return stamp_of(text[tokens[0].start : tokens[-1].end]) is not None


@cache
def _months() -> dict[str, int]:
    return {
        name: number
        for number, line in enumerate(phrases("months"), start=1)
        for name in line.split()
    }


@cache
def _beside() -> frozenset[str]:
    return frozenset(_split(phrases("beside_dates")))


def _split(lines: Iterable[str]) -> Iterable[str]:
    return (word for line in lines for word in line.split())
