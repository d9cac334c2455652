"""Text that was decoded wrongly, line by line."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.ledger import Change, apply
from cleanup.text.misdecoded import WINDOWS, Repair, repairs
from tests.properties import few

WORDS = ("caf\u00e9", "\u201cstay\u201d", "na\u00efve", "Z\u00fcrich", "the", "sail", "\u2014")


def misread(text: str, times: int = 1) -> str:
    for _ in range(times):
        text = text.encode().decode("cp1252")
    return text


def mended(line: str) -> str:
    return apply(line, [Change(*repair, ()) for repair in repairs(line)])


def test_windows_has_letters_and_marks_where_latin_has_controls() -> None:
    assert len(WINDOWS) == 27
    assert (WINDOWS[0x80], WINDOWS[0x93], WINDOWS[0x9F]) == ("\u20ac", "\u201c", "\u0178")
    assert not {0x7F, 0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xA0} & WINDOWS.keys()


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("word", ["caf\u00e9", "na\u00efve", "Z\u00fcrich", "don\u2019t"])
def test_what_was_misread_several_times_is_read_rightly(word: str, times: int) -> None:
    line = f"the {misread(word, times)} is"
    assert mended(line) == f"the {word} is"


@pytest.mark.parametrize(
    "line",
    ["", "sail", "café", "“stay”", "the � sail", "\x93a", "â€ †", "SÃO PAULO", "Ã"],
)
def test_what_is_not_sure_stays(line: str) -> None:
    assert repairs(line) == ()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("the caf\u00c3\u00a9 is na\u00c3\u00afve", [(7, 9, "\u00e9"), (15, 17, "\u00ef")]),
        ("voil\u00c3  tout et \u00c3  la mer", [(4, 6, "\u00e0"), (15, 17, "\u00e0")]),
        ("\u00c3 la mer, voil\u00c3\u00a0", [(0, 1, "\u00e0"), (14, 16, "\u00e0")]),
        (
            "\u00c3\u00a9 \u00c3\u00a0 \x01\u00c3\u00a9",
            [(0, 2, "\u00e9"), (3, 5, "\u00e0"), (7, 9, "\u00e9")],
        ),
        ("le quai\u00e2\u20ac\u201d\u00c3  la mer", [(7, 12, "\u2014\u00e0")]),
        ("12\u00c2\u00a0km", [(2, 4, "\u00a0")]),
        ("it\u00e2\u20ac\u0153 x", [(2, 5, "\u201c")]),
    ],
)
def test_a_repair_holds_no_ascii_that_both_sides_share(
    line: str, found: list[tuple[int, int, str]]
) -> None:
    assert repairs(line) == tuple(Repair(*one) for one in found)


@given(st.lists(st.sampled_from(WORDS), max_size=6), st.sampled_from((0, 1)))
@few
def test_repairs_are_in_order_disjoint_and_final(words: list[str], times: int) -> None:
    line = " ".join(misread(word, times) if "\u201d" not in word else word for word in words)
    found = repairs(line)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(line[one.start : one.end] != one.after for one in found)
    assert repairs(mended(line)) == ()
