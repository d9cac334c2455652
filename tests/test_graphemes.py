"""Where a text may be cut without tearing what a reader sees as one character."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from cleanup.graphemes import divides_grapheme, has_clusters
from tests.properties import few

SIGNS = (
    "a \r\n\u0301\u0300\u0308\u200d\ufe0f\U0001f468\U0001f469\U0001f44d\U0001f3fd\U0001f1e9"
    "\U0001f1ea\u1100\u1161\u11a8\uac00\uac01\u0915\u094d\u0937\u0903\u0600\u0061\u0e33\u0085"
)
FLAG = "\U0001f1e9\U0001f1ea"


@given(st.text(SIGNS, max_size=24))
@few
def test_a_cut_divides_a_grapheme_just_where_unicode_says(text: str) -> None:
    seams = {0, len(text), *(cluster.end() for cluster in regex.finditer(r"\X", text))}
    for position in range(len(text) + 1):
        assert divides_grapheme(text, position) == (position not in seams)


@given(st.text(SIGNS, max_size=12))
@few
def test_a_text_without_clusters_is_known_for_sure(text: str) -> None:
    if not has_clusters(text):
        assert not any(divides_grapheme(text, position) for position in range(len(text) + 1))


@pytest.mark.parametrize(
    ("text", "may"), [("", False), ("a\nb", False), ("a\r\nb", True), ("a\u0301", True)]
)
def test_only_ascii_without_carriage_returns_is_known_to_have_none(text: str, may: bool) -> None:
    assert has_clusters(text) == may


@pytest.mark.parametrize("position", [-3, -1, 0, 2, 3, 99])
def test_a_cut_at_an_end_or_beyond_divides_nothing(position: int) -> None:
    assert not divides_grapheme("\r\n", position)


@pytest.mark.parametrize("position", [1, 2, 200, 300])
def test_a_long_run_of_marks_is_one_grapheme(position: int) -> None:
    assert divides_grapheme("e" + "\u0301" * 400, position)


@pytest.mark.parametrize("position", [199, 200, 201])
def test_flags_are_told_apart_in_a_long_row(position: int) -> None:
    assert divides_grapheme(FLAG * 200, position) == (position % 2 == 1)
