"""Photographers' credits in brackets inside a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.grammar.credits import CREDIT, DEFINITIONS, HINT, is_misread, without_label
from cleanup.prefilter.hints import AnyOf, OneLine
from cleanup.rule import PROSE, rule
from cleanup.text.pattern import Pattern
from cleanup.values import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.document import Document
    from cleanup.text.lines import Line
    from cleanup.text.pattern import Match

_LINES = OneLine(HINT, AnyOf("(", "["), AnyOf(")", "]"))
_OPENS, _CLOSES = Pattern(r"[(\[]", timed=False), Pattern(r"[)\]]", timed=False)
_LONGEST = 400
"""How far a bracket of a credit may be from the next one that closes, in code points."""

_INLINE = Pattern(rf"{DEFINITIONS}[(\[](?P<credit>{CREDIT})\.?[)\]]")


@rule(
    "CRD003",
    tier="unsafe",
    confidence=0.97,
    hint=_LINES,
    removes=True,
    bad={
        "It sank. (Photo by Ann Roe/Getty Images) The crew swam.": "It sank. The crew swam.",
        f"The harbour (AP Photo/Ann Roe) was shut. {PROSE}": f"The harbour was shut. {PROSE}",
        "It sank. [Photo: Ann Roe, AP]": "It sank.",
        "(Ann Roe/Reuters) It sank.": "It sank.",
    },
    good=[
        "WASHINGTON (Reuters) - The ferry was late.",
        "Washington (CNN) The ferry was late.",
        "A poll (Reuters/Ipsos) says so.",
        "He sold the photo (by Ann Roe) for little.",
        "The bill of Senator Roe (D-Minn.) failed.",
        "Under section 501(c)(4) and (c) 703.598.0472 nobody answered.",
        "The agency (Environmental Protection Agency/EPA) said no.",
    ],
)
def inline_credit(document: Document) -> Iterator[Found]:
    """A photographer's credit stands in brackets inside a paragraph.

    What it does: takes the brackets and what is in them away and keeps the name as data.

    Why it is damage: the credit belongs to a photograph that is gone; it interrupts a sentence.

    What could go wrong: what came before it may be the caption of the same photograph, which
    stays.
    """
    for line in document.lines_with(_LINES):
        for found in _in_brackets(document, line):
            if not is_misread(found["credit"]):
                credit = without_label(found["credit"])
                yield Found(*_span(document.text, line, found), "", lift=(("credit", credit),))


def _in_brackets(document: Document, line: Line) -> Iterator[Match[str]]:
    """Yield the credits that fill brackets; a hint stands before the first that closes."""
    text, end, closes = document.text, line.start, line.start
    for bracket in _OPENS.finditer(text, line.start, line.end):
        start = bracket.start()
        if closes <= start:
            closing = _CLOSES.search(text, start, line.end)
            if not closing:
                return
            closes = closing.end()
        near = start >= end and closes - start <= _LONGEST
        if near and document.holds_within(HINT, start, closes):
            found = _INLINE.match(text, start, line.end)
            if found:
                end = found.end()
                yield found


def _span(text: str, line: Line, found: Match[str]) -> tuple[int, int]:
    """Return the brackets with the blanks before them; at the start of a line, those after."""
    start, end = found.span()
    while start > line.start and text[start - 1] == " ":
        start -= 1
    while start == line.start and end < line.end and text[end] == " ":
        end += 1
    return start, end
