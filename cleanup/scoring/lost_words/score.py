"""Find the places of lost words: score candidates, then calibrate with document features."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.scoring.lost_words import calibration
from cleanup.scoring.lost_words.calibration import CERTAIN, confidence_of
from cleanup.scoring.lost_words.candidates import at_more, candidates
from cleanup.scoring.lost_words.document_features import DocumentCounts
from cleanup.scoring.lost_words.features import features, features_beside, in_words
from cleanup.scoring.neighbours import tokens_beside
from cleanup.scoring.seams.odds import is_certain_loss, odds, shares
from cleanup.scoring.spacing import Spacing, spacing
from cleanup.scoring.values import Explanation, Term, total
from cleanup.scoring.weights import weights_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup.scoring.neighbours import Tokens
    from cleanup.scoring.values import Candidate
    from cleanup.text.document import Document

OPEN = 0.75
"""The chance of lost words from which a space before a mark is not closed by default.

Of 78 places of scraped texts with a chance of .75 to .8, from which they are found, 33 had lost
words; of 89 from .7 to .75 23.
"""
_REMEMBERED = 4_096
"""Candidates whose scores are kept: most are scored again in the next round."""
WEIGHTS = "cleanup.scoring.lost_words"
"""The package of the weights."""

Scored = tuple["Candidate", float]
"""A candidate and its score: the log odds, by its neighbouring tokens, that words are missing."""


class LostWords(NamedTuple):
    """A place at which words seem to be missing; offsets in code points."""

    kind: str
    start: int
    end: int
    confidence: float


def lost_words(document: Document) -> tuple[LostWords, ...]:
    """Return the places of lost words in an English text, by kind and position.

    They are at least as sure as ``calibration.THRESHOLD``.
    """
    return document.once(_find)


def _find(document: Document) -> tuple[LostWords, ...]:
    if not (_candidates(document) or has_certain_holes(document)) or document.lang != "en":
        return ()
    counts = document.once(_counts)
    found = []
    for candidate, score in document.once(_scored):
        if not _may_be_found(document, candidate.kind, counts, score):
            continue
        kind, start, end = candidate
        confidence = confidence_of(kind, counts.of(kind, score, spacing(document)))
        if calibration.is_found(confidence) and not _protection_of(document, candidate):
            found.append(LostWords(kind, start, end, confidence))
    return tuple(found)


def may_be_lost(document: Document) -> frozenset[int]:
    """Return the spaces before marks of an English text at which words may be missing.

    It is as likely as not: too few to be found, and too many to be closed.
    """
    return document.once(_may_be_lost)


def _may_be_lost(document: Document) -> frozenset[int]:
    if document.lang != "en":
        return frozenset()
    counts, spaces = document.once(_counts), spacing(document)
    chances = (
        (start, confidence_of(kind, counts.of(kind, score, spaces)))
        for (kind, start, _), score in first_scored(document)
        if kind in ("before", "apart")
    )
    return frozenset(
        start for start, chance in chances if chance >= OPEN and not calibration.is_found(chance)
    )


def _may_be_found(document: Document, kind: str, counts: DocumentCounts, score: float) -> bool:
    """Return whether a candidate is found if the text is well spaced; else no spacing matters."""
    well_spaced = Spacing(0, 0, 0.0, shares(document).lost)
    return calibration.is_found(confidence_of(kind, counts.of(kind, score, well_spaced)))


def _candidates(document: Document) -> tuple[Candidate, ...]:
    return document.once(_first_candidates)


def _first_candidates(document: Document) -> tuple[Candidate, ...]:
    return tuple(candidates(document))


def _scored(document: Document) -> tuple[Scored, ...]:
    """Score all candidates; one that is certain makes further candidates worth scoring."""
    found = first_scored(document)
    if has_certain_holes(document):
        known = frozenset(_candidates(document))
        found += tuple(
            score_all(document, (more for more in at_more(document) if more not in known))
        )
    return found


def first_scored(document: Document) -> tuple[Scored, ...]:
    """Return the candidates that are scored in any text, with their scores."""
    return document.once(_first_scored)


def _first_scored(document: Document) -> tuple[Scored, ...]:
    return tuple(score_all(document, _candidates(document)))


def has_certain_holes(document: Document) -> bool:
    """Return whether some candidate of a text is certain, or words were lost at some seam.

    Nothing is certain in scanned text whose words are divided and glued, too.
    """
    return document.once(_has_certain_holes)


def _has_certain_holes(document: Document) -> bool:
    certain = any(score >= CERTAIN[candidate.kind] for candidate, score in first_scored(document))
    if not (certain or any(map(is_certain_loss, odds(document)))):
        return False
    spaces = spacing(document)
    return not spaces.divided or spaces.lost >= spaces.glued


def _counts(document: Document) -> DocumentCounts:
    return DocumentCounts(document.once(_scored), document.text.count(" ") + 1)


def score_all(document: Document, found: Iterable[Candidate]) -> list[Scored]:
    """Return candidates with their scores."""
    scored = []
    for candidate in found:
        document.spend(1)
        scored.append((candidate, score(document, candidate)))
    return scored


def score(document: Document, candidate: Candidate) -> float:
    """Return the log odds, by the neighbouring tokens of a candidate, that words are missing."""
    start, end = candidate.start, candidate.end
    return _score_beside(candidate.kind, *tokens_beside(document.text, start, end))


@lru_cache(maxsize=_REMEMBERED)
def _score_beside(kind: str, left: Tokens, right: Tokens) -> float:
    return weights_of(WEIGHTS).sum_of(features_beside(kind, left, right))


def guard_of(document: Document, candidate: Candidate) -> str:
    """Return the name of the guard that excludes a candidate; empty if none does."""
    if document.lang != "en":
        return "language"
    return _protection_of(document, candidate)


def _protection_of(document: Document, candidate: Candidate) -> str:
    """Return what protects a candidate: code, or a reference that it divides or its mark is of."""
    kind, start, end = candidate
    if document.is_code(start):
        return "code"
    mark = start if kind == "at" else end if kind in ("before", "apart") else None
    refers = document.protects(start) if mark is None else document.refers(mark)
    return "reference" if refers else ""


def all_candidates(document: Document) -> Iterator[Candidate]:
    """Yield all candidates that can be explained: also those that a guard excludes."""
    return (candidate for candidate, _ in document.once(_scored))


def explain(document: Document, candidate: Candidate) -> Explanation:
    """Return why a candidate is found or not; all its features are summed."""
    kind, start, end = candidate
    weight_of = weights_of(WEIGHTS).of
    terms = tuple(
        Term(name, weight_of(name), words=in_words(kind, name))
        for name in features(document, candidate)
    )
    score = total(term.added for term in terms)
    of_document = document.once(_counts).of(kind, score, spacing(document))
    confidence = confidence_of(kind, of_document)
    guard = guard_of(document, candidate)
    return Explanation(
        scorer="lost_words",
        kind=kind,
        start=start,
        end=end,
        guard=guard,
        terms=terms,
        score=score,
        calibration=calibration.terms(kind, of_document),
        log_odds=calibration.log_odds(kind, of_document),
        thresholds=calibration.compared(confidence),
        found=not guard and calibration.is_found(confidence),
        tier=None,
        confidence=confidence,
    )
