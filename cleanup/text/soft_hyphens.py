"""Soft hyphens that are none: those written for hyphens, and bytes of wrongly decoded text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.text.pattern import Pattern
from cleanup.text.stand_ins import frequency, has_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.text.document import Document

_DIVIDED = Pattern(r"\p{L}++(?:\u00ad\p{L}++)++")
_BYTES = Pattern("(?=[\u0080-\u00ff]*\u00ad)[\u0080-\u00ff]{4,}+")
"""Text of another encoding that was read as Latin-1. No language written with these letters has
four of them in a row with a place to divide a word."""
_COMMON = 3.5
"""The frequency of the parts of compounds; syllables are rarer as words."""
_SHORTEST = 2
_KNOWN = 3.0
"""The frequency of solid words; rarer ones in word lists are compounds without their hyphens."""
_RARER = 2.0
"""How much rarer (Zipf) a solid form is than each part if it is a slip: a hundred times."""


def painted(document: Document) -> frozenset[int]:
    """Return where soft hyphens stand for hyphens; to be asked by ``once``.

    None in a text in another language than English, of which many close their compounds, or where
    one divides a word into syllables.
    """
    if document.lang not in (None, "en"):
        return frozenset()
    places: set[int] = set()
    for word in _DIVIDED.finditer(document.text):
        parts = word[0].split("\u00ad")
        if _is_word(document, parts):
            return frozenset()
        if all(_is_part(document, part) for part in parts):
            start = word.start()
            for part in parts[:-1]:
                start += len(part)
                places.add(start)
                start += 1
    return frozenset(places)


def undecoded(document: Document) -> frozenset[int]:
    """Return where soft hyphens are bytes of wrongly decoded text; to be asked by ``once``."""
    return frozenset(
        place
        for run in _BYTES.finditer(document.text)
        for place in range(run.start(), run.end())
        if document.text[place] == "\u00ad"
    )


def _is_part(document: Document, part: str) -> bool:
    return len(part) >= _SHORTEST and frequency(document, part) >= _COMMON


def _is_word(document: Document, parts: Sequence[str]) -> bool:
    """Return whether the parts make a word without a hyphen, or a name with an inner capital."""
    solid = "".join(parts)
    found = frequency(document, solid)
    rarest = min(frequency(document, part) for part in parts)
    if parts[-1][0].isupper() and found > 0:
        return True
    return found >= _KNOWN or found > rarest - _RARER > 0 or has_whole(document, solid)
