"""What rules see in a document: candidates, and which are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cleanup.engine.detect import Candidate, detect
from cleanup.prefilter.hints import Always
from cleanup.rule import rule
from cleanup.text.document import Document
from cleanup.values import Found
from tests.toys import candidate, toy

if TYPE_CHECKING:
    from collections.abc import Iterator

JOIN = toy("JOI901", "ab", "a b")


def spans(text: str, *rules: object, **known: str) -> list[tuple[int, int]]:
    found = detect(Document(text, **known), rules, 0.8)  # type: ignore[arg-type]
    return [(one.start, one.end) for one in found]


def test_each_place_is_a_candidate_in_the_order_of_the_rules() -> None:
    flag = toy("SPC901", "b")
    found = detect(Document("ab ab"), [JOIN, flag], 0.8)
    assert [(one.rule, one.start, one.end, one.after) for one in found] == [
        (JOIN, 0, 2, "a b"),
        (JOIN, 3, 5, "a b"),
        (flag, 1, 2, None),
        (flag, 4, 5, None),
    ]


@pytest.mark.parametrize(("least", "many"), [(0.0, 1), (0.9, 1), (0.91, 0), (1.0, 0)])
def test_a_candidate_below_the_threshold_is_dropped(least: float, many: int) -> None:
    assert len(detect(Document("ab"), [JOIN], least)) == many


def test_a_place_may_have_a_confidence_of_its_own() -> None:
    @rule("SPC901", tier="safe", confidence=0.9, hint=Always())
    def finds(_: Document) -> Iterator[Found]:
        yield Found(0, 1, "x", confidence=0.5)
        yield Found(1, 2, "x", confidence=0.95)
        yield Found(2, 3, None, confidence=0.0)

    assert spans("abcd", finds) == [(1, 2)]


def test_a_proposal_that_changes_nothing_is_no_candidate() -> None:
    assert spans("ab", toy("SPC901", "ab", "ab")) == []


def test_a_proposal_in_marked_code_is_none_but_a_flag_is() -> None:
    assert spans("`ab` ab", JOIN) == [(5, 7)]
    assert spans("`ab` ab", toy("SPC901", "ab")) == [(1, 3), (5, 7)]


@pytest.mark.parametrize(("lang", "many"), [("en", 1), ("de", 1), ("fr", 0)])
def test_a_rule_of_some_languages_sees_nothing_in_others(lang: str, many: int) -> None:
    assert len(spans("ab", toy("SPC901", "ab", langs=("en", "de")), lang=lang)) == many


def test_rules_after_one_of_another_language_still_run() -> None:
    assert spans("ab", toy("SPC901", "ab", langs=("fr",)), JOIN, lang="en") == [(0, 2)]


def test_a_candidate_has_what_its_place_says_else_what_its_rule_says() -> None:
    plain = candidate(JOIN, 0, 2, "a b")
    assert (plain.confidence, plain.tier) == (0.9, "safe")
    own = candidate(JOIN, 0, 2, "a b", confidence=0.0, tier="unsafe", message="Seen")
    assert (own.confidence, own.tier) == (0.0, "unsafe")
    assert plain.finding(3, 5)[:9] == (
        *("JOI901", "toy", "join", "safe", 0.9, 3, 5, "a b"),
        "Replace one text by another",
    )
    assert own.finding(3, 5).message == "Seen"
    assert own.finding(3, 5).tier == "unsafe"


def test_a_finding_says_what_was_lost() -> None:
    hole = candidate(toy("HOL901", hole="bracket"), 0, 1, None)
    assert hole.finding(0, 1).hole == "bracket"
    assert candidate(JOIN, 0, 1).finding(0, 1).hole is None


def test_a_candidate_becomes_a_change_with_what_its_rule_declares() -> None:
    assert candidate(JOIN, 0, 2, "a b").change == (0, 2, "a b", ("JOI901",), False, False)
    free = toy("CRD901", removes=True, within_graphemes=True)
    assert candidate(free, 0, 2, None).change == (0, 2, "", ("CRD901",), True, True)


def test_a_candidate_is_where_its_rule_found_it() -> None:
    assert Candidate.of(JOIN, Found(3, 4, "x")) == (JOIN, Found(3, 4, "x"), 3, 4, "x")


def test_a_place_that_claims_more_than_its_rule_is_an_error_of_the_rule() -> None:
    @rule("JOI902", tier="unsafe", confidence=0.9, hint=Always())
    def sure(_: Document) -> Iterator[Found]:
        """Join."""
        yield Found(0, 1, "b", tier="safe")

    with pytest.raises(ValueError, match="JOI902 is unsafe, so no place of it can be safe"):
        detect(Document("a"), [sure], 0.8)
