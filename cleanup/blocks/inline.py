"""Furniture inside paragraphs: sentences that are phrases, and labels with titles in brackets."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from cleanup.blocks.captions import caption_at_start, captions_in
from cleanup.blocks.head_run import head_of
from cleanup.blocks.lifts import lift_of_credit
from cleanup.blocks.middle_runs import middle_runs
from cleanup.blocks.place import Place
from cleanup.blocks.tail_run import tail_of
from cleanup.grammar.furniture.gate import (
    SHORTEST_HOLDING,
    anchored,
    may_hold_furniture,
    phrase_starts,
)
from cleanup.grammar.furniture.keys import INSIDE
from cleanup.grammar.furniture.limits import BAR, LONGEST
from cleanup.grammar.furniture.looks import look
from cleanup.grammar.furniture.reading import book
from cleanup.text.units import units_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup.grammar.furniture.looks import Look
    from cleanup.grammar.furniture.reading import Reading
    from cleanup.text.document import Document
    from cleanup.values import Tier

_BEGINNINGS = frozenset(
    """
    account advert app comments donate embed follow form listen newsletter promo share
    """.split()
)
"""Sections whose phrases label nothing behind them, so that a sentence may go on there."""
_FEW_LINES = 3
"""A text of so few lines has its head in one of them."""
_LONGEST_OF_MANY, _LONGEST_OF_FEW = 600, 10_000
"""Code points of lines whose furniture is kept: many of the usual length, a few longer ones."""
_LONG = 100
"""A sentence of more code points, of which a slot took any words, is only flagged."""
_BEFORE_LINKS = re.compile(
    r"\b(?:about|and|at|by|for|from|in|of|on|onto|or|our|the|to|up|via|with|your)(?=[A-Z])"
)
_NEAR = 8
_OPENING_QUOTES = "\u201c\u201e\u00ab"
_SHORTEST = 8
"""Code points of the shortest phrase that counts although a sentence goes on behind it; a single
word may begin that sentence.
"""
_LEAST_OF_BOX = 3
_LONGEST_GAP = 150
"""Code points of two sentences."""
_BRACKETS = re.compile(r"[(\[]\s?(?P<inside>[^()\[\]\n]{8,180})[)\]]")
_LABELS = "READ MORE|RELATED|SEE ALSO|ALSO READ|READ ALSO|WATCH|MORE|TRENDING"
_CAPITAL = r"[^\sa-z]*[A-Z][^\sa-z]*"
_CAPITALS = re.compile(
    rf"(?<![^\s.!?\"\u201d)])(?:{_LABELS}) ?[:|>] ?"
    rf"(?:{_CAPITAL}\s+){{2,}}{_CAPITAL}(?=\s+[^\sa-z]|\s*$)"
)
"""A label and a title in capitals, as pages put them between sentences."""


def places_of(document: Document) -> tuple[Place, ...]:
    """Return the furniture inside the long lines of a text, in order; none overlap."""
    units = document.once(units_of)
    has_few_lines = 0 < len(units) <= _FEW_LINES
    found: list[Place] = []
    for number, unit in enumerate(units, start=1):
        if (len(unit.text) > SHORTEST_HOLDING or BAR in unit.text) and may_hold_furniture(
            unit.text
        ):
            inside = _places(unit.text)
            if number == 1 and (caption := caption_at_start(unit.text)):
                inside = (caption, *(one for one in inside if one.start >= caption.end))
            if has_few_lines and not _fill(unit.text, inside):
                head = head_of(unit.text, document.title) if number == 1 else ()
                tail = tail_of(unit.text) if number == len(units) else ()
                inside = (*head, *_between(unit.text, head, inside, tail), *tail)
            found += (_moved(place, unit.start) for place in inside)
    return tuple(found)


def _places(text: str) -> tuple[Place, ...]:
    """Return the furniture inside a line that is no unit of it."""
    if len(text) <= SHORTEST_HOLDING:
        return ()
    if len(text) <= _LONGEST_OF_MANY:
        return _remembered(text)
    return _remembered_long(text) if len(text) <= _LONGEST_OF_FEW else _places_in(text)


def _fill(text: str, places: tuple[Place, ...]) -> bool:
    return bool(places) and (places[0].start, places[0].end) == (0, len(text))


def _between(
    text: str, head: tuple[Place, ...], inside: tuple[Place, ...], tail: tuple[Place, ...]
) -> Iterator[Place]:
    """Yield what stands between head and tail in a line that holds most of an article."""
    first = head[-1].end if head else 0
    last = tail[0].start if tail else len(text)
    calls = list(middle_runs(text))
    captions = captions_in(text, [first, *(call.end for call in calls)])
    between = (*captions, *calls, *inside)
    yield from _apart(one for one in between if first <= one.start and one.end <= last)


def _apart(places: Iterable[Place]) -> Iterator[Place]:
    """Yield places in order, without those that begin in another one."""
    end = 0
    for place in sorted(places, key=attrgetter("start")):
        if place.start >= end:
            yield place
            end = place.end


def _places_in(text: str) -> tuple[Place, ...]:
    """Return the furniture inside a line, in order; none overlap."""
    found = list(_apart(_in_line(text)))
    return _whole_box(text, found) or tuple(found)


def _whole_box(text: str, found: list[Place]) -> tuple[Place, ...]:
    """Return a line as one place that begins and ends as a box and is one for the most part.

    What no table knows of it stands between what they know, and is short.
    """
    sections = [place.section for place in found if place.section in _BEGINNINGS]
    if len(sections) < _LEAST_OF_BOX or found[0].start or found[-1].end < len(text):
        return ()
    gaps = [after.start - before.end for before, after in pairwise(found)]
    if max(gaps) > _LONGEST_GAP or 2 * sum(gaps) > len(text):
        return ()
    return (Place(sections[0], 0, len(text)),)


_remembered = lru_cache(maxsize=4096)(_places_in)
_remembered_long = lru_cache(maxsize=256)(_places_in)


def _moved(place: Place, by: int) -> Place:
    return place._replace(start=place.start + by, end=place.end + by)


def _in_line(text: str) -> Iterator[Place]:
    yield from _bracketed(text)
    yield from _in_capitals(text)
    for start, end in phrase_starts(text):
        if start or end < len(text):
            place = _sentence(text, start, end)
            yield from [place] if place else _beginnings(text, start, end)
    for start, end in anchored(text):
        if place := _sentence(text, start, end):
            yield place


def _sentence(text: str, start: int, end: int) -> Place | None:
    sentence = text[start:end].strip()
    if start and text[start - 1] in _OPENING_QUOTES:
        return None
    seen = _look(sentence) if len(sentence) <= LONGEST else None
    if seen and seen.reading.section in INSIDE and not seen.reading.at_edge:
        reading = seen.reading
        lift = lift_of_credit(seen.credit) if seen.credit else ()
        tier = _tier(reading, sentence, at_end=end == len(text))
        if reading.section == "link" and text[max(0, start - _NEAR) : start].rstrip().endswith(
            ("...", "\u2026")
        ):
            tier = "display"  # the text was cut there: its mark is a trace of what is lost
        return Place(reading.section, start, end, lift, tier)
    return None


def _look(sentence: str) -> Look | None:
    """Return what a sentence is, of which a link may be glued to the word before it."""
    seen = look(sentence)
    if seen is None and _BEFORE_LINKS.search(sentence):
        seen = look(_BEFORE_LINKS.sub(r"\g<0> ", sentence))
        return None if seen and seen.credit else seen
    return seen


def _tier(reading: Reading, sentence: str, *, at_end: bool) -> Tier | None:
    """Return how sure it is that a sentence is furniture up to its end.

    Behind a label without a mark at its end the author's next sentence may have begun.
    """
    if reading.section == "related-title" or (reading.is_open and len(sentence) > _LONG):
        return "display"
    if reading.is_open or not (sentence[-1] in ".!?:" or at_end):
        return "unsafe"
    return None


def _beginnings(text: str, start: int, end: int) -> list[Place]:
    """Return the phrases that a sentence begins with, one after the other, if another follows."""
    found: list[Place] = []
    stop = start
    while stop < end:
        begun = book().begin(text[stop:end], None, at_edge=bool(found))
        if begun is None or begun[0] not in _BEGINNINGS:
            break
        last = _behind_blanks(text, stop + begun[1])
        found.append(Place(begun[0], stop, last))
        stop = last
    written = text[start:stop].strip()
    if stop - start < _SHORTEST or (" " not in written and found[0].section != "advert"):
        return []
    return found if stop >= end or _goes_on_anew(text, stop) else []


def _goes_on_anew(text: str, stop: int) -> bool:
    """Return whether another sentence begins where a phrase ends."""
    rest = text[stop : stop + _NEAR].lstrip("\"\u201c'\u2018(")
    return text[stop - 1 : stop].isspace() and rest[:1].isupper() and rest[1:2].islower()


def _bracketed(text: str) -> Iterator[Place]:
    """Yield labels with their titles in brackets: ``(Also on QUAY: Five boats)``."""
    for found in _BRACKETS.finditer(text):
        inside = found["inside"].strip()
        seen = look(inside) if inside[-1] != "." else None
        if seen and seen.reading.section == "related-title":
            yield Place("related-title", found.start(), _behind_blanks(text, found.end()))


def _in_capitals(text: str) -> Iterator[Place]:
    for found in _CAPITALS.finditer(text):
        yield Place("related-title", found.start(), _behind_blanks(text, found.end()))


def _behind_blanks(text: str, end: int) -> int:
    while end < len(text) and text[end] == " ":
        end += 1
    return end
