"""Datelines: the place, the day and the agency that a report begins with.

Three forms are read. ``CITY (Agency) -`` needs nothing else. Without an agency the place is in
capitals (``TAMPA, Fla. --``), or the text is German, whose papers write ``Wien -`` before a
report. Where title and deck stand in the same line, a dateline follows the end of a sentence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.phrases import phrases
from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from cleanup.text.document import Document

_DAY = r"(?:[ ](?:\p{Lu}\p{L}{2,8}\.?[ ][0-9]{1,2}|[0-9]{1,2}[ ]\p{L}{3,9}))"
_CITY = r"\p{Lu}[\p{L}.'\u2019-]*+(?:[ /]\p{Lu}[\p{L}.'\u2019-]*+){0,4}"
_CAPITALS = (
    r"\p{Lu}[\p{Lu}.'\u2019-]{2,}+(?:[ /]\p{Lu}[\p{Lu}.'\u2019-]++){0,2}"
    r"(?:,[ ]\p{Lu}[\p{L}.]*+(?:[ ]\p{Lu}[\p{L}.]*+)?)?"
)
_TWO_WORDS = "Abu|Bad|Buenos|Den|El|Hong|Kap|Kuala|La|Las|Le|Los|New|Port|Rio de|Sankt|San|Santa"
_GERMAN = (
    rf"(?:(?:{_TWO_WORDS}|Santiago de|St\.|Tel|Wiener|Wr\.)[ ])?\p{{Lu}}\p{{Ll}}{{2,}}"
    r"(?:[/-](?:[\p{Ll}]+-)?\p{Lu}\p{Ll}+){0,2}"
)
_DASH = r"[ ]?(?:--|[\u2013\u2014-])"
_DASHED = re.compile("[-\u2013\u2014] ")
"""Stands in every dateline without an agency; to look for it takes a twentieth of the time."""
_LONGEST_HEAD = 400
"""Code points of the first running line in which a dateline follows a title and a deck: of 640 in
German news the last begins at 388."""
_SHORTEST_REPORT = 40


class Dateline(NamedTuple):
    """Where a dateline begins and ends, the dash and the blanks behind it too, and its text."""

    start: int
    end: int
    text: str


@cache
def _agency_form() -> Pattern:
    agencies = "|".join(phrases("dateline_agencies")).replace(".", "[.]")
    return Pattern(
        rf"(?P<dateline>(?:{_CITY}(?:,[ ]{_CITY}){{0,2}}(?:,?{_DAY})?(?:,[ ][0-9]{{4}})?[ ])?"
        rf"[(](?:{agencies})[)])"
        rf"(?:{_DASH}[ ]*|[ ]+|(?=[\p{{Lu}}\"\u201c]))"
    )


@cache
def _place_form() -> Pattern:
    names = (*phrases("news_agencies"), *phrases("agencies"))
    agencies = "|".join(names).replace(".", "[.]")
    return Pattern(
        rf"(?<=\A|[\s])(?P<dateline>(?P<capitals>{_CAPITALS})(?:,?{_DAY})?|{_GERMAN}|Newswise)"
        rf"{_DASH}[ ]+(?:(?:{agencies})[.][ ]+)?(?=[\"\u201c\u201e]?\p{{Lu}})"
    )


_WORD = re.compile("[ /,]")
_ENDED = '.!?"\u201d\u201c\u00bb'


def dateline_of(document: Document) -> Dateline | None:
    """Return the dateline of a text, if its first running line has one."""
    text = document.text
    line = document.line_at(document.head_end)
    start = line.start
    while start < line.end and text[start].isspace():
        start += 1
    bracketed = text.find("(", start, line.end) >= 0
    found = _agency_form().match(text, start, line.end) if bracketed else None
    dateline: Dateline | None
    if found and not _spells_out(found["dateline"]) and _goes_on(text, found.end()):
        dateline = Dateline(start, found.end(), found["dateline"])
    else:
        dateline = _of_place(document, start, line.end)
    return dateline if dateline and line.end - dateline.end >= _SHORTEST_REPORT else None


def _goes_on(text: str, end: int) -> bool:
    return text[end : end + 1].isupper() or not text[end : end + 1].isalpha()


def _of_place(document: Document, start: int, end: int) -> Dateline | None:
    """Return the first place before a dash, at the beginning or behind the end of a sentence."""
    text, end = document.text, min(end, start + _LONGEST_HEAD)
    if not _DASHED.search(text, start, end):
        return None
    for found in _place_form().finditer(text, start, end):
        place = found["dateline"]
        if found.start() > start and not _ends_sentence(text, found.start()):
            continue
        if found["capitals"] is None and place != "Newswise" and document.lang != "de":
            continue
        if _WORD.split(place.lower(), 1)[0] not in _kickers():
            return Dateline(found.start(), found.end(), place)
    return None


def _ends_sentence(text: str, place: int) -> bool:
    """Return whether a sentence ends at the blank before a place; the stop of ``St.`` ends none."""
    return text[place - 2] in _ENDED and not text.startswith("St", place - 4)


@cache
def _kickers() -> frozenset[str]:
    tables = ("kickers", "months")
    words = {word.lower() for table in tables for line in phrases(table) for word in line.split()}
    return frozenset(words | set(phrases("function_words")))


def _spells_out(dateline: str) -> bool:
    """Return whether the name before the brackets is the agency's own, as in a definition."""
    name, _, agency = dateline.rpartition(" (")
    words = [word for word in name.replace("-", " ").split() if word not in ("The", "the")]
    return "".join(word[0] for word in words) == agency.rstrip(")")
