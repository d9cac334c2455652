"""Hooks start often: what the quick commands must not import, and how long they may take."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("polars", "pyarrow", "rich", "jinja2", "zstandard", "multiprocessing")
"""The word lists are not among them: any word could be two that met."""
SECONDS = 0.6
"""Processor time; about 0.2 on an ordinary machine."""

SCRIPT = """
import sys
from cleanup.cli.main import main
code = main(sys.argv[1:])
heavy = [name for name in {heavy!r} if name in sys.modules]
raise SystemExit(f"{{code}} {{heavy}}")
"""


@pytest.mark.parametrize(
    ("words", "code"),
    [(["check", "a.txt"], 1), (["fix", "a.txt"], 0), (["rules"], 0), (["check", "a.jsonl"], 1)],
)
def test_quick_commands_import_nothing_heavy(words: list[str], code: int, tmp_path: Path) -> None:
    text = "The old ferry ran late on Monday.Nobody knew why the engine had stopped."
    (tmp_path / "a.txt").write_text(text)
    (tmp_path / "a.jsonl").write_text(f'{{"text": "{text}"}}\n')
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(heavy=HEAVY), *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.stderr.splitlines()[-1] == f"{code} []"


def test_check_starts_quickly(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The old ferry ran late on Monday.Nobody knew why.\n")
    assert min(_seconds(tmp_path) for _ in range(3)) < SECONDS


def _seconds(folder: Path) -> float:
    before = os.times()
    subprocess.run([sys.executable, "-m", "cleanup", "check", "a.txt"], cwd=folder, check=False)
    after = os.times()
    return (
        after.children_user + after.children_system - before.children_user - before.children_system
    )


THREADS = """
import cleanup.cli.run
from pathlib import Path
names = [task.joinpath("comm").read_text().strip() for task in Path("/proc/self/task").iterdir()]
raise SystemExit(str([name for name in names if name.removeprefix("polars-").isdecimal()]))
"""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are looked for in /proc")
def test_importing_starts_no_threads_of_polars() -> None:
    """A process that is forked after they were started hangs at its first use of polars."""
    done = subprocess.run([sys.executable, "-c", THREADS], capture_output=True, text=True)
    assert done.stderr == "[]\n"
