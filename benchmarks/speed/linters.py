"""Time and findings of linters on the same documentation, as whole processes.

    python -m benchmarks.speed.linters FOLDER [--repeats N] [--only WORD...]

Copies the ``.md``, ``.rst`` and ``.txt`` files of FOLDER that are UTF-8 into a scratch folder,
where no configuration and no ignore file holds, and checks all of them with each linter, in turns;
the quickest run counts. ruff reads no prose: it checks the ``.py`` files of FOLDER, and its rate is
theirs. One thread or job each, but for the second run of ``cleanup``, which is as users start it.
The start-up is the processor time for a file of one line. Time is that of the process and its
children. A word is a run of non-blank characters. Linters that are not installed (dependency group
``bench``) are named and left out.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import cleanup
from benchmarks.quality.documentation_packages import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Sequence

PROSE, PYTHON = "documents", "sources"
"""The folders of the scratch folder."""


class Linter(NamedTuple):
    """A command; the folder or file to check is added to it. Prints one finding a line."""

    name: str
    command: tuple[str, ...]
    failed: int
    """The exit code if there are findings."""
    folder: str = PROSE


_CHECK = (sys.executable, "-m", "cleanup", "check", "--isolated", "--format", "jsonl", "-q")
_RUFF = ("ruff", "check", "--isolated", "-q", "--output-format", "json-lines")
LINTERS = (
    Linter("cleanup, first run", (*_CHECK, "--jobs", "1", "--no-cache"), 1),
    Linter("cleanup, second run", _CHECK, 1),
    Linter("codespell", ("codespell",), 65),
    Linter("typos", ("typos", "--isolated", "--format", "brief", "--threads", "1"), 2),
    Linter("ruff, first run, .py", (*_RUFF, "--no-cache"), 1, PYTHON),
    Linter("ruff, second run, .py", _RUFF, 1, PYTHON),
)


class Lap(NamedTuple):
    """One run: seconds of processor and wall time, and the lines that it printed."""

    cpu: float
    wall: float
    lines: list[str]


class Size(NamedTuple):
    """How much is in a folder."""

    files: int
    megabytes: float
    words: int


@dataclass
class Result:
    """The laps of a linter on all files, and on one of a line."""

    linter: Linter
    size: Size
    laps: list[Lap] = field(default_factory=list)
    starts: list[Lap] = field(default_factory=list)

    @property
    def besides_space(self) -> int:
        """The findings of ``cleanup`` that are not white space; of the others all."""
        lines = self.laps[0].lines
        if not self.linter.name.startswith("cleanup"):
            return len(lines)
        return sum(json.loads(line)["family"] != "space" for line in lines)

    def row(self) -> str:
        """Return the line of the table; findings are a rate only where prose was read."""
        cpu, wall = min(lap.cpu for lap in self.laps), min(lap.wall for lap in self.laps)
        found, start = len(self.laps[0].lines), min(lap.cpu for lap in self.starts)
        line = f"{self.linter.name:22}{cpu:8.2f}{wall:8.2f}{self.size.megabytes / cpu:8.2f}"
        line += f"{start:9.3f}{found:10,}"
        if self.linter.folder != PROSE or not self.size.words:
            return line
        per = 10_000 / self.size.words
        return f"{line}{found * per:10.2f}{self.besides_space * per:10.2f}"


def copied(folder: Path, scratch: Path) -> dict[str, Size]:
    """Copy what is checked into folders of numbers, and a short file beside each folder."""
    sizes = {PROSE: Size(0, 0, 0), PYTHON: Size(0, 0, 0)}
    for path in sorted(folder.rglob("*")):
        kind = PYTHON if path.suffix == ".py" else PROSE
        if path.suffix not in (*SUFFIXES, ".py") or path.name.startswith(".") or not path.is_file():
            continue
        data = path.read_bytes()
        try:
            words = len(data.decode().split())
        except UnicodeDecodeError:
            continue
        before = sizes[kind]
        target = scratch / kind / f"{before.files:06}" / path.name
        target.parent.mkdir(parents=True)
        target.write_bytes(data)
        sizes[kind] = Size(
            before.files + 1, before.megabytes + len(data) / 1e6, before.words + words
        )
    (scratch / f"{PROSE}.md").write_text("The tide was low when the ferry left.\n")
    (scratch / f"{PYTHON}.py").write_text("print(1)\n")
    return sizes


def lap(linter: Linter, target: str, scratch: Path) -> Lap:
    """Run a linter in the scratch folder; an exit code that is not known of it is an error."""
    root = str(Path(cleanup.__file__).parent.parent)
    environment = {**os.environ, "PYTHONPATH": root, "RAYON_NUM_THREADS": "1"}
    used, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        (located(linter.command[0]) or linter.command[0], *linter.command[1:], target),
        cwd=scratch,
        env=environment,
        capture_output=True,
        check=False,
    )
    wall, now = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    lines = done.stdout.decode().splitlines()
    if done.returncode != (linter.failed if lines else 0):
        said = done.stderr.decode()[-500:]
        raise SystemExit(f"{linter.name} on {target}: exit code {done.returncode}: {said}")
    return Lap(now.ru_utime - used.ru_utime + now.ru_stime - used.ru_stime, wall, lines)


def located(program: str) -> str | None:
    """Return the path of a program beside this Python, or else on PATH."""
    return which(program, path=str(Path(sys.executable).parent)) or which(program)


def race(folder: Path, linters: Sequence[Linter], repeats: int) -> list[Result]:
    """Run each linter once for its caches, then in turns."""
    with TemporaryDirectory() as name:
        scratch = Path(name)
        sizes = copied(folder, scratch)
        results = [
            Result(one, sizes[one.folder])
            for one in linters
            if located(one.command[0]) and sizes[one.folder].files
        ]
        for turn in range(-1, repeats):
            for result in results:
                one = result.linter
                start = f"{PROSE}.md" if one.folder == PROSE else f"{PYTHON}.py"
                laps = lap(one, one.folder, scratch), lap(one, start, scratch)
                if turn >= 0:
                    result.laps.append(laps[0])
                    result.starts.append(laps[1])
    return results


def table(results: Sequence[Result], left_out: Sequence[Linter]) -> str:
    """Format the results as plain text."""
    title = f"{'':22}     CPU    wall    MB/s start-up  findings  a 10,000 besides space"
    lines = [title, *(result.row() for result in results)]
    for folder, size in {result.linter.folder: result.size for result in results}.items():
        lines.append(
            f"{folder}: {size.files:,} files, {size.megabytes:.1f} MB, {size.words:,} words"
        )
    lines += [f"left out: {one.name} (not installed, or no files for it)" for one in left_out]
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Print a line for each linter."""
    parser = argparse.ArgumentParser(
        prog="benchmarks.speed.linters",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="with documentation")
    parser.add_argument("--repeats", type=int, default=3, metavar="N", help="runs of each (3)")
    parser.add_argument("--only", action="append", metavar="WORD", help="linters so named")
    options = parser.parse_args(argv)
    chosen = [one for one in LINTERS if any(word in one.name for word in options.only or [""])]
    if not chosen:
        parser.error(f"no linter is so named; there are: {', '.join(one.name for one in LINTERS)}")
    results = race(options.folder, chosen, options.repeats)
    run = {result.linter for result in results}
    print(table(results, [one for one in chosen if one not in run]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
