"""Whether a double quote opens or closes a quotation.

Glue makes a straight quote ambiguous: in ``strength."The`` it closes, in ``told X."We`` it
opens. Quotes with a blank or a bracket on one side are unambiguous anchors; the ambiguous ones
between two anchors alternate, and are resolved only if both anchors agree.
"""

from __future__ import annotations

from typing import Literal

Side = Literal["open", "close"]

_OPENERS = frozenset("([{<\u2014\u2013-/\u00ab\u2039\u2018'")
_CLOSERS = frozenset(".,;:!?)]}>\u2014\u2013-/\u2026\u00bb\u203a\u2019'")
DOUBLE_QUOTES = frozenset('"\u201c\u201d\u201e')


def quote_sides(line: str) -> dict[int, Side | None]:
    """Map the offset of each double quote in one paragraph to its side, ``None`` if unsure.

    An inch mark (after a digit, outside a quotation, before a blank) is left out.
    """
    low_opens = "\u201e" in line
    anchored: list[tuple[int, Side | None]] = []
    for offset, mark in enumerate(line):
        if mark == '"':
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
