"""Possessives whose apostrophe was replaced by a question mark."""

from __future__ import annotations

from cleanup.grammar.contractions import AFTER_O, ENDS, LIKELY, PERHAPS
from cleanup.kit import AnyOf, Document, Found, Iterator, Measurement, Pattern, rule
from cleanup.text.lost_letters import letters_lost_to_question_marks
from cleanup.text.vocabulary import is_word

_HINT = AnyOf(
    *(f"?s{end}" for end in ENDS),
    *(f"O{question_marks}{name}" for question_marks in ("?", "???") for name in AFTER_O),
)
_OWNER = Pattern(r"(?r)(?<!\p{L})\p{L}{2,40}", timed=False)
_NAME = Pattern(r"(?<=(?<![\p{L}\p{N}.])O)\?(?:\?\?)?+", timed=False)
_QUESTION_MARKS = Pattern(r"\?(?:\?\?)?+(?=s)", timed=False)
_ACCENTED = frozenset(
    "andr avil cort garc gin in jes lu luc migr mois nicol par pag rod sol tom vald".split()
)
"""Words that end in an accented vowel and ``s``, without both."""
_CONTRACTION_STEMS = frozenset(stem for stem, _ in (*LIKELY, *PERHAPS))
_LONG_WORD = 12


@rule(
    "ENC013",
    tier="unsafe",
    confidence=0.9,
    measured=[
        Measurement(57, 63, "scraped articles", "read", "2026-11-23"),
        Measurement(22_516, 22_518, "isot, allsides and fnc1", "marks", "2026-11-28"),
    ],
    hint=_HINT,
    langs=["en"],
    bad={
        "The mayor?s house is for sale, and that is what Ms. O?Grady was told.": (
            "The mayor's house is for sale, and that is what Ms. O'Grady was told."
        ),
        "Dornan?s first and Merrow?s last boat are on the sea, and that is all of it.": (
            "Dornan's first and Merrow's last boat are on the sea, and that is all of it."
        ),
        "It was in the Courier???s own words that the end of the road was told.": (
            "It was in the Courier's own words that the end of the road was told."
        ),
    },
    flags={
        "The boat of Tom?s Marl is on the sea, and that is all of it.": "?",
        "It was all there was atonce?s the word of the day, and that is it.": "?",
    },
    good=[
        "Is it? s is the letter that was asked for? t is the next of the lot.",
        "See https://harbour.example/find?s and https://harbour.example/see?s for it.",
        "He asked what the O? Board was, and it is not in the book.",
        "the pattern colou?rs? is that of the house",
    ],
)
def possessive_with_question_mark(document: Document) -> Iterator[Found]:
    """The apostrophe of a possessive or a name was replaced by a question mark.

    What it does: between a word and ``s`` (``the mayor?s house``) and in names such as ``O?Grady``,
    replaces a question mark, or three of them, with a plain apostrophe.

    Why it is damage: the text was written in an encoding without curly apostrophes; each became a
    question mark, or one for each of its three bytes.

    What could go wrong: an accented letter is lost in the same way. The remains of words that are
    known to have one (``Tom?s``) are only flagged, and so are tokens that are not words
    (``atonce?s``): there more was lost. An unknown name may hide another letter. Where marks
    were removed on purpose to measure it, accented letters were kept.
    """
    text = document.text
    letters = {lost.start for lost in document.once(letters_lost_to_question_marks)}
    for place in document.places_with(_HINT):
        if place in letters:
            continue
        if text[place] != "?":
            question_marks = _NAME.match(text, place + 1)
            after: str | None = "'"
        else:
            first = place - 2 if text.startswith("??", max(0, place - 2), place) else place
            question_marks = _QUESTION_MARKS.match(text, first)
            owner = _OWNER.search(text, max(0, first - 41), first)
            if owner is None or owner.end() != first or owner[0] in _CONTRACTION_STEMS:
                continue
            after = None if _is_unsure(owner[0]) else "'"
        if question_marks and not (
            document.protects(question_marks.start()) or document.protects(question_marks.end())
        ):
            yield Found(question_marks.start(), question_marks.end(), after)


def _is_unsure(owner: str) -> bool:
    """Return whether the word before a lost mark and ``s`` is cut, or glued to another word."""
    if owner.lower() in _ACCENTED:
        return True
    return (owner.islower() or len(owner) >= _LONG_WORD) and not is_word(owner, "en")
