"""Question marks in the place of accented letters, found by the words that they make."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.text.pattern import Pattern
from cleanup.text.stand_ins import LETTERS, around, fit, frequency

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.document import Document
    from cleanup.text.stand_ins import Around, Fit

_LETTER = "[A-Za-z\u00c0-\u024f]"
_MARK = Pattern(rf"(?<={_LETTER})\?(?={_LETTER}| [a-z\u00df-\u024f]|[,;:.)])", timed=False)
_LANGS = frozenset(("de", "en", "es", "fr", "it", "pl", "pt"))
"""Languages with accented letters, or with words of such languages, and with a list of words."""
_KNOWN = 2.0
"""The least frequency of a word that is restored: rarer ones in word lists are often misspelt."""
_COMMON = 3.0
"""The frequency of words that most readers know. Rarer ones in word lists may be remains."""
_LEAD = 0.7
"""How much more frequent (Zipf) a word with a letter is than what stands before the mark."""


class LostLetter(NamedTuple):
    """Where a question mark stands for a letter, and the one that fits; ``None`` if several do."""

    start: int
    fit: Fit | None


def letters_lost_to_question_marks(document: Document) -> tuple[LostLetter, ...]:
    """Return the question marks that stand for letters, in order; to be asked by ``once``."""
    return tuple(_lost(document))


def _lost(document: Document) -> Iterator[LostLetter]:
    text = document.text
    if not document.may_be_in(_LANGS) or document.lang not in _LANGS:
        return
    for mark in _MARK.finditer(text):
        start = mark.start()
        for place in _places(around(text, start, start + 1)):
            if _may_be_cut(document, place) and not document.protects(start):
                letter = fit(document, place, LETTERS, _KNOWN)
                if letter and (letter.sure or place.right or _is_likelier(document, letter, place)):
                    yield LostLetter(start, letter)
                    break
                if letter is None and place.inside and place.alone and _any_fits(document, place):
                    yield LostLetter(start, None)
                    break


def _places(place: Around) -> Iterator[Around]:
    """Yield a place; before a capital also as the end of a word to which a sentence is glued."""
    yield place
    if place.right[:1].isupper() and not place.left.isupper():
        yield place._replace(right="")


def _may_be_cut(document: Document, place: Around) -> bool:
    """Return whether the letters before a question mark may be the beginning of a longer word."""
    if not place.right:
        return frequency(document, place.left) < _COMMON
    word = place.left + place.right.lower() if place.right.istitle() else place.word("")
    has_case = word.islower() or word.istitle() or word.isupper()
    return has_case and not frequency(document, place.word("'"))


def _is_likelier(document: Document, letter: Fit, place: Around) -> bool:
    return letter.frequency >= frequency(document, place.left) + _LEAD


def _any_fits(document: Document, place: Around) -> bool:
    return any(frequency(document, place.word(one)) >= _KNOWN for one in LETTERS)
