"""Which tokens are words. The word lists are loaded when the first token is asked about."""

from __future__ import annotations

from functools import cache, lru_cache
from math import log10

KNOWN = 1.0
"""Zipf frequency (log10 of occurrences per 10**9 words, as wordfreq counts) of a rare word."""


@lru_cache(maxsize=100_000)
def is_word(token: str, lang: str) -> bool:
    """Tell whether a language (ISO 639-1) has this token, common or rare, in any case."""
    from wordfreq import zipf_frequency

    return zipf_frequency(token, lang) >= KNOWN


def zipf(token: str, lang: str) -> float:
    """Return how common a token is in a language, in any case: 0 for none, 3 rare, 6 very."""
    frequency = _frequencies(lang).get(token.lower().replace("\u2019", "'"))
    return log10(frequency) + 9 if frequency else 0.0


@cache
def _frequencies(lang: str) -> dict[str, float]:
    from wordfreq import get_frequency_dict

    return get_frequency_dict(lang, "best")
