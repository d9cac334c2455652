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
_SHOWN_AS_LIKELY: Mapping[str, float] = {"wide": 0.1, "before": -0.4, "apart": -0.3, "at": 0.0}
"""By kind, the log odds that are shown as a confidence of 0.8: beside few false alarms in clean
text, so many true holes are worth a look."""
_LIKELY = log(4)
_MOST_LIKELY = 0.89
"""A confidence of more is that of the log odds as they are."""
_WEIGHTS: Mapping[str, DocumentFeatures] = {
    "wide": DocumentFeatures(1.10, 0.89, -1.15, 2.02, -0.97, 4.38, -1.65, -0.19, -1.77),
    "before": DocumentFeatures(-1.41, 1.03, 0.83, 0.70, -1.22, 0.38, -1.41, -1.75, -1.37),
    "apart": DocumentFeatures(-1.17, 0.82, 2.22, 0.00, -1.22, 0.18, -1.14, -2.15, -2.31),
    "at": DocumentFeatures(-1.88, 0.88, -0.41, 0.19, -0.17, 1.76, -0.08, -1.98, -0.18),
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
