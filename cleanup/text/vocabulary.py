"""How frequent tokens are as words. The word lists are loaded at their first use."""

from __future__ import annotations

from functools import cache
from math import log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

KNOWN = 1.0
"""Zipf frequency of a rare word."""


def zipf(token: str, lang: str) -> float:
    """Return how frequent a token is in a language (ISO 639-1), in any case; 0 if unknown.

    On the Zipf scale, log10 of occurrences per 10**9 words, as wordfreq counts.
    """
    share = _shares(lang).get(token.lower().replace("\u2019", "'"), 0.0)
    return log10(share) + 9 if share else 0.0


def is_word(token: str, lang: str) -> bool:
    """Return whether a language (ISO 639-1) has this token, common or rare, in any case."""
    return zipf(token, lang) >= KNOWN


@cache
def _shares(lang: str) -> Mapping[str, float]:
    from wordfreq import get_frequency_dict

    return get_frequency_dict(lang, "best")
