"""Pieces of furniture side by side in a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from cleanup.blocks.pieces import behind_marks
from cleanup.blocks.place import Place

SENTENCE_END = re.compile(
    r"[.!?\u2026\u3002][\"\u201d\u2019\u00bb)\]]*(?:\s+(?=[^\sa-z])|(?=[A-Z\u00c0-\u00de][^\WA-Z]))"
)
"""Ends where the next sentence begins, or what stands between them."""
_MOST_PIECES = 14
_QUOTES = "\u201c\"\u201e\u00ab\u2018'"

Pieces = Callable[[int, str], Iterable[Place]]
"""Returns the pieces that may begin at a place behind a piece of a section, the likeliest first."""


class Run(NamedTuple):
    """Pieces side by side, and where the text goes on behind them; -1 if no sentence does."""

    end: int
    pieces: tuple[Place, ...] = ()

    @property
    def lifted(self) -> frozenset[str]:
        """The sections of the pieces from which something is lifted."""
        return frozenset(piece.section for piece in self.pieces if piece.lift)


def longest_run(text: str, start: int, pieces: Pieces) -> Run:
    """Return the pieces side by side from a place on that reach farthest, before a sentence."""
    known: dict[tuple[int, str], Run] = {}

    def run_from(place: int, before: str, left: int) -> Run:
        if (place, before) in known:
            return known[place, before]
        best = Run(place if begins_sentence(text, place) else -1)
        for piece in pieces(place, before) if left else ():
            end = behind_marks(text, piece.end)
            rest = run_from(end, piece.section, left - 1)
            if rest.end > best.end:
                best = Run(rest.end, (piece._replace(end=end), *rest.pieces))
        known[place, before] = best
        return best

    return run_from(start, "", _MOST_PIECES)


def begins_sentence(text: str, place: int) -> bool:
    """Return whether a sentence may begin at a place: with a capital or an opening quote."""
    begins = text[place : place + 1]
    return begins.isupper() or (begins != "" and begins in _QUOTES)
