"""What a unit is by itself: by the phrases that fill it, the credit it ends in, or its form."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.grammar.furniture.credits import credit_at_end, credit_of
from cleanup.grammar.furniture.head import (
    author_reading,
    entry_reading,
    names_persons,
    stamp_reading,
)
from cleanup.grammar.furniture.phrase import agencies
from cleanup.grammar.furniture.reading import LONGEST, Reading, book
from cleanup.phrases import phrases

if TYPE_CHECKING:
    from cleanup.grammar.furniture.credits import Credit

_REMEMBERED = 32_768
"""Units whose looks are kept: most are looked at again in the next round."""
_LONGEST_CAPTION = 450
_OF_PICTURES = frozenset(["image", "source"])
"""Sections whose phrases may be credits as well, which say more."""
_MAY_CREDIT = re.compile(
    r"[/|\u00a9\]\u3011\uff09)]|[:=\uff1a]|\b(?:AP|AFP|EPA|AAP|PA|dpa|Getty)\b|REUTERS"
)
"""Found near the end of every unit that ends in a credit."""
_TAIL = 110


class Look(NamedTuple):
    """What a unit is, and the credit that it is or ends in."""

    reading: Reading
    credit: Credit | None = None


@lru_cache(maxsize=_REMEMBERED)
def look(text: str, own: str = "") -> Look | None:
    """Return what a unit is wherever it stands; ``None`` if nothing says that it is furniture.

    ``own`` is the text of a user's table of phrases.
    """
    reading = book(own).read(text, None) if len(text) <= LONGEST else None
    if reading and reading.section == "byline" and not names_persons(reading):
        reading = None
    reading = reading or entry_reading(text)
    if reading is None or reading.section in _OF_PICTURES:
        found = _credited(text)
        if found:
            return found
    return Look(reading) if reading else None


@lru_cache(maxsize=_REMEMBERED)
def look_at_edge(text: str) -> Look | None:
    """Return what a unit is in the head or the tail: a date, or an author with one or a role."""
    reading = stamp_reading(text) or author_reading(text)
    return Look(reading) if reading else None


def _credited(text: str) -> Look | None:
    if len(text) > _LONGEST_CAPTION or not _may_credit(text):
        return None
    if credit := credit_of(text):
        return Look(Reading("credit", words=len(text)), credit)
    credit = credit_at_end(text)
    return Look(Reading("caption", words=len(text)), credit) if credit else None


def _may_credit(text: str) -> bool:
    """Return whether a unit may end in a credit, by a quick look at its end."""
    word = text[-_TAIL:].rstrip(' .)]\u3011\uff09"\u201d').rpartition(" ")[2]
    if word.islower() and word.rpartition("/")[2] not in _words_of_credits():
        return False
    return _MAY_CREDIT.search(text, max(0, len(text) - _TAIL)) is not None


@cache
def _words_of_credits() -> frozenset[str]:
    """Return the words in lower case that end a credit."""
    names = (*agencies(), *phrases("credit_words"))
    return frozenset(word for name in names for word in name.split())
