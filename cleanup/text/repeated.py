"""Whether what follows a place was just written before it: scrapers repeat what holds a link."""

from __future__ import annotations

_REACH = 500
_LENGTH = 16


def is_repeated(text: str, start: int) -> bool:
    """Return whether the first words from ``start`` on stand shortly before it, too.

    A paragraph that begins with them lost nothing: it is the rest of the one before, once more.
    """
    words = text[start : start + _LENGTH]
    return len(words) == _LENGTH and words in text[max(0, start - _REACH) : start]
