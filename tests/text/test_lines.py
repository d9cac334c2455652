"""The lines of a text: together they are all of it, whatever ends them."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.text.lines import Line, Lines
from tests.properties import few

TEXTS = st.lists(
    st.sampled_from(["sail", "m", " ", "\t", "\n", "\n", "\n\n", "\r", "\r\n", "\u0085", "\u2028"]),
    max_size=14,
).map("".join)
FEEDS = st.lists(st.sampled_from(["sail", " ", "\n", "\n\n\n", "\n \n"]), max_size=14).map("".join)


def plainly(text: str) -> list[Line]:
    """Return the lines as a plain pattern divides them."""
    lines: list[Line] = []
    for found in re.finditer(
        r"([^\n\r\u0085\u2028\u2029]*)(\r\n|[\n\r\u0085\u2028\u2029]|$)", text
    ):
        if found[0] or (not lines and not text):
            lines.append(Line(found.start(), found.end(1), found.end()))
    return lines


@given(TEXTS | FEEDS)
@few
def test_lines_are_those_that_a_plain_pattern_finds(text: str) -> None:
    lines = list(Lines(text).forward())
    assert lines == (plainly(text) if text else [])
    assert list(Lines(text).backward()) == lines[::-1]
    assert all(one.stop == other.start for one, other in pairwise(lines))


@given(TEXTS | FEEDS)
@few
def test_every_place_is_in_the_line_that_holds_it(text: str) -> None:
    lines, all_of_them = Lines(text), plainly(text)
    for position in (*range(len(text)), *reversed(range(len(text)))):
        assert lines.at(position) == next(
            line for line in all_of_them if line.start <= position < line.stop
        )
    assert lines.at(len(text)) == all_of_them[-1]


@given(TEXTS | FEEDS)
@few
def test_texts_are_the_lines_without_their_ends(text: str) -> None:
    lines = Lines(text)
    texts = [text[line.start : line.end] for line in lines.forward()]
    assert list(filter(None, lines.texts())) == list(filter(None, texts))
    assert not any(end in one for one in lines.texts() for end in "\n\r\u0085\u2028\u2029")


@given(TEXTS | FEEDS | st.integers(0, 12).map(lambda many: "sail\n" + "\n" * many + "mast\n\n"))
@few
def test_around_a_line_are_the_nearest_that_are_not_blank(text: str) -> None:
    lines, filled = Lines(text), [ln for ln in plainly(text) if text[ln.start : ln.end].strip()]
    for line in plainly(text):
        above = [other for other in filled if other.start < line.start]
        below = [other for other in filled if other.start > line.start]
        assert lines.around(line) == (above[-1] if above else None, below[0] if below else None)


@given(TEXTS | FEEDS)
@few
def test_several_are_two_that_are_not_blank(text: str) -> None:
    filled = [line for line in plainly(text) if text[line.start : line.end].strip()]
    assert Lines(text).several() == (len(filled) > 1)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("", (0, 0, 0)),
        ("sail", (0, 4, 4)),
        ("sail\n", (0, 4, 5)),
        ("sail\r\n", (0, 4, 6)),
        ("sail\r", (0, 4, 5)),
        ("sail\u2029", (0, 4, 5)),
        ("\r\n", (0, 0, 2)),
        ("a\n\r\n", (2, 2, 4)),
        ("a\r\r\n", (2, 2, 4)),
        ("a\n\n", (2, 2, 3)),
    ],
)
def test_the_end_of_a_text_is_in_its_last_line(text: str, last: tuple[int, int, int]) -> None:
    assert Lines(text).at(len(text)) == last


def test_lines_are_named_tuples_of_start_end_and_stop() -> None:
    assert list(Lines("sail\r\nmast").forward()) == [Line(0, 4, 6), Line(start=6, end=10, stop=10)]
