"""Calls to follow, to install an app or to give."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Measurement
from cleanup.kit.furniture import Block, furniture_rule


@furniture_rule(
    "BPL011",
    "app",
    "follow",
    "donate",
    tier="safe",
    confidence=0.98,
    measured=[
        Measurement(13, 13, "fundus", "article", "2026-11-30"),
        Measurement(159, 159, "article-extraction", "article", "2026-11-30"),
    ],
    bad={
        f"{PROSE}\nFollow us on Facebook\n{PROSE}": f"{PROSE}\n{PROSE}",
        f"{PROSE}\n\nDownload our app\n\n{PROSE}": f"{PROSE}\n\n{PROSE}",
        f"{PROSE}\nSupport our journalism\nEnd.": f"{PROSE}\nEnd.",
    },
    good=[
        f"{PROSE}\nFollow us, the pilot said, and they did.\n{PROSE}",
        f"{PROSE}\nDownload speeds on the island are low\n{PROSE}",
        f"{PROSE}\nSupport for the ferry line grows\n{PROSE}",
        "Follow us on Facebook",
    ],
)
def follow_call(document: Document, block: Block) -> bool:
    """The text calls to follow the publisher, to install its app or to give.

    What it does: removes a line that consists of such calls (tables ``furniture``, sections
    ``app``, ``follow`` and ``donate``).

    Why it is damage: the call belongs to the page, not to the article.

    What could go wrong: advice is lost from an article that is itself about networks or apps.
    """
    return True
