"""Letters read as words: two glued words as two, parts of a divided word as one."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.scoring.decoder import cost_of, divided, has_one_case, is_given, joined, makeable
from cleanup.text.english.tables import LEAST, STEP, affinity, is_listed, pack
from tests.properties import few


@pytest.mark.parametrize(
    ("letters", "words"),
    [
        ("teamsof", "teams of"),
        ("thesaid", "the said"),
        ("ofthe", "of the"),
        ("displayaslight", "display a slight"),
        ("lookforthe", "look for the"),
    ],
)
def test_glued_words_are_read_apart(letters: str, words: str) -> None:
    reading = divided(letters)
    assert reading is not None
    places = (0, *reading.boundaries, len(letters))
    assert " ".join(letters[first:last] for first, last in pairwise(places)) == words
    assert reading.cost < cost_of(letters)


@pytest.mark.parametrize("letters", ["", "x", "the", "zqxv", "obama"])
def test_what_is_no_two_words_has_no_reading(letters: str) -> None:
    assert divided(letters) is None


@few
@given(st.lists(st.sampled_from("a I t h e T ower im pact the of state".split()), max_size=12))
def test_spans_of_tokens_cover_all_in_order_and_make_words(tokens: list[str]) -> None:
    spans = joined(tokens)
    assert [place for span in spans for place in range(*span)] == list(range(len(tokens)))
    for first, last in spans:
        word = "".join(tokens[first:last])
        assert last - first == 1 or (has_one_case(word) and makeable(word.lower()) is not None)


def test_frequency_lists_alone_make_no_short_or_glued_words() -> None:
    assert [word for word in ("ofthe", "atleast", "th", "isa", "alot") if makeable(word)] == []
    assert [word for word in ("ofthe", "th", "im", "s") if is_given(word)] == []
    assert all(is_given(word) for word in ("a", "i", "of", "tower"))


def test_tables_hold_words_and_common_pairs() -> None:
    assert is_listed("lighthouse")
    assert not is_listed("lighthous")
    near, far = affinity("percent", "of"), affinity("the", "said")
    assert near is not None
    assert far is not None
    assert near > far
    assert affinity("lighthouse", "zqxv") is None


@few
@given(st.floats(min_value=-20, max_value=20))
def test_an_affinity_is_packed_into_a_byte_to_the_nearest_step(value: float) -> None:
    stored = LEAST + STEP * pack(value)
    assert 0 <= pack(value) <= 255
    assert abs(stored - value) <= STEP or not LEAST <= value <= LEAST + 255 * STEP
