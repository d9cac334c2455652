"""Labels of readers aloud and reading times."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Measurement
from cleanup.kit.furniture import Block, furniture_rule


@furniture_rule(
    "BPL013",
    "listen",
    tier="safe",
    confidence=0.97,
    measured=[
        Measurement(8, 8, "fundus", "article", "2026-11-30"),
        Measurement(52, 52, "article-extraction", "article", "2026-11-30"),
    ],
    bad={
        f"Ferry late again\n6 min read\n{PROSE}": f"Ferry late again\n{PROSE}",
        f"Listen to this article\n\n{PROSE}": PROSE,
        f"{PROSE}\nReading time: 3 minutes\nEnd.": f"{PROSE}\nEnd.",
    },
    good=[
        f"{PROSE}\nListen to the captain\n{PROSE}",
        f"{PROSE}\n6 minutes\n{PROSE}",
        f"{PROSE}\nReading takes time, she said.\n{PROSE}",
        "6 min read",
    ],
)
def listen_label(document: Document, block: Block) -> bool:
    """A label offers to read the article aloud, or says how long it takes to read.

    What it does: removes a line that consists of such labels (tables ``furniture``, section
    ``listen``).

    Why it is damage: the label belongs to the page.

    What could go wrong: a heading that is word for word such a label is lost.
    """
    return True
