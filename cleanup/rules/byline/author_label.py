"""Labels and roles of authors."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Measurement
from cleanup.kit.furniture import Block, furniture_rule


@furniture_rule(
    "BYL004",
    "author",
    tier="unsafe",
    confidence=0.93,
    measured=[
        Measurement(100, 107, "article-extraction", "article", "2026-11-30"),
    ],
    bad={
        f"Ferry late again\nAuthor of the article:\n{PROSE}": f"Ferry late again\n{PROSE}",
        f"Senior reporter\n\n{PROSE}": PROSE,
        f"{PROSE}\nAbout the author": PROSE,
    },
    good=[
        f"{PROSE}\nThe author of the book came late.\n{PROSE}",
        f"{PROSE}\nReporter's luck\n{PROSE}",
        f"{PROSE}\nWritten by hand\n{PROSE}",
        "About the author",
    ],
)
def author_label(document: Document, block: Block) -> bool:
    """A label or a role of an author is in the text.

    What it does: removes a line that consists of such labels (tables ``furniture``, section
    ``author``).

    Why it is damage: the label belongs to the page; the name that it introduced is data about the
    text.

    What could go wrong: a heading that is word for word such a label is lost.
    """
    return True
