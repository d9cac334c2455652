"""Labels with the titles of other articles below them."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Measurement
from cleanup.kit.furniture import Block, furniture_rule


@furniture_rule(
    "BPL009",
    "related",
    tier="safe",
    confidence=0.97,
    measured=[
        Measurement(40, 41, "fundus", "article", "2026-11-30"),
        Measurement(480, 493, "article-extraction", "article", "2026-11-30"),
    ],
    bad={
        f"{PROSE}\nRead also\nHarbour closed after the storm, says mayor\n{PROSE}": (
            f"{PROSE}\n{PROSE}"
        ),
        f"{PROSE}\n\nMore on this story\n\nFerry line sold\n\nThe mayor and her boats": PROSE,
        f"{PROSE}\nMehr zum Thema\nDer Hafen bleibt nach dem Sturm gesperrt\n{PROSE}": (
            f"{PROSE}\n{PROSE}"
        ),
    },
    good=[
        f"{PROSE}\nMore to read in the harbour office\n{PROSE}",
        f"{PROSE}\nRelated parties\n{PROSE}",
        f"{PROSE}\n\u201cRead also\u201d\n{PROSE}",
        f"{PROSE}\nThe mayor and her boats\n{PROSE}",
        "Read also",
    ],
)
def related_titles(document: Document, block: Block) -> bool:
    """Titles of other articles interrupt the text.

    What it does: removes a label such as "Read also" (tables ``furniture``, section ``related``)
    together with the titles below it, up to the next paragraph. If the last of them may be a
    heading of the article, the block is only removed with ``--unsafe``.

    Why it is damage: the titles belong to other articles; their links are gone.

    What could go wrong: a heading of the article that follows the last title is lost.
    """
    return True
