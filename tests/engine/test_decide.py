"""Policy: which rules run, which of their findings are applied, and which give way."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.engine.decide import Decision, decide, may_act, may_change, policy_of
from cleanup.settings import Settings
from cleanup.values import MARK
from tests.properties import few
from tests.toys import candidate, toy

if TYPE_CHECKING:
    from cleanup.engine.detect import Candidate
    from cleanup.rule import Rule
    from cleanup.values import Tier

REMOVAL = toy("CRD901", removes=True)
ENCODING = toy("ENC901")
INVISIBLE = toy("INV901")
MARKUP = toy("MRK901")
JOIN = toy("JOI901")
SPACE = toy("SPC901")
BYLINE = toy("BYL901")
HOLE = toy("HOL901", tier="display")
WRITTEN_ORDER = (REMOVAL, ENCODING, INVISIBLE, MARKUP, JOIN, SPACE, BYLINE)

TEXT = "abcdefghijklmnop"
PLAIN = Settings()


def kept(*candidates: Candidate, text: str = TEXT, settings: Settings = PLAIN) -> list[str]:
    return [one.rule.code for one in decide(text, candidates, settings).kept]


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    list(combinations(WRITTEN_ORDER, 2)),
    ids=lambda rule: rule.family,
)
def test_where_changes_overlap_the_kind_that_is_written_first_wins(
    stronger: Rule, weaker: Rule
) -> None:
    one, other = candidate(stronger, 2, 3), candidate(weaker, 2, 6)
    assert kept(one, other) == kept(other, one) == [stronger.code]
    third = candidate(weaker, 2, 4)
    assert kept(third, other, one) == [stronger.code]


def test_of_one_kind_the_longer_wins_then_the_lower_code() -> None:
    other = toy("SPC902")
    assert kept(candidate(SPACE, 2, 4), candidate(other, 3, 6)) == ["SPC902"]
    assert kept(candidate(other, 2, 4), candidate(SPACE, 3, 5)) == ["SPC901"]
    assert kept(candidate(other, 2, 4), candidate(SPACE, 2, 4)) == ["SPC901"]


def test_of_one_rule_the_first_place_wins() -> None:
    decision = decide(TEXT, [candidate(SPACE, 3, 5), candidate(SPACE, 2, 4)], PLAIN)
    assert [one.start for one in decision.kept] == [2]


def test_what_loses_is_neither_made_nor_left() -> None:
    decision = decide(TEXT, [candidate(SPACE, 2, 4), candidate(ENCODING, 3, 5)], PLAIN)
    assert decision.left == ()


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ((2, 4), (4, 6), True),
        ((2, 4), (5, 6), True),
        ((2, 5), (4, 6), False),
        ((2, 6), (3, 4), False),
        ((2, 4), (4, 4), False),
        ((4, 4), (4, 6), False),
        ((4, 4), (4, 4), False),
        ((2, 6), (4, 4), False),
        ((3, 3), (4, 4), True),
        ((2, 4), (5, 5), True),
        ((3, 3), (4, 6), True),
    ],
)
def test_an_insertion_shares_the_places_that_it_touches(
    one: tuple[int, int], other: tuple[int, int], both: bool
) -> None:
    found = [candidate(SPACE, *one, "x"), candidate(ENCODING, *other, "x")]
    assert kept(*found) == kept(*found[::-1])
    assert len(kept(*found)) == 1 + both


def test_a_change_between_two_that_win_gives_way_and_they_both_stand() -> None:
    found = [candidate(ENCODING, 1, 3), candidate(SPACE, 2, 9), candidate(INVISIBLE, 7, 10)]
    assert kept(*found) == ["ENC901", "INV901"]
    chain = [candidate(SPACE, 1, 3), candidate(JOIN, 2, 5), candidate(ENCODING, 4, 7)]
    assert kept(*chain) == ["SPC901", "ENC901"]


CANDIDATES = st.lists(
    st.tuples(
        st.sampled_from(WRITTEN_ORDER[:6]), st.integers(0, 12), st.sampled_from((0, 0, 1, 2, 3, 5))
    ).map(lambda drawn: candidate(drawn[0], drawn[1], drawn[1] + drawn[2], "x")),
    max_size=8,
)


def overlap(one: Candidate, other: Candidate) -> bool:
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def strength(one: Candidate) -> tuple[int, int, str, int]:
    return WRITTEN_ORDER.index(one.rule), one.start - one.end, one.rule.code, one.start


@given(CANDIDATES)
@few
def test_the_strongest_are_kept_one_after_another_as_far_as_they_fit(
    found: list[Candidate],
) -> None:
    expected: list[Candidate] = []
    for one in sorted(found, key=strength):
        if not any(overlap(one, other) for other in expected):
            expected.append(one)
    decision = decide(TEXT + TEXT, found, PLAIN)
    assert set(decision.kept) == set(expected)
    assert len(decision.kept) == len(expected)
    assert all(one.end <= other.start for one, other in pairwise(decision.kept))


@pytest.mark.parametrize(
    ("tier", "unsafe", "made"),
    [
        ("safe", False, True),
        ("safe", True, True),
        ("unsafe", False, False),
        ("unsafe", True, True),
        ("display", False, False),
        ("display", True, False),
    ],
)
def test_the_tier_says_what_the_settings_must_allow(tier: Tier, unsafe: bool, made: bool) -> None:
    settings = Settings(unsafe=unsafe)
    assert may_change(SPACE, tier, settings) == made
    one = candidate(SPACE, 2, 4, tier=tier)
    assert decide(TEXT, [one], settings) == Decision((one,) * made, (one,) * (not made))


def test_a_flag_is_left() -> None:
    flag = candidate(SPACE, 2, 4, None)
    assert decide(TEXT, [flag], PLAIN) == ((), (flag,))


def test_nothing_comes_of_nothing() -> None:
    assert decide(TEXT, [], PLAIN) == Decision((), ())


@pytest.mark.parametrize(
    ("hole", "change", "made"),
    [
        ((4, 4), (4, 4), False),
        ((4, 6), (6, 7), False),
        ((4, 6), (2, 4), False),
        ((4, 6), (5, 5), False),
        ((4, 6), (7, 8), True),
        ((4, 6), (1, 3), True),
    ],
)
def test_no_join_or_space_rule_closes_a_hole(
    hole: tuple[int, int], change: tuple[int, int], made: bool
) -> None:
    lost = candidate(HOLE, *hole, None)
    for rule in (JOIN, SPACE):
        assert kept(lost, candidate(rule, *change, "x")) == [rule.code] * made
    for rule in (ENCODING, INVISIBLE, toy("SPC902", beside_holes=True)):
        assert kept(lost, candidate(rule, *change, "x")) == [rule.code]


def test_a_long_hole_counts_behind_a_short_one() -> None:
    lost = [candidate(HOLE, 1, 9, None), candidate(HOLE, 2, 3, None)]
    assert kept(*lost, candidate(SPACE, 6, 7)) == []
    assert kept(*lost, candidate(SPACE, 10, 11)) == ["SPC901"]


def test_a_hole_that_a_text_says_itself_is_ignored() -> None:
    text = f"the {MARK} of it"
    hole, edit = candidate(HOLE, 4, 4, None), candidate(ENCODING, 4, 4, "x")
    assert decide(text, [hole, edit], PLAIN) == ((edit,), ())
    assert decide("the ... of it", [hole, edit], PLAIN).left == (hole,)


def test_a_mark_of_the_settings_hides_holes_as_well() -> None:
    hole = candidate(HOLE, 4, 4, None)
    assert decide("the (?) of it", [hole], Settings(mark_holes="(?)")) == ((), ())
    assert decide("the (?) of it", [hole], PLAIN) == ((), (hole,))


@pytest.mark.parametrize(
    ("span", "made"), [((0, 1), False), ((1, 2), False), ((0, 2), True), ((2, 3), True)]
)
def test_no_change_divides_a_grapheme_unless_its_rule_may(
    span: tuple[int, int], made: bool
) -> None:
    text = "e\u0301nd"
    assert kept(candidate(SPACE, *span), text=text) == ["SPC901"] * made
    free = toy("SPC902", within_graphemes=True)
    assert kept(candidate(free, *span), text=text) == ["SPC902"]


def test_a_policy_holds_the_rules_that_the_settings_let_run() -> None:
    tables, files = toy("SPC902", form="table"), toy("SPC903", form="file")
    rules = (JOIN, SPACE, tables, files)

    def codes(**chosen: object) -> list[str]:
        return [rule.code for rule in policy_of(rules, Settings(**chosen)).rules]  # type: ignore[arg-type]

    assert codes() == ["JOI901", "SPC901", "SPC902"]
    assert codes(form="file") == ["JOI901", "SPC901", "SPC903"]
    assert codes(select=("SPC",)) == ["SPC901", "SPC902"]
    assert codes(ignore=("SPC",)) == ["JOI901"]
    assert codes(select=("SPC", "JOI"), ignore=("SPC901",)) == ["JOI901", "SPC902"]


@pytest.mark.parametrize("chosen", [{"select": ("XYZ",)}, {"ignore": ("SPC901", "JOI9015")}])
def test_a_code_that_fits_no_rule_is_refused(chosen: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(ValueError, match=r"no rule has a code that begins with '(XYZ|JOI9015)'"):
        policy_of([JOIN, SPACE], Settings(**chosen))  # type: ignore[arg-type]


def test_rules_act_if_they_may_change_a_text_or_see_holes() -> None:
    unsafe, shown = toy("SPC902", tier="unsafe"), toy("SPC903", tier="display")
    rules = (JOIN, unsafe, shown, HOLE)
    assert policy_of(rules, PLAIN).acting == {JOIN, HOLE}
    assert policy_of(rules, Settings(unsafe=True)).acting == {JOIN, unsafe, HOLE}
    assert may_act(HOLE, PLAIN)
    assert not may_act(shown, Settings(unsafe=True))


def test_a_policy_can_do_without_some_rules() -> None:
    policy = policy_of([JOIN, SPACE, ENCODING], PLAIN)
    assert policy.hints == (JOIN.hint, SPACE.hint, ENCODING.hint)
    assert policy.without({"JOI901", "ENC901"}).rules == (SPACE,)
    assert policy.without(set()) == policy
    assert not policy.marks
