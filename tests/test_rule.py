"""What a declaration makes of a rule, and what it refuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from cleanup.measurement import Measurement
from cleanup.prefilter.hints import Always
from cleanup.rule import FAMILIES, PROSE, SEVERITY_OF, check_found, rule
from cleanup.text.document import Document
from cleanup.values import SEVERITIES, Found
from tests.toys import toy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.values import Tier


def test_a_declaration_becomes_a_rule() -> None:
    hint = Always()

    @rule("SPC901", tier="unsafe", confidence=0.5, hint=hint)
    def two_blanks(document: Document) -> Iterator[Found]:
        """Says what is seen. And more.

        What it does:
            Nothing.
        """
        yield Found(0, len(document.text))

    assert (two_blanks.code, two_blanks.name, two_blanks.family) == (
        "SPC901",
        "two-blanks",
        "space",
    )
    assert (two_blanks.tier, two_blanks.confidence, two_blanks.hint) == ("unsafe", 0.5, hint)
    assert two_blanks.message == "Says what is seen. And more"
    assert two_blanks.manual.endswith("\n\nWhat it does:\n    Nothing.")
    assert list(two_blanks.find(Document("ab"))) == [Found(0, 2)]


def test_what_a_declaration_leaves_out_limits_and_allows_nothing() -> None:
    plain = toy("SPC901")
    assert (plain.bad, plain.flags, plain.good) == ({}, {}, ())
    assert plain.langs == frozenset()
    assert (plain.form, plain.hole) == (None, None)
    assert not (plain.removes)
    assert not (plain.beside_holes)
    assert not (plain.within_graphemes)


def test_a_rule_has_what_it_declares() -> None:
    full = toy(
        "HOL901",
        bad={"a": "b"},
        flags={"c": "c"},
        good=["d"],
        removes=True,
        form="file",
        langs=["en"],
        beside_holes=True,
        within_graphemes=True,
        hole="mark",
    )
    assert (full.bad, full.flags, full.good) == ({"a": "b"}, {"c": "c"}, ("d",))
    assert full.langs == {"en"}
    assert (full.form, full.hole) == ("file", "mark")
    assert full.removes
    assert full.beside_holes
    assert full.within_graphemes


def test_rules_are_the_same_only_if_they_are_one_object() -> None:
    assert toy("SPC901") != toy("SPC901")


@pytest.mark.parametrize("code", ["SPC1", "SPC0001", "spc001", "XYZ001", "", "SPC001x"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="is no rule code"):
        rule(code, tier="safe", confidence=1.0, hint=Always())


def test_families_are_told_by_three_letters() -> None:
    assert all(re.fullmatch("[A-Z]{3}", prefix) for prefix in FAMILIES)
    assert len(set(FAMILIES.values())) == len(FAMILIES)


def test_the_prose_of_examples_is_a_running_paragraph() -> None:
    document = Document(PROSE)
    assert document.is_running(document.line_at(0))


def test_a_severity_is_that_of_the_family_unless_the_rule_says_otherwise() -> None:
    assert set(SEVERITY_OF) == set(FAMILIES.values())
    assert set(SEVERITY_OF.values()) == set(SEVERITIES)
    assert toy("HOL901").severity == "lost"
    assert toy("CRD901").severity == "not-article"
    assert toy("SPC901", severity="meaning").severity == "meaning"


def measurement(right: int, total: int, tier: Tier | None = None) -> Measurement:
    return Measurement(right, total, "pages", "scraped", "2026-11-28", tier)


@pytest.mark.parametrize(
    ("declared", "message"),
    [
        ({"confidence": 0.0}, "SPC901: a confidence of 0.0 is not between"),
        ({"confidence": 1.1}, "SPC901: a confidence of 1.1 is not between"),
        ({"measured": [measurement(3, 2)]}, "SPC901: 3 of 2 is no measurement"),
        ({"measured": [measurement(0, 0)]}, "SPC901: 0 of 0 is no measurement"),
        (
            {"tier": "unsafe", "measured": [measurement(1, 2, "safe")]},
            "SPC901: safe is no weaker tier than unsafe",
        ),
    ],
)
def test_what_no_rule_can_claim_is_refused(declared: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        toy("SPC901", **declared)


@pytest.mark.parametrize(("tier", "own"), [("unsafe", "safe"), ("display", "unsafe")])
def test_a_place_may_only_be_of_a_weaker_tier(tier: Tier, own: Tier) -> None:
    weaker, stronger = toy("SPC901", tier=own), toy("SPC901", tier=tier)
    check_found(weaker, Found(0, 1, tier=tier))
    check_found(weaker, Found(0, 1, tier=own))
    check_found(weaker, Found(0, 1))
    with pytest.raises(ValueError, match=f"SPC901 is {tier}, so no place of it can be {own}"):
        check_found(stronger, Found(0, 1, tier=own))


def test_the_confidence_of_a_place_is_between_0_and_1() -> None:
    check_found(toy("SPC901"), Found(0, 1, confidence=1.0))
    with pytest.raises(ValueError, match="SPC901: a confidence of -1"):
        check_found(toy("SPC901"), Found(0, 1, confidence=-1))
