"""Notes about whose text an article is, and where it came from."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Measurement
from cleanup.kit.furniture import Block, furniture_rule


@furniture_rule(
    "BPL021",
    "source",
    "copyright",
    tier="safe",
    confidence=0.995,
    measured=[
        Measurement(6, 6, "fundus", "article", "2026-11-30"),
        Measurement(440, 440, "article-extraction", "article", "2026-11-30"),
    ],
    bad={
        f"{PROSE}\n\nAll rights reserved.": PROSE,
        f"{PROSE}\nSource: Reuters": PROSE,
        f"{PROSE}\n\nArticle posted with permission from The Harbour News": PROSE,
        f"{PROSE}\n\nAlle Rechte vorbehalten.": PROSE,
    },
    good=[
        f"{PROSE}\nCopyright is a right that all authors have.\n{PROSE}",
        f"{PROSE}\nSource of the river\n{PROSE}",
        f"{PROSE}\nThe mayor reserved all rights.\n{PROSE}",
        "Source: Reuters",
    ],
)
def rights_note(document: Document, block: Block) -> bool:
    """A note says whose text the article is, or where it was first published.

    What it does: removes a line that consists of such a note (tables ``furniture``, sections
    ``source`` and ``copyright``), and keeps the agency that it names as data (``agency``).

    Why it is damage: the note is data about the text, not part of it.

    What could go wrong: a line of the article that is word for word such a note is lost.
    """
    return True
