"""Run a command with all its processes, and measure what they take together."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EVERY = 0.05
"""Seconds between two looks at the memory."""


class Spent(NamedTuple):
    """What a command took: seconds by the clock, seconds of processors, and peak memory.

    ``memory`` is in bytes, the proportional shares of all processes at one moment; 0 if it was
    not asked for.
    """

    wall: float
    processor: float
    memory: int


def spent(command: Sequence[str], *, watch: bool = False) -> Spent:
    """Run a command to its end. Raises ``SystemExit`` if it fails."""
    before, begun = _processor(), time.monotonic()
    peak = 0
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, env=os.environ | {"POLARS_MAX_THREADS": "1"}
    ) as process:
        while watch and process.poll() is None:
            peak = max(peak, sum(map(_share, _family(process.pid))))
            time.sleep(EVERY)
        code = process.wait()
    if code:
        raise SystemExit(f"{' '.join(command)} ended with {code}")
    return Spent(time.monotonic() - begun, _processor() - before, peak)


def _processor() -> float:
    """Return the seconds of processors of all children that have ended, and of theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _family(process: int) -> Iterator[int]:
    yield process
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        children = [child for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _share(process: int) -> int:
    """Return the proportional share of memory of one process, 0 if it has ended."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
