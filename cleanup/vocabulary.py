"""Which tokens are words. The word lists are loaded when the first token is asked about."""

from __future__ import annotations

from functools import lru_cache

KNOWN = 1.0
"""Zipf frequency (log10 of occurrences per 10**9 words, as wordfreq counts) of a rare word."""


@lru_cache(maxsize=100_000)
def is_word(token: str, lang: str) -> bool:
    """Tell whether a language (ISO 639-1) has this token, common or rare, in any case."""
    from wordfreq import zipf_frequency

    return zipf_frequency(token, lang) >= KNOWN


@lru_cache(maxsize=200_000)
def zipf(token: str, lang: str) -> float:
    """Return how common a token is in a language, in any case: 0 for none, 3 rare, 6 very."""
    from wordfreq import zipf_frequency

    return zipf_frequency(token, lang)
