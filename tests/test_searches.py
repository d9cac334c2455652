"""The searches of ``tests.long``: what they draw is accepted, found again by its seed, shrunk."""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING

import pytest

from cleanup.settings import Settings
from tests.long import mutated
from tests.long.trees import fault_of_tree
from tests.long.trials import SHORT, Trial, random_settings, random_trial, shrunk
from tests.pieces import random_text
from tests.scale import share

if TYPE_CHECKING:
    from pathlib import Path


def test_any_settings_that_are_drawn_keep_the_laws() -> None:
    random = Random(1)
    for _ in range(share(600)):
        trial, text = random_trial(random), random_text(random, 6)
        assert not trial.broken(text), f"{text!a} {trial}"


def test_all_kinds_of_settings_are_drawn() -> None:
    random = Random(1)
    drawn = [random_settings(random) for _ in range(100)]
    for name in Settings.__slots__:
        if name != "steps_per_code_point":
            assert len({getattr(settings, name) for settings in drawn}) > 1, name


@pytest.mark.parametrize("seed", range(share(200, 6)))
def test_small_trees_come_back(seed: int) -> None:
    assert fault_of_tree(seed) == ""


def test_what_breaks_a_law_is_cut_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str, *_: object) -> str | None:
        return f"at {text.index('x')} is an x" if "x" in text else "empty" if not text else None

    monkeypatch.setattr("tests.long.trials.broken", broken)
    failure = shrunk("ab" * 40 + "x" + "c" * 30, Trial(Settings(unsafe=True), SHORT[0]))
    assert (failure.text, failure.law) == ("x", "at 0 is an x")
    assert str(failure).endswith("Settings(unsafe=True), parts (120, 60, 40, 30)")


def test_a_number_and_a_seed_give_the_same_trial(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        {"text": f"The {n}. ferry left the quay.Nobody saw it. " * 9, "lang": "en"} for n in "ab"
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    tried: list[tuple[str, Trial]] = []
    monkeypatch.setattr(Trial, "broken", lambda trial, text: tried.append((text, trial)))
    for _ in range(2):
        assert [mutated.tried(tmp_path, 1, number) for number in range(30)] == [None] * 30
    assert tried[:30] == tried[30:]
    assert len({text for text, _ in tried}) > 20
