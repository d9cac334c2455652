"""Rules that remove blocks of furniture, by the sections of the phrase tables they are for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import update_wrapper
from typing import TYPE_CHECKING

from cleanup.blocks.block import Block
from cleanup.blocks.furniture import blocks_of, span_of
from cleanup.blocks.inline import places_of
from cleanup.blocks.lifts import iso_of, lift_of_name
from cleanup.grammar.furniture.gate import may_be_furniture, may_hold_furniture
from cleanup.prefilter.hints import Lines
from cleanup.rule import Rule, rule
from cleanup.values import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cleanup.blocks.place import Place
    from cleanup.measurement import Measurement
    from cleanup.text.document import Document
    from cleanup.values import Tier

__all__ = [
    "FURNITURE",
    "Block",
    "blocks_found",
    "blocks_of",
    "found_in",
    "furniture_rule",
    "inside_found",
    "iso_of",
    "lift_of_name",
    "span_of",
]

Condition = Callable[["Document", Block], bool]
"""Returns whether a block is damage."""

_NOTHING: Iterator[Found] = iter(())
"""What most rules find in most texts."""

FURNITURE = Lines(may_be_furniture, least=2) | Lines(may_hold_furniture)
"""Holds in every text with a line that may be furniture, or a long one that may hold some."""


def furniture_rule(
    code: str,
    *sections: str,
    tier: Tier,
    confidence: float,
    bad: Mapping[str, str],
    good: Iterable[str],
    measured: Iterable[Measurement] = (),
) -> Callable[[Condition], Rule]:
    """Declare a rule that removes the blocks of these sections for which a condition holds.

    The other arguments are those of ``rule``; name and manual page are the condition's.
    """
    declare = rule(
        code,
        tier=tier,
        confidence=confidence,
        hint=FURNITURE,
        bad=bad,
        good=good,
        removes=True,
        measured=measured,
        by_surroundings=True,
    )

    def declare_from(condition: Condition) -> Rule:
        def find(document: Document) -> Iterator[Found]:
            nothing = document.once(_sections_of).isdisjoint(sections)
            return _NOTHING if nothing else found(document)

        def found(document: Document) -> Iterator[Found]:
            for block in document.once(blocks_of):
                if block.section in sections and condition(document, block):
                    yield found_in(document, block)
            yield from inside_found(document, *sections)

        return declare(update_wrapper(find, condition))

    return declare_from


def blocks_found(document: Document, section: str) -> Iterator[Found]:
    """Yield the blocks of a section, and what of it stands inside paragraphs, to be removed."""
    if section not in document.once(_sections_of):
        return
    for block in document.once(blocks_of):
        if block.section == section:
            yield found_in(document, block)
    yield from inside_found(document, section)


def _sections_of(document: Document) -> frozenset[str]:
    """Return the sections of all blocks, and of what stands inside paragraphs: most have none."""
    blocks = {block.section for block in document.once(blocks_of)}
    return frozenset(blocks.union(place.section for place in document.once(places_of)))


def inside_found(document: Document, *sections: str) -> Iterator[Found]:
    """Yield what stands inside paragraphs of some sections as places that are removed."""
    reached = 0
    for place in document.once(places_of):
        if place.section in sections:
            start, end = _span_inside(document, place)
            yield Found(max(start, reached), end, "", lift=place.lift, tier=place.tier)
        reached = place.end


def _span_inside(document: Document, place: Place) -> tuple[int, int]:
    """Return the span to remove for a place: with its line ends, if it fills a line of several."""
    line = document.line_at(place.start)
    if document.may_lose_lines and (place.start, place.end) == (line.start, line.end):
        return document.removal_span(line)
    return _with_blanks(document.text, place.start, place.end)


def _with_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span to remove: with the bracket that it closes, and the blanks at a line's end."""
    if text[start - 1 : start] == "(" and ")" in text[start:end]:
        start -= 1
    if end == len(text) or text[end] in "\n\r\u0085\u2028\u2029":
        while start and text[start - 1] == " ":
            start -= 1
    return start, end


def found_in(document: Document, block: Block) -> Found:
    """Return a block as a place that is removed with its line ends."""
    return Found(*span_of(document, block), "", lift=block.lift, tier=block.tier)
