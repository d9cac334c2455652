"""Find the hints that hold in a text, in plain Python: for one text or a few.

``cleanup.prefilter.columns`` does it for a whole column, with the same result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.prefilter.hints import (
    AnyOf,
    Both,
    Chars,
    Either,
    Hint,
    LineStart,
    OneLine,
    Token,
    holds,
)
from cleanup.prefilter.literals import LiteralHits, literals_of

if TYPE_CHECKING:
    from collections.abc import Sequence


class Prefiltered(NamedTuple):
    """One text: the numbers of the hints that hold in it, in order, and the hits of literals."""

    holding: list[int]
    hits: LiteralHits


def prefilter(hints: Sequence[Hint], texts: Sequence[str]) -> list[Prefiltered]:
    """Find for each text the hints that hold in it."""
    return [
        Prefiltered([n for n, hint in enumerate(hints) if _holds(hint, text, hits)], hits)
        for text, hits in zip(texts, literals_of(tuple(hints)).hits(texts), strict=True)
    ]


def _holds(hint: Hint, text: str, hits: LiteralHits) -> bool:
    """Return what ``holds`` does, using the literals that were searched already."""
    match hint:
        case AnyOf() | LineStart() | Chars() | OneLine():
            known = hits.hold(hint)
            return holds(hint, text) if known is None else known
        case Both(left, right):
            return _holds(left, text, hits) and _holds(right, text, hits)
        case Either(left, right):
            return _holds(left, text, hits) or _holds(right, text, hits)
        case Token():
            if hint not in hits.tokens:
                hits.tokens[hint] = holds(hint, text)
            return hits.tokens[hint]
        case _:
            return holds(hint, text)
