"""Accented letters that were replaced by question marks."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Shape, rule
from cleanup.text.lost_letters import letters_lost_to_question_marks

_LETTER = "[A-Za-z\u00c0-\u024f]"


@rule(
    "ENC017",
    tier="safe",
    severity="lost",
    confidence=0.9,
    hint=AnyOf("?") & Shape(rf"{_LETTER}\?(?:{_LETTER}| [a-z\u00df-\u024f]|[,;:.)])"),
    bad={
        "She was na?ve, and that is all that the men in the hall said of it.": (
            "She was na\u00efve, and that is all that the men in the hall said of it."
        ),
        "The caf? on the quay was the first in the town, and that is all of it.": (
            "The caf\u00e9 on the quay was the first in the town, and that is all of it."
        ),
        "It was Torv\u00e5n who was told, and Torv?n was not in the hall of the town.": (
            "It was Torv\u00e5n who was told, and Torv\u00e5n was not in the hall of the town."
        ),
    },
    flags={
        "It was M?ller who was told of it, and that is all there is to it.": "?",
    },
    good=[
        "Is it for sale? the men in the hall asked. That is what they were told.",
        "See https://harbour.example/caf?e and the rest of it, and that is it.",
        "Was it the best of the individual?through the hall they were told of it.",
        "the pattern colou?rs? is that of the house and of the men in it",
        "Who was in the caf\u00e9? That is what they asked the men in the hall.",
        "They don?t know, and it isn?t the end of the road for the mayor?s men.",
    ],
)
def letter_became_question_mark(document: Document) -> Iterator[Found]:
    """An accented letter was replaced by a question mark.

    What it does: a question mark in a word, or after what is no word and before the rest of a
    sentence, may stand for a letter. If exactly one accented letter makes a known word, proposes it
    (unsafe); if the text has that word whole elsewhere, puts it in. If several letters do, the
    question mark is flagged. No space is put beside it.

    Why it is damage: the text was written in an encoding without accented letters; each became a
    question mark.

    What could go wrong: two sentences of which the first ends in an unusual word may meet at a real
    question mark. The word list may have only one of two words that fit.
    """
    for lost in document.once(letters_lost_to_question_marks):
        if lost.fit is None:
            yield Found(lost.start, lost.start + 1, tier="display")
        else:
            yield Found(lost.start, lost.start + 1, lost.fit.letters, tier=lost.fit.tier)
