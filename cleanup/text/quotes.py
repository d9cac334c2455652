"""Whether a double quote opens or closes a quotation.

Glue makes a straight quote ambiguous: in ``strength."The`` it closes, in ``told X."We`` it
opens. Quotes with a blank or a bracket on one side are unambiguous anchors; the ambiguous ones
between two anchors alternate, and are resolved only if both anchors agree. So are curly marks in a
text that quotes with the left or the right one alone.
"""

from __future__ import annotations

from typing import Literal

from cleanup.text.pattern import Pattern

Side = Literal["open", "close"]

_OPENERS = frozenset("([{<\u2014\u2013-/\u00ab\u2039\u2018'")
_CLOSERS = frozenset(".,;:!?)]}>\u2014\u2013-/\u2026\u00bb\u203a\u2019'")
_NONE: frozenset[str] = frozenset()
_CLOSED_BY_LEFT = Pattern("[\\p{L}\\p{N}.,!?\u2026]\u201c(?:[\\s,.;:!?)]|\\Z)", timed=False)
_OPENED_BY_RIGHT = Pattern("(?:^|[\\s(])\u201d[\\p{L}\\p{N}]", timed=False)
_TWO_COMMAS = Pattern("(?:^|[\\s(]),,\\p{L}", timed=False)
"""An opening mark as typed without one: two commas before a word."""

DOUBLE_QUOTES = frozenset('"\u201c\u201d\u201e')


def neutral_marks(text: str) -> frozenset[str]:
    """Return the curly marks that show no side in a text, as it quotes with this one mark alone.

    Swedish pages write a right mark on both sides, Spanish and Portuguese ones often two left ones.
    """
    left, right = "\u201c" in text, "\u201d" in text
    if left == right or "\u201e" in text:
        return _NONE
    mark = "\u201c" if left else "\u201d"
    contrary = _CLOSED_BY_LEFT if left else _OPENED_BY_RIGHT
    return frozenset(mark) if contrary.search(text) else _NONE


def quote_sides(line: str, neutral: frozenset[str] = _NONE) -> dict[int, Side | None]:
    """Map the offset of each double quote in one paragraph to its side, ``None`` if unsure.

    ``neutral``: curly marks that show no side. An inch mark (after a digit, outside a quotation,
    before a blank) is left out.
    """
    low_opens = "\u201e" in line or (",," in line and bool(_TWO_COMMAS.search(line)))
    anchored: list[tuple[int, Side | None]] = []
    for offset, mark in enumerate(line):
        if mark == '"' or mark in neutral:
            anchored.append((offset, _straight_side(line, offset)))
        elif mark in DOUBLE_QUOTES:
            closes = mark == "\u201d" or (mark == "\u201c" and low_opens)
            anchored.append((offset, "close" if closes else "open"))
    return resolve(line, anchored)


def _straight_side(line: str, offset: int) -> Side | None:
    before = line[offset - 1] if offset else " "
    after = line[offset + 1] if offset + 1 < len(line) else " "
    blank_before = before.isspace() or before in _OPENERS
    blank_after = after.isspace() or after in _CLOSERS
    if blank_before == blank_after:
        return None
    return "open" if blank_before else "close"


def resolve(line: str, marks: list[tuple[int, Side | None]]) -> dict[int, Side | None]:
    """Return the sides of marks in order; those that are ``None`` alternate between the others."""
    sides: dict[int, Side | None] = {}
    pending: list[int] = []
    inside = False

    def assign(agreed: bool, start_inside: bool) -> None:
        for count, place in enumerate(pending):
            opens = (count % 2 == 0) != start_inside
            sides[place] = ("open" if opens else "close") if agreed else None
        pending.clear()

    for offset, side in marks:
        if side is None:
            pending.append(offset)
            continue
        if side == "close" and not inside and not pending and _is_inch_mark(line, offset):
            continue
        inside_before = inside != (len(pending) % 2 == 1)
        assign(agreed=inside_before == (side == "close"), start_inside=inside)
        sides[offset] = side
        inside = side == "open"
    ends_closed = inside == (len(pending) % 2 == 1)
    assign(agreed=ends_closed, start_inside=inside)
    return sides


def _is_inch_mark(line: str, offset: int) -> bool:
    return line[offset] == '"' and offset > 0 and line[offset - 1].isdigit()
