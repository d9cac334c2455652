"""Photo credits in brackets."""

from __future__ import annotations

from cleanup.grammar.credits import CREDIT, HINT, defined, is_misread, without_label
from cleanup.kit import (
    PROSE,
    AnyOf,
    Document,
    Found,
    Iterator,
    Line,
    Match,
    Measurement,
    OneLine,
    Pattern,
    rule,
)
from cleanup.kit.furniture import lift_of_name

_LINES = OneLine(HINT, AnyOf("(", "["), AnyOf(")", "]"))
_OPENS, _CLOSES = Pattern(r"[(\[]", timed=False), Pattern(r"[)\]]", timed=False)
_REACH = 400
"""Greatest distance from an opening bracket to the next closing one, in code points."""

_DASH = Pattern(r"[ ]*(?:--|[-\u2013\u2014])[ ]", timed=False)
_INLINE = Pattern(defined(rf"[(\[](?P<credit>{CREDIT})\.?[)\]]"))


@rule(
    "CRD003",
    tier="safe",
    confidence=0.99,
    measured=[
        Measurement(229, 229, "article-extraction", "article", "2026-11-30"),
    ],
    hint=_LINES,
    removes=True,
    bad={
        "It sank. (Photo by Ann Roe/Getty Images) The crew swam.": "It sank. The crew swam.",
        f"The harbour (AP Photo/Ann Roe) was shut. {PROSE}": f"The harbour was shut. {PROSE}",
        "It sank. [Photo: Ann Roe, AP] The crew swam.": "It sank. The crew swam.",
        "(Ann Roe/Reuters) It sank.": "It sank.",
    },
    good=[
        "WASHINGTON (Reuters) - The ferry was late.",
        "LOS ANGELES (CBS Seattle/AP) \u2014 The ferry was late.",
        "Washington (CNN) The ferry was late.",
        "A poll (Reuters/Ipsos) says so.",
        "He sold the photo (by Ann Roe) for little.",
        "The bill of Senator Roe (D-Minn.) failed.",
        "Under section 501(c)(4) and (c) 703.598.0472 nobody answered.",
        "The agency (Environmental Protection Agency/EPA) said no.",
    ],
)
def inline_credit(document: Document) -> Iterator[Found]:
    """A photo credit in brackets is inside a paragraph.

    What it does: removes the brackets with their content and keeps the name as data (``credit``).
    At the end of a line the removal is unsafe: of 18 lines that were read 13 were captions.

    Why it is damage: the credit belongs to a photograph that is gone; it interrupts a sentence.

    What could go wrong: the text before it may be the caption of the same photograph, which stays.
    """
    for line in document.lines_with(_LINES):
        for found in _in_brackets(document, line):
            is_dateline = _DASH.match(document.text, found.end(), line.end)
            if is_misread(found["credit"]) or is_dateline:
                continue
            lift = lift_of_name(without_label(found["credit"]))
            span = _span(document.text, line, found)
            at_end = not document.text[span[1] : line.end].strip(" .")
            yield Found(*span, "", lift=lift, tier="unsafe" if at_end else None)


def _in_brackets(document: Document, line: Line) -> Iterator[Match[str]]:
    """Yield the credits that fill brackets; the hint must hold before the first closing bracket."""
    text, end, closes = document.text, line.start, line.start
    for bracket in _OPENS.finditer(text, line.start, line.end):
        start = bracket.start()
        if closes <= start:
            closing = _CLOSES.search(text, start, line.end)
            if not closing:
                return
            closes = closing.end()
        within_reach = start >= end and closes - start <= _REACH
        if within_reach and document.holds_within(HINT, start, closes):
            found = _INLINE.match(text, start, line.end)
            if found:
                end = found.end()
                yield found


def _span(text: str, line: Line, found: Match[str]) -> tuple[int, int]:
    """Return the span of the brackets and the spaces before them, or at a line start after them."""
    start, end = found.span()
    while start > line.start and text[start - 1] == " ":
        start -= 1
    while start == line.start and end < line.end and text[end] == " ":
        end += 1
    return start, end
