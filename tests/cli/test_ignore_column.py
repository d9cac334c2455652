"""``--ignore-column``: a row says which rules it suppresses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from cleanup.read.row import ignored
from tests.commands import GLUED, jsonl, run

Captured = pytest.CaptureFixture[str]

CELLS: tuple[list[str] | None, ...] = (["JOI"], ["*"], None, ["HOL001", "join"], [])
"""The first, the second and the fourth row suppress what is found in them."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = GLUED.strip()
    rows: list[dict[str, Any]] = [{"text": text, "skip": cell} for cell in CELLS]
    jsonl(Path("a.jsonl"), *rows)
    pl.DataFrame(rows).write_parquet("a.parquet")
    cells = [cell if cell is None else ", ".join(cell) for cell in CELLS]
    pl.DataFrame({"text": [text] * 5, "skip": cells}).write_csv("a.csv")


def rows_of(printed: str) -> list[int]:
    return [int(line.partition("#")[2].partition(":")[0]) for line in printed.splitlines()]


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet", "a.csv"])
def test_check_and_run_leave_alone_what_a_row_ignores(name: str, capsys: Captured) -> None:
    assert run("check", name) == 1
    assert rows_of(capsys.readouterr().out) == [0, 1, 2, 3, 4]
    assert run("check", name, "--ignore-column", "skip") == 1
    assert rows_of(capsys.readouterr().out) == [2, 4]
    assert run("run", name, "-o", "out.jsonl", "--ignore-column", "skip") == 0
    made = [json.loads(line) for line in Path("out.jsonl").read_text("utf-8").splitlines()]
    assert [".Nobody" in row["text"] for row in made] == [True, True, False, True, False]
    assert run("audit", name, "-o", "page.html", "--ignore-column", "skip") == 0
    assert "Of 5 articles, 2 read otherwise" in capsys.readouterr().out
    assert "--ignore-column skip" in Path("page.html").read_text("utf-8")


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet", "a.csv"])
def test_explain_says_that_the_row_suppresses_a_rule(name: str, capsys: Captured) -> None:
    assert run("explain", f"{name}#0:32", "--ignore-column", "skip") == 0
    printed = capsys.readouterr().out
    assert "guarded: the column to ignore of this row suppresses JOI" in printed
    assert "suppressed (suppressed by the column to ignore of this row" in printed


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet", "a.csv"])
def test_a_column_that_is_not_there_is_named(name: str, capsys: Captured) -> None:
    assert run("check", name, "--ignore-column", "skp") == 2
    assert "no column is called 'skp'" in capsys.readouterr().err


def test_a_name_of_no_rule_is_a_finding(capsys: Captured) -> None:
    jsonl(Path("b.jsonl"), {"text": GLUED, "skip": "JOI0O1"}, {"text": GLUED, "skip": 5})
    assert run("check", "b.jsonl", "--ignore-column", "skip") == 1
    out = capsys.readouterr().out
    assert out.count(" SUP002 ") == 2
    assert out.count(" JOI001[*] ") == 2
    assert "'JOI0O1'" in out


@pytest.mark.parametrize(
    ("value", "names"),
    [
        (None, ()),
        (False, ()),
        ("", ()),
        ([], ()),
        ("false", ()),
        (True, ("*",)),
        ("True", ("*",)),
        ("*", ("*",)),
        ("JOI001, hol", ("JOI001", "hol")),
        ('["JOI001", "HOL"]', ("JOI001", "HOL")),
        (["JOI001", None, " HOL "], ("JOI001", "HOL")),
        (5, ("5",)),
    ],
)
def test_a_cell_is_a_list_or_a_string(value: object, names: tuple[str, ...]) -> None:
    assert ignored(value) == names


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_fix_leaves_alone_what_a_row_ignores(name: str) -> None:
    before = Path(name).read_text("utf-8").splitlines(keepends=True)
    assert run("fix", name, "--ignore-column", "skip") == 0
    after = Path(name).read_text("utf-8").splitlines(keepends=True)
    changed = [old != new for old, new in zip(before, after, strict=True)]
    assert changed[-5:] == [False, False, True, False, True]
