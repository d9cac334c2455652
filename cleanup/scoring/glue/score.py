"""Score candidates of glue: how likely a space is missing there. All rules of glue use this.

The score of a candidate is a sum of weights: of its kind (the characters left and right of it), of
its two words, of what precedes and follows them, and of the document: how many candidates are
certainly glue, and where else the words occur. It is the logarithm of the odds for glue. The
weights are those of a logistic regression (``python -m benchmarks.training glue``).
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cleanup.scoring.glue.calibration import (
    LEAST_OF_NAME,
    LEAST_OF_NAME_AFTER_ARTICLE,
    THRESHOLDS,
    compared,
    grade,
)
from cleanup.scoring.glue.candidates import KINDS, NAME, candidates
from cleanup.scoring.glue.document_features import certain_glue, inner_capitals
from cleanup.scoring.glue.features import (
    BY_WORDS,
    CONTEXT,
    OF_DOCUMENT,
    Place,
    Words,
    context_features,
    features,
    group_of,
    run_around,
    word_features,
    words_at,
)
from cleanup.scoring.glue.guards import guard_of
from cleanup.scoring.values import Explanation, Term, total
from cleanup.scoring.weights import weights_of
from cleanup.values import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cleanup.scoring.values import Candidate
    from cleanup.text.document import Document

GROUPS = tuple(CONTEXT)
REJECTED = -99.0
"""The score of what is not proposed."""
WEIGHTS = "cleanup.scoring.glue"
"""The package of the weights."""
_ARTICLES = (" the ", " a ", " an ")


def find_glue(document: Document, kinds: Iterable[str]) -> Iterator[Found]:
    """Yield a space for each candidate of these kinds that is more likely glue than not."""
    for candidate in candidates(document, kinds):
        document.spend(1)
        kind, position, _ = candidate
        score = score_from(document, candidate, THRESHOLDS[kind].least)
        if score > REJECTED and not document.protects(position):
            tier, confidence = grade(kind, score)
            yield Found(position, position, " ", confidence=confidence, tier=tier)


def certain_positions(document: Document, kinds: Iterable[str]) -> frozenset[int]:
    """Return where candidates of these kinds are found in the safe tier.

    Rules of other evidence leave these places to the rules of glue.
    """
    return frozenset(found.start for found in find_glue(document, kinds) if found.tier is None)


def score(document: Document, candidate: Candidate) -> float:
    """Return the score of a candidate, whether a guard excludes it or not."""
    return weights_of(WEIGHTS).sum_of(features(document, candidate))


def score_from(document: Document, candidate: Candidate, least: float) -> float:
    """Return the score of a candidate; ``REJECTED`` if a guard excludes it or it is too low.

    It is summed only as long as it can still reach ``least``; more for what may be a name.
    """
    kind, position, _ = candidate
    words, score = _score_of_words(kind, *run_around(document.text, position))
    least = max(least, _least_of_name(document.text, kind, words, position))
    if score + document.once(_bounds)[kind] < least or guard_of(document, candidate):
        return REJECTED
    weight_of = weights_of(WEIGHTS).of
    context = context_features(Place(document, kind, words, position))
    for bound in _bounds_of_context()[kind]:
        if score + bound < least:
            return REJECTED
        score += weight_of(next(context))
    return REJECTED if score < least else score


def _least_of_name(text: str, kind: str, words: Words, position: int) -> float:
    """Return the least score of what may be a name of two words; ``REJECTED`` for what is none."""
    if kind != "aA" or not words.may_be_name:
        return REJECTED
    start = position - words.back
    after_article = text[max(0, start - 5) : start].endswith(_ARTICLES)
    return LEAST_OF_NAME_AFTER_ARTICLE if after_article else LEAST_OF_NAME


def scored_candidates(document: Document) -> Iterator[Candidate]:
    """Yield each candidate that is scored: neither excluded nor protected."""
    for candidate in candidates(document):
        if not guard_of(document, candidate) and not document.protects(candidate.start):
            yield candidate


def all_candidates(document: Document) -> Iterator[Candidate]:
    """Yield all candidates that can be explained: also those that a guard excludes."""
    return candidates(document, (*KINDS, NAME))


def explain(document: Document, candidate: Candidate) -> Explanation:
    """Return why a candidate is found or not; all its features are summed."""
    kind, position, end = candidate
    terms = tuple(_terms(document, candidate))
    score = total(term.added for term in terms)
    words = words_at(*run_around(document.text, position))
    least_of_name = _least_of_name(document.text, kind, words, position)
    guard = guard_of(document, candidate)
    guard = guard or ("protected" if document.protects(position) else "")
    found = not guard and score >= max(THRESHOLDS[kind].least, least_of_name)
    tier, confidence = grade(kind, score) if found else (None, None)
    return Explanation(
        scorer="glue",
        kind=kind,
        start=position,
        end=end,
        guard=guard,
        terms=terms,
        score=score,
        calibration=(),
        log_odds=score,
        thresholds=compared(kind, score, least_of_name),
        found=found,
        tier=tier,
        confidence=confidence,
    )


def _terms(document: Document, candidate: Candidate) -> Iterator[Term]:
    weight_of = weights_of(WEIGHTS).of
    for feature in features(document, candidate):
        yield Term(feature, weight_of(feature), of_document=group_of(feature) in OF_DOCUMENT)


@lru_cache(maxsize=50_000)
def _score_of_words(kind: str, run: str, position: int) -> tuple[Words, float]:
    """Return the words at a position, and the sum of the weights of their features."""
    words = words_at(run, position)
    return words, _sum_of_words(kind, *words[:3])


@lru_cache(maxsize=50_000)
def _sum_of_words(kind: str, left: str, right: str, token: str) -> float:
    return weights_of(WEIGHTS).sum_of(word_features(kind, left, right, token))


@cache
def _highest() -> Mapping[tuple[str, str], float]:
    """Return the highest weight of a context feature, by kind and group; at least 0."""
    highest = {(kind, group): 0.0 for kind in KINDS for group in CONTEXT}
    for feature, weight in weights_of(WEIGHTS).named.items():
        key = feature.partition(" ")[0], group_of(feature)
        if key in highest:
            highest[key] = max(highest[key], weight)
    return highest


@cache
def _bounds_of_context() -> Mapping[str, tuple[float, ...]]:
    """Return by kind the most that each group and all after it can add to a score."""
    return {
        kind: tuple(
            sum(_highest()[kind, group] for group in GROUPS[number:])
            for number in range(len(GROUPS))
        )
        for kind in KINDS
    }


def _bounds(document: Document) -> Mapping[str, float]:
    """Return by kind of candidate the most that features of context could add to its score here."""
    return _bounds_with(certain_glue(document), inner_capitals(document))


@cache
def _bounds_with(certain: str, capitals: str) -> Mapping[str, float]:
    weight_of, bounds = weights_of(WEIGHTS).of, _bounds_of_context()
    return {
        kind: weight_of(f"{kind} evidence {certain}")
        + weight_of(f"{kind} capitals {capitals if kind in BY_WORDS else 'any'}")
        + bounds[kind][GROUPS.index("before")]
        for kind in KINDS
    }
