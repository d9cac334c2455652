"""One round: a pure function from a text and a policy to the changes and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cleanup.engine.decide import policy_of
from cleanup.engine.parts import parts_of
from cleanup.engine.round import Round, run_round
from cleanup.prefilter.hints import Always, AnyOf
from cleanup.prefilter.texts import prefilter
from cleanup.rule import rule
from cleanup.settings import Settings
from cleanup.text.language import Language
from cleanup.text.pattern import Pattern
from cleanup.values import MARK, Context, Found
from tests.toys import toy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.engine.detect import Candidate
    from cleanup.rule import Rule
    from cleanup.text.document import Document

REPAIR = toy("SPC901", "  ", " ")
FLAG = toy("SPC902", "sail", tier="display")
HOLE = toy("HOL901", "the of", tier="display", confidence=0.95)
MARKS = Settings(mark_holes=MARK, mark_threshold=0.9)


def done(
    text: str, *rules: Rule, settings: Settings | None = None, marks: bool = False, **known: str
) -> Round:
    context = Context(known.get("title"), known.get("lang"), known.get("source"))
    policy = policy_of(rules, settings or Settings())._replace(marks=marks)
    (prefiltered,) = prefilter(policy.hints, [text])
    return run_round(
        parts_of(text, Language(known.get("lang"), text))[0],
        context,
        policy,
        prefiltered,
    )


def codes(found: Sequence[Candidate]) -> list[str]:
    return [one.rule.code for one in found]


def test_a_round_returns_its_changes_and_the_candidates_that_became_them() -> None:
    outcome = done("a  b  c", REPAIR)
    assert [change[:4] for change in outcome.changes] == [
        (1, 3, " ", ("SPC901",)),
        (4, 6, " ", ("SPC901",)),
    ]
    assert codes(outcome.kept) == ["SPC901", "SPC901"]
    assert (list(outcome.flags), list(outcome.provisional)) == ([], [])


def test_the_same_text_has_the_same_outcome() -> None:
    assert done("a  b", REPAIR, FLAG) == done("a  b", REPAIR, FLAG)


def test_where_no_hint_holds_nothing_runs() -> None:
    @rule("SPC903", tier="safe", confidence=1.0, hint=AnyOf("zz"))
    def never(_: Document) -> Iterator[Found]:
        raise AssertionError("its hint does not hold")

    assert done("a  b", never) == Round() == ((), (), (), (), frozenset())
    assert len(done("a  b", never, REPAIR).changes) == 1


def test_rules_that_cannot_act_run_only_at_a_fixpoint() -> None:
    assert codes(done("a  sail", REPAIR, FLAG).flags) == []
    outcome = done("a sail", REPAIR, FLAG)
    assert not outcome.changes
    assert codes(outcome.flags) == ["SPC902"]


def test_at_a_fixpoint_all_that_is_left_is_flagged() -> None:
    outcome = done("the of a sail", FLAG, HOLE)
    assert codes(outcome.flags) == ["HOL901", "SPC902"]
    assert outcome.kept == ()


def test_what_its_place_made_weaker_is_provisional_until_then() -> None:
    @rule("SPC903", tier="safe", confidence=1.0, hint=Always())
    def weaker(document: Document) -> Iterator[Found]:
        yield Found(0, 1, "x", tier="unsafe")
        yield Found(1, 2, "x", tier="display")

    outcome = done("ab  c", weaker, HOLE, REPAIR)
    assert [one.start for one in outcome.provisional] == [0, 1]
    assert codes(outcome.kept) == ["SPC901"]
    outcome = done("ab c", weaker, HOLE, REPAIR)
    assert (codes(outcome.flags), list(outcome.provisional)) == (["SPC903", "SPC903"], [])


def test_candidates_below_the_threshold_are_dropped() -> None:
    weak = toy("SPC903", "a", "b", confidence=0.5)
    shown = toy("SPC904", "a", tier="display", confidence=0.5)
    assert done("a", weak, shown) == Round(flags=[])
    assert done("a", weak, settings=Settings(threshold=0.5)).changes
    assert codes(done("a", shown, settings=Settings(threshold=0.5)).flags) == ["SPC904"]


def test_holes_are_marked_when_nothing_else_is_to_be_done() -> None:
    outcome = done("the of a sail", HOLE, FLAG, settings=MARKS, marks=True)
    (change,) = outcome.changes
    assert change[:4] == (3, 4, f" {MARK} ", ("HOL901",))
    assert codes(outcome.flags) == ["HOL901"]
    assert outcome.kept == ()
    assert codes(done("the of a  sail", HOLE, REPAIR, settings=MARKS, marks=True).kept) == [
        "SPC901"
    ]


def test_holes_are_not_marked_unless_it_is_their_turn() -> None:
    assert not done("the of a sail", HOLE, settings=MARKS).changes


@pytest.mark.parametrize(
    ("declared", "marked"),
    [
        ({"confidence": 0.9}, True),
        ({"confidence": 0.89}, False),
        ({"hole": "quotation", "confidence": 1.0}, True),
        ({"hole": "mark", "confidence": 1.0}, False),
    ],
)
def test_only_sure_holes_that_lack_words_are_marked(declared: dict[str, Any], marked: bool) -> None:
    hole = toy("HOL902", "the of", tier="display", **declared)
    outcome = done("the of a sail", hole, FLAG, settings=MARKS, marks=True)
    assert bool(outcome.changes) == marked
    assert codes(outcome.flags) == (["HOL902"] if marked else ["HOL902", "SPC902"])


def test_a_round_of_marks_keeps_what_is_provisional() -> None:
    @rule("SPC903", tier="safe", confidence=1.0, hint=Always())
    def weaker(_: Document) -> Iterator[Found]:
        yield Found(0, 1, "x", tier="unsafe")

    outcome = done("the of a sail", HOLE, weaker, settings=MARKS, marks=True)
    assert codes(outcome.provisional) == ["SPC903"]
    assert codes(outcome.flags) == ["HOL901"]


def test_rules_are_shown_what_the_row_knows() -> None:
    seen: list[tuple[str | None, ...]] = []

    @rule("SPC903", tier="safe", confidence=1.0, hint=Always())
    def looks(document: Document) -> Iterator[Found]:
        seen.append((document.title, document.lang, document.source, document.form))
        yield from ()

    done("a", looks, settings=Settings(form="file"), title="T", lang="de", source="S")
    assert seen == [("T", "de", "S", "file")]


def test_a_pattern_that_runs_out_of_time_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleanup.text.pattern.TIME_LIMIT", 0.02)
    explosive = Pattern(r"(?:a|aa)+$")

    @rule("SPC903", tier="safe", confidence=1.0, hint=Always())
    def explodes(document: Document) -> Iterator[Found]:
        yield from (Found(one.start(), one.end()) for one in explosive.finditer(document.text))

    with pytest.raises(TimeoutError):
        done("a" * 60 + "!", explodes)
