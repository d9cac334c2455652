"""``--format gitlab``: what GitLab asks of a Code Quality report, as a schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import given

from tests.cli.formats.cases import hostile, located, report
from tests.properties import few

if TYPE_CHECKING:
    from cleanup.cli.checking.findings import LocatedFinding

TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
LINES = {"type": "object", "required": ["begin"], "properties": {"begin": {"minimum": 1}}}
SCHEMA = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": TEXT,
            "check_name": TEXT,
            "fingerprint": TEXT,
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {"path": {**TEXT, "not": {"pattern": "^\\./"}}, "lines": LINES},
            },
        },
    },
}


@given(hostile)
@few
def test_a_report_is_valid_and_tells_all_findings_apart(findings: list[LocatedFinding]) -> None:
    written = report("gitlab", findings)
    assert written.isascii()
    issues = json.loads(written)
    jsonschema.validate(issues, SCHEMA)
    assert [one["check_name"] for one in issues] == [one.finding.code for one in findings]


def test_the_same_damage_twice_has_two_fingerprints_that_stay() -> None:
    line = "The ferry ran late.Nobody knew.\n"
    first, second = located(line * 2, start=19, end=19), located(line * 2, start=51, end=51)
    moved = [
        one._replace(
            text=f"New.\n\n{one.text}",
            finding=one.finding._replace(start=one.finding.start + 6, end=one.finding.end + 6),
        )
        for one in (first, second)
    ]
    before, after = (
        [one["fingerprint"] for one in json.loads(report("gitlab", findings))]
        for findings in ([first, second], moved)
    )
    assert before == after
    assert len(set(before)) == 2


def test_the_same_damage_in_two_files_has_two_fingerprints() -> None:
    issues = json.loads(report("gitlab", [located("a b"), located("a b", path="./b.txt")]))
    assert issues[0]["fingerprint"] != issues[1]["fingerprint"]
    assert [one["location"]["path"] for one in issues] == ["a.txt", "b.txt"]


@pytest.mark.parametrize(("line", "begin"), [(None, 1), (8, 8)])
def test_a_row_is_named_in_the_description(line: int | None, begin: int) -> None:
    [issue] = json.loads(report("gitlab", [located("a b", row=7, line=line)]))
    assert issue["description"].startswith("a.txt#7:text:0-0 ")
    assert issue["location"]["lines"] == {"begin": begin}


def test_nothing_is_an_empty_array() -> None:
    assert json.loads(report("gitlab", [])) == []
