"""Find the places of lost words: score candidates, then calibrate with document features."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from cleanup.scoring.lost_words import candidates
from cleanup.scoring.lost_words.calibration import DocumentFeatures, confidence_of
from cleanup.scoring.lost_words.features import features, neighbours
from cleanup.scoring.lost_words.tokens import token_at
from cleanup.scoring.lost_words.weights import log_odds
from cleanup.text.vocabulary import zipf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup.scoring.lost_words.candidates import Candidate, Kind
    from cleanup.text.document import Document


CERTAIN = 1.5
"""Log odds from which a candidate makes further candidates worth scoring."""

THRESHOLD = 0.75
"""Candidates of less confidence are dropped, except glued tokens: those may be glue."""


class LostWords(NamedTuple):
    """A place at which words seem to be missing; offsets in code points."""

    kind: Kind
    start: int
    end: int
    confidence: float


def lost_words(document: Document) -> tuple[LostWords, ...]:
    """Return the places of lost words, by kind and position, at least as sure as ``THRESHOLD``.

    Glued tokens are returned at any confidence: those without lost words are glue.
    """
    return document.once(_find)


def _find(document: Document) -> tuple[LostWords, ...]:
    scored = score_candidates(document, chain(*(find(document) for find in _FINDERS.values())))
    if not scored:
        return ()
    if any(odds >= CERTAIN and candidate.kind != "apart" for candidate, odds in scored):
        known = {candidate for candidate, _ in scored}
        more = (candidate for candidate in candidates.at_more(document) if candidate not in known)
        scored += score_candidates(document, more)
    calibrated = tuple(_calibrate(document, scored))
    return calibrated if calibrated and document.lang == "en" else ()


_FINDERS = {
    "wide": candidates.wide,
    "before": candidates.before,
    "at": candidates.at,
    "glued": candidates.glued,
}


def score_candidates(
    document: Document, found: Iterable[Candidate]
) -> list[tuple[Candidate, float]]:
    """Return candidates with the log odds, by their neighbouring tokens, that words are lost."""
    return [(candidate, log_odds(features_of(document.text, candidate))) for candidate in found]


def features_of(text: str, candidate: Candidate) -> Iterator[int]:
    """Yield the features of a candidate, as hashes."""
    kind, start, end = candidate
    left, right = neighbours(text, start, end)
    token_features = _token_features(text, start) if kind == "glued" else ()
    return features(kind, left, right, token_features)


def _token_features(text: str, boundary: int) -> tuple[str, ...]:
    """Return how frequent the two glued words are, how frequent the token, and the lengths."""
    start, end = token_at(text, boundary)
    first, second = text[start:boundary], text[boundary:end]
    rarer = min(zipf(first, "en"), zipf(second, "en"))
    return (
        f"rarer {int(2 * rarer)}",
        f"joined {int(4 * zipf(first + second, 'en'))}",
        f"first {first.lower() if len(first) < 5 else min(len(first), 8)}",
        f"second {second if len(second) < 5 else min(len(second), 8)}",
        f"upper {first[:1].isupper()}",
    )


def _calibrate(document: Document, scored: list[tuple[Candidate, float]]) -> Iterator[LostWords]:
    counts = DocumentFeatures(scored, words=document.text.count(" ") + 1)
    for (kind, start, end), odds in scored:
        confidence = confidence_of(kind, counts.of(kind, odds))
        if (confidence >= THRESHOLD or kind == "glued") and not document.is_code(start):
            yield LostWords(kind, start, end, confidence)
