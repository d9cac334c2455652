"""Words lost between a space and punctuation."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Measurement, rule
from cleanup.scoring.lost_words.candidates import HINTS
from cleanup.scoring.lost_words.score import lost_words


@rule(
    "HOL009",
    hole="inline",
    tier="display",
    confidence=0.93,
    measured=[
        Measurement(1214, 1285, "article-extraction, held out", "scraped", "2026-11-29"),
        Measurement(450, 515, "readability, held out", "scraped", "2026-11-29"),
    ],
    hint=HINTS["before"],
    langs=["en"],
    flags={
        "The report is called , which is the best of the year, and it was in the news.": " ,",
        "The deal was backed by . It was the end of the road for the men in the hall.": " .",
        "He works for the ; she is at the bar of the house, and that is the end of it.": " ;",
    },
    good=[
        "It is a matter of . . . well, of the heart, and that is the end of it.",
        "The domain is for .com and .org names, and the .NET one is of use to the few.",
        "The claims , as they were, are of no use to the men in the hall.",
        "He was the one they looked up to, spoke of, and fought for.",
        "I like it , but the cable is short , so I had to buy , well , one of the longer ones.",
        "Dear sir or madam ,\n\nWe were in the hall, and it was not what we had been told of.",
        "a table of :) and :( faces in the hall was the best of the lot",
        "The deal was backed by :sea_boat: and by :wave:, and that is the end of it.",
    ],
)
def words_lost_before_mark(document: Document) -> Iterator[Found]:
    """Text was lost between a word and the punctuation mark after it.

    What it does: flags a space before a comma, full stop, colon or closing bracket if the context
    indicates missing words, above all after a word that cannot end a clause (``called ,``,
    ``by .``). After a content word usually nothing was lost; ``space-before-punctuation`` removes
    that space. Nothing is claimed where a writer sets most such marks apart, or in a greeting
    (``Dear Edda ,``).

    Why it is damage: a link was dropped with its words; the space before it and the mark after it
    are left.

    What could go wrong: a slip of the author's, and a superfluous space after a verb that could
    have an object.
    """
    for candidate in lost_words(document):
        if candidate.kind in ("before", "apart"):
            yield Found(candidate.start, candidate.end + 1, confidence=candidate.confidence)
