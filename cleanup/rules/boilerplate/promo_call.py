"""Other calls and labels of a page."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Measurement
from cleanup.kit.furniture import Block, furniture_rule


@furniture_rule(
    "BPL012",
    "promo",
    "contact",
    tier="safe",
    confidence=0.97,
    measured=[
        Measurement(49, 49, "fundus", "article", "2026-11-30"),
        Measurement(77, 77, "article-extraction", "article", "2026-11-30"),
    ],
    bad={
        f"{PROSE}\nArticle content\n{PROSE}": f"{PROSE}\n{PROSE}",
        f"{PROSE}\n\ntap here to see other videos from our team\n\n{PROSE}": f"{PROSE}\n\n{PROSE}",
        f"{PROSE}\nGot a tip?\nEnd.": f"{PROSE}\nEnd.",
    },
    good=[
        f"{PROSE}\nArticle five of the treaty\n{PROSE}",
        f"{PROSE}\nContent with the result, they left.\n{PROSE}",
        f"{PROSE}\nA tip for the captain\n{PROSE}",
        "Article content",
    ],
)
def promo_call(document: Document, block: Block) -> bool:
    """The text contains a call or a label of the page.

    What it does: removes a line that consists of calls and labels of a page that are neither about
    its newsletter nor its networks (tables ``furniture``, sections ``promo`` and ``contact``).

    Why it is damage: it speaks to the visitor of the page, not to the reader of the article.

    What could go wrong: a heading that is word for word such a label is lost.
    """
    return True
