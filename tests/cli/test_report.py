"""The options of ``check`` that say where its report goes and what is in it."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from cleanup.cli.parsing.arguments import FORMATS
from tests.commands import GLUED, PLAIN, SOFT, jsonl, run

pytestmark = pytest.mark.usefixtures("in_folder")

Captured = pytest.CaptureFixture[str]
ANSI = re.compile(r"\x1b\[[0-9;]*m")
EVIL = "a\x1b[31m\u202eb.txt"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Return what stands for standard output from now on; a fixture would come too early."""
    made = Terminal()
    monkeypatch.setattr("sys.stdout", made)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    return made


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_writes_the_same_to_a_file_and_to_the_output(
    form: str, capsys: Captured
) -> None:
    Path("a.txt").write_text(GLUED + SOFT, "utf-8")
    Path(EVIL).write_text(GLUED, "utf-8")
    jsonl(Path("b.jsonl"), {"text": GLUED.strip()})
    assert run("check", ".", "--format", form) == 1
    printed = capsys.readouterr()
    assert run("check", ".", "--format", form, "--output", "report") == 1
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", printed.err)
    assert Path("report").read_text("utf-8") == printed.out
    assert "\x1b" not in printed.out + printed.err
    assert "\u202e" not in printed.out + printed.err


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_of_clean_texts_is_complete(form: str, capsys: Captured) -> None:
    Path("a.txt").write_text(PLAIN)
    assert run("check", ".", "--format", form, "-q") == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    if form in ("json", "gitlab"):
        assert json.loads(captured.out) == []
    elif form == "sarif":
        assert json.loads(captured.out)["runs"][0]["results"] == []
    else:
        assert bool(captured.out) is (form in ("junit", "markdown"))


def test_a_report_stays_as_it_was_if_the_call_fails(capsys: Captured) -> None:
    Path("a.txt").write_text(GLUED)
    Path("report").write_text("old")
    assert run("check", "a.txt", "none.txt", "-o", "report") == 2
    assert "none.txt" in capsys.readouterr().err
    assert Path("report").read_text() == "old"
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt", "report"]


def test_a_report_that_cannot_be_written_is_told(capsys: Captured) -> None:
    Path("a.txt").write_text(GLUED)
    assert run("check", "a.txt", "-o", "none/report") == 2
    assert "none/report: this could not be written" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--statistics", "--show-fixes"])
def test_options_for_people_are_refused_with_formats_for_programs(
    option: str, capsys: Captured
) -> None:
    Path("a.txt").write_text(GLUED)
    assert run("check", "a.txt", option, "--format", "sarif") == 2
    assert f"{option} goes with --format text or concise" in capsys.readouterr().err
    assert run("check", "a.txt", option, "--format", "concise") == 1


def test_statistics_come_instead_of_findings(capsys: Captured) -> None:
    Path("a.txt").write_text(GLUED + SOFT + "He left.She stayed.\n", "utf-8")
    assert run("check", "a.txt", "--statistics") == 1
    captured = capsys.readouterr()
    assert captured.out.splitlines() == [
        "2  JOI001  [*]  glued-sentence",
        "1  INV001  [*]  soft-hyphen",
    ]
    assert captured.err.startswith("3 findings in 1 of 1 file: ")


def test_show_fixes_shows_lines_before_and_after(capsys: Captured) -> None:
    Path("a.txt").write_text(GLUED)
    assert run("check", "a.txt", "--show-fixes") == 1
    assert capsys.readouterr().out.splitlines()[1:] == [
        f"    - {GLUED.rstrip()}",
        f"    + {GLUED.rstrip().replace('.N', '. N')}",
    ]


@pytest.mark.parametrize("option", ["--show-fixes", "--verbose", "--statistics"])
def test_a_report_in_a_file_has_what_is_asked_for(option: str, capsys: Captured) -> None:
    Path("a.txt").write_text(GLUED)
    assert run("check", "a.txt", option) == 1
    printed = capsys.readouterr().out
    assert run("check", "a.txt", option, "-o", "report") == 1
    assert Path("report").read_text() == printed


def test_quiet_leaves_findings_and_errors(capsys: Captured) -> None:
    Path("a.txt").write_text(GLUED)
    Path("b.txt").write_bytes(b"\xff")
    assert run("check", ".", "-q") == 1
    captured = capsys.readouterr()
    assert captured.out.startswith("a.txt:1:34 JOI001[*]")
    assert captured.err.count("\n") == 1
    assert captured.err.startswith("cleanup: b.txt: ")


