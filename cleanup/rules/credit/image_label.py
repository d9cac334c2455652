"""Labels of pictures."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Measurement
from cleanup.kit.furniture import Block, furniture_rule


@furniture_rule(
    "CRD005",
    "image",
    tier="safe",
    confidence=0.97,
    measured=[
        Measurement(70, 70, "article-extraction", "article", "2026-11-30"),
    ],
    bad={
        f"{PROSE}\nImage caption\n{PROSE}": f"{PROSE}\n{PROSE}",
        f"{PROSE}\n\nEnlarge image\n\n{PROSE}": f"{PROSE}\n\n{PROSE}",
        f"{PROSE}\nOpen image in gallery\nEnd.": f"{PROSE}\nEnd.",
    },
    good=[
        f"{PROSE}\nThe image of the town\n{PROSE}",
        f"{PROSE}\nPhoto finish\n{PROSE}",
        f"{PROSE}\n\u201cEnlarge image\u201d\n{PROSE}",
        "Enlarge image",
    ],
)
def image_label(document: Document, block: Block) -> bool:
    """A label of a picture was left behind.

    What it does: removes a line that consists of such labels (tables ``furniture``, section
    ``image``).

    Why it is damage: the picture is gone.

    What could go wrong: a heading that is word for word such a label is lost.
    """
    return True
