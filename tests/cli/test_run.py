"""The commands that clean a corpus: what they print, how they exit, and their progress."""

from __future__ import annotations

import io
import json
import shlex
import subprocess
from typing import TYPE_CHECKING

import polars as pl
import pytest

from cleanup.cli import progress as progress_module
from cleanup.cli.progress import progress
from tests.commands import GLUED, MENDED, PLAIN, SOFT, jsonl, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("in_folder")

Captured = pytest.CaptureFixture[str]


def test_run_prints_a_summary(tmp_path: Path, capsys: Captured) -> None:
    jsonl(tmp_path / "a.jsonl", {"text": GLUED.strip()}, {"text": PLAIN.strip()})
    assert run("run", "a.jsonl", "-o", "out.parquet") == 0
    out = capsys.readouterr().out
    assert "rows         2\nrepaired     1   1 edit\nflagged      0   0 findings left\n" in out
    assert "JOI001          1        0   glued-sentence" in out
    assert "output       out.parquet\n" in out
    assert "cleanup audit out.parquet -o report.html" in out
    assert pl.read_parquet("out.parquet")["text"].to_list() == [MENDED.strip(), PLAIN.strip()]


@pytest.mark.parametrize("column", ["text", "it's", 'so "called"', "$HOME"])
@pytest.mark.parametrize("output", ["out.parquet", "out.jsonl.gz"])
def test_the_lines_that_show_the_output_run(
    column: str, output: str, tmp_path: Path, capsys: Captured
) -> None:
    jsonl(tmp_path / "a.jsonl", {column: GLUED.strip()})
    assert run("run", "a.jsonl", "-o", output, "--text", column) == 0
    lines = capsys.readouterr().out.partition("to look at it:\n")[2].splitlines()
    look, audit = (line.strip() for line in lines)
    done = subprocess.run(look, shell=True, capture_output=True, text=True)
    assert "cleanup_damage" in done.stdout, done.stderr
    program, *words = shlex.split(audit)
    assert program.endswith("cleanup")
    assert run(*words) == 0
    assert (tmp_path / "report.html").exists()


def test_run_exits_1_when_rows_are_quarantined(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Fine."}\nnot json\n')
    assert run("run", "a.jsonl", "-o", "out.jsonl") == 1
    out = capsys.readouterr().out
    assert "quarantined  1   rows that could not be read" in out
    assert "quarantine   out.jsonl.quarantine.jsonl" in out


def test_run_replaces_an_output_only_by_force(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.txt").write_text(GLUED)
    (tmp_path / "out.jsonl").write_text("mine")
    assert run("run", "a.txt", "-o", "out.jsonl") == 2
    assert "cleanup: out.jsonl: this file exists" in capsys.readouterr().err
    assert (tmp_path / "out.jsonl").read_text() == "mine"
    assert run("run", "a.txt", "-o", "out.jsonl", "--force") == 0


def test_undo_of_a_run_gives_the_rows_back(tmp_path: Path, capsys: Captured) -> None:
    jsonl(tmp_path / "a.jsonl", {"text": GLUED, "id": 1}, {"text": SOFT, "id": 2})
    assert run("run", "a.jsonl", "-o", "out.jsonl") == 0
    capsys.readouterr()
    assert run("undo", "out.jsonl", "-o", "again.jsonl") == 0
    assert capsys.readouterr().out == "2 original rows in again.jsonl\n"
    texts = [json.loads(line)["text"] for line in (tmp_path / "again.jsonl").open()]
    assert texts == [GLUED, SOFT]
    assert run("undo", "a.jsonl", "-o", "more.jsonl") == 2
    assert "cleanup: a.jsonl: " in capsys.readouterr().err


def test_audit_prints_its_verdict(tmp_path: Path, capsys: Captured) -> None:
    jsonl(tmp_path / "a.jsonl", {"text": GLUED}, {"text": PLAIN})
    assert run("audit", "a.jsonl", "-o", "report.html") == 0
    out = capsys.readouterr().out
    assert out.startswith("Of 2 articles, 1 reads otherwise than it was written")
    assert out.endswith("report: report.html\n")
    assert run("audit", "a.jsonl", "-o", "report.html") == 2
    assert "cleanup: report.html: this report exists" in capsys.readouterr().err
    (tmp_path / "b.jsonl").write_text('{"text": "Fine."}\nnot json\n')
    assert run("audit", "b.jsonl", "-o", "report.html", "--force") == 1


def test_progress_is_a_plain_line_now_and_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    (tmp_path / "a.txt").write_text("x" * 200)
    clock = iter([0.0, 10.0, 31.0, 40.0, 62.0])
    monkeypatch.setattr(progress_module, "monotonic", lambda: next(clock))
    with progress(["a.txt"]) as told:
        for rows in (10, 1_000, 1_500, 2_000):
            told(rows, rows // 10)
    assert capsys.readouterr().err == (
        "cleanup: 1,000 rows (50%), 31 s\ncleanup: 2,000 rows (100%), 62 s\n"
    )


def test_progress_is_a_bar_on_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    (tmp_path / "a.txt").write_text("x" * 200)
    monkeypatch.setattr("sys.stderr", terminal := Terminal())
    monkeypatch.setenv("TERM", "xterm")
    with progress(["a.txt"]) as told:
        told(1_234, 100)
    assert "1,234 rows" in terminal.getvalue()


@pytest.mark.parametrize("output", ["out.parquet", "out.jsonl", "out.csv"])
@pytest.mark.parametrize("row", [{"article": {"body": GLUED}}, {"article.body": GLUED}])
def test_the_lines_that_show_a_nested_text_run(
    output: str, row: dict[str, object], tmp_path: Path, capsys: Captured
) -> None:
    jsonl(tmp_path / "a.jsonl", row)
    assert run("run", "a.jsonl", "-o", output, "--text", "article.body") == 0
    lines = capsys.readouterr().out.partition("to look at it:\n")[2].splitlines()
    look, audit = (line.strip() for line in lines)
    done = subprocess.run(look, shell=True, capture_output=True, text=True)
    assert MENDED[:4] in done.stdout, done.stderr
    assert run(*shlex.split(audit)[1:]) == 0


@pytest.mark.parametrize("output", ["out.parquet", "out.jsonl", "out.csv"])
def test_the_output_of_a_run_is_audited_without_cleaning(
    output: str, tmp_path: Path, capsys: Captured
) -> None:
    jsonl(tmp_path / "a.jsonl", {"text": GLUED.strip()})
    assert run("run", "a.jsonl", "-o", output) == 0
    assert run("audit", output, "-o", "report.html") == 0
    assert "The article reads otherwise than it was written" in capsys.readouterr().out
    assert "nothing was cleaned again" in (tmp_path / "report.html").read_text()
