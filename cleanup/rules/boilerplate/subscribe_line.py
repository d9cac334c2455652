"""Newsletter sign-up boxes."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Measurement
from cleanup.kit.furniture import Block, furniture_rule


@furniture_rule(
    "BPL002",
    "newsletter",
    tier="safe",
    confidence=0.99,
    measured=[
        Measurement(20, 20, "fundus", "article", "2026-11-30"),
        Measurement(416, 418, "article-extraction", "article", "2026-11-30"),
    ],
    bad={
        f"{PROSE}\nSign up for our newsletter\n{PROSE}": f"{PROSE}\n{PROSE}",
        f"{PROSE}\n\nSign up for Daily Newsletters Manage Newsletters": PROSE,
        f"{PROSE}\nSIGN UP FOR OUR NEWSLETTER!\nThe mayor left.": f"{PROSE}\nThe mayor left.",
        f"Newsletter Sign-up\n\n{PROSE}": PROSE,
    },
    good=[
        f"{PROSE}\nSign up for coverage\n{PROSE}",
        f"{PROSE}\nSign up for Obamacare\n{PROSE}",
        f"{PROSE}\nSign up now, the school wrote.\n{PROSE}",
        f"{PROSE}\nSubscribe to a theory\n{PROSE}",
        f"{PROSE}\n\u201cSubscribe now!\u201d\n{PROSE}",
        f"{PROSE}\nThe newsletter\n{PROSE}",
        "Sign up for our newsletter",
    ],
)
def subscribe_line(document: Document, block: Block) -> bool:
    """The text contains a newsletter sign-up box.

    What it does: removes a line made only of phrases of such boxes (tables ``furniture``, section
    ``newsletter``).

    Why it is damage: the box belongs to the page, not to the article.

    What could go wrong: a heading of the article that is word for word such a phrase is lost.
    Pitches in a publisher's own words are left to ``subscribe-pitch``.
    """
    return True
