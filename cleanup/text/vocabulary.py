"""How frequent tokens are as words. The word lists are loaded at their first use."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

KNOWN = 1.0
"""Zipf frequency of a rare word."""


def zipf(token: str, lang: str) -> float:
    """Return how frequent a token is in a language (ISO 639-1), in any case; 0 if unknown.

    On the Zipf scale, log10 of occurrences per 10**9 words, as wordfreq counts.
    """
    return _words_of(lang)[token.lower().replace("\u2019", "'")]


def is_word(token: str, lang: str) -> bool:
    """Return whether a language (ISO 639-1) has this token, common or rare, in any case."""
    return zipf(token, lang) >= KNOWN


@cache
def _words_of(lang: str) -> Mapping[str, float]:
    from cleanup.text.word_list import word_list

    return word_list(lang)
