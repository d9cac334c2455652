"""Placeholders of embedded posts, polls and tickers."""

from __future__ import annotations

from cleanup.kit import PROSE, Document
from cleanup.kit.furniture import Block, furniture_rule


@furniture_rule(
    "EMB001",
    "embed",
    "poll",
    "ticker",
    tier="unsafe",
    confidence=0.93,
    bad={
        f"{PROSE}\nView this post on Instagram\n{PROSE}": f"{PROSE}\n{PROSE}",
        f"{PROSE}\n\nA post shared by Ann Roe (@annroe)\n\n{PROSE}": f"{PROSE}\n\n{PROSE}",
        f"{PROSE}\nView this post on Instagram\nEnd.": f"{PROSE}\nEnd.",
    },
    good=[
        f"{PROSE}\nA post by the pier\n{PROSE}",
        f"{PROSE}\nThe poll is closed, she said.\n{PROSE}",
        f"{PROSE}\nThe view from the quay\n{PROSE}",
        "View this post on Instagram",
    ],
)
def embedded_post(document: Document, block: Block) -> bool:
    """A placeholder of an embedded post, a poll or a ticker is in the text.

    What it does: removes a line that consists of such placeholders (tables ``furniture``, sections
    ``embed``, ``poll`` and ``ticker``).

    Why it is damage: what was embedded is gone, or is not the author's.

    What could go wrong: a heading that is word for word such a placeholder is lost.
    """
    return True
