"""The formats for programs: json and jsonl."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import given

from tests.cli.formats.cases import hostile, located, report
from tests.properties import few

if TYPE_CHECKING:
    from cleanup.cli.checking.findings import LocatedFinding


@given(hostile)
@few
def test_both_are_ascii_and_hold_every_text_as_it_is(findings: list[LocatedFinding]) -> None:
    whole, lines = report("json", findings), report("jsonl", findings)
    assert whole.isascii()
    objects = [json.loads(line) for line in lines.splitlines()]
    assert json.loads(whole) == objects
    for one, found in zip(objects, findings, strict=True):
        finding = found.finding
        before = found.text[finding.start : finding.end]
        assert (one["path"], one["before"]) == (found.source.path, before)
        assert (one["after"], one["message"]) == (finding.after, finding.message)
        assert one["fixable"] is found.fixable


def test_nothing_is_an_empty_array() -> None:
    assert json.loads(report("json", [])) == []


def test_a_place_is_a_line_and_a_column_or_a_row() -> None:
    [in_file] = json.loads(report("json", [located("a\nb c", start=4, end=4)]))
    assert (in_file["line"], in_file["column"]) == (2, 3)
    [in_table] = json.loads(report("json", [located("a b", row=3, column="body")]))
    assert (in_table["row"], in_table["text_column"]) == (3, "body")
    assert "line" not in in_table
