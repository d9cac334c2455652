"""The gate of quality on the articles of ``corpus/``; ``python -m benchmarks.quality`` shows it."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.quality import Tally, measure, wilson

FLOORS = {
    "boilerplate": 0.0,
    "byline": 0.0,
    "credit": 0.0,
    "encoding": 0.0,
    "hole": 0.0,
    "invisible": 0.0,
    "join": 0.0,
    "repetition": 0.0,
    "space": 0.0,
}
"""The least share of places repaired exactly; of lost text, found. A little below what is."""


@cache
def tally() -> Tally:
    return measure()


def test_every_safe_edit_makes_what_the_author_wrote() -> None:
    assert tally().edits > 0
    assert tally().wrong == []


@pytest.mark.parametrize("family", sorted(FLOORS))
def test_recall_stays_above_its_floor(family: str) -> None:
    assert tally().recall(family) >= FLOORS[family], tally().missed


def test_every_family_of_damage_has_a_floor() -> None:
    assert tally().families == sorted(FLOORS)


def test_what_is_lifted_is_what_stands_there() -> None:
    assert tally().lifted_wrong == []


def test_wilson_interval_is_the_published_one() -> None:
    assert wilson(0, 10) == pytest.approx((0.0, 0.2775), abs=1e-4)
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
