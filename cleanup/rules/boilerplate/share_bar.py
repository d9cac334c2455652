"""The buttons that ask a reader to share the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.grammar.phrasebook import phrasebook
from cleanup.rule import PROSE, rule
from cleanup.values import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.document import Document

_WORDS = phrasebook("share_words")
_BAR = phrasebook("share", "share_words", fillers="share_fillers")


@rule(
    "BPL001",
    tier="safe",
    confidence=0.99,
    hint=_BAR.hint,
    removes=True,
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
def share_bar(document: Document) -> Iterator[Found]:
    """A line of share buttons stands in the text.

    What it does: takes away a line that is nothing but phrases of share bars, one after the
    other (tables ``share``, ``share_words`` and ``share_fillers``). A single word that can mean
    something else, such as "Print", goes only before the first and after the last paragraph.

    Why it is damage: the words are buttons of the page, not of the article; they repeat in
    thousands of documents and weigh on every count of words.

    What could go wrong: a heading before the first or after the last paragraph that is one of
    the words alone ("Email" over a list of addresses) is lost.
    """
    for line, said in _BAR.lines(document):
        text = document.line_text(line).strip()
        if len(said) == 1 and _WORDS.read(text):
            outside = document.in_head(line) or document.in_tail(line)
            if not outside or text[0] in "([":
                continue
        yield Found(*document.removal_span(line), "")
