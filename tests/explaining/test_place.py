"""Why a place was, or was not, reported: what is said agrees with what is done."""

from __future__ import annotations

import ast
import json
import re
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup import clean, explain
from cleanup.engine.decide import overlap, policy_of
from cleanup.engine.parts import parts_of
from cleanup.engine.round import run_round
from cleanup.explaining.place import Explainer
from cleanup.explaining.scores import ASKED_BY
from cleanup.prefilter.texts import prefilter
from cleanup.rules import all_rules
from cleanup.settings import Settings
from cleanup.text.language import Language
from cleanup.values import Context
from tests.properties import few

if TYPE_CHECKING:
    from cleanup.explaining.values import Judgement
    from cleanup.rule import Rule

CORPUS = Path(__file__).parents[2] / "corpus"
ARTICLES = [path.read_text("utf-8") for path in sorted((CORPUS / "damaged").glob("*.txt"))]
GLUED = "The vote was close.Two members left early."


def judged(text: str, at: str, code: str, **known: Any) -> Judgement:  # noqa: ANN401
    """Return what a rule made of the place where ``at`` begins."""
    [one] = [one for one in explain(text, text.index(at), **known).rules if one.code == code]
    return one


@pytest.mark.parametrize("text", ARTICLES[::4])
def test_what_is_applied_is_what_the_first_round_applies(text: str) -> None:
    policy = policy_of(all_rules(), Settings(unsafe=True))
    (prefiltered,) = prefilter(policy.hints, [text])
    kept = run_round(parts_of(text, Language(None, text))[0], Context(), policy, prefiltered).kept
    for one in kept[::3]:
        whole = explain(text, one.start, one.end, settings=policy.settings)
        applied = {
            (made.code, made.start, made.end) for made in whole.rules if made.fate == "applied"
        }
        span = (one.start, one.end)
        touching = [other for other in kept if overlap((other.start, other.end), span)]
        assert applied == {(other.rule.code, other.start, other.end) for other in touching}


@pytest.mark.parametrize("text", ARTICLES[1::4])
def test_what_clean_reports_is_said_at_its_place(text: str) -> None:
    cleaned = clean(text)
    for finding in cleaned.findings[:4]:
        assert finding in explain(text, finding.start, finding.end).findings
    for edit in cleaned.edits[:4]:
        assert edit in explain(text, edit.start, edit.end).edits


@pytest.mark.parametrize("text", ["".join(ARTICLES)[:5_000], *ARTICLES[2::4]])
def test_places_explained_together_are_explained_as_each_alone(text: str) -> None:
    cleaned = clean(text)
    together = Explainer(text, Context(), Settings(), cleaned)
    for edit in cleaned.edits[:6]:
        alone = explain(text, edit.start, edit.end)
        assert together.at(edit.start, edit.end) == alone


@given(st.sampled_from(ARTICLES), st.integers(0, 10_000))
@few
def test_any_place_can_be_explained_as_data(text: str, start: int) -> None:
    start %= len(text[:3000]) + 1
    explained = explain(text[:3000], start)
    assert explained.start <= start <= explained.end
    assert json.loads(json.dumps(asdict(explained)))["start"] == explained.start


def test_a_change_is_explained_with_what_gives_way_to_it() -> None:
    assert judged(GLUED, "Two", "JOI001").fate == "applied"
    lost = judged(GLUED, "Two", "JOI006")
    assert lost.fate == "gave way"
    assert lost.reason == "the change of JOI001 at 19-19 is made here"


@pytest.mark.parametrize(
    ("settings", "fate", "reason"),
    [
        (Settings(ignore=("JOI001",)), "not asked", "the settings do not select it"),
        (Settings(threshold=0.995), "dropped", "confidence 0.99 is below the threshold 0.995"),
    ],
)
def test_settings_that_keep_a_rule_silent_are_named(
    settings: Settings, fate: str, reason: str
) -> None:
    one = judged(GLUED, "close.Two", "JOI001", settings=settings)
    assert (one.fate, one.reason) == (fate, reason)


def test_a_rule_of_another_language_or_form_says_so() -> None:
    text = "On Monday, thesaid it had sent the boats to the quay."
    one = judged(text, "thesaid", "HOL001", lang="de")
    assert one.reason == "it is for en; the language here is de"
    one = judged("The tide.\r\nThe boat.", "\r", "SPC007", settings=Settings(form="file"))
    assert one.reason == "it runs on rows of tables only"


def test_program_text_is_a_guard_and_keeps_the_change_away() -> None:
    text = "The tool prints `close.Two members` on the quay."
    assert explain(text, text.index("close")).guards == (
        "marked as program text: nothing is changed there",
    )
    assert not explain(text, text.index("close")).edits


def test_a_change_that_would_hide_a_hole_names_it() -> None:
    text = next(text for text in ARTICLES if "retired judge , found" in text)
    one = judged(text, " , found", "SPC005")
    assert one.fate == "gave way"
    assert re.fullmatch("it would hide the hole of HOL009 at [0-9]+-[0-9]+", one.reason)


def test_a_place_without_any_hint_has_no_rules() -> None:
    explained = explain("The ferry left on time.", 6)
    assert (explained.start, explained.end, explained.rules) == (4, 9, ())


@pytest.mark.parametrize(("start", "end"), [(43, None), (3, 99)])
def test_a_place_outside_the_text_is_refused(start: int, end: int | None) -> None:
    place = start if end is None else f"{start}-{end}"
    with pytest.raises(ValueError, match=f"^{place} is outside the text, which has 42 code points"):
        explain(GLUED, start, end)


def test_a_place_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="5-4 ends before it begins"):
        explain(GLUED, 5, 4)


def test_what_touches_a_place_without_overlapping_is_not_of_it() -> None:
    text = "Photo by Lena Ostrow / Reuters\n\nRussia sent its boats to the quay on Monday.\n"
    explained = explain(text, text.index("Russia"))
    assert clean(text).edits
    assert (explained.edits, explained.later) == ((), ())


def test_what_only_a_later_round_sees_is_named() -> None:
    text = next(text for text in ARTICLES if later(text))
    assert all(code[:3].isalpha() for code in later(text))


def later(text: str) -> tuple[str, ...]:
    """Return the codes that a later round adds at the places where something is found."""
    found = (explain(text, one.start, one.end) for one in clean(text).found)
    return next((explained.later for explained in found if explained.later), ())


def test_the_rules_that_ask_for_a_score_are_those_named() -> None:
    for scorer, codes in ASKED_BY.items():
        asking = {
            rule.code
            for rule in all_rules()
            if imported(rule, f"cleanup.scoring.{scorer}.score")
            - {"has_certain_holes", "certain_positions"}
        }
        assert asking == set(codes)


def imported(rule: Rule, module: str) -> set[str]:
    """Return what the module of a rule imports from another one."""
    tree = ast.parse(Path(str(import_module(rule.find.__module__).__file__)).read_bytes())
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return {name.name for node in nodes if node.module == module for name in node.names}


def test_a_merged_edit_is_of_the_first_round_if_its_rules_are() -> None:
    text = "The vote was close, and two members left early.  \n\n\n\nAnd so on went the day."
    for start in range(text.index("early."), text.index("And")):
        assert explain(text, start, start + 1).later == ()
