"""Give each seam one verdict: lost words, a lost space, or damage of either kind."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from cleanup.scoring.seams import calibration
from cleanup.scoring.seams.calibration import DAMAGE, Kind, chances_of, log_odds
from cleanup.scoring.seams.candidates import LONGEST
from cleanup.scoring.seams.document_features import DocumentFeatures, evidence, features_of
from cleanup.scoring.seams.features import features, in_words
from cleanup.scoring.seams.odds import DAMAGE as DAMAGE_WEIGHTS
from cleanup.scoring.seams.odds import NO_DAMAGE, PACKAGE, Odds, odds
from cleanup.scoring.values import Candidate, Explanation, Term
from cleanup.scoring.weights import weights_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.scoring.seams.candidates import Seam
    from cleanup.text.document import Document

_BEFORE, _AFTER = re.compile(r"[^\W_]+\Z"), re.compile(r"[^\W_]+")
_OF_ADDRESS = re.compile(r"(?:[./](?=[^\W_]{1,60}\.)|@)([^\W_]{1,60})")


class Verdict(NamedTuple):
    """A seam that is damage, and what of."""

    seam: Seam
    kind: Kind
    confidence: float
    """How likely it is that, 0 to 1."""
    is_safe: bool
    """Whether the space is put in by default."""


def verdicts(document: Document) -> tuple[Verdict, ...]:
    """Return the seams of an English text that are damage, in order."""
    return document.once(_verdicts)


def _verdicts(document: Document) -> tuple[Verdict, ...]:
    if all(seam.damage < NO_DAMAGE for seam in odds(document)):
        return ()
    judged = (
        (seam, chances_of(shown), shown)
        for seam, shown in _calibrated(document)
        if seam.damage >= NO_DAMAGE and not guard_of(document, _candidate(seam.seam))
    )
    return tuple(
        Verdict(
            seam.seam,
            kind,
            calibration.confidence_of(kind, chances),
            kind == "glue" and calibration.is_safe(seam.seam, chances, lone=shown.lone > 0),
        )
        for seam, chances, shown in judged
        if (kind := calibration.kind_of(seam.seam, chances, lone=shown.lone > 0))
    )


def _calibrated(document: Document) -> Iterator[tuple[Odds, DocumentFeatures]]:
    """Yield each seam with what it is calibrated with."""
    found = odds(document)
    if not found:
        return
    held = evidence(document, found)
    for _, seams in groupby(found, key=lambda one: one.seam.token):
        own = tuple(seams)
        for seam in own:
            yield seam, features_of(held, seam, own)


def _candidate(seam: Seam) -> Candidate:
    return Candidate(seam.kind, seam.start, seam.start)


def score(document: Document, candidate: Candidate) -> float:
    """Return the log odds of damage, by the words and neighbours of a seam."""
    return next(one.damage for one in odds(document) if one.seam.start == candidate.start)


def guard_of(document: Document, candidate: Candidate) -> str:
    """Return the name of the guard that excludes a seam; empty if none does."""
    if document.is_code(candidate.start):
        return "code"
    if document.protects(candidate.start):
        return "reference"
    return "name in an address" if _is_in_address(document, candidate.start) else ""


def _is_in_address(document: Document, place: int) -> bool:
    """Return whether the token around a seam is a part of an address elsewhere in the text."""
    text = document.text
    before = _BEFORE.search(text, max(0, place - LONGEST), place)
    after = _AFTER.match(text, place)
    token = (before[0] if before else "") + (after[0] if after else "")
    return token in document.once(_parts_of_addresses)


def _parts_of_addresses(document: Document) -> frozenset[str]:
    return frozenset(_OF_ADDRESS.findall(document.text))


def all_candidates(document: Document) -> Iterator[Candidate]:
    """Yield all seams that can be explained: also those that a guard excludes."""
    for seam in odds(document):
        yield _candidate(seam.seam)


def explain(document: Document, candidate: Candidate) -> Explanation:
    """Return why a seam is found or not; the features of its odds of damage are summed."""
    seam, shown = next(
        (seam, shown) for seam, shown in _calibrated(document) if seam.seam.start == candidate.start
    )
    weight_of = weights_of(PACKAGE, DAMAGE_WEIGHTS).of
    terms = tuple(
        Term(name, weight_of(name), words=in_words(name))
        for name in features(document.text, seam.seam)
    )
    chances, lone = chances_of(shown), shown.lone > 0
    is_none = seam.damage < NO_DAMAGE
    kind = "" if is_none else calibration.kind_of(seam.seam, chances, lone=lone)
    guard = guard_of(document, candidate)
    is_safe = kind == "glue" and calibration.is_safe(seam.seam, chances, lone=lone)
    return Explanation(
        scorer="seams",
        kind=candidate.kind,
        start=candidate.start,
        end=candidate.end,
        guard=guard,
        terms=terms,
        score=seam.damage,
        calibration=calibration.terms(DAMAGE, shown),
        log_odds=log_odds(DAMAGE, shown),
        thresholds=calibration.compared(seam.seam, chances, lone=lone),
        found=bool(kind) and not guard,
        tier="unsafe" if kind == "glue" and not is_safe else None,
        confidence=calibration.confidence_of(kind, chances) if kind and not is_safe else None,
    )
