"""Why a place was, or was not, reported: what is said agrees with what is done."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup import clean, explain
from cleanup.engine.decide import policy_of
from cleanup.engine.round import run_round
from cleanup.prefilter.texts import prefilter
from cleanup.rules import all_rules
from cleanup.settings import Settings
from cleanup.values import Context
from tests.properties import few

if TYPE_CHECKING:
    from cleanup.explaining.place import Judgement

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
    kept = run_round(text, Context(), policy, prefiltered).kept
    for one in kept[::3]:
        whole = explain(text, one.start, one.end, settings=policy.settings)
        applied = {
            (made.code, made.start, made.end) for made in whole.rules if made.fate == "applied"
        }
        touching = [other for other in kept if other.start <= one.end and one.start <= other.end]
        assert applied == {(other.rule.code, other.start, other.end) for other in touching}


@pytest.mark.parametrize("text", ARTICLES[1::4])
def test_what_clean_reports_is_said_at_its_place(text: str) -> None:
    cleaned = clean(text)
    for finding in cleaned.findings[:4]:
        assert finding in explain(text, finding.start, finding.end).findings
    for edit in cleaned.edits[:4]:
        assert edit in explain(text, edit.start, edit.end).edits


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
    assert lost.reason == "the change of JOI001 at 19-19 overlaps it and comes first"


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
    explained = explain("The ferry left on time", 6)
    assert (explained.start, explained.end, explained.rules) == (4, 9, ())


@pytest.mark.parametrize(("start", "end"), [(43, None), (3, 99), (5, 4)])
def test_a_place_outside_the_text_is_refused(start: int, end: int | None) -> None:
    place = start if end is None else f"{start}-{end}"
    with pytest.raises(ValueError, match=f"^{place} is outside the text, which has 42 code points"):
        explain(GLUED, start, end)
