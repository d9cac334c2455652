"""Features of the whole document: what other damage it holds, and of which kind.

One seam shows only half of the time what was lost there. A text that lost its links has other
holes, and one that lost its spaces has other glue.
"""

from __future__ import annotations

from math import log1p
from typing import TYPE_CHECKING, NamedTuple

from cleanup.scoring.lost_words.score import first_scored
from cleanup.scoring.seams.odds import Odds, Shares, shares_of
from cleanup.scoring.spacing import spacing
from cleanup.scoring.values import evidence_of, total
from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.text.document import Document

_SENTENCES = Pattern(
    r"[.!?](?=\p{Lu}\p{Ll})(?<=\p{Ll}.)|[\"\u201d](?=\p{Lu})(?<=[.!?].)", timed=False
)
_LONE = 0.1
"""Candidates that are unlikely to be damage are no company."""
_LEAST_WORDS = 500
"""Shorter texts count as so long, or two seams in a sentence would be many."""


class DocumentFeatures(NamedTuple):
    """What a seam is calibrated with: the value of each feature, or its weight.

    Counts are logarithms of one more; ``dense_…`` counts are those in a thousand words.
    """

    constant: float
    damage: float
    """The log odds of damage by its words and neighbours."""
    loss: float
    """The log odds of loss, if it is damage."""
    spacing: float
    """Marks without a space after them, and words divided by spaces."""
    lost: float
    """Other seams where words seem to be lost."""
    glued: float
    """Other seams where only a space seems to be lost."""
    unlikely: float
    """Other seams that seem to be none."""
    dense_lost: float
    dense_glued: float
    dense_unlikely: float
    holes: float
    """Holes at marks and wide spaces."""
    dense_holes: float
    sentences: float
    """Sentences glued together."""
    dense_sentences: float
    balance: float
    """Losses less glue, as a share of all."""
    any_other: float
    """The number of other seams that are damage, at most 1."""
    lone: float
    """1 if the document has no other damage."""


class Evidence(NamedTuple):
    """What a document holds, its seams included."""

    thousands: float
    """Its words, in thousands."""
    seams: Shares
    holes: float
    sentences: int
    spacing: int


def evidence(document: Document, found: Sequence[Odds]) -> Evidence:
    """Return what the seams of a document, given with their odds, are calibrated with."""
    text, spaced = document.text, spacing(document)
    return Evidence(
        thousands=max(_LEAST_WORDS, text.count(" ") + 1) / 1000,
        seams=shares_of(found),
        holes=total(
            evidence_of(score)
            for candidate, score in first_scored(document)
            if candidate.kind != "apart"
        ),
        sentences=sum(1 for _ in _SENTENCES.finditer(text)),
        spacing=spaced.divided + spaced.marks,
    )


def features_of(found: Evidence, seam: Odds, own: Sequence[Odds]) -> DocumentFeatures:
    """Return the features of a seam; those of its token, ``own``, do not count as evidence."""
    token = shares_of(own)
    lost, glued = (
        max(0.0, whole - part) for whole, part in zip(found.seams[:2], token[:2], strict=True)
    )
    unlikely = found.seams.unlikely - token.unlikely
    losses, glue = lost + found.holes / 2, glued + found.sentences / 2
    thousands = found.thousands
    lone = lost + glued + found.holes < _LONE and not (found.sentences or found.spacing)
    return DocumentFeatures(
        constant=1.0,
        damage=seam.damage,
        loss=seam.loss,
        spacing=log1p(found.spacing),
        lost=log1p(lost),
        glued=log1p(glued),
        unlikely=log1p(unlikely),
        dense_lost=log1p(lost / thousands),
        dense_glued=log1p(glued / thousands),
        dense_unlikely=log1p(unlikely / thousands),
        holes=log1p(found.holes),
        dense_holes=log1p(found.holes / thousands),
        sentences=log1p(found.sentences),
        dense_sentences=log1p(found.sentences / thousands),
        balance=(losses - glue) / (losses + glue + 1),
        any_other=min(1.0, lost + glued),
        lone=float(lone),
    )


def as_if_lone(features: DocumentFeatures) -> DocumentFeatures:
    """Return the features that a seam would have in a document without other damage."""
    nothing = DocumentFeatures(1.0, *(0.0 for _ in features[1:]))
    return nothing._replace(damage=features.damage, loss=features.loss, lone=1.0)
