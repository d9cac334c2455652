"""The odds of a seam by its words and neighbours alone: of damage, and of loss rather than glue.

Both are sums of weights, log odds by logistic regressions (``python -m benchmarks.training
seams``): the first of damage against a token that is one word, the second of lost words against a
lost space, where there is damage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.scoring.seams.candidates import Seam, seams
from cleanup.scoring.seams.features import features
from cleanup.scoring.values import evidence_of, logistic
from cleanup.scoring.weights import weights_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleanup.text.document import Document

PACKAGE, DAMAGE, LOSS = "cleanup.scoring.seams", "damage.json", "loss.json"
"""The package of the weights, and their files."""


_CERTAIN = 0.8
_UNLIKELY = -1.0
"""Seams with lower log odds of damage are unlikely to be any."""


class Odds(NamedTuple):
    """A seam with its two log odds."""

    seam: Seam
    damage: float
    loss: float
    """Given that it is damage."""


def odds(document: Document) -> tuple[Odds, ...]:
    """Return the seams of a text with their odds, in order."""
    return document.once(_odds)


def _odds(document: Document) -> tuple[Odds, ...]:
    text = document.text
    return tuple(Odds(seam, *odds_of(tuple(features(text, seam)))) for seam in seams(document))


def odds_of(names: Iterable[str]) -> tuple[float, float]:
    """Return the log odds of damage, and of loss if it is damage, for the features of a seam."""
    damage, loss = (weights_of(PACKAGE, file).sum_of(names) for file in (DAMAGE, LOSS))
    return damage, loss


class Shares(NamedTuple):
    """How much seams count as loss, as glue, and as none."""

    lost: float
    glued: float
    unlikely: int


def shares_of(found: Sequence[Odds]) -> Shares:
    """Return how much seams count as evidence for others."""
    lost = glued = 0.0
    unlikely = 0
    for seam in found:
        damage, loss = evidence_of(seam.damage), logistic(seam.loss)
        lost += damage * loss
        glued += damage * (1 - loss)
        unlikely += seam.damage < _UNLIKELY
    return Shares(lost, glued, unlikely)


def is_certain_loss(seam: Odds) -> bool:
    """Return whether words were surely lost at a seam, whatever else the document holds."""
    return logistic(seam.damage) * logistic(seam.loss) >= _CERTAIN
