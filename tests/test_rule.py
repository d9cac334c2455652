"""What a declaration makes of a rule, and what it refuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from cleanup.prefilter.hints import Always
from cleanup.rule import FAMILIES, PROSE, rule
from cleanup.text.document import Document
from cleanup.values import Found
from tests.toys import toy

if TYPE_CHECKING:
    from collections.abc import Iterator


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
