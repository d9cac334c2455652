"""Marks and controls of readers' comments."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Measurement
from cleanup.kit.furniture import Block, furniture_rule


@furniture_rule(
    "BPL018",
    "comments",
    tier="unsafe",
    confidence=0.94,
    measured=[
        Measurement(14, 14, "fundus", "article", "2026-11-30"),
        Measurement(312, 327, "article-extraction", "article", "2026-11-30"),
    ],
    bad={
        f"{PROSE}\n12 comments": PROSE,
        f"{PROSE}\n\nJoin the conversation": PROSE,
        f"{PROSE}\nComments are closed": PROSE,
    },
    good=[
        f"{PROSE}\nComments from the mayor came late.\n{PROSE}",
        f"{PROSE}\nJoin the conversation, she told them.\n{PROSE}",
        f"{PROSE}\n12 boats\n{PROSE}",
        "12 comments",
    ],
)
def comment_thread(document: Document, block: Block) -> bool:
    """A mark or a control of readers' comments is in the text.

    What it does: removes a line that consists of such marks (tables ``furniture``, section
    ``comments``).

    Why it is damage: comments are not the author's; the mark belongs to the page.

    What could go wrong: a heading that is word for word such a mark is lost.
    """
    return True
