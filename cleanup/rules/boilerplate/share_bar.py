"""Lines of share buttons."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Measurement
from cleanup.kit.furniture import Block, furniture_rule


@furniture_rule(
    "BPL001",
    "share",
    tier="safe",
    confidence=0.99,
    measured=[
        Measurement(60, 60, "fundus", "article", "2026-11-30"),
        Measurement(1063, 1074, "article-extraction", "article", "2026-11-30"),
    ],
    bad={
        f"{PROSE}\nShare Tweet Post Email\n{PROSE}": f"{PROSE}\n{PROSE}",
        f"{PROSE}\n\nFacebook Twitter Pinterest\n\n{PROSE}": f"{PROSE}\n\n{PROSE}",
        f"Ferry late again\n15.6k SHARES\n{PROSE}": f"Ferry late again\n{PROSE}",
        f"{PROSE}\n\nLike this: Like Loading...": PROSE,
        f"{PROSE}\r\nShare\r\n": f"{PROSE}\r\n",
        f"{PROSE}\nShare on Facebook | Share on Twitter\nNext.": f"{PROSE}\nNext.",
    },
    good=[
        f"{PROSE}\nShare\n{PROSE}",
        f"{PROSE}\nTwitter\n{PROSE}",
        f"{PROSE}\n(Reddit)",
        f"{PROSE}\n500 shares of the ferry company\n{PROSE}",
        f"{PROSE}\nUsers of Facebook, Twitter and Pinterest\n{PROSE}",
        f"{PROSE}\nShare the road, save a life\n{PROSE}",
        f"{PROSE}\nShare this article with your mother, she asked.\n{PROSE}",
        f"{PROSE}\n\u201cShare this\u201d\n{PROSE}",
        f"{PROSE}\nPost, Email, Print\n{PROSE}",
        "Share Tweet Post Email",
    ],
)
def share_bar(document: Document, block: Block) -> bool:
    """A line is made only of share-button phrases.

    What it does: removes a line made only of share-button phrases, one after the other (tables
    ``furniture``, section ``share``). A single word with other meanings, such as "Print", is
    removed only before the first and after the last paragraph, or beside other such lines.

    Why it is damage: the words are buttons of the page, not part of the article; they repeat in
    thousands of documents and distort every count of words.

    What could go wrong: a heading before the first or after the last paragraph is lost if it is one
    of these words alone ("Email" above a list of addresses).
    """
    return True
