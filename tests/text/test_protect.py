"""Spans that no rule may break, lines with columns, and lines that read like program text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.text.protect import (
    Protection,
    is_code_line,
    is_near_code,
    looks_like_code,
    looks_like_table,
)
from tests.properties import few

CUT = "\u00a6"
"""Where a text of these tests is cut."""

PROTECTED = (
    "see https://mer\u00a6row.example/quay",
    "see ftp://merrow.example/qu\u00a6ay?a=b,c",
    "see www.merrow\u00a6.quay",
    "(www\u00a6.merrow)",
    "write to pi\u00a6lot@merrow.com",
    "write to o.pi\u00a6lot+tide%x@merrow.com",
    "write to pilot@sub.mer\u00a6row.com",
    "on merrow\u00a6.com",
    "on merrow.\u00a6com/quay",
    "on merrow.com/qu\u00a6ay",
    "on MERROW.\u00a6COM",
    "on tide.mer\u00a6row.org",
    "the file tide.\u00a6pdf",
    "the file tide-table.\u00a6pdf",
    "the file TIDE.\u00a6PDF",
    "at Merrow.\u00a6Com",
    "at merrow.\u00a6Org",
    "at Merrow.\u00a6Tv",
    "on Merrow.\u00a6Fm",
    "on Tide-Merrow.\u00a6Fm",
    "on Gdzie.\u00a6Pl",
    "on Kde.\u00a6Cz",
    "on Waar.\u00a6Nl",
    "\u043d\u0430 \u041c\u0430\u044f\u043a.\u00a6\u0420\u0443",
    "\u043d\u0430 \u041c\u0430\u044f\u043a.\u00a6\u0420\u0444",
    "[the quay](/quay\u00a6#top) is",
    "[the quay](a\u00a6,b) is",
    "[the quay]\u00a6(a) is",
    "the quay/pi\u00a6er is",
    "the /quay/pi\u00a6er",
    "a tide_ta\u00a6ble.x",
    "a tide_table.\u00a6x",
    "said @mer\u00a6row.quay",
    "said #mer\u00a6row",
    "the U.\u00a6S. fleet",
    "the U.S.\u00a6Navy",
    "by Dr.\u00a6Marsh",
    "by D\u00a6r. Marsh",
    "in 12.\u00a65",
    "in 12,\u00a6500",
    "at 12:\u00a630pm",
    "in 1.\u00a65a",
    "since v1.\u00a62",
    "since v1.2.\u00a63rc1",
)

FREE = (
    "It left.\u00a6The pilot stayed",
    "It left,\u00a6and stayed",
    "see \u00a6https://merrow.example/quay",
    "see https://merrow.example/quay\u00a6 and",
    "see \u201chttps://merrow.example\u00a6\u201d and",
    "x@y\u00a6z and",
    "on merrow.co\u00a6mmon",
    "on merrow.\u00a6Comma",
    "the file tide.pdf\u00a6",
    "the file \u00a6tide.pdf",
    "on merrow.\u00a6Fm",
    "on Merrow.\u00a6Fma",
    "on Waar.\u00a6Pla",
    "at merrow.\u00a6Ed",
    "in 12.\u00a6 5",
    "in 12\u00a6;5",
    "the Drs.\u00a6Marsh",
    "the US.\u00a6Navy",
    "a - \u00a6b",
)


def divided(marked: str) -> bool:
    return Protection(marked.replace(CUT, "")).divides(marked.index(CUT))


@pytest.mark.parametrize("marked", PROTECTED)
def test_a_cut_inside_a_protected_span_is_refused(marked: str) -> None:
    assert divided(marked)


@pytest.mark.parametrize("marked", FREE)
def test_a_cut_elsewhere_is_allowed(marked: str) -> None:
    assert not divided(marked)


@pytest.mark.parametrize("marked", [*PROTECTED, *FREE])
def test_a_long_run_is_judged_as_a_short_one(marked: str) -> None:
    long = ";" * 100
    run = marked.split(" ")[-1 if CUT in marked.split(" ")[-1] else 0]
    if CUT in run:
        assert divided(f"{long}{run}") == divided(f";{run}")


@pytest.mark.parametrize("marked", [*PROTECTED, *FREE])
def test_a_cut_is_judged_alike_far_from_the_beginning(marked: str) -> None:
    for apart in (1, 2, 3, 4, 5, 300):
        assert divided("x " * apart + marked) == divided(marked)


def test_where_a_protected_span_begins_and_ends_it_may_be_cut() -> None:
    text = 'see "www.merrow.com" and'
    protection = Protection(text)
    cut = [position for position in range(len(text) + 1) if protection.divides(position)]
    assert cut == list(range(text.index("www") + 1, text.index('" and')))


def test_all_spans_of_a_run_are_protected() -> None:
    text = "12.5;13.5;14.5"
    protection = Protection(text)
    cut = {position for position in range(len(text) + 1) if protection.divides(position)}
    assert cut == {1, 2, 3, 6, 7, 8, 11, 12, 13}


@pytest.mark.parametrize("blank", [" ", "\n", "\t", "\u00a0", "\u2028", "\x1c"])
def test_white_space_ends_a_protected_span(blank: str) -> None:
    assert divided(f"www.merrow{CUT}.quay")
    assert not divided(f"www.merrow{blank}quay{CUT}.pier")


@given(
    st.lists(st.sampled_from(["www.merrow.com", "left.The", "U.S.", "12.5", " ", "\n", ";" * 90])),
    st.randoms(use_true_random=False),
)
@few
def test_the_order_of_questions_does_not_matter(parts: list[str], random: object) -> None:
    text = "".join(parts)
    places = list(range(len(text) + 1))
    alone = {place: Protection(text).divides(place) for place in places}
    random.shuffle(places)  # type: ignore[attr-defined]
    protection = Protection(text)
    for _ in range(2):
        assert {place: protection.divides(place) for place in places} == alone


@given(st.text("ab.:/@12 \n", max_size=30))
@few
def test_no_cut_beside_white_space_divides_anything(text: str) -> None:
    protection = Protection(text)
    for place in range(len(text) + 1):
        if not text[max(0, place - 1) : place + 1].strip() or place in (0, len(text)):
            assert not protection.divides(place)


@pytest.mark.parametrize(
    ("line", "table"),
    [
        ("", False),
        ("tide | moon", False),
        ("tide | moon | wind", False),
        ("tide | moon | wind | rain", True),
        ("tide\tmoon", True),
        ("\ttide moon", False),
        ("tide moon\t", False),
        ("tide\t\tmoon", True),
        ("tide   moon", False),
        ("tide   moon   wind", True),
        ("tide  moon  wind", False),
        ("tide   ,   moon", False),
        ("tide   ,,   moon", True),
        ("   tide   moon", False),
        ("tide   moon   ", False),
        ("tide      moon", False),
    ],
)
def test_columns_are_told_by_tabs_bars_or_two_wide_gaps(line: str, table: bool) -> None:
    assert looks_like_table(line) == table


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("sail = 1;", True),
        ("sail = {", True),
        ("}", True),
        ("} ", True),
        ("  import tide", True),
        ("def sail(mast):", True),
        ("function sail", True),
        ("functional sails", False),
        ("<b>sail", True),
        ("// sail", True),
        ("/* sail", True),
        ("#include <tide>", True),
        ("if (sail", True),
        ("if a sail", False),
        ("let tide", True),
        ("letters", False),
        ("The sail; the mast", False),
        ("", False),
    ],
)
def test_lines_of_program_text_are_told_by_how_they_begin_and_end(line: str, code: bool) -> None:
    assert is_code_line(line, 0, len(line)) == code


def test_a_line_is_judged_within_its_own_span() -> None:
    text = "The sail;\nimport tide\nThe mast"
    first, second, third = (0, 9), (10, 21), (22, 30)
    assert is_code_line(text, *first)
    assert is_code_line(text, *second)
    assert not is_code_line(text, *third)


def test_a_line_is_judged_alike_far_from_the_beginning() -> None:
    before = "The ferry ran late.\n" * 50
    for line in ("import tide", "sail = 1;"):
        assert is_code_line(before + line, len(before), len(before) + len(line))


@pytest.mark.parametrize(("length", "code"), [(240, True), (241, False)])
def test_a_long_line_is_prose_however_it_ends(length: int, code: bool) -> None:
    line = "x" * (length - 1) + ";"
    assert is_code_line(line, 0, length) == code


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("sail => mast", True),
        ("sail == mast", True),
        ("sail && mast", True),
        ("sail || mast", True),
        ("a <!-- sail", True),
        ("a </b", True),
        ("{% sail", True),
        ("{{ sail", True),
        ("sail() {", True),
        ("$sail[1", True),
        ("sail()", True),
        ('sail("', True),
        ("sail('", True),
        ("tide.sail(1", True),
        ("the sail (a mast", False),
        ("sail = mast", False),
        ("sail | mast", False),
        ("a $5 sail", False),
        ("the sail", False),
    ],
)
def test_signs_of_program_text_are_seen(text: str, near: bool) -> None:
    assert is_near_code(text, 0, len(text), len(text) // 2) == near
    assert looks_like_code(text, 0, len(text), len(text) // 2) == near


@pytest.mark.parametrize(("apart", "near"), [(57, True), (58, True), (59, False)])
def test_signs_of_program_text_count_near_a_place(apart: int, near: bool) -> None:
    text = "x" * apart + "=>"
    assert is_near_code(text, 0, len(text), 0) == near
    assert is_near_code("=>" + "x" * apart, 0, len(text), len(text)) == near


def test_signs_of_program_text_count_within_the_line() -> None:
    assert not is_near_code("a => b\nthe sail", 7, 15, 8)
    assert not is_near_code("the sail\na => b", 0, 8, 7)
    assert looks_like_code("a => b\nsail;", 7, 12, 8)
    assert not looks_like_code("a => b\nsail", 7, 11, 8)
