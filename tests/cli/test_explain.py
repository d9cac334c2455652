"""``cleanup explain``: a place named as ``check`` prints it, for people and as data."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from tests.commands import GLUED, jsonl, run

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(f"\ufeff{GLUED}", "utf-8")
    line = GLUED.strip()
    jsonl(Path("a.jsonl"), {"text": ""}, {"text": 5}, {"text": line, "body:b": line})


@pytest.mark.parametrize("place", ["a.txt", "a.jsonl"])
def test_a_place_is_what_check_prints(place: str, capsys: Captured) -> None:
    run("check", place)
    printed = capsys.readouterr().out.split(" ")[0]
    assert run("explain", printed) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{printed}: ")
    assert "\nwould be repaired by JOI001: " in out
    assert "  JOI001 glued-sentence, applied (" in out
    assert re.search(r"\nScore of glue, kind '.A' at .*\n(  +[+-][0-9.]+  .*\n)+", out)


@pytest.mark.parametrize(
    "place", ["a.jsonl#2:33", "a.jsonl#2:33-33", "a.jsonl#2:text:33-33", "a.jsonl#2:body:b:33"]
)
def test_a_row_is_named_with_or_without_its_column_and_end(place: str, capsys: Captured) -> None:
    assert run("explain", place, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["place"] == place
    assert [edit["codes"] for edit in told["edits"]] == [["JOI001"]]
    [score] = told["scores"]
    assert sum(term["weight"] * term["value"] for term in score["terms"]) == pytest.approx(
        score["score"]
    )


def test_the_settings_are_those_of_the_command(capsys: Captured) -> None:
    assert run("explain", "a.txt:1:34", "--ignore", "JOI") == 0
    out = capsys.readouterr().out
    assert "nothing is changed or reported here" in out
    assert ": the settings do not select it" in out


@pytest.mark.parametrize("place", ["-:1:34", "-#0:33"])
def test_a_place_on_standard_input_is_no_option(
    place: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = GLUED.strip()
    text = json.dumps({"text": line}) + "\n" + json.dumps({"text": "a"}) if "#" in place else line
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert run("explain", place) == 0
    assert f"{place}: " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("a.txt", "'a.txt' names no place; give PATH:LINE:COL for a text file, or PATH#ROW:START"),
        ("a.txt:9:1", "a.txt: there is no line 9 with a column 1; both are counted from 1"),
        ("a.txt:0:1", "a.txt: there is no line 0 with a column 1"),
        ("a.txt:1:999", "a.txt: there is no line 1 with a column 999"),
        ("a.txt#0:1", "a.txt: this is a text file; name the place as a.txt:LINE:COL"),
        ("a.jsonl:1:1", "a.jsonl: this is a table; name the place as a.jsonl#ROW:START"),
        ("a.jsonl#1:1", "a.jsonl: row 1 could not be read: "),
        ("a.jsonl#3:1", "a.jsonl: there is no row 3; rows are counted from 0"),
        ("a.jsonl#0:999", "a.jsonl: 999 is outside the text, which has "),
        (".:1:1", ".: this is a folder; name one file of it"),
        ("b.txt:1:1", "b.txt: No such file or directory; check the path"),
    ],
)
def test_a_place_that_is_none_is_refused(place: str, message: str, capsys: Captured) -> None:
    assert run("explain", place) == 2
    assert capsys.readouterr().err.startswith(f"cleanup: {message}")
