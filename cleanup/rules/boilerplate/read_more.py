"""Read-more links without a title."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Measurement
from cleanup.kit.furniture import Block, furniture_rule


@furniture_rule(
    "BPL004",
    "link",
    tier="safe",
    confidence=0.99,
    measured=[
        Measurement(11, 11, "fundus", "article", "2026-11-30"),
        Measurement(438, 439, "article-extraction", "article", "2026-11-30"),
    ],
    bad={
        f"{PROSE}\nRead more\n{PROSE}": f"{PROSE}\n{PROSE}",
        f"{PROSE}\n\nRead more here \u00bb\n\n{PROSE}": f"{PROSE}\n\n{PROSE}",
        f"{PROSE}\nClick here for more\nEnd.": f"{PROSE}\nEnd.",
        f"{PROSE}\n\nRead more at https://ex.org/2a": PROSE,
    },
    good=[
        f"{PROSE}\nWatch this space\n{PROSE}",
        f"{PROSE}\nRead more books\n{PROSE}",
        f"{PROSE}\nMore: the teacher never said it\n{PROSE}",
        f"{PROSE}\nRead more, he told the pupils.\n{PROSE}",
        f"{PROSE}\n\u201cRead more!\u201d\n{PROSE}",
        f"{PROSE}\nRelated: the harbour office\n{PROSE}",
        "Read more",
    ],
)
def read_more(document: Document, block: Block) -> bool:
    """The text contains a read-more link.

    What it does: removes a line made only of such a link (tables ``furniture``, section
    ``link``).

    Why it is damage: the target of the link is missing; the words belong to the page.

    What could go wrong: a heading that is word for word such a phrase is lost. A link that includes
    the title of its target is left to ``read-more-title``.
    """
    return True
