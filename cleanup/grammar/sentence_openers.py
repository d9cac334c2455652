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
OPENERS_OF_ALL = OPENERS | _OPENERS_OF_OTHERS
_DOMAINS = frozenset("Am As At De Es In It La Me No So To Tu".split())
"""Openers that are also domains or parts of names, if nothing says the language."""
_ABBREVIATIONS = words_of_all("abbreviations")


def often_opens_sentence(document: Document, word: str) -> bool:
    """Return whether a capitalised word often opens a sentence, in English or the text's language.

    A text of unknown language, as a short one is, may be in any of those with tables. Only the
    first part of an elision counts: ``L\u2019`` of ``L\u2019Ombra``.
    """
    if word in OPENERS:
        return True
    first, apostrophe, _ = word.replace("\u2019", "'").partition("'")
    first += apostrophe
    if first not in _OPENERS_OF_OTHERS:
        return False
    if document.lang is None:
        return first not in _DOMAINS
    return first in words_of("sentence_openers", document.lang)


def opens_in_its_language(document: Document, word: str) -> bool:
    """Return whether a capitalised word often opens a sentence in the text's certain language."""
    if document.lang == "en":
        return word in OPENERS
    return word in words_of("sentence_openers", document.lang)


def is_abbreviation(document: Document, word: str) -> bool:
    """Return whether a word before a full stop is an abbreviation in the text's language."""
    word = word.lower()
    return word in _ABBREVIATIONS and word in words_of("abbreviations", document.lang)
