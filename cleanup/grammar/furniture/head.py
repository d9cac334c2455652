"""Who wrote an article, and when, in units without a label."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cleanup.grammar.furniture.limits import LONGEST_STAMP
from cleanup.grammar.furniture.names import is_list_of_names, is_name
from cleanup.grammar.furniture.phrase import agencies, is_name_word
from cleanup.grammar.furniture.reading import Reading
from cleanup.grammar.furniture.stamps import stamp_of
from cleanup.grammar.furniture.words import Words
from cleanup.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_DIGIT = re.compile("[0-9]")
_BETWEEN = re.compile(r"\s*[,|\u2013\u2014\u00b7\u2022]\s*|\s-\s|\s(?=[0-9])")
_LONGEST_BYLINE = 90
_TIMED = re.compile(r"[0-9]{1,2}[:.][0-9]{2}\s*")
"""Begins the entry of a live blog; its author may be glued to it."""
_NAME_BEFORE_ROLE = (2, 3)
"""Words of a name that a role follows without a mark."""
_RECORDING = re.compile(
    r"(?:Listen|Watch|Play) \u00b7 [0-9]{1,2}:[0-9]{2}(?: [0-9]{1,2}:[0-9]{2})?\Z"
)
_MOST_WORDS_OF_ROLE = 7
_LONE = re.compile(r"[ /]")
_LONGEST_OUTLET = 5
"""Code points of the initials of an outlet that stand below an author: ``BBC``, ``NPR``."""
_TOLD = re.compile(r"(?P<name>[^()]+) \((?P<role>[^()]{3,60})\)")
"""A name with the place and the role of an author in brackets."""
_OWNS = re.compile(r"['\u2019]s\b")
"""In what is told of a person, not in a role."""
_BESIDE_NAMES = frozenset(["author", "byline", "date", "listen", "bio"])
"""Sections beside which a name alone is the author's."""
_BEFORE_NAMES = frozenset("by von par di por door av af przez od text texte texto".split())
"""A unit of one of these words is left of a byline whose name was a link."""


def stamp_reading(text: str) -> Reading | None:
    """Return what a unit is that consists of a date or a time: one of them has a digit.

    Without its year it may be the date of an event, such as a match.
    """
    stamp = stamp_of(text) if len(text) <= LONGEST_STAMP and _DIGIT.search(text) else None
    if stamp is None:
        return None
    return Reading("date", (("date", text),), at_edge=True, is_partial=stamp.year is None)


def names_persons(reading: Reading) -> bool:
    """Return whether all that a byline names are persons or agencies, by the look of them."""
    names = [value for slot, value in reading.slots if slot in ("name", "names")]
    return all(is_name(name) or name.lower() in agencies() for name in names)


def entry_reading(text: str) -> Reading | None:
    """Return what a unit is that consists of a time and a name, above the entry of a live blog."""
    time = _TIMED.match(text)
    return Reading("byline") if time and is_name(text[time.end() :]) else None


def player_reading(text: str) -> Reading | None:
    """Return what a unit is that ends in the button of a player and the length of a recording."""
    return Reading("player") if _RECORDING.search(text) else None


def author_reading(text: str) -> Reading | None:
    """Return what a unit is that consists of a name and a role, or of a name and a date."""
    if len(text) > _LONGEST_BYLINE:
        return None
    if not is_name_word(text):
        return None
    if not (_DIGIT.search(text) or _searched_roles().within(text.lower())):
        return None
    if (told := _TOLD.fullmatch(text)) and is_name(told["name"]):
        role = next((part for part in map(str.strip, told["role"].split(",")) if is_role(part)), "")
        return Reading("byline", (("names", told["name"]), ("role", role))) if role else None
    words = text.split()
    if words[0].lower() in _BEFORE_NAMES:
        return None
    for count in _NAME_BEFORE_ROLE if len(words) > 2 else ():
        name, rest = " ".join(words[:count]), " ".join(words[count:])
        if is_name(name) and rest[:1].isupper() and is_role(rest):
            return Reading("byline", (("names", name), ("role", rest)))
    for sign in _BETWEEN.finditer(text):
        name, rest = text[: sign.start()], text[sign.end() :]
        if not is_name(name):
            continue
        if is_role(rest):
            return Reading("byline", (("names", name), ("role", rest)))
        if stamp_of(rest):
            return Reading("byline", (("names", name), ("date", rest)))
    return None


def is_role(text: str) -> bool:
    """Return whether a text is the role of an author: a few words, one of a table among them."""
    words = text.lower().replace(",", " ").split()
    if _OWNS.search(text):
        return False
    return 0 < len(words) <= _MOST_WORDS_OF_ROLE and not _roles().isdisjoint(words)


@cache
def _searched_roles() -> Words:
    return Words(_roles())


@cache
def _roles() -> frozenset[str]:
    return frozenset(word for line in phrases("roles") for word in line.split())


def name_readings(
    texts: Sequence[str],
    readings: Mapping[int, Reading],
    places: Iterable[int],
    first: int,
    title: str | None,
) -> dict[int, Reading]:
    """Return the units, among ``places``, that are names alone and stand beside an author's label.

    ``texts`` are those of all units. Straight above ``first``, the first running paragraph, a name
    needs nothing beside it, unless it is the title; then the reading is partial. In the first line
    of a text whose title is not known such words are a headline.
    """
    found = {}
    for place in places:
        if place in readings or not is_name(texts[place]):
            continue
        if place and texts[place - 1].rstrip(":").lower() in _BEFORE_NAMES:
            found[place - 1] = Reading("author")
            found[place] = Reading("byline", (("names", texts[place]),))
        elif _is_beside(readings, place) or _is_told_of(texts, place):
            found[place] = Reading("byline", (("names", texts[place]),))
        elif (
            _is_above(texts, place, first)
            and (place or title)
            and texts[place] != title
            and (_is_lone_name(texts, place, title) or is_list_of_names(texts[place]))
        ):
            found[place] = Reading("byline", (("names", texts[place]),), is_partial=True)
    return found


def _is_above(texts: Sequence[str], place: int, first: int) -> bool:
    """Return whether a unit stands straight above the first paragraph, an outlet between or not."""
    if place == first - 2:
        outlet = texts[place + 1]
        return outlet.isupper() and outlet.isalpha() and len(outlet) <= _LONGEST_OUTLET
    return place == first - 1


def _is_lone_name(texts: Sequence[str], place: int, title: str | None) -> bool:
    """Return whether a name stands by itself above the first paragraph.

    The paragraph is not about that name, and nothing was torn there.
    """
    text, above = texts[place], texts[place - 1] if place else "."
    torn = above != title and (above[-1] in ",:" or above.rpartition(" ")[2].islower())
    below = texts[place + 1] if place + 1 < len(texts) else ""
    if text.rpartition(" ")[2] in below:
        return False
    if torn or text.isupper() or not text[0].isupper() or not _LONE.sub("", text).isalpha():
        return False
    return text.split()[0].lower() not in phrases("function_words")


def _is_beside(readings: Mapping[int, Reading], place: int) -> bool:
    near = (readings.get(place - 1), readings.get(place + 1))
    return any(one is not None and one.section in _BESIDE_NAMES for one in near)


def _is_told_of(texts: Sequence[str], place: int) -> bool:
    """Return whether the next unit begins with a name and goes on to say who that is."""
    name = texts[place].split()
    below = texts[place + 1].split() if place + 1 < len(texts) else []
    if len(below) <= len(name) or below[len(name)][0].isupper():
        return False
    return name[-1] in below[: len(name)] and below[0][:3] == name[0][:3]
