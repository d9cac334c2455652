"""What the units of a text are: by themselves, and by where they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.grammar.furniture.credits import credit_of
from cleanup.grammar.furniture.gate import may_be_furniture
from cleanup.grammar.furniture.head import name_readings
from cleanup.grammar.furniture.limits import LONGEST_STAMP
from cleanup.grammar.furniture.looks import look, look_at_edge
from cleanup.grammar.furniture.reading import Reading
from cleanup.grammar.furniture.signatures import signature_reading
from cleanup.text.units import units_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.grammar.furniture.credits import Credit
    from cleanup.text.document import Document
    from cleanup.text.lines import Line

_BRIEF = 2
"""Units of up to so many words may be items of a list."""
_RUNNING_IN_HEAD = 2
"""Running paragraphs that may stand in the head: a deck, and the first of the article."""
_SHORT = 30
"""Code points of a line of a list."""
_SEVERAL = 2
"""So many units that end in a name in brackets are captions."""
_LONGEST_ABOVE = 220
"""Code points of a caption above its credit."""
_TORN_LINES = 4
"""Lines of a credit that a scraper tore into its label, its name and its bracket."""
_FIELD = re.compile(r"[^\W_][^:.!?]{2,40}: ")
_ENDS = ".!?:"
_QUOTED = re.compile('["\u201c\u201e\u00ab]')


class Furniture:
    """The units of a text, and what some of them are."""

    def __init__(self, document: Document) -> None:
        self.units = document.once(units_of)
        self._document = document
        self.texts = [unit.text for unit in self.units]
        running = [place for place, unit in enumerate(self.units) if unit.running]
        self.first = running[0] if running else 0
        """The place of the first running paragraph."""
        self.last = running[-1] if running else 0
        """The place of the last running paragraph."""
        many = len(running) > _RUNNING_IN_HEAD
        self.head = running[_RUNNING_IN_HEAD] if many else len(self.units)
        """The head of the article ends before this place, its third running paragraph."""
        self.tail = running[-_RUNNING_IN_HEAD] if len(running) >= _RUNNING_IN_HEAD else 0
        """Its tail begins behind this place, its last running paragraph but one."""
        self.credits: dict[int, Credit] = {}
        self.readings = self._read()

    def is_near_edge(self, place: int) -> bool:
        """Return whether a unit is in the head, or behind the last but two running paragraphs."""
        return place < self.head or place > self.tail

    def line_of(self, place: int) -> Line:
        """Return the line of a unit."""
        return self._document.line_at(self.units[place].start)

    def _read(self) -> dict[int, Reading]:
        """Return the readings by the place of their unit."""
        found: dict[int, Reading] = {}
        own, head, tail = self._document.phrases, self.head, self.tail
        for place, text in enumerate(self.texts):
            is_near_edge = place < head or place > tail
            if not (own or is_near_edge or may_be_furniture(text)):
                continue
            seen = look(text, own)
            if seen is None and is_near_edge:
                seen = look_at_edge(text)
            if seen is not None:
                found[place] = seen.reading
                if seen.credit:
                    self.credits[place] = seen.credit
            elif text[-1] == "(":
                self._read_torn(place, found)
        self._drop_lone_credits(found)
        counted = {place: one for place, one in found.items() if self._counts(place, found)}
        found = counted | name_readings(
            self.texts, counted, self._may_be_names(), self.first, self._document.title
        )
        below = self.last + 1
        if self.last and below < len(self.texts) and below not in found:
            signed = signature_reading(self.texts, below, self._document.lang)
            found |= {below: signed} if signed else {}
        return found | self._captions_above_credits(found)

    def _may_be_names(self) -> Iterator[int]:
        """Yield the units near the edge that are as short as names, and end there."""
        for place, text in enumerate(self.texts):
            if len(text) <= LONGEST_STAMP and self.is_near_edge(place) and not self.goes_on(place):
                yield place

    def _captions_above_credits(self, readings: dict[int, Reading]) -> dict[int, Reading]:
        """Return the units above credits that are captions: a sentence, in nobody's words."""
        found = {}
        for place in self.credits:
            above = place - 1
            reading = readings.get(place)
            if reading is None or reading.section != "credit" or above < 0 or above in readings:
                continue
            text = self.texts[above]
            is_sentence = text.endswith(".") and ". " not in text
            if is_sentence and len(text) <= _LONGEST_ABOVE and not _QUOTED.search(text):
                found[above] = Reading("caption above")
        return found

    def _read_torn(self, place: int, found: dict[int, Reading]) -> None:
        """Read a caption whose credit was torn off: ``… at dawn (``, ``Photo: Ann Roe``, ``)``."""
        below = self.texts[place + 1 : place + 1 + _TORN_LINES]
        closing = next((count for count, line in enumerate(below) if line[-1] == ")"), -1)
        credit = credit_of(f"({' '.join(below[: closing + 1])}") if closing >= 0 else None
        if credit:
            self.credits[place] = credit._replace(start=len(self.texts[place]) - 1)
            found[place] = Reading("torn caption", words=closing + 1)

    def _drop_lone_credits(self, readings: dict[int, Reading]) -> None:
        """Drop names in brackets that nothing else says to be credits: they may be remarks."""
        if len(self.credits) < _SEVERAL:
            for place, credit in self.credits.items():
                if credit.lone:
                    del readings[place]

    def _counts(self, place: int, readings: dict[int, Reading]) -> bool:
        """Return whether a reading counts where it stands."""
        reading = readings[place]
        if place + 1 not in readings and self.goes_on(place):
            return False
        beside = [readings[near] for near in (place - 1, place + 1) if near in readings]
        if any(not one.at_edge for one in beside):
            return True
        if self.texts[place][0] in "([" and reading.words <= _BRIEF:
            return bool(beside)
        if reading.section == "related-title" and self._in_fields(place):
            return False
        if reading.is_partial:
            return bool(beside) and self.is_near_edge(place)
        if reading.at_edge:
            near = (
                self.is_near_edge(place) if reading.section == "byline" else self.is_at_edge(place)
            )
            return bool(beside) or near
        return reading.words > _BRIEF or bool(beside) or not self._in_list(place)

    def goes_on(self, place: int) -> bool:
        """Return whether the next unit begins inside a sentence: a scraper broke lines at links."""
        if place + 1 == len(self.texts) or self.texts[place][-1] in _ENDS:
            return False
        first = self.texts[place + 1][0]
        return first.islower() or first in ",;.)!"

    def _in_fields(self, place: int) -> bool:
        """Return whether a unit is between two of the form ``Label: value``, as in data."""
        around = self.texts[max(0, place - 1) : place] + self.texts[place + 1 : place + 2]
        return len(around) == 2 and all(map(_FIELD.match, around))

    def is_at_edge(self, place: int) -> bool:
        """Return whether a unit stands before the first or after the last running paragraph."""
        line = self.line_of(place)
        return self._document.in_head(line) or self._document.in_tail(line)

    def _in_list(self, place: int) -> bool:
        """Return whether a unit is between two short ones, as in a list or a table."""
        around = self.units[max(0, place - 1) : place] + self.units[place + 1 : place + 2]
        return len(around) == 2 and all(unit.end - unit.start <= _SHORT for unit in around)
