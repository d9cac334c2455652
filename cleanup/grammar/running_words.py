"""Whether words are those of running text, in a document's language.

A short text whose language is not certain is judged by English, which most such texts are written
in; a text in a language without tables has no such words.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cleanup.phrases import LANGUAGES, phrases, words_of
from cleanup.text.pattern import Pattern
from cleanup.text.vocabulary import zipf

if TYPE_CHECKING:
    from cleanup.text.document import Document

KNOWN = 3.0
"""Zipf frequency of words that most readers know."""
_LIKELY = {1: 5.5, 2: 5.5, 3: 3.0}
"""The least Zipf frequencies of short words that no abbreviation and no code is likely to be."""
_RARE = 1.5
"""That of longer words which are in some book."""
_AROUND = 80
_WORD = Pattern(r"(?<=^|[\s(\"\u201c\u2018\u00ab])\p{Ll}[\p{L}\p{M}'\u2019]*+(?=[\s,.:;!?)])")


def is_closed_word(document: Document, word: str) -> bool:
    """Return whether a word, in any case, is of a closed class: an article, a conjunction."""
    return word.lower() in _closed_words(document.lang)


def is_running_word(document: Document, word: str) -> bool:
    """Return whether a word, in any case, is known to most readers of the document's language."""
    lang = document.lang or "en"
    if lang != "en" and lang not in LANGUAGES:
        return False
    return is_closed_word(document, word) or zipf(word, lang) >= KNOWN


def is_likely_word(document: Document, word: str) -> bool:
    """Return whether a word, in any case, is a rare one of the language, or a common short one."""
    lang = document.lang or "en"
    if lang != "en" and lang not in LANGUAGES:
        return False
    return zipf(word, lang) >= _LIKELY.get(len(word), _RARE)


def closed_words_near(document: Document, start: int, end: int) -> int:
    """Count the words of closed classes in the line around a span, without those in it."""
    line = document.line_at(start)
    before = _WORD.finditer(document.text, max(line.start, start - _AROUND), start)
    after = _WORD.finditer(document.text, end, min(line.end, end + _AROUND))
    return sum(is_closed_word(document, found[0]) for part in (before, after) for found in part)


@cache
def _closed_words(lang: str | None) -> frozenset[str]:
    if lang is None or lang == "en":
        return frozenset(
            word for line in phrases("function_words") for word in line.split()
        ) | frozenset(word for line in phrases("closed_words") for word in line.split())
    return words_of("function_words", lang)
