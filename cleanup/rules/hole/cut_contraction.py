"""Contractions cut at their apostrophe."""

from __future__ import annotations

from cleanup.grammar.cut_contractions import HINT, cut_contractions
from cleanup.kit import Document, Found, Iterator, Measurement, rule


@rule(
    "HOL031",
    hole="mark",
    tier="display",
    confidence=0.99,
    measured=[
        Measurement(110, 110, "scraped articles", "read", "2026-11-23"),
    ],
    hint=HINT,
    langs=["en"],
    flags={
        "The mayor justdoesn care what is on the quay, and that is it.": "justdoesn",
        "That is what theydon tell you at the hall, and it is not all.": "theydon",
        "He said it wasn for sale, and that is the end of the road for it.": "wasn",
    },
    good=[
        "The mayor doesn't care, and it wasn\u2019t for sale; that is the end of it.",
        "Karen Haven and Don Wasn were on the quay with the rest of the men.",
        "He was the don of the town, and it won the day; a haven for all of us.",
        "The mayor doesn t care, and that is the end of it for the men in the hall.",
        "The handle @wasn is that of the mayor, and the tag is #isn as it was.",
    ],
)
def cut_contraction(document: Document) -> Iterator[Found]:
    """A contraction was cut at its apostrophe, and its end was lost.

    What it does: flags what is left of a contraction (``doesn``, ``wasn``), alone or glued to the
    word before it (``justdoesn``, ``theydon``), if lower case or punctuation follows. The missing
    letters are not restored.

    Why it is damage: a program treated each apostrophe as the end of a word and dropped the rest.

    What could go wrong: names and foreign words with the same ending (``Wasn``); a capital after
    them identifies some. Nothing was found in clean corpora of eight languages.
    """
    for start, end in document.once(cut_contractions):
        yield Found(start, end)
