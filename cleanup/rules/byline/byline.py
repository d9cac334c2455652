"""Lines that name the author."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Measurement
from cleanup.kit.furniture import Block, furniture_rule


@furniture_rule(
    "BYL001",
    "byline",
    tier="safe",
    confidence=0.98,
    measured=[
        Measurement(13, 13, "fundus", "article", "2026-11-30"),
        Measurement(504, 510, "article-extraction", "article", "2026-11-30"),
    ],
    bad={
        f"Ferry late again\nBy Ann Roe\n\n{PROSE}": f"Ferry late again\n\n{PROSE}",
        f"By Ann Roe and John van der Doe, Staff Writer\n{PROSE}": PROSE,
        f"BY ANN ROE\n\n{PROSE}": PROSE,
        f"By Ann Roe, John Doe and Mary Poe\n{PROSE}": PROSE,
        f"Von Anna Roth und Jan Meier\n{PROSE}": PROSE,
    },
    good=[
        f"By 2050, the harbour is full\n{PROSE}",
        f"By the Sea\n{PROSE}",
        f"By Monday\n{PROSE}",
        f"By Ann Roe's count, the harbour is full\n{PROSE}",
        f"By and large a good year\n{PROSE}",
        f"{PROSE} By Ann Roe",
        "By Ann Roe",
    ],
)
def byline(document: Document, block: Block) -> bool:
    """A line names the author.

    What it does: removes a line that names the author (tables ``furniture``, section ``byline``)
    in the head of the article, up to its third running paragraph, and keeps the names as data
    (``byline``). A name alone counts beside such a line, a date or an author's label. Straight
    below the last paragraph a signature is flagged, and its names are kept as data: a name behind
    a dash, several full names, or one by a surname that is no other word.

    Why it is damage: for most uses of the text the name is data about it, not part of it.

    What could go wrong: a title such as "By Order Royal" looks like a name.
    """
    return True
