"""What a unit is by itself: by the phrases that fill it, the credit it ends in, or its form."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.grammar.furniture.credits import credit_at_end, credit_of
from cleanup.grammar.furniture.gate import may_be_credited, may_be_furniture, may_be_read
from cleanup.grammar.furniture.head import (
    author_reading,
    entry_reading,
    names_persons,
    player_reading,
    stamp_reading,
)
from cleanup.grammar.furniture.reading import Reading, book

if TYPE_CHECKING:
    from cleanup.grammar.furniture.credits import Credit

_REMEMBERED = 32_768
"""Units whose looks are kept: most are looked at again in the next round."""
_LONGEST_CAPTION = 450
_END_MARK = re.compile(r"[-\u2013 ]*(?:# ?#(?: ?#){0,3}|ENDS?)[-\u2013 ]*|[-\u2013] ?30 ?[-\u2013]")
"""``###``, ``-30-``, ``- ENDS -``: what follows is not for the press."""
_OF_PICTURES = frozenset(["image", "source"])
"""Sections whose phrases may be credits as well, which say more."""


class Look(NamedTuple):
    """What a unit is, and the credit that it is or ends in."""

    reading: Reading
    credit: Credit | None = None


@lru_cache(maxsize=_REMEMBERED)
def look(text: str, own: str = "") -> Look | None:
    """Return what a unit is wherever it stands; ``None`` if nothing says that it is furniture.

    ``own`` is the text of a user's table of phrases.
    """
    if not own and not may_be_furniture(text):
        return None
    reading = book(own).read(text, None) if own or may_be_read(text) else None
    if reading and reading.section == "byline" and not names_persons(reading):
        reading = None
    reading = reading or entry_reading(text) or player_reading(text)
    if reading is None or reading.section in _OF_PICTURES:
        found = _credited(text)
        if found:
            return found
    return Look(reading) if reading else None


@lru_cache(maxsize=_REMEMBERED)
def look_at_edge(text: str) -> Look | None:
    """Return what a unit is in the head or the tail.

    That is a date, an author with one or a role, or the mark that ends a press release.
    """
    reading = stamp_reading(text) or author_reading(text)
    if reading is None and _END_MARK.fullmatch(text):
        reading = Reading("source", at_edge=True)
    return Look(reading) if reading else None


def _credited(text: str) -> Look | None:
    if len(text) > _LONGEST_CAPTION or not may_be_credited(text):
        return None
    if credit := credit_of(text):
        names_one = credit.names or not text.startswith("(") or ":" in text
        return Look(Reading("credit" if names_one else "agency", words=len(text)), credit)
    credit = credit_at_end(text)
    return Look(Reading("caption", words=len(text)), credit) if credit else None
