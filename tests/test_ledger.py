"""The ledger: what changes make, what undoes them, and how rounds become one ledger."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.ledger import Change, apply, compose, undo
from cleanup.values import Edit
from tests.properties import Account, accounts, few


def change(start: int, end: int, after: str, code: str = "SPC001", **more: bool) -> Change:
    return Change(start, end, after, (code,), **more)


@st.composite
def rounds(draw: st.DrawFn, text: str) -> list[Change]:
    """Draw changes of a text: sorted, disjoint, some of them touching."""
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    spans = zip(edges[::2], edges[1::2], strict=False)
    return [
        change(start, end, draw(st.text("abxy", max_size=2)), draw(st.sampled_from(("A1", "B2"))))
        for start, end in spans
    ]


@given(accounts)
@few
def test_edits_lead_to_the_cleaned_text_and_back(account: Account) -> None:
    assert apply(account.original, account.edits) == account.cleaned
    assert undo(account.cleaned, account.edits) == account.original


@given(accounts, st.data())
@few
def test_a_ledger_and_changes_compose_into_one_ledger(
    account: Account, data: st.DataObject
) -> None:
    made = data.draw(rounds(account.cleaned))
    ledger = compose(account.original, account.edits, made)
    cleaned = apply(account.cleaned, made)
    assert apply(account.original, ledger) == cleaned
    assert undo(cleaned, ledger) == account.original
    assert all(one.end < other.start for one, other in pairwise(ledger)), "sorted, not touching"
    for edit in ledger:
        assert edit.before == account.original[edit.start : edit.end]
        assert edit.before != edit.after
        if edit not in account.edits:
            assert edit.before[:1] != edit.after[:1] or not (edit.before and edit.after)
            assert edit.before[-1:] != edit.after[-1:] or not (edit.before and edit.after)


@given(accounts)
@few
def test_no_changes_leave_a_ledger_as_it_is(account: Account) -> None:
    assert compose(account.original, account.edits, ()) == account.edits


@given(accounts)
@few
def test_changes_that_put_everything_back_leave_no_edit(account: Account) -> None:
    back = []
    shift = 0
    for edit in account.edits:
        start = edit.start + shift
        back.append(change(start, start + len(edit.after), edit.before))
        shift += len(edit.after) - len(edit.before)
    assert compose(account.original, account.edits, back) == ()


@pytest.mark.parametrize(
    ("made", "ledger"),
    [
        ([change(2, 2, " ")], [(2, 2, "", " ")]),
        ([change(0, 2, "axb")], [(1, 1, "", "x")]),
        ([change(0, 4, "ad")], [(1, 3, "bc", "")]),
        ([change(0, 4, "abd")], [(2, 3, "c", "")]),
        ([change(1, 3, "bc")], []),
        ([change(1, 2, "x"), change(3, 4, "y")], [(1, 2, "b", "x"), (3, 4, "d", "y")]),
        ([change(1, 2, "x"), change(2, 3, "y")], [(1, 3, "bc", "xy")]),
        ([change(1, 2, "b"), change(2, 3, "y")], [(2, 3, "c", "y")]),
        ([change(1, 2, ""), change(2, 2, "y")], [(1, 2, "b", "y")]),
    ],
)
def test_an_edit_is_as_short_as_it_can_be(
    made: list[Change], ledger: list[tuple[int, int, str, str]]
) -> None:
    assert [edit[:4] for edit in compose("abcd", (), made)] == ledger


@pytest.mark.parametrize(
    ("original", "made", "edit"),
    [
        ("the\u0301n", change(0, 4, "thex"), (2, 4, "e\u0301", "ex")),
        ("\u0301nd", change(0, 1, "e\u0301"), (0, 0, "", "e")),
        ("e\u0301x", change(1, 2, "a\u0301"), (1, 2, "\u0301", "a\u0301")),
        ("ae\u0301x", change(0, 3, "o\u0301"), (0, 3, "ae\u0301", "o\u0301")),
        ("a\r\nb", change(0, 3, "\n"), (0, 3, "a\r\n", "\n")),
    ],
)
def test_what_both_sides_share_is_left_out_but_no_grapheme_is_divided(
    original: str, made: Change, edit: tuple[int, int, str, str]
) -> None:
    assert [found[:4] for found in compose(original, (), [made])] == [edit]


@pytest.mark.parametrize("ledger", [(), (Edit(4, 5, "y", "z", ("C3",)),)])
def test_a_change_within_graphemes_may_divide_one(ledger: tuple[Edit, ...]) -> None:
    made = change(0, 3, "o\u0301", within_graphemes=True)
    assert compose("ae\u0301xy", ledger, [made])[0][:4] == (0, 2, "ae", "o")


def test_edits_that_touch_carry_all_codes_in_order_and_whether_content_went() -> None:
    first = compose("abcdef", (), [change(1, 2, "x", "B2")])
    (edit,) = compose(
        "abcdef", first, [change(2, 4, "", "A1", removal=True), change(4, 5, "y", "B2")]
    )
    assert edit == (1, 5, "bcde", "xy", ("B2", "A1"), True)


def test_an_edit_apart_from_the_changes_stays_as_it_is() -> None:
    ledger = (Edit(1, 2, "b", "xyz", ("B2",)), Edit(5, 6, "f", "", ("A1",), True))
    made = [change(5, 6, "q", "C3")]
    assert compose("abcdefg", ledger, made) == (
        ledger[0],
        Edit(3, 4, "d", "q", ("C3",)),
        ledger[1],
    )


def test_one_change_keeps_its_codes_whatever_lies_far_from_it() -> None:
    ledger = (Edit(0, 1, "a", "", ("B2",), True),)
    made = [Change(2, 3, "x", ("A1", "A2"), removal=True)]
    assert compose("abcde", ledger, made)[1] == (3, 4, "d", "x", ("A1", "A2"), True)


@pytest.mark.parametrize(
    ("text", "at", "held"), [("a sail", 3, ", "), ("a s;  mast", 3, ", "), ("", 3, ", ")]
)
def test_undo_refuses_a_text_that_the_ledger_was_not_made_for(
    text: str, at: int, held: str
) -> None:
    ledger = [Edit(3, 4, ",", ", ", ("SPC001",))]
    with pytest.raises(ValueError, match=f"at {at} it should hold {held!r}"):
        undo(text, ledger)


def test_undo_refuses_edits_that_overlap() -> None:
    with pytest.raises(ValueError, match="not the one the ledger was made for"):
        undo("abcd", [Edit(0, 2, "x", "ab", ()), Edit(1, 2, "y", "b", ())])


def test_undo_allows_edits_that_touch() -> None:
    assert undo("abcd", [Edit(0, 1, "x", "ab", ()), Edit(1, 2, "y", "c", ())]) == "xyd"
