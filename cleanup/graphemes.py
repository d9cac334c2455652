"""Grapheme clusters: where a text can be cut without dividing what readers see as a character."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_CLUSTER = r"\X"
_JOINS = (
    r"[\p{GCB=Extend}\p{GCB=ZWJ}\p{GCB=SpacingMark}\p{GCB=Prepend}\p{GCB=RI}"
    r"\p{GCB=L}\p{GCB=V}\p{GCB=T}\p{GCB=LV}\p{GCB=LVT}]"
)
_FIRST_MARK = "\u0300"
"""Below it, only CR and LF make one cluster."""
_FURTHEST = 256
"""Most code points of a cluster to look back; longer clusters are not writing."""


def has_clusters(text: str) -> bool:
    """Return whether ``text`` may have a cluster of several code points; ``False`` is certain."""
    return not text.isascii() or "\r" in text


def divides_grapheme(text: str, position: int) -> bool:
    """Return whether a cut at ``position`` falls inside an extended grapheme cluster (UAX #29)."""
    if position <= 0 or position >= len(text):
        return False
    around = text[position - 1 : position + 1]
    if around[0] < _FIRST_MARK and around[1] < _FIRST_MARK:
        return around == "\r\n"
    joins = _compiled(_JOINS)
    if not joins.search(around):
        return False
    start = position - 1
    while start > 0 and position - start < _FURTHEST and joins.search(text, start - 1, start + 1):
        start -= 1
    for cluster in _compiled(_CLUSTER).finditer(text, start, min(len(text), position + 2)):
        if cluster.end() >= position:
            return cluster.start() < position < cluster.end()
    return False


@cache
def _compiled(source: str) -> regex.Pattern[str]:
    import regex

    return regex.compile(source)
