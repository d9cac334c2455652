"""Score units: how likely one is the page's, though it is like no phrase of the tables.

The score is a sum of weights, the log odds by a logistic regression
(``python -m benchmarks.training units``). It is asked about units beside others that are the
page's: there most of what it suspects is right, elsewhere one of four would be wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.grammar.furniture.classes import Furniture
from cleanup.scoring.units.features import Counts, features
from cleanup.scoring.values import Candidate, Explanation, Term, Threshold, total
from cleanup.scoring.weights import weights_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.document import Document

WEIGHTS = "cleanup.scoring.units"
"""The package of the weights."""
LEAST = 1.4
"""The log odds from which a unit is the page's: of .8."""
_LONGEST = 400
_BOXES = frozenset(
    """
    account advert app comments contact copyright disclaimer donate embed follow form link listen
    nav newsletter player promo related share tags
    """.split()
)
"""Sections of phrases whose units have others beside them that are the page's."""


def suspects(document: Document) -> Iterator[int]:
    """Yield the places of the units that are more likely the page's than the author's."""
    furniture = document.once(Furniture)
    for place in _asked(furniture):
        if odds_of(document, furniture, place) >= LEAST:
            yield place


def _asked(furniture: Furniture) -> list[int]:
    boxes = [place for place, one in furniture.readings.items() if one.section in _BOXES]
    near = sorted({place for box in boxes for place in (box - 1, box + 1)})
    last = len(furniture.units)
    return [place for place in near if 0 <= place < last and is_asked(furniture, place)]


def is_asked(furniture: Furniture, place: int) -> bool:
    """Return whether a unit is like no phrase, not long, and beside one that is the page's."""
    if place in furniture.readings or len(furniture.texts[place]) > _LONGEST:
        return False
    near = (furniture.readings.get(place - 1), furniture.readings.get(place + 1))
    return any(one is not None and one.section in _BOXES for one in near)


def odds_of(document: Document, furniture: Furniture, place: int) -> float:
    """Return the log odds that a unit is the page's."""
    return weights_of(WEIGHTS).sum_of(features(furniture, document.once(Counts), place))


def all_candidates(document: Document) -> Iterator[Candidate]:
    """Yield the units that can be explained, as spans."""
    furniture = document.once(Furniture)
    for place, unit in enumerate(furniture.units):
        if is_asked(furniture, place):
            yield Candidate("unit", unit.start, unit.end)


def score(document: Document, candidate: Candidate) -> float:
    """Return the log odds that the unit of a candidate is the page's."""
    furniture = document.once(Furniture)
    return odds_of(document, furniture, _place_of(furniture, candidate))


def _place_of(furniture: Furniture, candidate: Candidate) -> int:
    starts = [unit.start for unit in furniture.units]
    return starts.index(candidate.start)


def explain(document: Document, candidate: Candidate) -> Explanation:
    """Return why a unit is found or not; all its features are summed."""
    furniture = document.once(Furniture)
    place = _place_of(furniture, candidate)
    weight_of = weights_of(WEIGHTS).of
    names = features(furniture, document.once(Counts), place)
    terms = tuple(Term(name, weight_of(name)) for name in names)
    odds = total(term.added for term in terms)
    return Explanation(
        scorer="units",
        kind=candidate.kind,
        start=candidate.start,
        end=candidate.end,
        guard="",
        terms=terms,
        score=odds,
        calibration=(),
        log_odds=odds,
        thresholds=(Threshold("least score", LEAST, odds >= LEAST),),
        found=odds >= LEAST,
        tier=None,
        confidence=None,
    )
