"""Labels of tags and topics."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Measurement
from cleanup.kit.furniture import Block, furniture_rule


@furniture_rule(
    "BPL017",
    "tags",
    tier="unsafe",
    confidence=0.97,
    measured=[
        Measurement(101, 101, "article-extraction", "article", "2026-11-30"),
    ],
    bad={
        f"{PROSE}\nTags: harbour, ferry, storm": PROSE,
        f"{PROSE}\n\nRelated topics": PROSE,
        f"{PROSE}\n\nFiled under: Harbour": PROSE,
    },
    good=[
        f"{PROSE}\nTopics of the evening\n{PROSE}",
        f"{PROSE}\nTags on the crates were wet.\n{PROSE}",
        f"{PROSE}\nFiled under the bed\n{PROSE}",
        "Tags: harbour, ferry, storm",
    ],
)
def tag_list(document: Document, block: Block) -> bool:
    """A list of tags or topics is in the text.

    What it does: removes a line that begins with the label of such a list (tables ``furniture``,
    section ``tags``).

    Why it is damage: tags are data about the article, not part of it.

    What could go wrong: a line of an article that lists topics after such a label is lost.
    """
    return True
