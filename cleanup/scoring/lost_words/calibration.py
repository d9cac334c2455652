"""What the rest of a document says of a place at which words may be missing."""

from __future__ import annotations

from math import exp, log1p
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleanup.scoring.lost_words.candidates import Candidate, Kind

_NOTHING = -1.0
"""Log odds up to which a place shows nothing."""
_FEWEST_WORDS = 500
"""Shorter texts count as so long, or two places in a sentence would be many."""
_BEST = 0.98
"""No place is surer than this."""


class Evidence(NamedTuple):
    """What counts in the log odds of a place besides their constant part."""

    constant: float
    odds: float
    """For the log odds that its surroundings give."""
    others: float
    """For the logarithm of how many other gaps the document has."""
    same: float
    """For the logarithm of how many of them are of its kind."""
    nothing: float
    """For the logarithm of how many places of its kind show nothing."""
    dense: float
    """For the logarithm of how many other gaps there are in a thousand words."""
    first: float
    """For another gap, up to one."""


_EVIDENCE: dict[Kind, Evidence] = {
    "wide": Evidence(1.80, 0.54, -0.30, 1.28, -1.41, 1.20, -0.09),
    "before": Evidence(1.42, 0.94, -0.87, 1.23, -0.54, 1.51, -2.81),
    "apart": Evidence(0.45, 0.80, 1.01, 0.00, -1.13, 0.63, -0.91),
    "at": Evidence(-0.37, 0.89, -0.75, 0.41, -0.35, 1.78, 0.14),
    "glued": Evidence(3.20, 1.21, -0.56, 1.21, -1.87, 1.36, 0.92),
}
"""Logistic regressions on documents that the model of single places was not trained on.

Among them are lone gaps: those that had no other damage nearby, in documents without any. The
constants are set so that a confidence of 0.8 goes with few false alarms in clean text
(``python -m benchmarks.training.calibration``). The last weights, but that of ``at``, are 0.4 to
0.5 above what was fitted: damaged documents had precision to spare, and lone gaps do not ask them.
"""


class DocumentFeatures:
    """Counts of other candidates in the document, used as features.

    A space before a mark after a word (``apart``) does not count.
    """

    def __init__(self, places: Iterable[tuple[Candidate, float]], words: int) -> None:
        """Take places with the log odds that their surroundings give."""
        self._thousands = max(_FEWEST_WORDS, words) / 1000
        self._gaps: dict[Kind, float] = dict.fromkeys(_EVIDENCE, 0.0)
        self._nothing: dict[Kind, int] = dict.fromkeys(_EVIDENCE, 0)
        for place, odds in places:
            self._gaps[place.kind] += _counts(place.kind, odds)
            self._nothing[place.kind] += odds < _NOTHING

    def of(self, kind: Kind, odds: float) -> Evidence:
        """Return what is shown for one of the places, in the order of its weights."""
        own = _counts(kind, odds)
        others = max(0.0, sum(self._gaps.values()) - own)
        return Evidence(
            constant=1.0,
            odds=odds,
            others=log1p(others),
            same=log1p(max(0.0, self._gaps[kind] - own)),
            nothing=log1p(max(0, self._nothing[kind] - (odds < _NOTHING))),
            dense=log1p(others / self._thousands),
            first=min(others, 1.0),
        )


def confidence_of(kind: Kind, shown: Evidence) -> float:
    """Return how sure it is that words are missing, 0 to 1."""
    weighed = sum(map(mul, _EVIDENCE[kind], shown))
    return round(min(_BEST, _logistic(weighed)), 2)


def _counts(kind: Kind, odds: float) -> float:
    """Return how much a place counts as a gap when others are judged, 0 to 1."""
    return 0.0 if kind == "apart" else _logistic(2 * (odds - 1))


def _logistic(odds: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))
