"""Whether a text is a list: short lines that are no sentences."""

from __future__ import annotations

_SAMPLE = 20_000
_LEAST = 8
_SHORT = 60
"""Code points of an item. A headline or a verse is as short, so most lines must be items."""
_SHARE = 0.7


def list_like(text: str) -> bool:
    """Return whether most lines are short and do not end as sentences do."""
    sample = text[:_SAMPLE]
    ends = sample.count("\n")
    if ends < _LEAST or ends * 2 * _SHORT < len(sample):
        return False
    lines = [line for line in map(str.strip, sample.split("\n")) if line]
    items = sum(len(line) <= _SHORT and line[-1] not in ".!?\"'\u201d\u2019" for line in lines)
    return len(lines) >= _LEAST and items >= _SHARE * len(lines)
