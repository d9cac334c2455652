"""What a collection costs as one text, against its documents one by one.

    python -m benchmarks.speed.joined CORPUS... [--text COLUMN] [--to MB...]

Each corpus is a JSONL file, also compressed. Its texts, from the first on and over again, are
cleaned as so many rows, and joined by blank lines as a single row, in turns; the quickest of three
counts. Time is that of the processor.
"""

from __future__ import annotations

import argparse
import gc
import time
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from benchmarks.documents import rows
from cleanup import clean, clean_frame

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SIZES = (1, 4, 8, 16)
"""Millions of code points."""
TRIES = 3
GOAL = 1.5
"""A byte of the joined text may cost so many times what one of the documents costs."""


class Cost(NamedTuple):
    """Seconds of processor time for the same texts."""

    rows: float
    """As rows of a frame."""
    singly: float
    """One call for each text."""
    joined: float
    """As one row of a frame."""
    whole: float
    """As one call."""


def cost(texts: Sequence[str]) -> Cost:
    """Clean texts one by one and joined, in turns."""
    joined = "\n\n".join(texts)
    frame, row = pl.DataFrame({"text": texts}), pl.DataFrame({"text": [joined]})
    ways: tuple[Callable[[], object], ...] = (
        lambda: clean_frame(frame),
        lambda: [clean(text) for text in texts],
        lambda: clean_frame(row),
        lambda: clean(joined),
    )
    tries = [[_seconds(way) for way in ways] for _ in range(TRIES)]
    return Cost(*map(min, zip(*tries, strict=True)))


def _seconds(way: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()
    begun = time.process_time()
    way()
    spent = time.process_time() - begun
    gc.enable()
    return spent


def first(texts: Sequence[str], length: int) -> list[str]:
    """Return texts, over again if need be, of so many code points together, at most."""
    taken: list[str] = []
    for text in cycle(texts):
        length -= len(text) + 2
        if length < 0:
            break
        taken.append(text)
    return taken


def main() -> None:
    """Print a line for each corpus and size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS")
    parser.add_argument("--text", default="text", metavar="COLUMN")
    parser.add_argument("--to", nargs="+", type=int, default=SIZES, metavar="MB")
    options = parser.parse_args()
    print(f"{'':24}  MB  texts    rows  singly  one row one text")
    for corpus in options.corpora:
        texts = [row[options.text] for row in rows(corpus) if row.get(options.text)]
        for size in options.to:
            taken = first(texts, size * 1_000_000)
            seconds = cost(taken)
            print(
                f"{corpus.name.partition('.')[0]:24} {size:3} {len(taken):6,} {seconds.rows:7.2f} "
                f"{seconds.singly:7.2f} {seconds.joined:8.2f} {seconds.whole:8.2f}"
                f"  x{seconds.joined / seconds.rows:.2f} x{seconds.whole / seconds.singly:.2f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
