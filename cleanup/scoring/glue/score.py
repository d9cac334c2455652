"""Score candidates of glue: how likely a space is missing there. All rules of glue use this.

The score of a candidate is a sum of weights: of its kind (the characters left and right of it), of
its two words, of what precedes and follows them, and of the document: how many candidates are
certainly glue, and where else the words occur. The weights are those of a logistic regression
(``benchmarks/training/glue.py``), read from ``weights.txt`` beside this file.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cleanup.grammar.sentence_openers import is_abbreviation
from cleanup.scoring.glue.candidates import KINDS, candidates
from cleanup.scoring.glue.document_features import certain_glue, inner_capitals
from cleanup.scoring.glue.features import (
    BY_WORDS,
    GROUPS,
    OPENING_WORDS,
    REACH,
    Features,
    Words,
    context_features,
    run_around,
    word_features,
    words_at,
)
from cleanup.scoring.glue.weights import weights
from cleanup.values import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cleanup.text.document import Document

REJECTED = -99.0
"""The score of what is not proposed."""
_QUOTE_SIDES = {
    '"A': ("close",),
    '."': ("open",),
    'a"': ("open",),
    '""': ("close", "open"),
    "a\u201c": ("open",),
    ".\u201c": ("open",),
}
"""Which sides the quotation marks of a candidate must have, from left to right."""
_ARTICLES = (" the ", " a ", " an ")
_SENTENCES = frozenset((".A", "!A", "?A"))
_CODE = re.compile(r"[A-Z]+[0-9]")
"""What lists of codes hold after a comma, as in ``AB1,CD2``."""


def find_glue(
    document: Document,
    kinds: Iterable[str],
    *,
    min_score: float,
    safe_score: float,
    unsafe_confidence: float,
) -> Iterator[Found]:
    """Yield a space for each candidate of these kinds that is more likely glue than not.

    A score is the logarithm of the odds for glue. From ``safe_score`` on, a candidate has the
    tier and the confidence of its rule; from ``min_score`` on it is unsafe, with
    ``unsafe_confidence``.
    """
    for kind, position in candidates(document.text, kinds):
        score = _score(document, kind, position, min_score)
        if score < min_score or document.protects(position):
            continue
        if score >= safe_score:
            yield Found(position, position, " ")
        else:
            yield Found(position, position, " ", confidence=unsafe_confidence, tier="unsafe")


def _score(document: Document, kind: str, position: int, min_score: float) -> float:
    """Sum the weights of a candidate; stop when it can no longer reach ``min_score``."""
    text = document.text
    words, score = _score_of_words(kind, *run_around(text, position))
    if kind == "aA" and words.may_be_name:
        min_score = max(min_score, _min_score_of_name(text, position - words.back))
    if score + _bounds_in(text)[kind] < min_score or is_excluded(document, kind, position):
        return REJECTED
    weight_of = weights()
    context = context_features(text, kind, words, position)
    for bound in _bounds_of_context()[kind]:
        if score + bound < min_score:
            return REJECTED
        score += weight_of.get(next(context), 0.0)
    return REJECTED if score < min_score else score


def _min_score_of_name(text: str, start: int) -> float:
    """Return the least score of what may be a name of two words; more after an article."""
    return 4.0 if text[max(0, start - 5) : start].endswith(_ARTICLES) else 1.0


def features_of(document: Document, kind: str, position: int) -> Features:
    """Return all features of a candidate; not all of them have a weight."""
    words = words_at(*run_around(document.text, position))
    return (
        *word_features(kind, *words[:3]),
        *context_features(document.text, kind, words, position),
    )


def scored_candidates(document: Document) -> Iterator[tuple[str, int]]:
    """Yield kind and position of each candidate that is scored: neither excluded nor protected."""
    for kind, position in candidates(document.text, KINDS):
        if not is_excluded(document, kind, position) and not document.protects(position):
            yield kind, position


def is_excluded(document: Document, kind: str, position: int) -> bool:
    """Return whether a candidate is of those that are never glue, whatever their score."""
    if kind in BY_WORDS:
        return False
    text = document.text
    left, right, *_ = words_at(*run_around(text, position))
    if kind[1] == "A" and kind[0] != '"' and len(right) < 2:
        if right not in ("A", "I") or text[position + 1 : position + 2] != " ":
            return True
    elif certain_glue(text) in ("0", "1") and _is_ambiguous(text, kind, position, left, right):
        return True
    if kind == ".A" and is_abbreviation(document, left):
        return True
    if kind == ",A" and _CODE.match(text, position):
        return True
    first = position - (kind[0] == '"')
    sides = enumerate(_QUOTE_SIDES.get(kind, ()), first)
    return any(document.quote_side(mark) != side for mark, side in sides)


def _is_ambiguous(text: str, kind: str, position: int, left: str, right: str) -> bool:
    """Return whether a candidate may be part of a name or a formula.

    It is scored only in a text with other candidates that are certainly glue.
    """
    if kind[0] == ",":
        return _in_list_of_tags(text, position)
    if kind in (".0", ":0"):
        return not left.islower()
    if kind == ")A":
        return text[position - 3] == "("
    if kind in _SENTENCES or kind == ":A":
        return not left.islower() and right not in OPENING_WORDS
    return kind == ")0"


def _in_list_of_tags(text: str, position: int) -> bool:
    """Return whether no blank separates the comma before ``position`` from another one nearby."""
    before = text[max(0, position - REACH) : position - 1].split(" ")[-1]
    after = text[position : position + REACH].split(" ")[0]
    return "," in before or "," in after


@lru_cache(maxsize=50_000)
def _score_of_words(kind: str, run: str, position: int) -> tuple[Words, float]:
    """Return the words at a position, and the sum of the weights of their features."""
    words = words_at(run, position)
    return words, _sum_of_words(kind, *words[:3])


@lru_cache(maxsize=50_000)
def _sum_of_words(kind: str, left: str, right: str, token: str) -> float:
    weight_of = weights()
    return sum(weight_of.get(feature, 0.0) for feature in word_features(kind, left, right, token))


@cache
def _highest() -> Mapping[tuple[str, str], float]:
    """Return the highest weight of a context feature, by kind and group; at least 0."""
    highest = {(kind, group): 0.0 for kind in KINDS for group in GROUPS}
    for feature, weight in weights().items():
        kind, group, _ = f"{feature}  ".split(" ", 2)
        if group in GROUPS:
            highest[kind, group] = max(highest[kind, group], weight)
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


@lru_cache(maxsize=2)
def _bounds_in(text: str) -> Mapping[str, float]:
    """Return by kind of candidate the most that features of context could add to its score here."""
    return _bounds_with(certain_glue(text), inner_capitals(text))


@cache
def _bounds_with(certain: str, capitals: str) -> Mapping[str, float]:
    weight_of, bounds = weights(), _bounds_of_context()
    return {
        kind: weight_of.get(f"{kind} evidence {certain}", 0.0)
        + weight_of.get(f"{kind} capitals {capitals if kind in BY_WORDS else 'any'}", 0.0)
        + bounds[kind][GROUPS.index("before")]
        for kind in KINDS
    }
