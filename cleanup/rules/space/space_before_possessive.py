"""Spaces between a name and its ending of the possessive."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Pattern, phrases, rule
from cleanup.text.whitespace import BLANK, BLANKS

_SPACED = AnyOf(*(f"{blank}{mark}s" for blank in BLANKS for mark in "'\u2019"))
_OF_DUTCH = (
    "(?:avonds|daags|lands|maandags|middags|morgens|nachts|namiddags|ochtends|winters|woensdags|zomers"
    "|zondags|Graveland|Gravendeel|Gravenhage|Gravenzande|Heerenberg|Hertogenbosch)"
)
"""What follows the Dutch article of the genitive: ``Den Haag 's avonds``."""
_POSSESSIVE = Pattern(
    rf"[{BLANK}](?=['\u2019]s(?:[,.;:!?)]|\s(?!{_OF_DUTCH})|$))"
    r"(?<=[\p{L}\p{N},]['\u2019\")]? (?P<owner>\p{Lu}[\p{L}\p{N}.-]+|[0-9]+).)",
    timed=False,
)
"""Not at the beginning of a sentence: there a name may be missing after ``Apparently``."""
_TITLES = frozenset(
    "president senator governor mayor minister secretary judge justice general captain chief coach"
    " director officer chairman chancellor premier professor representative rep sen gov gen dr mr"
    " mrs ms miss prof king queen prince princess pope bishop st the".split()
)
"""A name was lost after one of these: the space is its trace."""
_NO_OWNERS = _TITLES.union(phrases("function_words"))


@rule(
    "SPC013",
    tier="safe",
    confidence=0.97,
    silenced_by=["tokenised"],
    hint=_SPACED,
    langs=["en"],
    bad={
        "It was the end of the mayor's plan, and of the Harbour Board 's patience.": (
            "It was the end of the mayor's plan, and of the Harbour Board's patience."
        ),
        "The shares of the old Dornan Ferries Inc. \u2019s rival fell on the same day.": (
            "The shares of the old Dornan Ferries Inc.\u2019s rival fell on the same day."
        ),
        "That is the best of the game Tide 2000 's many rooms, and it is in the harbour.": (
            "That is the best of the game Tide 2000's many rooms, and it is in the harbour."
        ),
    },
    good=[
        "It was the end of the plan of President 's men, who were in the hall and at the gate.",
        "The boat was bought. But \u2019s captain was not told of it, and that is the end of it.",
        "He wrote the letter 's' on the wall of the hall, and that is all that he wrote there.",
        "The book of the 's was in the hall, and it was not of the same kind as the others.",
        "They sail from Vlissingen 's avonds, and it is the name of the song in the hall as well.",
        "In the 1980s and in the '50s the Harbour was the pride of the town, and so it is now.",
    ],
)
def space_before_possessive(document: Document) -> Iterator[Found]:
    """A space is between a name and the ending of its possessive.

    What it does: removes the space before ``'s`` after a word with a capital or a number within a
    sentence (``the Harbour Board 's patience``).

    Why it is damage: the name was a link, and its text was joined to the rest with a space.

    What could go wrong: where the link's text was removed, the space is the trace of lost words. So
    it stays after a function word, a title (``President 's men``) and a word in lower case, and
    where a sentence begins. In scraped texts 69 of 74 such places outside of these exceptions were
    only a space; in clean news and articles there is no such space that is meant.
    """
    text = document.text
    for blank in document.places_with(_SPACED):
        found = _POSSESSIVE.match(text, blank)
        if found and found["owner"].lower() not in _NO_OWNERS and not document.is_code(blank):
            yield Found(blank, blank + 1, "")
