"""Score groups: how likely their parts are one word that was divided.

The score is a sum of weights, the log odds of a divided word by a logistic regression
(``python -m benchmarks.training split_words``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.scoring.split_words.candidates import Group, groups
from cleanup.scoring.split_words.drop_capitals import WEIGHT, is_drop_capital
from cleanup.scoring.split_words.features import features
from cleanup.scoring.split_words.guards import guard_of, may_be_symbol
from cleanup.scoring.values import Candidate, Explanation, Term, Threshold, total
from cleanup.scoring.weights import weights_of
from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.document import Document

WEIGHTS = "cleanup.scoring.split_words"
"""The package of the weights."""
_MARK = Pattern(r" (?=[.,;:!?](?:[\s\"\u201d\u2019)]|\Z))", timed=False)
SAFE, LEAST = 1.5, 0.0
"""The log odds from which a group is one word: of .82 by default, of .5 with ``--unsafe``."""


def split_words(document: Document) -> Iterator[tuple[Group, float]]:
    """Yield the groups that are more likely one word than not, with their scores."""
    found = groups(document)
    for group in found if found and document.lang == "en" else ():
        odds = _odds(group)
        if odds >= LEAST and not guard_of(document, group):
            yield group, odds


def apart_from_mark(document: Document) -> frozenset[int]:
    """Return where the blanks between divided words and their marks are, in code points."""
    return document.once(_apart_from_mark)


def _apart_from_mark(document: Document) -> frozenset[int]:
    return frozenset(
        group.end
        for group, odds in split_words(document)
        if is_safe(group, odds) and end_with_mark(document.text, group) > group.end
    )


def end_with_mark(text: str, group: Group) -> int:
    """Return where a group ends with the blank before its mark, if it has one, in code points."""
    return group.end + (_MARK.match(text, group.end) is not None)


def is_safe(group: Group, odds: float) -> bool:
    """Return whether a group of such a score is joined by default: not what may be a symbol."""
    return odds >= SAFE and (is_drop_capital(group) or not may_be_symbol(group))


def score(document: Document, candidate: Candidate) -> float:
    """Return the log odds that the parts of a group, given as a span, are one word."""
    return _odds(_group_at(document, candidate))


def _odds(group: Group) -> float:
    added = WEIGHT if is_drop_capital(group) else 0.0
    return weights_of(WEIGHTS).sum_of(features(group)) + added


def _group_at(document: Document, candidate: Candidate) -> Group:
    return next(group for group in groups(document) if (group.start, group.end) == candidate[1:])


def all_candidates(document: Document) -> Iterator[Candidate]:
    """Yield all groups that can be explained, as spans: also those that a guard excludes."""
    for group in groups(document):
        yield Candidate("split", group.start, group.end)


def explain(document: Document, candidate: Candidate) -> Explanation:
    """Return why a group is found or not; all its features are summed."""
    group = next(group for group in groups(document) if (group.start, group.end) == candidate[1:])
    weight_of = weights_of(WEIGHTS).of
    terms = tuple(Term(feature, weight_of(feature)) for feature in features(group))
    if is_drop_capital(group):
        terms = (*terms, Term("drop capital", WEIGHT))
    score = total(term.added for term in terms)
    guard = guard_of(document, group)
    found = not guard and score >= LEAST
    return Explanation(
        scorer="split_words",
        kind=candidate.kind,
        start=group.start,
        end=group.end,
        guard=guard,
        terms=terms,
        score=score,
        calibration=(),
        log_odds=score,
        thresholds=(
            Threshold("least score", LEAST, score >= LEAST),
            Threshold("safe score", SAFE, score >= SAFE),
        ),
        found=found,
        tier="unsafe" if found and not is_safe(group, score) else None,
        confidence=None,
    )
