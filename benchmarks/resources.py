"""Memory of whole runs, in all their processes together, and what a second worker costs and gains.

    python -m benchmarks.resources memory [--megabytes N] [--workers 1 2] [--kinds parquet jsonl]
    python -m benchmarks.resources workers [--megabytes N] [--pairs N] [--kind KIND]

Both run on large files made of this project's articles, one in ten of them damaged, multiplied
with a line of its own in each; Parquet in row groups of 150,000 rows. ``memory`` takes some minutes
a run at 2,000 MB. ``workers`` alternates runs with one worker and with two, so that both see the
same machine: read the ratios. Starting the workers is part of their cost, and matters less the
larger the input is.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import count, cycle, islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from benchmarks.documents import CORPUS, unique_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROW_GROUP = 150_000
MAX_MEGABYTES = 1_000
"""Megabytes of memory that a run may take."""

DAMAGED = 10
"""One article in so many is damaged, the others are as they were written."""

INTERVAL = 0.05
"""Seconds between two measurements of memory."""

_VARIED = 5_000


class Usage(NamedTuple):
    """What a command took: seconds of wall time, seconds of processor time, and peak memory.

    ``memory`` is in bytes, the proportional shares of all processes at one moment; 0 if it was
    not measured.
    """

    wall: float
    processor: float
    memory: int


def texts(megabytes: float) -> Iterator[str]:
    """Yield texts, no two equal, of so many megabytes of UTF-8 together."""
    damaged = unique_texts(None, _VARIED // DAMAGED)
    gold = [path.read_bytes().decode() for path in sorted((CORPUS / "gold").glob("*.txt"))]
    varied = [damaged.pop() if n % DAMAGED == 0 else gold[n % len(gold)] for n in range(_VARIED)]
    remaining = megabytes * 1e6
    for number, text in zip(count(), cycle(varied), strict=False):
        if remaining <= 0:
            return
        yield f"{text}\n\nThe ferry made its trip number {number} of the year.\n"
        remaining -= len(text.encode())


def write_input(path: Path, megabytes: float) -> int:
    """Write a file of so many megabytes of text, of the kind its suffix says; return its rows."""
    numbered = enumerate(texts(megabytes))
    rows = 0
    if path.suffix == ".parquet":
        schema = pa.schema({"id": pa.int64(), "text": pa.large_string()})
        with pq.ParquetWriter(path, schema, compression="zstd") as writer:
            while group := list(islice(numbered, ROW_GROUP)):
                columns = [list(column) for column in zip(*group, strict=True)]
                writer.write_table(pa.table(columns, schema=schema), row_group_size=ROW_GROUP)
                rows += len(group)
        return rows
    with path.open("w", encoding="utf-8") as file:
        for number, text in numbered:
            file.write(json.dumps({"id": number, "text": text}, ensure_ascii=False) + "\n")
            rows += 1
    return rows


def run(source: Path, out: Path, workers: int, *, memory: bool = False) -> Usage:
    """Clean ``source`` into ``out`` and measure; memory only if asked, which costs time."""
    words = ["run", str(source), "-o", str(out), "--force", f"--workers={workers}"]
    return measure([sys.executable, "-m", "cleanup", *words], memory=memory)


def measure(command: Sequence[str], *, memory: bool = False) -> Usage:
    """Run a command to its end and measure all its processes. ``SystemExit`` if it fails."""
    before, started = processor_time(), time.monotonic()
    peak = 0
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, env=os.environ | {"POLARS_MAX_THREADS": "1"}
    ) as process:
        while memory and process.poll() is None:
            peak = max(peak, memory_of(process.pid))
            time.sleep(INTERVAL)
        code = process.wait()
    if code:
        raise SystemExit(f"{' '.join(command)} ended with {code}")
    return Usage(time.monotonic() - started, processor_time() - before, peak)


def processor_time() -> float:
    """Return the seconds of processor time of all descendants that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def memory_of(process: int) -> int:
    """Return the proportional shares of memory of a process and its descendants, in bytes."""
    return sum(map(_memory, _process_tree(process)))


def _process_tree(process: int) -> Iterator[int]:
    yield process
    try:
        tasks = list(Path(f"/proc/{process}/task").iterdir())
        children = [child for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield from _process_tree(int(child))


def _memory(process: int) -> int:
    """Return the proportional share of memory of one process in bytes, 0 if it has ended."""
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def measure_memory(options: argparse.Namespace) -> int:
    """Run each kind of input with each number of workers; 1 if one took ``MAX_MEGABYTES``."""
    highest = 0.0
    print(
        f"{'':8} {'rows':>9} {'workers':>7} {'peak MB':>8} {'wall s':>7} {'CPU s':>7} {'MB/s':>6}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for kind in options.kinds:
            source, out = Path(folder, f"in.{kind}"), Path(folder, f"out.{kind}")
            rows = write_input(source, options.megabytes)
            for workers in options.workers:
                usage = run(source, out, workers, memory=True)
                peak = usage.memory / 1e6
                highest = max(highest, peak)
                print(
                    f"{kind:8} {rows:9,} {workers:7} {peak:8.0f} {usage.wall:7.1f}"
                    f" {usage.processor:7.1f} {options.megabytes / usage.wall:6.1f}",
                    flush=True,
                )
            source.unlink()
            out.unlink()
    return int(highest > MAX_MEGABYTES)


def compare_workers(options: argparse.Namespace) -> int:
    """Print pairs of runs with one worker and with two, and the medians of their ratios."""
    costs, gains = [], []
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder, f"in.{options.kind}"), Path(folder, f"out.{options.kind}")
        rows = write_input(source, options.megabytes)
        print(f"{rows:,} rows, {options.megabytes:,.0f} MB of text, {options.kind}")
        heads = ("CPU 1", "CPU 2", "ratio", "wall 1", "wall 2", "gain")
        print(" " * 10, *(f"{head:>8}" for head in heads))
        for number in range(options.pairs):
            single, double = run(source, out, 1), run(source, out, 2)
            costs.append(double.processor / single.processor)
            gains.append(single.wall / double.wall)
            print(
                f"pair {number + 1:<5} {single.processor:8.2f} {double.processor:8.2f}"
                f" {costs[-1]:8.3f} {single.wall:8.2f} {double.wall:8.2f} {gains[-1]:8.2f}",
                flush=True,
            )
    print(f"median: {median(costs):.3f} times the CPU, {median(gains):.2f} times the speed")
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run one of the two measurements; return its exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    memory = commands.add_parser("memory", help="peak memory; exits 1 above 1,000 MB")
    memory.add_argument("--megabytes", type=float, default=2_000)
    memory.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    memory.add_argument("--kinds", nargs="+", default=["parquet", "jsonl"])
    memory.set_defaults(command=measure_memory)
    workers = commands.add_parser("workers", help="CPU and wall time with one worker and with two")
    workers.add_argument("--megabytes", type=float, default=200)
    workers.add_argument("--pairs", type=int, default=5)
    workers.add_argument("--kind", choices=("parquet", "jsonl"), default="parquet")
    workers.set_defaults(command=compare_workers)
    options = parser.parse_args(argv)
    return int(options.command(options))


if __name__ == "__main__":
    sys.exit(main())
