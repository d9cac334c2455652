"""Words that often open a sentence, and abbreviations, in a document's language.

The language is guessed only if a word is listed for some language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.phrases import phrases, words_of, words_of_all

if TYPE_CHECKING:
    from cleanup.text.document import Document

OPENERS = frozenset(phrases("sentence_openers"))
_OPENERS_OF_OTHERS = words_of_all("sentence_openers")
_ABBREVIATIONS = words_of_all("abbreviations")


def often_opens_sentence(document: Document, word: str) -> bool:
    """Return whether a capitalised word often opens a sentence, in English or the text's language.

    Only the first part of an elision counts: ``L\u2019`` of ``L\u2019Ombra``.
    """
    if word in OPENERS:
        return True
    first, apostrophe, _ = word.replace("\u2019", "'").partition("'")
    first += apostrophe
    return first in _OPENERS_OF_OTHERS and first in words_of("sentence_openers", document.lang)


def is_abbreviation(document: Document, word: str) -> bool:
    """Return whether a word before a full stop is an abbreviation in the text's language."""
    word = word.lower()
    return word in _ABBREVIATIONS and word in words_of("abbreviations", document.lang)
