"""Calibrate the score of a candidate with features of its document, to a confidence."""

from __future__ import annotations

from math import log
from operator import mul
from typing import TYPE_CHECKING

from cleanup.scoring.lost_words.document_features import DocumentFeatures
from cleanup.scoring.values import Term, Threshold, logistic, total

if TYPE_CHECKING:
    from collections.abc import Mapping

CERTAIN: Mapping[str, float] = {"wide": 1.5, "before": 1.5, "apart": 3.0, "at": 1.5}
"""By kind, the score from which a candidate makes further candidates worth scoring.

A space before a mark after a word is often no more than a habit.
"""

THRESHOLD = 0.75
"""Candidates of less confidence are dropped."""

_MAX_CONFIDENCE = 0.98
_SHOWN_AS_LIKELY: Mapping[str, float] = {"wide": 0.2, "before": -0.4, "apart": -0.3, "at": -0.15}
"""By kind, the log odds that are shown as a confidence of 0.8: beside few false alarms in clean
text, so many true holes are worth a look."""
_LIKELY = log(4)
_MOST_LIKELY = 0.89
"""A confidence of more is that of the log odds as they are."""
_WEIGHTS: Mapping[str, DocumentFeatures] = {
    "wide": DocumentFeatures(1.14, 0.94, -0.62, 2.24, -1.00, 3.84, -1.60, -0.21, -0.59, -1.63),
    "before": DocumentFeatures(-1.43, 1.05, 1.21, 0.51, -1.34, 0.30, -1.40, -1.83, -0.85, -0.76),
    "apart": DocumentFeatures(-1.17, 0.82, 2.19, 0.00, -1.21, 0.22, -1.18, -2.16, 0.07, -2.36),
    "at": DocumentFeatures(-1.93, 0.88, -0.53, 0.11, -0.15, 1.95, -0.21, -1.83, 0.45, -0.47),
}
"""Logistic regressions on documents that the model of single candidates was not trained on.

Their examples include lone holes: those without other damage nearby, put into documents without
any (``python -m benchmarks.training calibration``).
"""


def terms(kind: str, features: DocumentFeatures) -> tuple[Term, ...]:
    """Return the terms of the log odds that words are missing; the score is one of them."""
    weights = _WEIGHTS[kind]
    return tuple(
        Term(name, weight, value, of_document=name not in ("constant", "odds"))
        for name, weight, value in zip(features._fields, weights, features, strict=True)
    )


def log_odds(kind: str, features: DocumentFeatures) -> float:
    """Return the log odds that words are missing."""
    return total(map(mul, _WEIGHTS[kind], features))


def confidence_of(kind: str, features: DocumentFeatures) -> float:
    """Return the confidence that words are missing, 0 to 1."""
    odds = log_odds(kind, features)
    likely = min(_MOST_LIKELY, logistic(odds + _LIKELY - _SHOWN_AS_LIKELY[kind]))
    return round(min(_MAX_CONFIDENCE, max(likely, logistic(odds))), 2)


def is_found(confidence: float) -> bool:
    """Return whether a candidate is handed to the rules."""
    return confidence >= THRESHOLD


def compared(confidence: float) -> tuple[Threshold, ...]:
    """Return what a confidence is compared with."""
    return (Threshold("least confidence", THRESHOLD, confidence >= THRESHOLD),)
