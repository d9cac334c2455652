"""Help that teaches: examples that can be run, exit codes, and what is nearest to a mistake."""

from __future__ import annotations

import shlex
import subprocess
import sys

import pytest

from cleanup.cli.parsing.examples import _EXAMPLES, epilog
from cleanup.cli.parsing.parser import _ACTS, _ADDS, parser
from tests.commands import run

Captured = pytest.CaptureFixture[str]


def test_every_command_has_a_function_examples_and_exit_codes() -> None:
    assert _ACTS.keys() == _ADDS.keys() == _EXAMPLES.keys()
    assert not epilog("cleanup")


@pytest.mark.parametrize("command", _EXAMPLES)
def test_the_help_ends_with_examples_that_can_be_parsed(command: str, capsys: Captured) -> None:
    assert run(command, "--help") == 0
    printed = capsys.readouterr().out
    examples = printed.partition("\nexamples:\n")[2].partition("\n\n")[0].splitlines()
    assert len(examples) >= 2
    for line in examples:
        words = shlex.split(line.partition("| ")[2] or line)
        words = words[: next((i for i, word in enumerate(words) if word in "<>"), len(words))]
        assert words[:2] == ["cleanup", command]
        assert parser().parse_args(words[1:]).act
    assert "\nexit codes:\n  0  " in printed
    assert printed.endswith("  70  an error of cleanup itself, with its place\n")


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (["chekc", "a.txt"], "check"),
        (["check", "a.txt", "--selct", "JOI"], "--select"),
        (["check", "a.txt", "--no-gitingore"], "--no-gitignore"),
        (["fix", "a.txt", "--ledgr=x"], "--ledger"),
        (["run", "a.txt", "-o", "b.csv", "--tresold", "1"], "--threshold"),
    ],
)
def test_a_mistyped_name_is_told_with_the_nearest(
    words: list[str], near: str, capsys: Captured
) -> None:
    assert run(*words) == 2
    assert f"did you mean {near}?" in capsys.readouterr().err


def test_what_is_near_to_nothing_gets_no_advice(capsys: Captured) -> None:
    assert run("check", "a.txt", "--xyzzy-plugh") == 2
    assert "did you mean" not in capsys.readouterr().err


def test_shells_complete_commands_and_options(capsys: Captured) -> None:
    assert run("completion", "bash") == 0
    script = capsys.readouterr().out
    assert subprocess.run(["bash", "-n"], input=script, text=True, check=False).returncode == 0
    for word in ("check", "--write-baseline", "settings"):
        assert word in script
    assert run("completion", "zsh") == 0
    assert capsys.readouterr().out.startswith("#compdef cleanup")


def test_without_the_library_it_says_what_to_install(
    capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert run("completion", "bash") == 2
    assert "pip install 'cleanup-text[completion]'" in capsys.readouterr().err
