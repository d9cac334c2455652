"""Calibrate the log odds of a candidate with features of its document."""

from __future__ import annotations

from math import exp, log1p
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleanup.scoring.lost_words.candidates import Candidate, Kind

_UNLIKELY = -1.0
"""Candidates with lower log odds are unlikely to be holes."""
_MIN_WORDS = 500
"""Shorter texts count as so long, or two candidates in a sentence would be many."""
_MAX_CONFIDENCE = 0.98


class Terms(NamedTuple):
    """The terms of the calibration: the features of a candidate, or the weight of each."""

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


_WEIGHTS: dict[Kind, Terms] = {
    "wide": Terms(1.80, 0.54, -0.30, 1.28, -1.41, 1.20, -0.09),
    "before": Terms(1.42, 0.94, -0.87, 1.23, -0.54, 1.51, -2.81),
    "apart": Terms(0.45, 0.80, 1.01, 0.00, -1.13, 0.63, -0.91),
    "at": Terms(-0.37, 0.89, -0.75, 0.41, -0.35, 1.78, 0.14),
    "glued": Terms(3.20, 1.21, -0.56, 1.21, -1.87, 1.36, 0.92),
}
"""Logistic regressions on documents that the model of single candidates was not trained on.

Their examples include lone holes: those without other damage nearby, put into documents without
any. The constants are set so that a confidence of 0.8 gives few false alarms in clean text
(``python -m benchmarks.training.calibration``). The last weights, but that of ``at``, are 0.4 to
0.5 above what was fitted: damaged documents had precision to spare, and lone holes do not use them.
"""


class DocumentFeatures:
    """Counts of other candidates in the document, used as features.

    A space before a mark after a word (``apart``) does not count.
    """

    def __init__(self, scored: Iterable[tuple[Candidate, float]], words: int) -> None:
        """Count candidates, given with the log odds by their neighbouring tokens."""
        self._thousands = max(_MIN_WORDS, words) / 1000
        self._holes: dict[Kind, float] = dict.fromkeys(_WEIGHTS, 0.0)
        self._unlikely: dict[Kind, int] = dict.fromkeys(_WEIGHTS, 0)
        for candidate, odds in scored:
            self._holes[candidate.kind] += _hole_share(candidate.kind, odds)
            self._unlikely[candidate.kind] += odds < _UNLIKELY

    def of(self, kind: Kind, odds: float) -> Terms:
        """Return the features of one of the candidates, which does not count itself."""
        own = _hole_share(kind, odds)
        others = max(0.0, sum(self._holes.values()) - own)
        return Terms(
            constant=1.0,
            odds=odds,
            others=log1p(others),
            same=log1p(max(0.0, self._holes[kind] - own)),
            unlikely=log1p(max(0, self._unlikely[kind] - (odds < _UNLIKELY))),
            density=log1p(others / self._thousands),
            any_other=min(others, 1.0),
        )


def confidence_of(kind: Kind, features: Terms) -> float:
    """Return the confidence that words are missing, 0 to 1."""
    odds = sum(map(mul, _WEIGHTS[kind], features))
    return round(min(_MAX_CONFIDENCE, _logistic(odds)), 2)


def _hole_share(kind: Kind, odds: float) -> float:
    """Return how much a candidate counts as a hole for other candidates, 0 to 1."""
    return 0.0 if kind == "apart" else _logistic(2 * (odds - 1))


def _logistic(odds: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))
