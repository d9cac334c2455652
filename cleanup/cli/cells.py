"""How wide text is on a terminal, in cells: wide characters take two, combining ones none."""

from __future__ import annotations

import re
import unicodedata

_NARROW = re.compile("[\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20ac]*")
"""What takes one cell each, and is so common that the tables are not loaded for it."""

_RIGHT_TO_LEFT = frozenset(["R", "AL"])


def cells(text: str) -> int:
    """Return how many cells a text takes that has no control characters."""
    if _NARROW.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth

    return max(0, wcswidth(text))


def turns(text: str) -> bool:
    """Return whether a part is written from right to left, so that cells do not follow it."""
    return not text.isascii() and any(
        unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text
    )
