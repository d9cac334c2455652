"""Which side of a quotation each double quote stands on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.text.quotes import DOUBLE_QUOTES, neutral_marks, quote_sides
from tests.properties import few

SIDES = {"open": "<", "close": ">", None: "?"}


def sides(line: str) -> str:
    """Return a sign for each quotation mark: its side, ``?`` if unsure, ``-`` if left out."""
    found = quote_sides(line)
    return "".join(
        SIDES[found[place]] if place in found else "-"
        for place, mark in enumerate(line)
        if mark in DOUBLE_QUOTES
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", ""),
        ("no marks", ""),
        ('He said "stay" twice.', "<>"),
        ('"Stay," he said.', "<>"),
        ('He said "stay"', "<>"),
        ('He said ("stay") twice.', "<>"),
        ('He said: "stay."', "<>"),
        ('It was "wholly unlawful," he said, "and late."', "<><>"),
        ('He spoke of "strength."The boat left.', "<>"),
        ('He told X."We stay," and left.', "<>"),
        ('He told X."We stay', "?"),
        ('strength."The', "?"),
        ('He said "stay."The rest "left."', "<><>"),
        ('a "b"c"d" e', "<><>"),
        ('a "b"c d', "<>"),
        ('a "b"c "d" e', "<><>"),
        ('a "b c"d"e "f" g', "<??<>"),
        ('a "b c"d e"f "g" h', "<??<>"),
        ('a "b c"d"e"f "g" h', "<><><>"),
        ('a "b c"d"e"f', "<><>"),
        ('a "b c"d"e', "<??"),
        ('a "b c"d', "<>"),
        ("a" * 300 + ' "b"', "<>"),
        ("a \u201cb\u201d c", "<>"),
        ("a \u201eb\u201c c", "<>"),
        (",,a b\u201cC d", ">"),
        ("a,, b.\u201cC d", "<"),
        ("a \u201eb\u201c c \u201ed\u201c", "<><>"),
        ("a\u201cb\u201dc", "<>"),
        ('"', "?"),
        ('a " b', "?"),
        ('a " b" c', "<>"),
        ('a "b " c', "<>"),
        ('"" a', "<>"),
        ('\u2014"Stay"\u2014', "<>"),
        ('\u00ab"Stay"\u00bb', "<>"),
        ("'\"Stay\"'", "<>"),
    ],
)
def test_anchors_tell_their_side_and_the_others_alternate(line: str, expected: str) -> None:
    assert sides(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('a 12" pipe', "-"),
        ('a 12" pipe and a 6" one', "--"),
        ('a 12" pipe, "as said"', "-<>"),
        ('He said "take 12" and left.', "<>"),
        ('He said "take 12" and 6" and left.', "<>-"),
        ('a pipe" here', ">"),
        ("a 12\u201d pipe", ">"),
        ('a 12"pipe', "?"),
        ('a"b 12" pipe', "<>"),
    ],
)
def test_an_inch_mark_outside_a_quotation_is_no_quotation_mark(line: str, expected: str) -> None:
    assert sides(line) == expected


@pytest.mark.parametrize("apart", [1, 2, 3, 4, 300])
def test_sides_do_not_depend_on_how_far_they_are_from_the_beginning(apart: int) -> None:
    for line in ('"b"c"d" e', 'a "b c"d e"f "g" h', '12" a pipe"', '"b c"d"e"f', '("b.") 6"'):
        assert sides(" " * apart + line) == sides(f" {line}")


@given(st.text('"\u201c\u201d\u201e a.1(', max_size=16))
@few
def test_marks_are_all_that_is_told_of(line: str) -> None:
    found = quote_sides(line)
    assert all(line[place] in DOUBLE_QUOTES for place in found)
    left_out = {place for place, mark in enumerate(line) if mark in DOUBLE_QUOTES} - found.keys()
    assert all(line[place] == '"' and line[place - 1] == "1" for place in left_out)


@given(st.lists(st.sampled_from(['"tide"', '"moon."', "wind", "(rain)"]), max_size=8))
@few
def test_well_set_quotations_open_and_close_in_turn(parts: list[str]) -> None:
    line = " ".join(parts)
    assert sides(line) == "<>" * (line.count('"') // 2)


@pytest.mark.parametrize(
    ("text", "neutral"),
    [
        ("Hon sade: \u201dVi går.\u201d Sedan gick hon.", "\u201d"),
        ("Ella dijo: \u201cNo.\u201c Y se fue.", "\u201c"),
        ("\u201cWe wait,\u201d he said.", ""),
        ("\u201eWir warten\u201c, sagte er.", ""),
        ("\u201cA quotation that is never closed.", ""),
        ('"No," he said.', ""),
        ("", ""),
    ],
)
def test_a_mark_used_on_both_sides_shows_none(text: str, neutral: str) -> None:
    assert neutral_marks(text) == frozenset(neutral)


def test_sides_of_a_mark_used_on_both_sides_alternate() -> None:
    line = "Ella dijo: \u201cVamos.\u201cNadie fue. \u201cNo\u201c, dijo."
    assert list(quote_sides(line, neutral_marks(line)).values()) == ["open", "close"] * 2
