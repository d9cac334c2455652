"""The line around a place: cut at words, never too wide, underlined where the place is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from cleanup.cli.cells import cells
from cleanup.cli.surroundings import WIDTH, surroundings
from cleanup.visible import shown
from tests.cli.formats.cases import NASTY
from tests.properties import few

_texts = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=4)), max_size=40).map("".join)
_places = st.integers(0, 200)


def underlined(text: str, part: str, width: int = WIDTH) -> tuple[str, str]:
    start = text.index(part)
    found = surroundings(text, start, start + len(part), width)
    return found.line, found.carets


def test_a_short_line_is_whole() -> None:
    assert underlined("One.\nThe ferry ran late.\nThree.", "ran") == (
        "The ferry ran late.",
        "          ^^^",
    )


def test_a_long_line_is_cut_at_words_on_both_sides() -> None:
    text = "It was an old ferry. " * 5 + "Here it is. " + "It was an old ferry. " * 5
    line, carets = underlined(text, "Here", 40)
    assert line == "\u2026was an old ferry. Here it is. It was an\u2026"
    assert carets == " " * 19 + "^^^^"


@pytest.mark.parametrize(
    ("text", "part", "line", "carets"),
    [
        ("\u65e5\u672c x \u8a9e", "x", "\u65e5\u672c x \u8a9e", "     ^"),
        ("ab \u65e5\u672c x", "\u65e5\u672c", "ab \u65e5\u672c x", "   ^^^^"),
        ("cafe\u0301 x", "x", "cafe\u0301 x", "     ^"),
        ("cafe\u0301 x", "\u0301", "cafe\u0301 x", "   ^"),
        ("\U0001f6a2\U0001f6a2 x", "x", "\U0001f6a2\U0001f6a2 x", "     ^"),
        ("har\u00adbour", "\u00ad", "har<U+00AD SOFT HYPHEN>bour", "   ^^^^^^^^^^^^^^^^^^^^"),
        ("a\u202eb x", "x", "a<U+202E RIGHT-TO-LEFT OVERRIDE>b x", " " * 34 + "^"),
        ("a\tb", "b", "a\\tb", "   ^"),
        ("\u05e9\u05dc\u05d5\u05dd x", "x", "\u05e9\u05dc\u05d5\u05dd x", ""),
    ],
)
def test_carets_count_the_cells_of_a_terminal(text: str, part: str, line: str, carets: str) -> None:
    assert underlined(text, part) == (line, carets)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_place_of_several_lines_ends_with_its_first(end: str) -> None:
    text = f"One.{end}Share this{end}Two."
    found = surroundings(text, text.index("this"), text.index("Two"))
    assert (found.line, found.carets) == ("Share this", "      ^^^^")
    assert found.replaced("that") == "Share that"


def test_a_place_between_two_code_points_has_one_caret() -> None:
    found = surroundings("late.Nobody", 5, 5)
    assert (found.line, found.carets) == ("late.Nobody", "     ^")
    assert found.replaced(" ") == "late. Nobody"
    assert surroundings("late", 4, 4).carets == "    ^"


def test_a_long_place_is_cut_in_its_middle() -> None:
    found = surroundings(f"a {'x' * 90}{'y' * 90} b", 2, 182)
    assert found.place.startswith("xxx")
    assert found.place.endswith("yyy")
    assert " \u2026 " in found.place
    assert cells(found.line) <= WIDTH + 2


@given(_texts, _places, _places, st.sampled_from([40, WIDTH]))
@few
def test_it_is_harmless_narrow_and_a_part_of_its_line(
    text: str, one: int, other: int, width: int
) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = surroundings(text, start, end, width)
    assert shown(found.line) == found.line
    assert cells(found.line) <= max(width, WIDTH) + 2
    assert shown(text[:start]).endswith(found.before.removeprefix("\u2026"))
    assert shown(text[end:]).startswith(found.after.removesuffix("\u2026"))
    assert found.carets.strip(" ^") == ""


@given(st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=20))
@few
def test_common_text_is_as_wide_as_the_tables_say(text: str) -> None:
    visible = shown(text)
    assert cells(visible) == len(visible) == wcswidth(visible)


def test_what_is_taken_for_narrow_is_narrow() -> None:
    for code in (*range(0x20, 0x300), *range(0x2010, 0x2060), 0x20AC):
        visible = shown(chr(code))
        assert cells(visible) == wcswidth(visible), hex(code)
