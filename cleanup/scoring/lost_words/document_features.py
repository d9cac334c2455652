"""Features of the whole document: how many other candidates it has, and how sure they are.

A damaged text has many holes, so other certain holes raise the confidence of a candidate; wide
spaces at which nothing seems to be missing are their author's habit, so they lower it.
"""

from __future__ import annotations

from math import log1p
from typing import TYPE_CHECKING, NamedTuple

from cleanup.scoring.values import evidence_of, total

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleanup.scoring.spacing import Spacing
    from cleanup.scoring.values import Candidate

KINDS = ("wide", "before", "apart", "at")
_UNLIKELY = -1.0
"""Candidates with lower log odds are unlikely to be holes."""
_MIN_WORDS = 500
"""Shorter texts count as so long, or two candidates in a sentence would be many."""


class DocumentFeatures(NamedTuple):
    """What a candidate is calibrated with: the value of each feature, or its weight."""

    constant: float
    odds: float
    """The log odds by its neighbouring tokens."""
    others: float
    """The logarithm of how many other holes the document has."""
    same: float
    """The logarithm of how many of them are of its kind."""
    unlikely: float
    """The logarithm of how many candidates of its kind are unlikely."""
    density: float
    """The logarithm of how many other holes there are in a thousand words."""
    any_other: float
    """The number of other holes, at most 1."""
    divided: float
    """The logarithm of how many words are divided by spaces."""
    glued: float
    """The logarithm of how many spaces seem to be missing within tokens."""


class DocumentCounts:
    """Counts of other candidates in the document, used as features.

    A space before a mark after a word (``apart``) does not count.
    """

    def __init__(self, scored: Iterable[tuple[Candidate, float]], words: int) -> None:
        """Count candidates, given with their log odds."""
        self._thousands = max(_MIN_WORDS, words) / 1000
        self._holes: dict[str, float] = dict.fromkeys(KINDS, 0.0)
        self._unlikely: dict[str, int] = dict.fromkeys(KINDS, 0)
        for candidate, odds in scored:
            self._holes[candidate.kind] += _hole_share(candidate.kind, odds)
            self._unlikely[candidate.kind] += odds < _UNLIKELY

    def of(self, kind: str, odds: float, spaced: Spacing) -> DocumentFeatures:
        """Return the features of one of the candidates, which does not count itself."""
        own = _hole_share(kind, odds)
        others = max(0.0, total(self._holes.values(), spaced.lost) - own)
        return DocumentFeatures(
            constant=1.0,
            odds=odds,
            others=log1p(others),
            same=log1p(max(0.0, self._holes[kind] - own)),
            unlikely=log1p(max(0, self._unlikely[kind] - (odds < _UNLIKELY))),
            density=log1p(others / self._thousands),
            any_other=min(others, 1.0),
            divided=log1p(spaced.divided),
            glued=log1p(spaced.glued),
        )


def _hole_share(kind: str, odds: float) -> float:
    """Return how much a candidate counts as a hole for other candidates, 0 to 1."""
    return 0.0 if kind == "apart" else evidence_of(odds)
