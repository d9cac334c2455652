"""Where a text may be cut without tearing what a reader sees as one character."""

from __future__ import annotations

import regex

_CLUSTER = regex.compile(r"\X")
_WINDOW = 64


def divides_grapheme(text: str, position: int) -> bool:
    """Tell whether a cut at ``position`` falls inside an extended grapheme cluster (UAX #29)."""
    if position <= 0 or position >= len(text):
        return False
    around = text[position - 1 : position + 1]
    if around.isascii():
        return around == "\r\n"
    start = max(0, position - _WINDOW)
    while start > 0 and not text[start].isascii():
        start -= 1
    for cluster in _CLUSTER.finditer(text, start, min(len(text), position + _WINDOW)):
        if cluster.end() >= position:
            return cluster.start() < position < cluster.end()
    return False
