"""The account of one text: its findings at places of the original, what was lifted, the damage."""

from __future__ import annotations

import pytest

from cleanup.engine.account import Account
from cleanup.values import Edit, Lifted, Offsets
from tests.toys import candidate, toy

SPACE = toy("SPC901")
HOLE = toy("HOL901", tier="display")
TEXT = "a  sail  the of it" + "." * 82
"""A text of 100 code points."""
EDIT = Edit(1, 2, " ", "", ("SPC901",))


def flagged(*places: tuple[int, int], rule: object = SPACE) -> Account:
    """Return an account with findings that are left."""
    account = Account()
    found = [candidate(rule, *place, None) for place in places]  # type: ignore[arg-type]
    account.left |= account.record(found, None)
    return account


def test_findings_are_recorded_at_places_of_the_original() -> None:
    account = Account()
    keys = account.record([candidate(SPACE, 3, 5)], Offsets([EDIT], len(TEXT)))
    assert keys == {("SPC901", 4, 6)} == set(account.found)
    assert account.record([candidate(SPACE, 3, 5)], None) == {("SPC901", 3, 5)}
    assert set(account.found) == {("SPC901", 4, 6), ("SPC901", 3, 5)}


def test_of_findings_of_one_rule_at_one_place_the_first_counts() -> None:
    account = Account()
    for message in ("First", "Second"):
        account.record([candidate(SPACE, 3, 5, message=message)], None)
    (finding,) = account.found.values()
    assert finding.message == "First"


def test_what_was_lifted_is_in_the_order_of_the_text_without_repeats() -> None:
    account = Account()
    for start, kind, value in (
        (9, "credit", "Edda"),
        (2, "credit", "Ivo"),
        (5, "byline", "Petra"),
        (7, "byline", "Petra"),
        (4, "dateline", "MERROW"),
        (6, "published", "2019"),
    ):
        account.record([candidate(SPACE, start, start + 1, lift=((kind, value),))], None)
    lifted = account.result(TEXT, TEXT, ()).lifted
    assert lifted == Lifted(("Ivo", "Edda"), ("Petra",), ("MERROW",), ("2019",))
    assert Account().result(TEXT, TEXT, ()).lifted == Lifted()


def test_a_document_as_a_whole_can_be_flagged() -> None:
    account = Account()
    assert not account.has("DOC001")
    account.flag("DOC001", "said so")
    assert account.has("DOC001")
    assert not account.has("DOC002")
    (finding,) = account.result(TEXT, TEXT, ()).findings
    assert (finding.code, finding.start, finding.end, finding.message) == (
        "DOC001",
        0,
        0,
        "said so",
    )


def test_words_were_lost_where_a_sure_hole_is_left() -> None:
    account = Account()
    account.left |= account.record([candidate(HOLE, 3, 5, None, confidence=0.85)], None)
    assert account.has_holes(0.85)
    assert not account.has_holes(0.86)
    assert not flagged((3, 5)).has_holes(0.0)
    assert not flagged((3, 5), rule=toy("HOL902", hole="mark")).has_holes(0.0)
    account.left.clear()
    assert not account.has_holes(0.0)


def test_before_marks_only_holes_are_left_and_the_copy_is_apart() -> None:
    account = flagged((1, 2))
    account.left |= account.record([candidate(HOLE, 3, 5, None)], None)
    account.provisional |= account.record([candidate(SPACE, 7, 8, None)], None)
    account.flag("DOC001", "said so")
    copy = account.before_marks()
    assert copy.left == {("HOL901", 3, 5), ("DOC001", 0, 0)}
    assert copy.found == account.found
    assert copy.provisional == account.provisional
    copy.flag("DOC002", "said so")
    copy.provisional.clear()
    copy.record([candidate(SPACE, 9, 9, lift=(("credit", "Ivo"),))], None)
    assert not account.has("DOC002")
    assert account.provisional
    assert len(account.found) == len(copy.found) - 2
    assert account.lifts == {}


REMOVED = Edit(10, 20, "x" * 10, "", ("BPL001",), True)
LATER = Edit(40, 50, "x" * 10, "", ("BPL001",), True)


