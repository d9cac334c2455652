"""A function word before a stop that stands apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.hint import AnyOf
from cleanup.pattern import Pattern
from cleanup.rule import rule
from cleanup.values import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.document import Document

WORDS = (
    "the|an|of|at|by|for|from|with|into|about|called|named|their|his|our|its|your|and|or|than|as"
)
SPACED = AnyOf(*(f"{word} {mark}" for word in WORDS.split("|") for mark in ",.;:"))
STRANDED = Pattern(rf" (?<=(?<![\w'\u2019-])(?:{WORDS}) )[,.;:](?=\s|$)(?! ?\.)", timed=False)


@rule(
    "HOL009",
    hole="inline",
    tier="display",
    confidence=0.9,
    hint=SPACED,
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
        "a table of :) and :( faces in the hall was the best of the lot",
    ],
)
def stranded_function_word(document: Document) -> Iterator[Found]:
    """Text was lost between a function word and the stop after it.

    What it does: flags a blank before a comma, full stop, semicolon or colon when the word
    before it cannot end a clause (``called ,``, ``by .``). After a content word nothing was
    lost there; ``space-before-punctuation`` takes that blank out.

    Why it is damage: a link was dropped with its words; the blank before it and the mark after
    it are what is left.

    What could go wrong: a spaced ellipsis; a slip of the author's.
    """
    text = document.text
    for place in dict.fromkeys(text.index(" ", word) for word in document.places_with(SPACED)):
        if STRANDED.match(text, place):
            yield Found(place, place + 2)
