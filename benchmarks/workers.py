"""What a second worker costs and gains: CPU and wall time of whole runs, with one and with two.

    python -m benchmarks.workers [--megabytes N] [--pairs N] [--kind KIND]

Runs with one worker and with two take turns, so that both see the same machine; read the ratios.
The start of the workers is part of what they cost, and weighs less the larger the input is.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.processes import Spent, spent
from benchmarks.resources import write_input

if TYPE_CHECKING:
    from collections.abc import Sequence


def pair(source: Path, out: Path) -> tuple[Spent, Spent]:
    """Return what one worker took, and what two did."""
    words = ["run", str(source), "-o", str(out), "--force"]
    one, two = (
        spent([sys.executable, "-m", "cleanup", *words, f"--workers={workers}"])
        for workers in (1, 2)
    )
    return one, two


def main(argv: Sequence[str] | None = None) -> int:
    """Print each pair and the medians of its ratios."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--megabytes", type=float, default=200)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--kind", choices=("parquet", "jsonl"), default="parquet")
    options = parser.parse_args(argv)
    pairs = []
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"in.{options.kind}")
        rows = write_input(source, options.megabytes)
        print(f"{rows:,} rows, {options.megabytes:,.0f} MB of text, {options.kind}")
        heads = ("CPU 1", "CPU 2", "ratio", "wall 1", "wall 2", "gain")
        print(" " * 10, *(f"{head:>8}" for head in heads))
        for number in range(options.pairs):
            one, two = pair(source, Path(folder, f"out.{options.kind}"))
            pairs.append((one, two))
            print(
                f"pair {number + 1:<5} {one.processor:8.2f} {two.processor:8.2f}"
                f" {two.processor / one.processor:8.3f} {one.wall:8.2f} {two.wall:8.2f}"
                f" {one.wall / two.wall:8.2f}",
                flush=True,
            )
    cost = median(two.processor / one.processor for one, two in pairs)
    gain = median(one.wall / two.wall for one, two in pairs)
    print(f"median: {cost:.3f} times the CPU, {gain:.2f} times the speed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
