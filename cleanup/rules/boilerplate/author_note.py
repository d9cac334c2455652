"""Notes about the author."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Measurement
from cleanup.kit.furniture import Block, furniture_rule


@furniture_rule(
    "BPL016",
    "bio",
    tier="unsafe",
    confidence=0.95,
    measured=[
        Measurement(40, 40, "article-extraction", "article", "2026-11-30"),
    ],
    bad={
        f"{PROSE}\n\nAnn Roe is a staff writer at The Harbour Herald.": PROSE,
        f"{PROSE}\nFollow her on Twitter @annroe": PROSE,
        f"{PROSE}\nYou can reach Ann Roe at ann@harbour.example": PROSE,
    },
    good=[
        f"{PROSE}\nAnn Roe is the mayor of the town.\n{PROSE}",
        f"{PROSE}\nFollow her to the quay.\n{PROSE}",
        f"{PROSE}\nYou can reach the island by boat.\n{PROSE}",
        "Follow her on Twitter @annroe",
    ],
)
def author_note(document: Document, block: Block) -> bool:
    """A note says who the author is.

    What it does: removes a line that consists of such a note (tables ``furniture``, section
    ``bio``).

    Why it is damage: for most uses of the text the note is data about it, not part of it.

    What could go wrong: a sentence about a journalist of whom the article reports is lost.
    """
    return True
