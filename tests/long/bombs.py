"""Give every command files that grow: ``python -m tests.long.bombs [--only WORD] [--large]``.

Each bomb of ``tests.bombs`` is built in a temporary folder and given to its command. The peak is
the memory of all its processes at one moment (their proportional shares, and the most that one of
them had resident). With ``--large`` files of 2 GB of ordinary rows and texts are read, written and
undone as well, which takes half an hour and 8 GB of disk.

Prints one line a bomb. Ends with 1 if a command took more than 1 GB or, to refuse, more than 5
seconds; if it ended with another code than promised, or without a sentence.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.resources import memory_of, processor_time
from tests.bombs import BOMBS, LARGE_INPUTS

if TYPE_CHECKING:
    from tests.bombs import Bomb

MOST = 1_000
"""Megabytes of memory that a command may take, in all its processes."""
REFUSAL = 5.0
"""Seconds that a refusal may take."""
INTERVAL = 0.02
"""Seconds between two measurements of memory."""
GIVE_UP = 3_000
"""Megabytes at which a command is killed, so that the machine goes on."""
HOUR = 3_600.0
PATIENCE = 120.0
"""Seconds after which a command is killed that has a bomb."""


class Outcome(NamedTuple):
    """How a command ended: its exit code, seconds, megabytes at its peak, and its last words.

    ``seconds`` are those of the processor, or of the clock if these are fewer: the machine may do
    other things as well, and more than one process may work.
    """

    code: int
    seconds: float
    megabytes: float
    said: str


def main() -> int:
    """Run the command line; return 1 if a bound is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="bombs whose name or command has this word")
    parser.add_argument("--large", action="store_true", help="also 2 GB of ordinary rows")
    options = parser.parse_args()
    broken = count = 0
    for bomb in (*BOMBS, *(LARGE_INPUTS if options.large else ())):
        if options.only not in f"{bomb.name} {bomb.words}":
            continue
        outcome = _tried(bomb)
        faults = faults_of(bomb, outcome)
        count, broken = count + 1, broken + bool(faults)
        print(_line(bomb, outcome, faults), flush=True)
    print(f"{count} bombs: {broken} broke a bound")
    return int(bool(broken))


def faults_of(bomb: Bomb, outcome: Outcome) -> list[str]:
    """Return what is wrong with an outcome."""
    faults = []
    if outcome.megabytes > MOST:
        faults.append("memory")
    if outcome.code == 2 and outcome.seconds > REFUSAL:
        faults.append("time")
    if outcome.code not in bomb.codes:
        faults.append("code")
    if "Traceback" in outcome.said or (outcome.code == 2 and "cleanup: " not in outcome.said):
        faults.append("message")
    return faults


def _line(bomb: Bomb, outcome: Outcome, faults: list[str]) -> str:
    code, seconds, megabytes, said = outcome
    mark = f"BROKEN ({', '.join(faults)})" if faults else "ok"
    sentences = [line for line in said.split("\n") if line.startswith("cleanup: ")] or [said]
    sentence = sentences[-1].removeprefix("cleanup: ").strip()
    return f"{mark:8} {bomb.name:40} {megabytes:6.0f} MB {seconds:6.1f} s  exit {code}: {sentence}"


def _tried(bomb: Bomb) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="cleanup-bombs-") as name:
        folder = Path(name)
        if shutil.disk_usage(folder).free < 4 * bomb.on_disk:
            raise SystemExit(f"{bomb.name}: there is too little room in {folder.parent}")
        _built(bomb, folder)
        patience = PATIENCE if bomb in BOMBS else HOUR
        return measured(bomb.words.split(), folder, patience=patience)


def _built(bomb: Bomb, folder: Path) -> None:
    """Build a bomb in a process of its own, whose memory is then free again."""
    if child := os.fork():
        if os.waitpid(child, 0)[1]:
            raise SystemExit(f"{bomb.name} could not be built")
        return
    try:
        bomb.build(folder, bomb.size)
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        os._exit(1)
    os._exit(0)


def measured(
    words: list[str], folder: Path, *, patience: float = PATIENCE, most: float = GIVE_UP
) -> Outcome:
    """Run a command in a folder, and measure it; kill it beyond the bounds."""
    peak, started, before = 0.0, time.monotonic(), processor_time()
    environment = os.environ | {"PYTHONPATH": str(Path.cwd()), "TMPDIR": str(folder)}
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            [sys.executable, "-m", "cleanup", *words],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            start_new_session=True,
        ) as process,
    ):
        while process.poll() is None:
            peak = max(peak, memory_of(process.pid) / 1e6)
            if peak > most or time.monotonic() - started > patience:
                os.killpg(process.pid, signal.SIGKILL)
            time.sleep(INTERVAL)
        seconds = min(time.monotonic() - started, processor_time() - before)
        said.seek(0)
        return Outcome(process.returncode, seconds, peak, said.read().decode(errors="replace"))


if __name__ == "__main__":
    sys.exit(main())
