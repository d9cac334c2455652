"""Find the furniture of a page among the units of a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.blocks.block import Block
from cleanup.blocks.lifts import lift_of_byline, lift_of_credit, lift_of_date
from cleanup.blocks.titles import titles_below
from cleanup.grammar.furniture.classes import Furniture
from cleanup.text.units import units_of

if TYPE_CHECKING:
    from cleanup.grammar.furniture.reading import Reading
    from cleanup.text.document import Document
    from cleanup.text.units import Unit
    from cleanup.values import Tier

_OPEN = 100
"""A unit of more code points, of which a slot took any words, may be a sentence of the author."""
_SENTENCES_OF_CAPTION = 2
_LONGEST_FORM = 900
"""Code points of a poll, from its label to what is said of privacy below its button."""
_LINE_END = 2
_REPORTED = re.compile(r"\W*(?:Reporting|Reported|Writing|Written|Story|Text) by\b", re.IGNORECASE)
_ACCOUNT = re.compile(r"(?<!\w)@\w")
_SENTENCES = 180
"""A longer one is several sentences; it is only flagged."""


def blocks_of(document: Document) -> tuple[Block, ...]:
    """Return the blocks of furniture of a text with several lines, in order."""
    if not document.may_lose_lines:
        return ()
    furniture = document.once(Furniture)
    blocks: list[Block] = []
    place = 0
    while place < len(furniture.units):
        reading = furniture.readings.get(place)
        if reading is None or _is_own(furniture, place, reading):
            place += 1
            continue
        block = _block_at(furniture, place, reading)
        blocks.append(block)
        place = block.last + 1
    return tuple(blocks)


def _is_own(furniture: Furniture, place: int, reading: Reading) -> bool:
    """Return whether a label with a title is the article's headline, or begins a post it quotes."""
    return reading.section == "related-title" and (
        place == 0 or _ACCOUNT.search(furniture.texts[place]) is not None
    )


def _block_at(furniture: Furniture, place: int, reading: Reading) -> Block:
    text = furniture.texts[place]
    match reading.section:
        case "related":
            last, complete = titles_below(furniture, place)
            return Block("related", place, last, tier=None if complete else "unsafe")
        case "credit" | "caption" as section:
            credit = furniture.credits[place]
            lift = lift_of_credit(credit, text[: credit.start].strip())
            is_sure = not credit.lone and not (
                section == "caption" and _may_be_text(furniture, place)
            )
            return Block(section, place, place, lift, None if is_sure else "unsafe")
        case "torn caption":
            credit = furniture.credits[place]
            lift = lift_of_credit(credit, text[: credit.start].strip())
            return Block("caption", place, place + reading.words, lift)
        case "caption above":
            return Block("caption above", place, place, (("caption", text),))
        case "byline":
            is_sure = place < furniture.head and not reading.is_partial
            lift = lift_of_byline(reading) if furniture.is_near_edge(place) else ()
            return Block("byline", place, place, lift, None if is_sure else "unsafe")
        case "date":
            tier: Tier | None = "unsafe" if reading.is_partial else None
            return Block("date", place, place, lift_of_date(reading, text), tier)
        case "bio" | "contributed":
            lift = lift_of_byline(_authors(reading, text)) if furniture.is_near_edge(place) else ()
            return Block(reading.section, place, place, lift, _tier_of(reading, len(text)))
        case "source":
            lift = tuple(("agency", value) for slot, value in reading.slots if slot == "agency")
            return Block("source", place, place, lift, _tier_of(reading, len(text)))
        case "poll" if (last := _end_of_form(furniture, place)) > place:
            return Block("form", place, last)
        case "contact" if _is_heading(furniture, place, reading):
            return Block("contact", place, place, tier="unsafe")
        case section:
            return Block(section, place, place, tier=_tier_of(reading, len(text)))


def _authors(reading: Reading, text: str) -> Reading:
    """Return who wrote the article, by a note about an author or about who reported."""
    is_told = reading.section == "bio" or _REPORTED.match(text) is not None
    names = [(slot, value) for slot, value in reading.slots if slot in ("name", "names")]
    return reading._replace(slots=tuple(names[:1]) if is_told else ())


def _end_of_form(furniture: Furniture, place: int) -> int:
    """Return the place of the last unit of the form that a poll is; its own if none follows.

    A form has no blank line, and ends in what is said of its fields.
    """
    last = place
    units = furniture.units
    for below in range(place + 1, len(units)):
        line, above = furniture.line_of(below), furniture.line_of(below - 1)
        is_apart = line.start > above.end + _LINE_END
        if is_apart or units[below].end - units[place].start > _LONGEST_FORM:
            break
        reading = furniture.readings.get(below)
        if reading and reading.section in ("form", "account"):
            last = below
    return last if "form" in _sections(furniture, place, last) else place


def _sections(furniture: Furniture, first: int, last: int) -> set[str]:
    readings = (furniture.readings.get(place) for place in range(first, last + 1))
    return {reading.section for reading in readings if reading}


def _is_heading(furniture: Furniture, place: int, reading: Reading) -> bool:
    """Return whether a unit heads lines that no phrase fills, such as a name and its number."""
    heads = not reading.slots and furniture.texts[place][-1] not in ".?!"
    return heads and place + 1 < len(furniture.units) and place + 1 not in furniture.readings


def _may_be_text(furniture: Furniture, place: int) -> bool:
    """Return whether a paragraph that ends in a credit may be the author's, the credit glued to it.

    It has three sentences, or no other paragraph of running text follows.
    """
    running = furniture.units[place].running
    return running and (
        furniture.texts[place].count(". ") > _SENTENCES_OF_CAPTION or place >= furniture.last
    )


def _tier_of(reading: Reading, length: int) -> Tier | None:
    """Return how sure a unit is that a phrase fills: a long one with a slot for any words less."""
    if not reading.is_open or length <= _OPEN or reading.section == "related-title":
        return None
    return "unsafe" if length <= _SENTENCES else "display"


def span_of(document: Document, block: Block) -> tuple[int, int]:
    """Return the span to remove for a block, with its line ends."""
    units: tuple[Unit, ...] = document.once(units_of)
    first, last = (document.line_at(units[place].start) for place in (block.first, block.last))
    return document.removal_span(first, last)