@pytest.mark.parametrize(
    ("place", "stays"),
    [
        ((9, 12), True),
        ((10, 10), False),
        ((10, 12), False),
        ((10, 20), False),
        ((12, 20), False),
        ((19, 21), True),
        ((20, 20), True),
        ((45, 46), False),
        ((30, 31), True),
        ((5, 5), True),
    ],
)
def test_a_hole_in_a_text_that_was_removed_is_forgotten(
    place: tuple[int, int], stays: bool
) -> None:
    account = flagged(place, rule=HOLE)
    account.forget_removed([Edit(2, 8, "x" * 6, "", ("SPC901",)), REMOVED, LATER])
    assert bool(account.left) == stays


def test_other_findings_there_and_edits_of_form_forget_nothing() -> None:
    account = flagged((12, 14))
    account.forget_removed([REMOVED])
    assert account.left
    account = flagged((12, 14), rule=HOLE)
    account.forget_removed([REMOVED._replace(removal=False)])
    assert account.left


@pytest.mark.parametrize(
    ("place", "stays"),
    [
        ((8, 9), True),
        ((8, 10), False),
        ((15, 15), False),
        ((20, 22), False),
        ((21, 22), True),
        ((0, 99), False),
        ((30, 39), True),
    ],
)
def test_a_provisional_finding_is_dropped_if_an_edit_touches_it(
    place: tuple[int, int], stays: bool
) -> None:
    account = Account()
    account.provisional |= account.record([candidate(SPACE, *place, None)], None)
    result = account.result(TEXT, TEXT, (REMOVED, LATER))
    assert bool(result.findings) == bool(result.found) == stays


def test_a_provisional_finding_that_is_left_at_the_end_stays_whatever_touched_it() -> None:
    account = flagged((12, 14))
    account.provisional |= account.left
    assert len(account.result(TEXT, TEXT, (REMOVED,)).findings) == 1


def test_findings_are_in_order_and_those_that_became_edits_are_only_found() -> None:
    account = flagged((7, 9), (3, 5), (3, 4))
    account.left |= account.record([candidate(HOLE, 3, 4, None)], None)
    account.record([candidate(SPACE, 1, 2)], None)
    result = account.result(TEXT, TEXT, (EDIT,))
    assert [(one.start, one.end, one.code) for one in result.findings] == [
        (3, 4, "HOL901"),
        (3, 4, "SPC901"),
        (3, 5, "SPC901"),
        (7, 9, "SPC901"),
    ]
    assert [one.start for one in result.found] == [1, 3, 3, 3, 7]


@pytest.mark.parametrize(
    ("edits", "places", "status"),
    [
        ((), (), "clean"),
        ((EDIT,), (), "repaired"),
        ((), ((3, 5),), "flagged"),
        ((EDIT,), ((3, 5),), "repaired+flagged"),
    ],
)
def test_the_status_says_what_became_of_a_text(
    edits: tuple[Edit, ...], places: tuple[tuple[int, int], ...], status: str
) -> None:
    assert flagged(*places).result(TEXT, TEXT, edits).status == status


@pytest.mark.parametrize(
    ("edits", "places", "damage"),
    [
        ((), (), 0.0),
        ((EDIT,), (), 10.0),
        ((), ((3, 5),), 20.0),
        ((), ((3, 3),), 10.0),
        ((EDIT,), ((3, 5),), 30.0),
        ((REMOVED,), ((12, 14), (18, 25)), 150.0),
        ((), ((3, 5), (3, 9), (4, 6)), 60.0),
        ((), ((3, 5), (5, 7)), 40.0),
        ((), ((0, 100),), 1000.0),
        ((), ((0, 100), (100, 100)), 1000.0),
    ],
)
def test_damage_is_a_thousand_times_the_share_that_edits_and_findings_cover(
    edits: tuple[Edit, ...], places: tuple[tuple[int, int], ...], damage: float
) -> None:
    assert flagged(*places).result(TEXT, TEXT, edits).damage == pytest.approx(damage)


def test_an_empty_text_has_no_damage() -> None:
    assert flagged((0, 0)).result("", "", ()).damage == 0.0


def test_the_result_holds_text_edits_and_offsets() -> None:
    result = Account().result(TEXT, TEXT[:1] + TEXT[2:], (EDIT,))
    assert result.text == TEXT[:1] + TEXT[2:]
    assert result.edits == (EDIT,)
    assert result.offsets.to_clean(len(TEXT)) == len(TEXT) - 1
