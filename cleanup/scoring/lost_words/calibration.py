"""Calibrate the score of a candidate with features of its document, to a confidence."""

from __future__ import annotations

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
_WEIGHTS: Mapping[str, DocumentFeatures] = {
    "wide": DocumentFeatures(1.85, 0.54, -0.30, 1.28, -1.41, 1.20, 0.45),
    "before": DocumentFeatures(1.42, 0.94, -0.87, 1.23, -0.54, 1.51, -2.81),
    "apart": DocumentFeatures(0.45, 0.80, 1.01, 0.00, -1.13, 0.63, -0.91),
    "at": DocumentFeatures(-0.37, 0.89, -0.75, 0.41, -0.35, 1.78, 0.43),
}
"""Logistic regressions on documents that the model of single candidates was not trained on.

Their examples include lone holes: those without other damage nearby, put into documents without
any. The constants are set so that a confidence of 0.8 gives few false alarms in clean text
(``python -m benchmarks.training calibration``). The last weights are 0.3 to 1.0 above what was
fitted: damaged documents had precision to spare, and lone holes do not use them.
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
    return round(min(_MAX_CONFIDENCE, logistic(log_odds(kind, features))), 2)


def is_found(confidence: float) -> bool:
    """Return whether a candidate is handed to the rules."""
    return confidence >= THRESHOLD


def compared(confidence: float) -> tuple[Threshold, ...]:
    """Return what a confidence is compared with."""
    return (Threshold("least confidence", THRESHOLD, confidence >= THRESHOLD),)
