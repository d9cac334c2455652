"""Offsets between an original and its cleaned text, and the other values' plain behaviour."""

from __future__ import annotations

import pytest
from hypothesis import given

from cleanup.values import LOST, UNTOUCHED, Context, Edit, Finding, Found, Offsets, clean_starts_of
from tests.properties import Account, accounts, few

ORIGINAL = "a sail,,the  mast"
CLEANED = "a sail, the mast"
EDITS = (
    Edit(6, 8, ",,", ", ", ("JOI001",)),
    Edit(12, 13, " ", "", ("SPC001",)),
)


def origins(account: Account) -> list[tuple[int, int]]:
    """Return for each code point of the cleaned text what it stems from in the original."""
    spans: list[tuple[int, int]] = []
    there = 0
    for edit in account.edits:
        spans += ((place, place + 1) for place in range(there, edit.start))
        spans += [(edit.start, edit.end)] * len(edit.after)
        there = edit.end
    return [*spans, *((place, place + 1) for place in range(there, len(account.original)))]


@pytest.mark.parametrize(
    ("there", "here"),
    [(0, 0), (5, 5), (6, 6), (7, 6), (8, 8), (11, 11), (12, 12), (13, 12), (17, 16)],
)
def test_a_place_of_the_original_maps_to_the_cleaned_text(there: int, here: int) -> None:
    assert Offsets(EDITS, len(ORIGINAL)).to_clean(there) == here


@pytest.mark.parametrize(
    ("here", "there"), [(0, 0), (5, 5), (6, 6), (7, 6), (8, 8), (11, 11), (12, 13), (16, 17)]
)
def test_a_place_of_the_cleaned_text_maps_to_the_original(here: int, there: int) -> None:
    assert Offsets(EDITS, len(ORIGINAL)).to_original(here) == there


@pytest.mark.parametrize(
    ("span", "found"),
    [
        ((0, 6), (0, 6)),
        ((2, 7), (2, 8)),
        ((7, 8), (6, 8)),
        ((7, 9), (6, 9)),
        ((8, 12), (8, 12)),
        ((11, 13), (11, 14)),
        ((7, 7), (6, 6)),
        ((16, 16), (17, 17)),
    ],
)
def test_a_span_maps_to_the_smallest_that_holds_it(
    span: tuple[int, int], found: tuple[int, int]
) -> None:
    assert Offsets(EDITS, len(ORIGINAL)).span_to_original(*span) == found


@given(accounts)
@few
def test_what_was_not_edited_maps_to_itself_both_ways(account: Account) -> None:
    offsets = Offsets(account.edits, len(account.original))
    for here, (start, end) in enumerate(origins(account)):
        assert offsets.to_original(here) == start
        if account.cleaned[here] in "abc":
            assert end == start + 1
            assert offsets.to_clean(start) == here


@given(accounts)
@few
def test_what_was_deleted_maps_to_the_start_of_its_edit(account: Account) -> None:
    offsets = Offsets(account.edits, len(account.original))
    for edit, start in zip(account.edits, offsets.clean_starts, strict=True):
        assert account.cleaned[start : start + len(edit.after)] == edit.after
        assert {offsets.to_clean(place) for place in range(edit.start, edit.end)} <= {start}


@given(accounts)
@few
def test_spans_hold_all_that_their_code_points_stem_from(account: Account) -> None:
    offsets, spans = Offsets(account.edits, len(account.original)), origins(account)
    for start in range(len(spans)):
        for end in range(start + 1, len(spans) + 1):
            held = spans[start:end]
            found = offsets.span_to_original(start, end)
            assert found == (held[0][0], max(stop for _, stop in held))


@given(accounts)
@few
def test_both_ends_map_to_each_other_and_nothing_lies_beyond(account: Account) -> None:
    offsets = Offsets(account.edits, len(account.original))
    assert offsets.to_clean(len(account.original)) == len(account.cleaned)
    for position in (-1, len(account.original) + 1):
        with pytest.raises(IndexError, match=f"offset {position} lies outside 0 to"):
            offsets.to_clean(position)
    for position in (-1, len(account.cleaned) + 1):
        with pytest.raises(IndexError, match=f"offset {position} lies outside 0 to"):
            offsets.to_original(position)


def test_edits_begin_in_the_cleaned_text_where_those_before_have_moved_them() -> None:
    assert clean_starts_of(EDITS) == [6, 12]
    assert clean_starts_of(()) == []


def test_what_is_not_said_is_not_known() -> None:
    assert Context() == (None, None, None, (), None)
    assert Found(1, 2) == (1, 2, None, (), None, None, None, None)
    assert Edit(0, 1, "a", "", ()).removal is False
    assert Finding("SPC001", "", "space", "safe", 1.0, 0, 1, "", "").hole is None


def test_a_text_that_is_null_is_untouched() -> None:
    assert (UNTOUCHED.text, UNTOUCHED.damage, UNTOUCHED.status) == ("", 0.0, "clean")
    assert (UNTOUCHED.edits, UNTOUCHED.findings, UNTOUCHED.found) == ((), (), ())
    assert UNTOUCHED.offsets.to_clean(0) == UNTOUCHED.offsets.to_original(0) == 0


def test_every_type_of_hole_is_called_by_its_value() -> None:
    assert all(text.endswith(f"(`{hole}`)") for hole, text in LOST.items())
