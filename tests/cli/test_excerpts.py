"""Excerpts: short, on one line, cut at words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.cli.excerpts import excerpt
from cleanup.visible import shown
from tests.properties import few

TEXT = "Nobody was aboard. The ferry ran late.Nobody knew why it had stopped.\nA second line."
AT = TEXT.index(".N") + 1


@pytest.mark.parametrize(
    ("start", "end", "after", "quoted"),
    [
        (AT, AT, " ", '"ran late.Nobody knew" -> "ran late. Nobody knew"'),
        (AT, AT + 6, None, '"Nobody"'),
        (AT, AT + 7, "", 'remove "Nobody "'),
        (0, 6, "No one", '"Nobody was aboard." -> "No one was aboard."'),
        (70, 71, "The", '"A second line." -> "The second line."'),
        (69, 69, None, '"had stopped."'),
    ],
)
def test_it_is_cut_at_words_and_at_lines(
    start: int, end: int, after: str | None, quoted: str
) -> None:
    assert excerpt(TEXT, start, end, after) == quoted


def test_a_word_that_just_fits_stays() -> None:
    assert excerpt("x abcdefg hijkl mno", 0, 1, "y") == '"x abcdefg hijkl" -> "y abcdefg hijkl"'
    assert excerpt("x abcdefg hijklm no", 0, 1, "y") == '"x abcdefg" -> "y abcdefg"'


def test_without_spaces_it_is_cut_anywhere() -> None:
    whole = "\u65e5\u672c" * 20
    assert excerpt(whole, 20, 20, None) == f'"{whole[:28]}"'


@given(st.text(), st.integers(0, 20), st.integers(0, 20), st.none() | st.text(max_size=5))
@few
def test_it_is_short_and_harmless(text: str, one: int, other: int, after: str | None) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    made = excerpt(text, start, end, after)
    assert shown(made) == made
    if text[start:end] and after is None:
        assert shown(text[start:end]) in made