def test_verbose_names_every_file_and_what_it_was_judged_as(capsys: Captured) -> None:
    Path("a.txt").write_text(GLUED)
    Path("b.md").write_text(f"# Ferries\n\n{PLAIN}")
    jsonl(Path("c.jsonl"), {"text": PLAIN.strip()})
    assert run("check", "a.txt", "b.md", "c.jsonl", "-v", "--preset", "news") == 1
    captured = capsys.readouterr()
    assert captured.out.splitlines()[1:] == [f"    {GLUED.rstrip()}", "    " + " " * 33 + "^"]
    assert captured.err.splitlines()[:3] == [
        "a.txt: 1 finding, judged as news",
        "b.md: no findings, judged as news",
        "c.jsonl: no findings",
    ]


def test_quiet_and_verbose_exclude_each_other(capsys: Captured) -> None:
    assert run("check", "a.txt", "-q", "-v") == 2
    assert "not allowed with argument" in capsys.readouterr().err


def test_a_terminal_sees_colours_and_the_place_underlined(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    Path("a.txt").write_text(GLUED)
    assert run("check", "a.txt") == 1
    written = terminal.getvalue()
    assert "\x1b[31m" in written
    first, line, carets = ANSI.sub("", written).splitlines()
    assert first.startswith("a.txt:1:34 JOI001[*] Two sentences")
    assert line[carets.index("^")] == GLUED[33]


def test_no_color_switches_colours_off_and_keeps_the_underline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = on_terminal(monkeypatch)
    monkeypatch.setenv("NO_COLOR", "1")
    Path("a.txt").write_text(GLUED)
    assert run("check", "a.txt") == 1
    assert "\x1b" not in terminal.getvalue()
    assert terminal.getvalue().count("\n") == 3


def test_force_color_colours_what_is_no_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    Path("a.txt").write_text(GLUED)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert run("check", "a.txt") == 1
    assert "\x1b[" in capsys.readouterr().out
    assert run("check", "a.txt", "-o", "report") == 1
    assert "\x1b[" not in Path("report").read_text()
    monkeypatch.setenv("FORCE_COLOR", "0")
    assert run("check", "a.txt") == 1
    assert "\x1b" not in capsys.readouterr().out


def test_text_in_colours_has_no_escapes_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    Path(EVIL).write_text(f"\x1b]0;title\x07 {GLUED}")
    assert run("check", EVIL) == 1
    assert "\x1b" not in ANSI.sub("", terminal.getvalue())


def test_fix_is_quiet_or_verbose(capsys: Captured) -> None:
    Path("a.txt").write_text(GLUED)
    Path("b.txt").write_text(PLAIN)
    assert run("fix", ".", "-q") == 0
    assert capsys.readouterr() == ("", "")
    Path("a.txt").write_text(GLUED)
    assert run("fix", ".", "-v") == 0
    assert capsys.readouterr().err.splitlines()[:3] == [
        "a.txt: 1 edit (JOI001 1)",
        "a.txt: no findings left, judged as news",
        "b.txt: no findings left, judged as news",
    ]


def test_a_diff_has_colours_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    Path("a.txt").write_text(GLUED)
    assert run("fix", "a.txt", "--diff") == 1
    assert "\x1b[32m+The old ferry" in terminal.getvalue()
    assert "\x1b[31m-The old ferry" in terminal.getvalue()


def test_a_diff_in_a_pipe_has_none(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    Path("a.txt").write_text(GLUED)
    assert run("fix", "a.txt", "--diff") == 1
    assert b"\x1b" not in capsysbinary.readouterr().out


def test_a_report_is_no_text_to_check_and_replaces_none(capsys: Captured) -> None:
    Path("a.txt").write_text(GLUED)
    for _ in range(2):
        assert run("check", ".", "-o", "report.md", "--format", "markdown", "-v") == 1
        assert "report.md" not in capsys.readouterr().err
    assert run("check", "a.txt", "-o", "./a.txt") == 2
    assert "./a.txt: the report would replace this file" in capsys.readouterr().err
    assert Path("a.txt").read_text() == GLUED
