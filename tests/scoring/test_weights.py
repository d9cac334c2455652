"""Files of weights: what is written is read, by name or by the hash of the name."""

from __future__ import annotations

import json
from importlib.resources import files
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.scoring.glue import score as glue
from cleanup.scoring.lost_words import score as lost_words
from cleanup.scoring.values import total
from cleanup.scoring.weights import Weights, dump, hash_of, parse, weights_of
from tests.properties import few

FEATURES = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=9), st.floats(-40, 40), max_size=20
)


@pytest.mark.parametrize("hashed", [False, True])
@given(by_name=FEATURES)
@few
def test_weights_are_read_as_they_were_written(hashed: bool, by_name: dict[str, float]) -> None:
    by_hash = {hash_of(feature): weight for feature, weight in by_name.items()}
    weights = Weights({}, by_hash) if hashed else Weights(by_name, {})
    assert parse(dump("Of a test.", weights).encode()) == weights
    assert all(weights.of(feature) == by_name[feature] for feature in by_name)
    assert weights.sum_of(by_name) == total(by_name.values())


def test_a_file_is_the_same_in_whatever_order_it_is_written() -> None:
    one = dump("Of a test.", Weights({"b": 1.0, "a": 2.0}, {7: 1.0, 3: 2.0}))
    other = dump("Of a test.", Weights({"a": 2.0, "b": 1.0}, {3: 2.0, 7: 1.0}))
    assert one == other


@pytest.mark.parametrize("package", [glue.WEIGHTS, lost_words.WEIGHTS])
def test_a_file_is_as_it_is_written(package: str) -> None:
    content = files(package).joinpath("weights.json").read_text(encoding="utf-8")
    assert content == dump(json.loads(content)["about"], parse(content.encode()))


@pytest.mark.parametrize(
    "weights",
    [Weights({"a": 0.5, "b": 0.25}, {}), Weights({}, {hash_of("a"): 0.5, hash_of("b"): 0.25})],
)
def test_a_feature_that_is_not_listed_weighs_nothing(weights: Weights) -> None:
    assert [weights.of(name) for name in "abc"] == [0.5, 0.25, 0.0]
    assert weights.sum_of(["a", "b", "c", "a"]) == 1.25
    assert weights.sum_of([]) == 0


@given(st.lists(st.floats(-9, 9)), st.lists(st.floats(-9, 9)))
@few
def test_a_sum_in_parts_is_the_sum_in_one(first: list[float], then: list[float]) -> None:
    assert total(then, total(first)) == total([*first, *then])


@pytest.mark.parametrize("package", [glue.WEIGHTS, lost_words.WEIGHTS])
def test_each_scorer_has_weights_which_are_read_once(package: str) -> None:
    weights = weights_of(package)
    assert weights is weights_of(package)
    assert bool(weights.named) != bool(weights.hashed)
    listed = (*weights.named.values(), *weights.hashed.values())
    assert all(0 < abs(weight) < inf for weight in listed)
