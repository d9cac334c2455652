"""Calibrate the odds of a seam with features of its document, to one verdict."""

from __future__ import annotations

import re
from operator import mul
from typing import TYPE_CHECKING, Literal, NamedTuple

from cleanup.scoring.seams.document_features import DocumentFeatures
from cleanup.scoring.values import Term, Threshold, logistic, total
from cleanup.scoring.words import CLOSED, plain
from cleanup.text.english.tables import affinity
from cleanup.text.vocabulary import zipf

if TYPE_CHECKING:
    from cleanup.scoring.seams.candidates import Seam

THRESHOLD, GLUE_ALONE = 0.8, 0.72
"""So likely, a seam is loss, or is glue. In a text without other damage a lost space is commoner
than a lost link, so glue need not be as likely, if it is ``SURE`` that there is damage.
"""
SURE = 0.95
EITHER = 0.91
"""So likely, a seam is damage, of a kind that stays open."""
LOSS_ALONE, _ATTESTED = 0.97, -0.75
"""So likely, a lone seam is loss where its words are found together as often. Of 58 such seams that
were loss with a chance of .9, 19 were glue (``and|which``, ``have|that``); of 281 others 4.
"""
SAFE = 0.88
"""So likely, glue is mended by default."""
SAFE_AMONG, _KNOWN, _LONG = 0.9, 3.5, 5
"""So likely, two known words are parted by default in a text with other damage, whatever they are.
The first must be so long and not end in ``o``, or it may begin a compound: ``archconservative``,
``microcontinent``.
"""
_COMMON = 5.5
"""Two words of which none is so frequent (Zipf scale) may be a compound: ``servicemembers``."""
_RARE = 3.0
"""A word so rare may be the rest of another: ``institution alists``."""
_INFLECTED = re.compile(
    r"[a-z]{2,}(?:ed|ing|ly|ous|ful|ive|ic|ical|tion|ment|ity|ness|ist|al|[ai]ble|est|ant|ent|ary)"
    r"|[a-z]{3,}[^siu]s"
)
"""The first parts of compounds seldom have these endings."""
_MOST = 0.98

DAMAGE = DocumentFeatures(
    -1.61, 1.08, 0.04, 0.27, 0.44, 0.26, -1.01, -0.45, 0.54, 0.21, -0.74, 0.20, 0.14, 0.60, 1.79,
    1.14, 1.07,
)  # fmt: skip
LOSS = DocumentFeatures(
    -1.76, 0.02, 0.76, -0.25, 1.65, -1.10, 0.46, 0.78, -2.05, -0.55, 0.01, 1.34, -0.91, 1.58,
    -0.35, 1.71, 1.69,
)  # fmt: skip
"""Logistic regressions on odds of documents that the models of single seams were not trained on
(``python -m benchmarks.training seams``): each seam as it stands, and as if it were alone.
"""


Kind = Literal["loss", "glue", "either", ""]


class Chances(NamedTuple):
    """How likely a seam is what, 0 to 1."""

    loss: float
    glue: float

    @property
    def damage(self) -> float:
        """How likely it is either."""
        return self.loss + self.glue


def chances_of(features: DocumentFeatures) -> Chances:
    """Return how likely words were lost at a seam, and how likely a space alone."""
    damage, loss = (logistic(log_odds(weights, features)) for weights in (DAMAGE, LOSS))
    return Chances(damage * loss, damage * (1 - loss))


def log_odds(weights: DocumentFeatures, features: DocumentFeatures) -> float:
    """Return the log odds by one of the two regressions."""
    return total(map(mul, weights, features))


def kind_of(seam: Seam, chances: Chances, *, lone: bool) -> Kind:
    """Return the verdict on a seam; empty if it is rather no damage."""
    if chances.loss >= _least_loss(seam, lone=lone):
        return "loss"
    if chances.glue >= THRESHOLD or (lone and _is_glue_alone(chances)):
        return "glue"
    return "either" if chances.damage >= EITHER else ""


def _least_loss(seam: Seam, *, lone: bool) -> float:
    """Return how likely a seam must be loss."""
    if not lone:
        return THRESHOLD
    found = affinity(plain(seam.first), plain(seam.second))
    return LOSS_ALONE if found is not None and found >= _ATTESTED else THRESHOLD


def _is_glue_alone(chances: Chances) -> bool:
    return chances.glue >= GLUE_ALONE and chances.damage >= SURE


def confidence_of(kind: Kind, chances: Chances) -> float:
    """Return how sure a verdict is, 0 to 1."""
    by_kind = {"loss": chances.loss, "glue": chances.glue}
    return round(min(_MOST, by_kind.get(kind, chances.damage)), 2)


def is_safe(seam: Seam, chances: Chances, *, lone: bool) -> bool:
    """Return whether the space of a seam is put in by default, if it is glue."""
    first, second = plain(seam.first), plain(seam.second)
    frequencies = zipf(first, "en"), zipf(second, "en")
    common = max(frequencies) >= _COMMON or not CLOSED.isdisjoint((first, second))
    inflected = frequencies[1] >= _RARE and _INFLECTED.fullmatch(first)
    if chances.glue >= SAFE and (common or inflected):
        return True
    whole = seam.parts == 2 and seam.kind != "capital" and min(frequencies) >= _RARE
    if whole and not lone and chances.glue >= SAFE_AMONG:
        return min(frequencies) >= _KNOWN and len(first) >= _LONG and first[-1] != "o"
    return lone and common and whole and _is_glue_alone(chances)


def terms(weights: DocumentFeatures, features: DocumentFeatures) -> tuple[Term, ...]:
    """Return the terms of one of the two log odds; one of them has the score as its value."""
    return tuple(
        Term(name, weight, value, of_document=name not in ("constant", "damage", "loss"))
        for name, weight, value in zip(features._fields, weights, features, strict=True)
    )


def compared(seam: Seam, chances: Chances, *, lone: bool) -> tuple[Threshold, ...]:
    """Return what the chances of a seam are compared with."""
    loss, glue = _least_loss(seam, lone=lone), GLUE_ALONE if lone else THRESHOLD
    return (
        Threshold("least chance of loss", loss, chances.loss >= loss),
        Threshold("least chance of glue", glue, chances.glue >= glue),
        Threshold("least chance of either", EITHER, chances.damage >= EITHER),
    )
