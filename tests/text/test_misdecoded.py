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


def test_a_repair_holds_no_ascii_that_both_sides_share() -> None:
    line = misread("the caf\u00e9 and na\u00efve")
    assert repairs(line) == (Repair(7, 9, "\u00e9"), Repair(16, 18, "\u00ef"))


@given(st.lists(st.sampled_from(WORDS), max_size=6), st.sampled_from((0, 1)))
@few
def test_repairs_are_in_order_disjoint_and_final(words: list[str], times: int) -> None:
    line = " ".join(misread(word, times) if "\u201d" not in word else word for word in words)
    found = repairs(line)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(line[one.start : one.end] != one.after for one in found)
    assert repairs(mended(line)) == ()
