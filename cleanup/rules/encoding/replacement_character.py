"""Replacement characters of decoders."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Pattern, rule
from cleanup.text.stand_ins import LETTERS, Fit, around, fit, frequency

_RUN = Pattern(r"\ufffd++")
_APOSTROPHE = "\u2019"
_CANDIDATES = {1: (*LETTERS, _APOSTROPHE), 2: LETTERS, 3: (_APOSTROPHE,)}
"""What a run may stand for: one letter read as one or two bytes, an apostrophe as one or three."""
_LEAD = 0.7
"""How much more frequent (Zipf) a word with a letter at its edge is than the word without it."""
_LEAST = 2.0
"""The least frequency of a word that is restored: rarer ones in word lists are often misspelt."""


@rule(
    "ENC007",
    tier="safe",
    severity="lost",
    confidence=0.99,
    hint=AnyOf("\ufffd"),
    bad={
        "The caf\ufffd by the sea is closed.": "The caf\u00e9 by the sea is closed.",
        "They don\ufffdt know that it isn\ufffd\ufffd\ufffdt so.": (
            "They don\u2019t know that it isn\u2019t so."
        ),
        "Der K\ufffdnig und der K\u00f6nig": "Der K\u00f6nig und der K\u00f6nig",
        "Al Torv\u00e5s told it to Torv\ufffd\ufffds.": "Al Torv\u00e5s told it to Torv\u00e5s.",
    },
    flags={
        "The H\ufffdrmke is closed.": "\ufffd",
        "\ufffd\ufffdNot yet": "\ufffd\ufffd",
        "Dornan\ufffds boat": "\ufffd",
        "the \ufffdbig boat\ufffd": "\ufffd",
    },
    good=[
        "The caf\u00e9 is closed.",
        "Is it a question?",
        "\u25a1 \u2370 \u29eb \u2754",
        "\ufffc is an object",
    ],
)
def replacement_character(document: Document) -> Iterator[Found]:
    """A character was lost in decoding.

    What it does: flags U+FFFD. Within a word, and at the edge of what is no word without it, it
    proposes the accented letter or the apostrophe that makes a known word, if there is exactly one
    (unsafe); if the text has that word whole elsewhere, puts it in.

    Why it is damage: a decoder met bytes it could not read and wrote this character instead.

    What could go wrong: the word list may have only one of two words that fit. A text about Unicode
    may mean the character.
    """
    for run in _RUN.finditer(document.text):
        start, end = run.span()
        letter = _letter(document, start, end)
        if letter is None:
            yield Found(start, end, tier="display")
        else:
            yield Found(start, end, letter.letters, tier=letter.tier)


def _letter(document: Document, start: int, end: int) -> Fit | None:
    place = around(document.text, start, end)
    letter = fit(document, place, _CANDIDATES.get(end - start, ()), _LEAST)
    if letter is None or (letter.letters == _APOSTROPHE and not place.inside):
        return None
    if letter.sure or place.inside:
        return letter
    return letter if letter.frequency >= frequency(document, place.word("")) + _LEAD else None
