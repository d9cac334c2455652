"""A process for each contestant, so that neither memory nor caches of one help another.

A lane is started once and then cleans part after part. Reading a part is not timed; the call is,
in seconds of wall time and of processor time, with Python's collector as it is.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import time
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.speed.contestants import CONTESTANTS, Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection

_TIME_LIMIT = 600.0
"""Seconds that a lane may take to start, or to clean a part."""


class Lap(NamedTuple):
    """What one part took: seconds, peak memory in bytes of all lanes together, findings."""

    wall: float
    cpu: float
    peak: int
    findings: int
    """Edits and remaining findings, where a table of them is returned; else 0."""


class LaneError(Exception):
    """A lane cannot run; the message says why."""


def write_part(folder: Path, number: int, texts: Sequence[str]) -> Path:
    """Write a part as files of ``folder``; return their common path without a suffix."""
    import polars as pl

    stem = folder / f"part-{number}"
    pl.DataFrame({"text": texts}).write_parquet(stem.with_suffix(".parquet"))
    with stem.with_suffix(".jsonl").open("w", encoding="utf-8", newline="\n") as file:
        for text in texts:
            file.write(json.dumps({"text": text}, ensure_ascii=False) + "\n")
    return stem


def megabytes(texts: Sequence[str]) -> float:
    """Return how many millions of bytes of UTF-8 the texts have together."""
    return sum(len(text.encode()) for text in texts) / 1e6


@contextmanager
def cores(numbers: frozenset[int]) -> Iterator[str]:
    """Pin processes started here to these cores, where the system can; yield whether it did."""
    threads, before = os.environ.get("POLARS_MAX_THREADS"), None
    os.environ["POLARS_MAX_THREADS"] = str(len(numbers))
    if hasattr(os, "sched_setaffinity"):
        before = os.sched_getaffinity(0)
        os.sched_setaffinity(0, numbers)
    try:
        yield f"pinned to {len(numbers)}" if before is not None else "not pinned"
    finally:
        if before is not None:
            os.sched_setaffinity(0, before)
        del os.environ["POLARS_MAX_THREADS"]
        if threads is not None:
            os.environ["POLARS_MAX_THREADS"] = threads


class Lanes:
    """One contestant, prepared in as many processes as it needs to use all processors."""

    def __init__(self, name: str, workers: int) -> None:
        """Start the processes one after the other. ``LaneError`` if one cannot be prepared."""
        parallel = CONTESTANTS[name].parallel
        self._count = 1 if parallel else workers
        context = get_context("spawn")
        self._lanes = []
        for _ in range(self._count):
            parent, child = context.Pipe()
            inner = workers if parallel else 1
            process = context.Process(target=_lane, args=(name, inner, child), daemon=not parallel)
            process.start()
            child.close()
            self._lanes.append((process, parent))
            try:
                self._receive(parent)
            except LaneError:
                self.close()
                raise

    def run(self, stem: Path) -> Lap:
        """Clean the part that ``stem`` names, divided among the processes."""
        for number, (_, lane) in enumerate(self._lanes):
            lane.send((stem, number, self._count))
            self._receive(lane)
        started = time.perf_counter()
        for _, lane in self._lanes:
            lane.send("go")
        laps = [Lap(*self._receive(lane)) for _, lane in self._lanes]
        return Lap(
            time.perf_counter() - started,
            sum(lap.cpu for lap in laps),
            sum(lap.peak for lap in laps),
            sum(lap.findings for lap in laps),
        )

    def close(self) -> None:
        """End the processes."""
        for process, lane in self._lanes:
            lane.close()
            process.join(_TIME_LIMIT)
            process.kill()

    @staticmethod
    def _receive(lane: Connection) -> tuple[float, float, int, int]:
        if not lane.poll(_TIME_LIMIT):
            raise LaneError(f"did not answer within {_TIME_LIMIT:.0f} s")
        try:
            message = lane.recv()
        except EOFError:
            raise LaneError("its process died") from None
        if isinstance(message, str):
            raise LaneError(message)
        figures: tuple[float, float, int, int] = message
        return figures


_READY = (0.0, 0.0, 0, 0)


def _lane(name: str, workers: int, connection: Connection) -> None:
    """Prepare a contestant, then run it on part after part until the connection is closed."""
    try:
        call = CONTESTANTS[name].prepare(workers)
    except ImportError as error:
        connection.send(f"not installed ({error.name or error})")
        return
    except Exception as error:
        connection.send(f"cannot be started ({type(error).__name__}: {error})")
        return
    connection.send(_READY)
    try:
        while True:
            stem, number, count = connection.recv()
            part = _read_part(stem, number, count)
            gc.collect()
            connection.send(_READY)
            connection.recv()
            cpu, started = _processor_time(), time.perf_counter()
            result = call(part)
            wall, cpu = time.perf_counter() - started, _processor_time() - cpu
            connection.send((wall, cpu, _peak(), _findings(result)))
            del result
    except EOFError:
        return


def _read_part(stem: Path, number: int, count: int) -> Part:
    import polars as pl

    source = stem.with_suffix(".parquet")
    texts: list[str] = pl.read_parquet(source)["text"].to_list()[number::count]
    out = stem.parent / f"out-{os.getpid()}"
    out.mkdir(exist_ok=True)
    return Part(texts, source, stem.with_suffix(".jsonl"), out)


def _processor_time() -> float:
    """Return the seconds of processor time of this process and its ended children."""
    own, children = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _peak() -> int:
    """Return the peak memory of this process in bytes, and of the largest of its ended children.

    What ``getrusage`` reports of a process itself is never less than what its parent held when it
    was started; Linux has its own peak in ``/proc``.
    """
    unit = 1 if sys.platform == "darwin" else 1024
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    status = Path("/proc/self/status")
    if not status.exists():
        return unit * (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + children)
    own = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return 1024 * (int(own.split()[1]) + children)


def _findings(result: object) -> int:
    import polars as pl

    if not isinstance(result, pl.DataFrame) or "cleanup_edits" not in result.columns:
        return 0
    lists = pl.col("cleanup_edits", "cleanup_findings")
    return sum(result.select(lists.list.len().sum()).row(0))
