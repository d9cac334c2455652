"""Contractions that lost their apostrophe."""

from __future__ import annotations

from cleanup.grammar.contractions import ENDS, NEGATED
from cleanup.kit import AnyOf, Document, Found, Iterator, Measurement, Pattern, rule

_PAIRS = (
    *((stem, "t") for stem in NEGATED if stem not in ("won", "can")),
    *((stem, "re") for stem in ("they", "you")),
    *((stem, "ve") for stem in ("they", "you", "we", "would", "could", "should")),
    *((stem, "ll") for stem in ("they", "you")),
    *((stem, "s") for stem in ("that", "what", "there")),
)
_CUTS = {
    form + tail: len(stem)
    for stem, tail in _PAIRS
    for form in (stem, stem.capitalize())
    if form + tail != "Arent"
}
"""Forms that are not words by themselves, with the length of the part before the apostrophe."""

_HINT = AnyOf(*(cut + end for cut in _CUTS for end in ENDS))
_WITHIN_WORD = Pattern(r"(?<=[\p{L}\p{N}'\u2019@#/_.-])", timed=False)
_WITH_APOSTROPHE = Pattern(r"\p{L}['\u2019\u0092]\p{L}")
_FEWEST = 2


@rule(
    "ENC014",
    tier="unsafe",
    confidence=0.95,
    measured=[
        Measurement(4148, 4156, "isot, allsides and fnc1", "marks", "2026-11-28"),
    ],
    hint=_HINT,
    langs=["en"],
    bad={
        "The mayor didnt care, and thats what theyre told in the town.": (
            "The mayor didn't care, and that's what they're told in the town."
        ),
        "It isnt for sale. Dont ask me who it was for, or what the men havent told us.": (
            "It isn't for sale. Don't ask me who it was for, or what the men haven't told us."
        ),
        "Youve seen the boats. The men who were to be on them couldnt be told in time.": (
            "You've seen the boats. The men who were to be on them couldn't be told in time."
        ),
    },
    good=[
        "He didnt say so, but it's the mayor's house, and that is all of it, isnt it?",
        "The one who wrote it said that it isnt so, and that was the end of it.",
        "He wont and cant be ill, for its shell was hers; were the men of the id well?",
        "See the #dont and @isnt tags, and /havent- in the name of the page of the day.",
    ],
)
def apostrophe_cut(document: Document) -> Iterator[Found]:
    """A contraction lost its apostrophe.

    What it does: inserts a plain apostrophe into contractions from a closed list of forms that are
    not words without it (``isnt``, ``theyre``), in a text that has two of them and no apostrophe
    within any word. Forms that are words without it (``its``, ``wont``, ``were``) are skipped.

    Why it is damage: a program dropped the apostrophes as characters it did not know, for example
    those of Windows-1252 that were read as control characters.

    What could go wrong: some authors omit apostrophes on purpose; the rule assumes that only where
    the text has other apostrophes. Possessives (``the mayors house``) look like plurals and are
    skipped. In real corpora nothing was found to repair or to harm.
    """
    text = document.text
    if _WITH_APOSTROPHE.search(text):
        return
    starts = [
        start
        for start in document.places_with(_HINT)
        if not (_WITHIN_WORD.match(text, start) or document.is_code(start))
    ]
    if len(starts) < _FEWEST:
        return
    for start in starts:
        end = start
        while text[end].isalpha():
            end += 1
        place = start + _CUTS[text[start:end]]
        yield Found(place, place, "'")
