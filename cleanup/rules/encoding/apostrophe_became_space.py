"""Apostrophes that were replaced by spaces."""

from __future__ import annotations

from cleanup.grammar.contractions import AFTER_O, LIKELY, SURE, hint_for
from cleanup.kit import AnyOf, Document, Found, Iterator, Measurement, Pattern, rule

_SURE_HINT = hint_for(SURE, " ")
_LIKELY_HINT = hint_for(LIKELY, " ")
_WITHIN_WORD = Pattern(r"(?<=[\p{L}'\u2019-])", timed=False)
_WITH_APOSTROPHE = Pattern(r"(?<=\p{L}['\u2019])\p{L}")
_POSSESSIVE = Pattern(r" (?<=\p{L}{2} )s(?=[ .,;:!?)\n])")
_LET_SYMBOL = Pattern(r" (?<=(?<!\p{L})[Ll]et )s(?= (?:be|denote|equal|stand)(?!\p{L}))")
_NAME_WITH_O = Pattern(rf" (?<=(?<![\p{{L}}\p{{N}}.])O )(?=(?:{'|'.join(AFTER_O)})(?!\p{{L}}))")
_FEWEST = 2


@rule(
    "ENC010",
    tier="safe",
    confidence=0.99,
    measured=[
        Measurement(110, 110, "scraped articles", "read", "2026-11-23"),
        Measurement(18_930, 18_933, "isot, allsides and fnc1", "marks", "2026-11-28"),
    ],
    hint=_SURE_HINT | _LIKELY_HINT,
    langs=["en"],
    bad={
        "The ferry couldn t leave, and they re still on the quay.": (
            "The ferry couldn't leave, and they're still on the quay."
        ),
        "I m told that the mayor s house wasn t for sale, and it s a pity for the town.": (
            "I'm told that the mayor's house wasn't for sale, and it's a pity for the town."
        ),
        "The harbour don t care, and that is the end of the matter.": (
            "The harbour don't care, and that is the end of the matter."
        ),
    },
    good=[
        "The ferry couldn't leave, and they're still on the quay.",
        "This is the plan of the mayor s and the end of it.",
        "They re-enter the port when you re-read the sign and the rest of it.",
        "Let s be the length of the quay, where s is not the depth; let s, then, be long. How s "
        "and what s are to be had is of no use to the men of the hall.",
        "It was the letter s that was missing from the sign, and that is the end of it.",
        "Vitamin s and plan b are on the list of the day, and it is the end of that.",
    ],
)
def apostrophe_became_space(document: Document) -> Iterator[Found]:
    """An apostrophe was replaced by a space.

    What it does: replaces the space with a plain apostrophe in contractions from a closed list
    (``couldn t``, ``they re``, ``I m``). If a text has two or more of them, and at most as many
    apostrophes within words, also in forms that are ambiguous by themselves: ``that s``, ``we d``,
    ``the mayor s house``, ``O Grady``.

    Why it is damage: a converter that did not know curly apostrophes wrote a space for each.

    What could go wrong: a lone letter that is meant as one (``the letter s``) in a text that lost
    its apostrophes elsewhere. Possessives of plurals (``the sailors  boats``) are skipped: they
    cannot be distinguished from other lost marks. In clean corpora of six languages nothing was
    found.
    """
    sure = list(_contractions(document, _SURE_HINT))
    likely = list(_contractions(document, _LIKELY_HINT))
    text = document.text
    for place in sure:
        yield Found(place, place + 1, "'")
    if len(sure) + len(likely) < _FEWEST or _keeps_apostrophes(text, len(sure) + len(likely)):
        return
    ambiguous = {found.start() for found in _POSSESSIVE.finditer(text)}
    ambiguous.update(found.start() for found in _NAME_WITH_O.finditer(text))
    ambiguous.difference_update(found.start() for found in _LET_SYMBOL.finditer(text))
    for place in sorted(ambiguous.union(likely).difference(sure)):
        if not document.is_code(place):
            yield Found(place, place + 1, "'")


def _contractions(document: Document, forms: AnyOf) -> Iterator[int]:
    """Yield where the space is in each contraction of a list."""
    text = document.text
    for start in document.places_with(forms):
        if not (_WITHIN_WORD.match(text, start) or document.is_code(start)):
            yield text.index(" ", start)


def _keeps_apostrophes(text: str, lost: int) -> bool:
    """Return whether words contain more apostrophes than were lost."""
    if "'" not in text and "\u2019" not in text:
        return False
    return sum(1 for _ in _WITH_APOSTROPHE.finditer(text)) > lost
