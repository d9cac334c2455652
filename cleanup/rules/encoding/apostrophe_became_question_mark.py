"""Contractions whose apostrophe was replaced by a question mark."""

from __future__ import annotations

from cleanup.grammar.contractions import LIKELY, PERHAPS, SURE, hint_for
from cleanup.kit import Document, Found, Iterator, Measurement, Pattern, rule

_CONTRACTIONS = (*SURE, *LIKELY, *PERHAPS)
_HINT = hint_for(_CONTRACTIONS, "?") | hint_for(_CONTRACTIONS, "???")
_WITHIN_WORD = Pattern(r"(?<=[\p{L}\p{N}/'\u2019.-])", timed=False)
_QUESTION_MARKS = Pattern(r"\?++")


@rule(
    "ENC011",
    tier="safe",
    confidence=0.99,
    measured=[
        Measurement(110, 110, "scraped articles", "read", "2026-11-23"),
        Measurement(23_134, 23_134, "isot, allsides and fnc1", "marks", "2026-11-28"),
    ],
    hint=_HINT,
    langs=["en"],
    bad={
        "The house isn?t for sale, and that?s what they?re told.": (
            "The house isn't for sale, and that's what they're told."
        ),
        "Everybody?s on the quay. Who?ll be the first to see what we?ve got?": (
            "Everybody's on the quay. Who'll be the first to see what we've got?"
        ),
        "I???m told that it???s the end of the road, and they don???t care.": (
            "I'm told that it's the end of the road, and they don't care."
        ),
    },
    good=[
        "Is it? s is the letter that was asked for? t is the next of the lot.",
        "See https://harbour.example/it?s and https://harbour.example/don?t for it.",
        "They asked what it was? So did the rest of them? And the others?",
        "the pattern colou?rs? is that of the house",
    ],
)
def apostrophe_became_question_mark(document: Document) -> Iterator[Found]:
    """The apostrophe of a contraction was replaced by a question mark.

    What it does: within the contractions of a closed list, replaces a question mark, or three of
    them, with a plain apostrophe (``isn?t``, ``they?re``, ``that???s``).

    Why it is damage: the text was written in an encoding without curly apostrophes; each became a
    question mark, or one for each of its three bytes.

    What could go wrong: addresses contain question marks; they are skipped.
    """
    text = document.text
    for start in document.places_with(_HINT):
        question_marks = _QUESTION_MARKS.search(text, start)
        if question_marks is None or _WITHIN_WORD.match(text, start):
            continue
        if not (
            document.protects(question_marks.start()) or document.protects(question_marks.end())
        ):
            yield Found(question_marks.start(), question_marks.end(), "'")
