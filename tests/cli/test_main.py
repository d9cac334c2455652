"""The commands: what they print, and how they exit."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import polars as pl
import pytest

import cleanup
from cleanup.cli.main import entry
from cleanup.rules import all_rules
from tests.commands import GLUED, PLAIN, SOFT, jsonl, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("in_folder")

Captured = pytest.CaptureFixture[str]


def test_without_a_command_it_prints_help(capsys: Captured) -> None:
    assert run() == 0
    assert "repair texts in files and tables in place" in capsys.readouterr().out


def test_version(capsys: Captured) -> None:
    assert run("--version") == 0
    assert capsys.readouterr().out == f"cleanup {cleanup.__version__}\n"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["mend", "a.txt"], "invalid choice: 'mend'"),
        (["check"], "no input was named"),
        (["run", "a.txt"], "the following arguments are required: -o/--output"),
        (["check", "a.txt", "--threshold", "2"], "'2' is no number from 0 to 1"),
        (["check", "a.txt", "--threshold", "nan"], "'nan' is no number from 0 to 1"),
        (["fix", "a.txt", "--diff", "--ledger", "l"], "not allowed with argument --diff"),
    ],
)
def test_wrong_arguments_exit_2(words: list[str], complaint: str, capsys: Captured) -> None:
    assert run(*words) == 2
    assert complaint in capsys.readouterr().err


@pytest.mark.parametrize("command", [["check", "a.txt"], ["fix", "a.txt"]])
def test_a_missing_file_is_named(command: list[str], capsys: Captured) -> None:
    assert run(*command) == 2
    assert capsys.readouterr().err.startswith("cleanup: a.txt: No such file or directory; check")


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_code_that_fits_no_rule_is_refused(option: str, tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.txt").write_text(GLUED)
    assert run("check", "a.txt", option, "joi,XYZ") == 2
    assert "no rule has a code that begins with 'XYZ'; `cleanup rules`" in capsys.readouterr().err


def test_check_names_line_and_column_and_changes_nothing(tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(f"Zürich \U0001f6a2\r\n{GLUED}".encode())
    (tmp_path / "b.txt").write_text(PLAIN)
    before = file.read_bytes(), file.stat().st_mtime_ns
    assert run("check", "a.txt", "b.txt") == 1
    captured = capsys.readouterr()
    assert captured.out == (
        "a.txt:2:34 JOI001[*] Two sentences meet without a space:"
        ' "on Monday.Nobody knew" -> "on Monday. Nobody knew"\n'
    )
    assert captured.err == (
        "1 finding in 1 of 2 files: 1 can be repaired [*].\n"
        "To read more: `cleanup rule JOI001`, `cleanup explain a.txt:2:34`.\n"
    )
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before


def test_check_shows_what_cannot_be_seen_by_its_name(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.txt").write_text(SOFT, "utf-8")
    assert run("check", "a.txt") == 1
    assert "a.txt:1:8 INV001[*] " in (out := capsys.readouterr().out)
    assert 'remove "<U+00AD SOFT HYPHEN>"' in out
    assert "\u00ad" not in out


def test_a_byte_order_mark_is_no_column(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.txt").write_text(f"\ufeff{GLUED}", "utf-8")
    assert run("check", "a.txt", "--format", "jsonl") == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["line"], found["column"], found["start"]) == (1, 34, 33)


def test_check_of_clean_text_and_of_an_empty_file_exits_0(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.txt").write_text(PLAIN)
    (tmp_path / "b.txt").write_text("")
    assert run("check", ".") == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "No damage found in 2 files.\n")


def test_check_of_a_table_names_row_column_and_span(tmp_path: Path, capsys: Captured) -> None:
    jsonl(tmp_path / "a.jsonl", {"body": PLAIN.strip()}, {"body": GLUED.strip()}, {"body": None})
    assert run("check", "a.jsonl", "--text", "body") == 1
    assert capsys.readouterr().out.startswith("a.jsonl#1:body:33-33 JOI001[*] Two sentences")


def test_rows_that_cannot_be_read_are_told_and_the_others_are_checked(
    tmp_path: Path, capsys: Captured
) -> None:
    lines = [b'{"text": "x"', json.dumps({"text": GLUED.strip()}).encode(), b'{"text": "\xff"}']
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines))
    assert run("check", "a.jsonl") == 1
    captured = capsys.readouterr()
    assert "cleanup: a.jsonl#0: line 1: " in captured.err
    assert "cleanup: a.jsonl#2: line 3: byte 10 (0xff) is not UTF-8" in captured.err
    assert "2 rows could not be read" in captured.err
    assert "a.jsonl#1:text:33-33" in captured.out


@pytest.mark.parametrize(
    ("raw", "complaint"),
    [
        (b"abc\xffdef", "a.txt: byte 3 (0xff) is not UTF-8; convert the file"),
        ("Grüße".encode("utf-16"), "a.txt: this is UTF-16, not UTF-8; convert it"),
        (b"abc\0def", "a.txt: byte 3 is NUL: this is a binary file, not a text"),
    ],
)
@pytest.mark.parametrize("command", ["check", "fix"])
def test_a_file_that_is_no_text_is_passed_over_and_told(
    command: str, raw: bytes, complaint: str, tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    (tmp_path / "b.txt").write_text(GLUED)
    assert run(command, "a.txt", "b.txt") == (1 if command == "check" else 0)
    captured = capsys.readouterr()
    assert f"cleanup: {complaint}" in captured.err
    assert "1 file passed over.\n" in captured.err
    assert "b.txt" in captured.out + captured.err
    assert (tmp_path / "a.txt").read_bytes() == raw


@pytest.mark.parametrize("command", ["check", "fix"])
def test_a_file_that_is_no_text_exits_2_if_that_is_asked_for(command: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"abc\xff")
    (tmp_path / "b.txt").write_text(PLAIN)
    assert run(command, "a.txt", "b.txt") == 0
    assert run(command, "a.txt", "b.txt", "--strict") == 2


def test_check_reads_parquet_and_goes_on_after_a_broken_file(
    tmp_path: Path, capsys: Captured
) -> None:
    pl.DataFrame({"text": [PLAIN.strip(), GLUED.strip()]}).write_parquet("a.parquet")
    (tmp_path / "b.parquet").write_bytes(b"PAR1 and no more")
    jsonl(tmp_path / "c.jsonl", {"body": GLUED})
    (tmp_path / "d.txt").write_text(GLUED)
    assert run("check", "b.parquet", "a.parquet", "c.jsonl", "d.txt") == 2
    captured = capsys.readouterr()
    assert "a.parquet#1:text:33-33 JOI001[*]" in captured.out
    assert "d.txt:1:34 JOI001[*]" in captured.out
    assert "cleanup: b.parquet: this is no sound Parquet file" in captured.err
    assert "cleanup: c.jsonl: no column is called 'text'; " in captured.err
    assert (
        "2 findings in 2 of 2 files: 2 can be repaired [*];"
        " 1 file could not be read; 1 file passed over.\n" in captured.err
    )


def test_of_many_rows_that_cannot_be_read_some_are_told(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Fine."}\n' + "{\n" * 30)
    assert run("check", "a.jsonl") == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines[19].startswith("cleanup: a.jsonl#20: line 21: ")
    assert lines[20:] == [
        "cleanup: a.jsonl: and 10 rows more like these",
        "No damage found in 1 file; 30 rows could not be read.",
    ]


def test_settings_choose_the_rules(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.txt").write_text(GLUED + SOFT, "utf-8")
    assert run("check", "a.txt", "--select", "inv") == 1
    assert "JOI001" not in capsys.readouterr().out
    assert run("check", "a.txt", "--ignore", "JOI,INV") == 0
    assert run("check", "a.txt", "--threshold", "1") == 0


def test_exit_zero_hides_findings_and_not_failures(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GLUED)
    assert run("check", "a.txt", "--exit-zero") == 0
    (tmp_path / "a.txt").write_bytes(b"\xff")
    assert run("check", "a.txt", "--exit-zero") == 0
    assert run("check", "a.txt", "--exit-zero", "--strict") == 2


def test_unsafe_changes_are_counted_apart(tmp_path: Path, capsys: Captured) -> None:
    example = next(iter(next(one for one in all_rules() if one.code == "REP001").bad))
    (tmp_path / "a.txt").write_text(example)
    assert run("check", "a.txt", "--select", "REP001") == 1
    captured = capsys.readouterr()
    assert "REP001[*]" not in captured.out
    assert captured.err.startswith("1 finding in 1 of 1 file: 1 more with --unsafe.\n")
    assert run("check", "a.txt", "--select", "REP001", "--unsafe") == 1
    assert "REP001[*]" in capsys.readouterr().out


def test_json_and_jsonl_hold_the_same_findings(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.txt").write_text(GLUED + SOFT, "utf-8")
    assert run("check", "a.txt", "--format", "json") == 1
    whole = json.loads(capsys.readouterr().out)
    assert run("check", "a.txt", "--format", "jsonl") == 1
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == whole
    assert whole[0] == {
        "path": "a.txt",
        "line": 1,
        "column": 34,
        "start": 33,
        "end": 33,
        "code": "JOI001",
        "name": "glued-sentence",
        "family": "join",
        "hole": None,
        "severity": "meaning",
        "tier": "safe",
        "confidence": whole[0]["confidence"],
        "measured": whole[0]["measured"],
        "fixable": True,
        "before": "",
        "after": " ",
        "message": "Two sentences meet without a space",
    }
    counted = whole[0]["measured"][0]
    assert 0 < counted["interval"][0] <= counted["right"] / counted["total"]
    assert run("check", "a.txt", "--select", "HOL", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_check_reads_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GLUED.encode())))
    assert run("check", "-") == 1
    assert capsys.readouterr().out.startswith("-:1:34 JOI001[*]")


def test_rules_are_listed(capsys: Captured) -> None:
    assert run("rules") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(all_rules())
    assert any(
        line.split()[:5] == "JOI001 glued-sentence safe join meaning".split() for line in lines
    )
    assert run("rules", "--format", "json") == 0
    listed = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in listed] == [one.code for one in all_rules()]
    assert [one["severity"] for one in listed] == [one.severity for one in all_rules()]


@pytest.mark.parametrize("wanted", ["JOI001", "joi001", "glued-sentence"])
def test_a_rule_is_explained(wanted: str, capsys: Captured) -> None:
    assert run("rule", wanted) == 0
    out = capsys.readouterr().out
    assert out.startswith("# JOI001 glued-sentence\n\nTwo sentences meet without a space.\n")
    assert "What could go wrong:" in out
    assert "- Tier: safe (applied by default)" in out
    assert "\nThe vote was close.{+ +}Two members left early.\n" in out


@pytest.mark.parametrize(
    ("wanted", "answer"),
    [
        ("JOI0O1", "no rule is called 'JOI0O1'; the nearest is JOI001, and `cleanup rules`"),
        ("glued-sentense", "no rule is called 'glued-sentense'; the nearest is glued-sentence"),
        ("inv", "inv matches several rules; name one of INV001, INV002"),
    ],
)
def test_the_nearest_rule_is_named(wanted: str, answer: str, capsys: Captured) -> None:
    assert run("rule", wanted) == 2
    assert answer in capsys.readouterr().err


def start(*words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "cleanup", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GLUED * 5_000)
    running = start("check", "a.txt")
    assert running.stdout
    assert running.stderr
    running.stdout.readline()
    running.stdout.close()
    assert running.wait(60) == 141
    assert b"Traceback" not in running.stderr.read()
    running.communicate()


def test_ctrl_c_ends_quietly(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("cleanup.cli.main.main", interrupted)
    with pytest.raises(SystemExit) as ended:
        entry()
    assert ended.value.code == 130
    assert capsys.readouterr().err == "cleanup: interrupted; no output was harmed\n"


@pytest.mark.parametrize(("error", "code"), [(RecursionError("deep"), 70), (MemoryError(), 2)])
def test_a_crash_is_never_exit_code_1(
    error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def crash(*_: object) -> int:
        raise error

    monkeypatch.setattr("cleanup.cli.main.main", crash)
    with pytest.raises(SystemExit) as ended:
        entry()
    assert ended.value.code == code
    said = capsys.readouterr().err
    assert ("this is a fault of cleanup itself (RecursionError)" in said) == (code == 70)
