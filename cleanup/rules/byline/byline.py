"""Lines that name the author."""

from __future__ import annotations

from cleanup.grammar.credits import FULL_NAME, defined
from cleanup.kit import PROSE, Document, Found, Iterator, Measurement, Pattern, Shape, rule

_LONGEST_LINE = 120
_ROLE = (
    r"(?:[Ss]taff|[Ss]enior|[Cc]hief|[Ss]pecial|[Pp]olitical|[Cc]ontributing|[Aa]ssociate|[Mm]edical)?"
    r"[ ]?(?:[Ww]riter|[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Cc]olumnist|[Cc]ontributor)s?"
)
_AUTHORS = rf"{FULL_NAME}(?:,[ ]{FULL_NAME}){{0,4}}(?:,?[ ](?:and|AND|&)[ ]{FULL_NAME})?"
_OUTLET = r"(?:\p{Lu}[\p{L}.'\u2019]*+[ ]?){1,4}"
_LINE = Pattern(
    defined(
        rf"(?:By|BY)[: ][ ]?(?P<names>{_AUTHORS})"
        rf"(?:(?:,| \||[ ][\u2013\u2014-])[ ](?:{_OUTLET}(?:{_ROLE})?|{_ROLE})|[ ]{_ROLE})?[.]?"
    )
)


@rule(
    "BYL001",
    tier="unsafe",
    confidence=0.97,
    measured=[
        Measurement(53, 53, "article-extraction", "article", "2026-11-28"),
    ],
    hint=Shape("B[yY][: ] ?[A-Z\u00c0-\U0010ffff]"),
    removes=True,
    bad={
        f"Ferry late again\nBy Ann Roe\n\n{PROSE}": f"Ferry late again\n\n{PROSE}",
        f"By Ann Roe and John van der Doe, Staff Writer\n{PROSE}": PROSE,
        f"BY ANN ROE\n\n{PROSE}": PROSE,
        f"By Ann Roe, John Doe and Mary Poe\n{PROSE}": PROSE,
    },
    good=[
        f"By 2050, the harbour is full\n{PROSE}",
        f"{PROSE}\nBy Ann Roe\n{PROSE}",
        f"By the Sea\n{PROSE}",
        f"By Monday\n{PROSE}",
        f"By Ann Roe's count, the harbour is full\n{PROSE}",
        f"By and large a good year\n{PROSE}",
        f"{PROSE} By Ann Roe",
        "By Ann Roe",
    ],
)
def byline(document: Document) -> Iterator[Found]:
    """A line before the article names the author.

    What it does: removes a line "By ..." with one or more full names before the first running
    paragraph, and keeps the names as data (``byline``).

    Why it is damage: for most uses of the text the name is data about it, not part of it.

    What could go wrong: a title such as "By Order Royal" looks like a name.
    """
    for line in document.edge_lines:
        if not document.in_head(line) or line.end - line.start > _LONGEST_LINE:
            continue
        found = _LINE.fullmatch(document.line_text(line).strip())
        if found:
            yield Found(*document.removal_span(line), "", lift=(("byline", found["names"]),))
