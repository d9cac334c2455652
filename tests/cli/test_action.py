"""The steps of the action for GitHub, run in a shell with the variables that GitHub sets."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from cleanup.cli.parsing.parser import parser
from tests.commands import GLUED, PLAIN, program_in

pytestmark = pytest.mark.usefixtures("in_folder")

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


def run_steps(**inputs: str) -> tuple[int, str]:
    """Run the steps that call ``cleanup``, until one fails; return its code and what is printed."""
    given = {name: one["default"] for name, one in ACTION["inputs"].items()} | inputs
    binaries = Path("bin")
    binaries.mkdir(exist_ok=True)
    program_in(binaries)
    variables = {
        **os.environ,
        "PATH": f"{binaries.resolve()}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "RUNNER_TEMP": str(Path.cwd()),
        "GITHUB_STEP_SUMMARY": "summary.md",
    }
    printed = ""
    for step in ACTION["runs"]["steps"]:
        condition = re.fullmatch(r"inputs\.(\w+) == 'true'", step.get("if", "inputs.x == 'true'"))
        assert condition
        wanted = given.get(condition[1], "true") == "true"
        if not wanted or "cleanup check" not in step.get("run", ""):
            continue
        environment = {
            name: given[value.removeprefix("${{ inputs.").removesuffix(" }}")]
            for name, value in step["env"].items()
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            env=variables | environment,
            capture_output=True,
            text=True,
            check=False,
        )
        printed += done.stdout + done.stderr
        if done.returncode:
            return done.returncode, printed
    return 0, printed


def test_damage_is_annotated_summed_up_and_written_as_sarif() -> None:
    Path("a b.txt").write_text(GLUED)
    code, printed = run_steps(sarif="true", args="--select JOI")
    assert code == 1
    assert "::error file=a b.txt,line=1,col=34," in printed
    assert "JOI001" in Path("summary.md").read_text()
    assert json.loads(Path("cleanup.sarif").read_text())["version"] == "2.1.0"


def test_without_damage_it_passes_and_writes_what_is_asked_for() -> None:
    Path("a.txt").write_text(PLAIN)
    code, printed = run_steps(summary="false")
    assert (code, "No damage" in printed) == (0, True)
    assert not Path("cleanup.sarif").exists()
    assert not Path("summary.md").exists()


def test_only_changed_lines_are_annotated() -> None:
    Path("a.txt").write_text(GLUED)
    identity = ("-c", "user.name=Lena Ostrow", "-c", "user.email=lena@example.org")
    for words in (["init", "-q"], ["add", "a.txt"], ["commit", "-q", "-m", "state"]):
        subprocess.run(["git", *identity, *words], check=True)
    assert run_steps(paths="a.txt")[0] == 1
    assert run_steps(paths="a.txt", **{"diff-base": "HEAD"})[0] == 0
    Path("a.txt").write_text(GLUED * 2)
    code, printed = run_steps(paths="a.txt", **{"diff-base": "HEAD"})
    assert (code, printed.count("title=JOI001")) == (1, 1), printed


def test_every_step_that_runs_can_be_parsed() -> None:
    for step in ACTION["runs"]["steps"]:
        if "cleanup check" in step.get("run", ""):
            line = step["run"].replace("\\\n", " ").partition(" >>")[0]
            words = line.replace('${BASE:+--diff-base "$BASE"}', "").replace("$ARGS", "").split()
            assert parser("check").parse_args(words[1:]).act
