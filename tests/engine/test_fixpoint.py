"""Rounds that do not end well: rules that contradict each other, never rest, or take too long."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import pytest

from cleanup import Settings, clean, undo
from cleanup.engine.clean import clean_all
from cleanup.prefilter.hints import Always
from cleanup.rule import Rule, rule
from cleanup.rules import all_rules
from cleanup.text.pattern import Pattern
from cleanup.values import Context, Found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cleanup.text.document import Document

ROUNDS = importlib.import_module("cleanup.engine.clean")
GLUED = "The vote was close.Two members left."
SEPARATED = "The vote was close. Two members left."


def replacing(code: str, before: str, after: str) -> Rule:
    """A rule that replaces every ``before``."""

    def replacing(document: Document) -> Iterator[Found]:
        """Replace one text by another."""
        start = document.text.find(before)
        while start >= 0:
            yield Found(start, start + len(before), after)
            start = document.text.find(before, start + len(before))

    return rule(code, tier="safe", confidence=1.0, hint=Always())(replacing)


@pytest.fixture
def with_rules(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def add(*added: Rule) -> None:
        monkeypatch.setattr(ROUNDS, "all_rules", lambda: (*all_rules(), *added))

    return add


def test_rules_that_contradict_each_other_leave_the_document_as_it_was(
    with_rules: Callable[..., None],
) -> None:
    with_rules(replacing("MRK901", "zig", "zag"), replacing("MRK902", "zag", "zig"))
    result = clean(f"{GLUED} zig")
    assert result.text == f"{GLUED} zig"
    assert [finding.code for finding in result.findings] == ["DOC001"]
    assert result.status == "flagged"


def test_a_rule_that_never_rests_is_set_aside_and_the_others_stand(
    with_rules: Callable[..., None],
) -> None:
    with_rules(replacing("MRK901", "zig", "zig zig"))
    result = clean(f"{GLUED} zig")
    assert result.text == f"{SEPARATED} zig"
    assert "DOC001" in {finding.code for finding in result.findings}
    assert undo(result.text, result.edits) == f"{GLUED} zig"
    assert clean(result.text).edits == ()


def test_three_rounds_may_change_a_text(with_rules: Callable[..., None]) -> None:
    with_rules(
        replacing("MRK901", "one", "two"),
        replacing("MRK902", "two", "three"),
        replacing("MRK903", "three", "four"),
    )
    result = clean("It was one.")
    assert result.text == "It was four."
    (edit,) = result.edits
    assert (edit.before, edit.after, edit.codes) == ("one", "four", ("MRK901", "MRK902", "MRK903"))


def test_what_is_left_is_flagged_also_when_the_last_round_changed_nothing(
    with_rules: Callable[..., None],
) -> None:
    with_rules(
        replacing("MRK901", "one", "two"),
        replacing("MRK902", "two", "three"),
        replacing("MRK903", "three", "four"),
    )
    lost = "Whose , and when, thesaid nothing of."
    quick, slow = clean(f"{lost} It was four.", lang="en"), clean(f"{lost} It was one.", lang="en")
    assert [one.code for one in slow.findings] == [one.code for one in quick.findings] != []


def test_a_pattern_that_takes_too_long_leaves_its_document_alone(
    with_rules: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cleanup.text.pattern.TIME_LIMIT", 0.05)
    explosive = Pattern(r"(?:a|aa)+$")

    def explosive_rule(document: Document) -> Iterator[Found]:
        """Explode on many letters a."""
        yield from (Found(m.start(), m.end(), "") for m in explosive.finditer(document.text))

    with_rules(rule("MRK901", tier="safe", confidence=1.0, hint=Always())(explosive_rule))
    attack = f"{GLUED} {'a' * 60}!"
    slow, quick = clean_all([attack, GLUED], [Context(), Context()], Settings())
    assert slow.text == attack
    assert [finding.code for finding in slow.findings] == ["DOC002"]
    assert quick.text == SEPARATED


def test_overlapping_changes_are_settled_by_the_written_order(
    with_rules: Callable[..., None],
) -> None:
    with_rules(replacing("SPC901", "ab", "S"), replacing("ENC901", "bc", "E"))
    assert clean("xabcx").text == "xaEx"


def test_a_lone_surrogate_is_refused_with_its_offset() -> None:
    with pytest.raises(ValueError, match=r"U\+D83D at offset 2"):
        clean("ab\ud83d")


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(ValueError, match="XYZ"):
        clean("text", settings=Settings(select=("XYZ",)))
