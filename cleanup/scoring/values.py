"""The values of scoring: candidates, the terms of a score, and the account of one candidate."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleanup.values import Tier


class Candidate(NamedTuple):
    """A place that may be damaged; offsets in code points."""

    kind: str
    start: int
    end: int
    """The same as ``start`` where nothing but a space may be missing."""


@dataclass(frozen=True, slots=True)
class Term:
    """One feature and what it adds to a score: its weight times its value."""

    feature: str
    """Its name, by which the weight is known."""
    weight: float
    value: float = 1.0
    """1 for a feature that holds or does not; else the number that is weighted."""
    of_document: bool = False
    """Whether the feature is of the whole document, not of the candidate."""
    words: str = ""
    """What the feature is of, where the name only has a letter for it."""

    @property
    def added(self) -> float:
        """What the feature adds to the score."""
        return self.weight * self.value


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that a score, or the confidence made of it, is compared with."""

    name: str
    value: float
    reached: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one candidate is found or not; ``dataclasses.asdict`` makes plain data of it.

    ``score`` is the sum of what ``terms`` add, from the first to the last. Where a calibration
    follows, ``log_odds`` is the sum of what its terms add, and one of these has the score as its
    value; where none does, ``calibration`` is empty and ``log_odds`` equals ``score``.
    """

    scorer: str
    """``glue``, ``lost_words``, ``seams``, ``split_words`` or ``units``."""
    kind: str
    start: int
    end: int
    guard: str
    """The guard that excludes the candidate whatever its score; empty if none does."""
    terms: tuple[Term, ...]
    score: float
    calibration: tuple[Term, ...]
    log_odds: float
    thresholds: tuple[Threshold, ...]
    found: bool
    """Whether it is handed to the rules, which may still ask for more confidence."""
    tier: Tier | None
    """The tier if the score decides it; ``None`` for that of the rule."""
    confidence: float | None
    """The confidence for this candidate; ``None`` for that of the rule."""


def total(weights: Iterable[float], start: float = 0.0) -> float:
    """Add from left to right, so that a sum in parts equals the sum in one.

    ``sum`` rounds differently from Python 3.12 on.
    """
    for weight in weights:
        start += weight
    return start


def logistic(odds: float) -> float:
    """Return the probability for log odds."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def evidence_of(odds: float) -> float:
    """Return how much a candidate counts as damage for other candidates, 0 to 1.

    A candidate with even odds counts little: most candidates of a clean text have them.
    """
    return logistic(2 * (odds - 1))
