"""Labels and counters of galleries."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Measurement
from cleanup.kit.furniture import Block, furniture_rule


@furniture_rule(
    "BPL015",
    "gallery",
    tier="unsafe",
    confidence=0.95,
    measured=[
        Measurement(60, 61, "article-extraction", "article", "2026-11-30"),
    ],
    bad={
        f"{PROSE}\nView 5 images\n{PROSE}": f"{PROSE}\n{PROSE}",
        f"{PROSE}\n\nPhoto 3 of 12\n\n{PROSE}": f"{PROSE}\n\n{PROSE}",
        f"{PROSE}\nSlideshow (11 Images)\nEnd.": f"{PROSE}\nEnd.",
    },
    good=[
        f"{PROSE}\nFive images of the harbour\n{PROSE}",
        f"{PROSE}\nThe gallery\n{PROSE}",
        f"{PROSE}\n3 of the boats\n{PROSE}",
        "View gallery",
    ],
)
def gallery_label(document: Document, block: Block) -> bool:
    """A label or a counter of a picture gallery is in the text.

    What it does: removes a line that consists of such labels (tables ``furniture``, section
    ``gallery``).

    Why it is damage: the pictures are gone.

    What could go wrong: the titles of the pictures stay, without their label.
    """
    return True
