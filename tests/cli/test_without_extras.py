"""What a small installation can do, without the packages of the extra ``corpus``."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from cleanup.errors import _CORPUS as CORPUS
from tests.commands import GLUED, MENDED, jsonl

pytestmark = pytest.mark.usefixtures("in_folder")

BLOCKED = """
import sys
sys.modules.update(dict.fromkeys({names!r}))  # importing one of them fails
"""
COMMAND = "from cleanup.cli.main import main; raise SystemExit(main(sys.argv[1:]))"
MISSING = "which is not installed; install it with pip install 'cleanup-text[corpus]'"


def start(script: str, *words: str) -> subprocess.CompletedProcess[str]:
    blocked = BLOCKED.format(names=sorted(CORPUS))
    return subprocess.run(
        [sys.executable, "-c", blocked + script, *words],
        capture_output=True,
        text=True,
        check=False,
    )


def cleanup(*words: str) -> tuple[int, str]:
    done = start(COMMAND, *words)
    return done.returncode, done.stdout + done.stderr


def test_the_extra_is_what_is_declared() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    extra = project["optional-dependencies"]["corpus"]
    assert {one.partition(">=")[0] for one in extra} == CORPUS


def test_files_are_checked_and_fixed() -> None:
    Path("a.txt").write_text(GLUED)
    jsonl(Path("b.jsonl"), {"text": GLUED})
    Path("c.csv").write_text(f'text\n"{GLUED.strip()}"\n')
    code, printed = cleanup("check", ".")
    assert (code, printed.count("JOI001[*]")) == (1, 3), printed
    assert cleanup("explain", "a.txt:1:34")[0] == 0
    assert cleanup("rules")[0] == cleanup("rule", "JOI001")[0] == cleanup("settings", ".")[0] == 0
    assert cleanup("fix", "a.txt", "--ledger", "l.jsonl")[0] == 0
    assert Path("a.txt").read_text() == MENDED
    assert cleanup("undo", "l.jsonl", "-o", "originals/")[0] == 0
    assert Path("originals/a.txt").read_text() == GLUED


@pytest.mark.parametrize(
    "words",
    [
        ["run", "a.txt", "-o", "b.parquet"],
        ["audit", "a.txt", "-o", "b.html"],
        ["check", "a.txt.zst"],
    ],
    ids=lambda words: words[0],
)
def test_what_needs_more_says_what_to_install(words: list[str]) -> None:
    Path("a.txt").write_text(GLUED)
    Path("a.txt.zst").write_bytes(b"\x28\xb5\x2f\xfd")
    code, printed = cleanup(*words)
    assert code == 2
    assert MISSING in printed, printed


def test_what_it_does_not_read_is_passed_over_in_a_folder() -> None:
    Path("a.txt").write_text(GLUED)
    Path("b.parquet").write_bytes(b"PAR1")
    code, printed = cleanup("check", ".")
    assert code == 1
    assert "b.parquet: this needs the package" in printed
    assert "1 file passed over" in printed
    assert cleanup("check", "a.txt", "b.parquet")[0] == 2


def test_python_says_so_too() -> None:
    assert start("import cleanup; cleanup.clean('a')").returncode == 0
    failed = start("import cleanup; cleanup.clean_frame")
    assert failed.returncode == 1
    assert "cleanup.clean_frame: this needs the package" in failed.stderr
    assert MISSING in failed.stderr
