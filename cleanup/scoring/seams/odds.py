"""The odds of a seam by its words and neighbours alone: of damage, and of loss rather than glue.

Both are sums of weights, log odds by logistic regressions (``python -m benchmarks.training
seams``): the first of damage against a token that is one word, the second of lost words against a
lost space, where there is damage.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.scoring.seams.candidates import Seam, seams
from cleanup.scoring.seams.features import Place, features_of, place_of
from cleanup.scoring.values import evidence_of, logistic
from cleanup.scoring.weights import weights_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.text.document import Document

PACKAGE, DAMAGE, LOSS = "cleanup.scoring.seams", "damage.json", "loss.json"
"""The package of the weights, and their files."""


_REMEMBERED = 4_096
"""Seams whose odds are kept: most are asked for again in the next round."""
_STEPS = 3
"""What a seam costs: it has more features than other candidates."""
NO_DAMAGE = -2.0
"""Seams with lower log odds of damage are none, whatever else the document holds."""
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
    text, found = document.text, seams(document)
    document.spend(_STEPS * len(found))
    return tuple(Odds(seam, *_odds_of(place_of(text, seam))) for seam in found)


@lru_cache(maxsize=_REMEMBERED)
def _odds_of(place: Place) -> tuple[float, float]:
    """Return the odds of damage at a place, and of loss: 0 if that is no damage."""
    names = tuple(features_of(place))
    damage = weights_of(PACKAGE, DAMAGE).sum_of(names)
    loss = weights_of(PACKAGE, LOSS).sum_of(names) if damage >= NO_DAMAGE else 0.0
    return damage, loss


class Shares(NamedTuple):
    """How much seams count as loss, as glue, and as none."""

    lost: float
    glued: float
    unlikely: int


def shares(document: Document) -> Shares:
    """Return how much the seams of a text count as evidence, all together."""
    return document.once(_shares)


def _shares(document: Document) -> Shares:
    return shares_of(odds(document))


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
