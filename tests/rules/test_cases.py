"""Cases as data: damage from the wild, look-alikes that stay, and failures that are known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import cleanup

CASES = Path(__file__).parents[2] / "corpus" / "cases"


def cases(name: str) -> list[Any]:
    with (CASES / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [pytest.param(case, id=case["label"]) for case in map(json.loads, lines)]


def is_flagged(result: cleanup.Cleaned, family: str, substring: str, offset: int) -> bool:
    """Return whether a finding of the family lies at, in or across the expected place."""
    return any(
        finding.family == family
        and finding.start <= offset + len(substring)
        and offset <= finding.end
        for finding in result.findings
    )


def assert_comes_out(case: dict[str, Any]) -> None:
    result = cleanup.clean(case["text"], lang=case["lang"])
    assert result.text == case["clean"]
    assert [place for place in case["findings"] if not is_flagged(result, *place)] == []
    assert cleanup.undo(result.text, result.edits) == case["text"]


@pytest.mark.parametrize("case", cases("wild"))
def test_damage_from_the_wild_is_repaired_and_flagged(case: dict[str, Any]) -> None:
    assert_comes_out(case)


@pytest.mark.parametrize("case", cases("negative"))
def test_look_alikes_come_back_unchanged_and_without_findings(case: dict[str, Any]) -> None:
    result = cleanup.clean(case["text"], lang=case["lang"])
    assert result.text == case["text"]
    assert result.found == ()


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="known failure")
@pytest.mark.parametrize("case", cases("known_failures"))
def test_known_failures_still_fail(case: dict[str, Any]) -> None:
    assert_comes_out(case)
