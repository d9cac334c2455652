"""Notices about accounts, subscriptions and forms."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Measurement
from cleanup.kit.furniture import Block, furniture_rule


@furniture_rule(
    "BPL010",
    "account",
    "form",
    tier="safe",
    confidence=0.995,
    measured=[
        Measurement(22, 22, "fundus", "article", "2026-11-30"),
        Measurement(570, 571, "article-extraction", "article", "2026-11-30"),
    ],
    bad={
        f"{PROSE}\nAlready a subscriber? Sign in\n{PROSE}": f"{PROSE}\n{PROSE}",
        f"{PROSE}\n\nThis article is for subscribers only\n\n{PROSE}": f"{PROSE}\n\n{PROSE}",
        f"{PROSE}\nRequired fields are marked *\nEnd.": f"{PROSE}\nEnd.",
    },
    good=[
        f"{PROSE}\nSubscribers of the harbour line pay less\n{PROSE}",
        f"{PROSE}\nShe opened an account at the bank\n{PROSE}",
        f"{PROSE}\n\u201cPlease log in,\u201d it said.\n{PROSE}",
        "Already a subscriber? Sign in",
    ],
)
def account_notice(document: Document, block: Block) -> bool:
    """The text contains a notice about accounts, subscriptions or a form.

    What it does: removes a line that consists of such notices (tables ``furniture``, sections
    ``account`` and ``form``).

    Why it is damage: the notice speaks to the visitor of the page, not to the reader.

    What could go wrong: a line of an article about accounts that is word for word such a notice is
    lost.
    """
    return True
