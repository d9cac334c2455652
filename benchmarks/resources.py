"""Memory of a whole run, in all its processes together, on one large file of each kind.

    python -m benchmarks.resources [--megabytes N] [--workers 1 2] [--kinds parquet jsonl]

The file is made of this project's articles, one in ten of them damaged, multiplied with a line of
its own in each; Parquet in row groups of 150,000 rows. At 2,000 MB this takes some minutes a run.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from itertools import count, cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from benchmarks.documents import CORPUS, unique_texts
from benchmarks.processes import spent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROW_GROUP = 150_000
MOST = 1_000
"""Megabytes that a run may take."""

DAMAGED = 10
"""One article in so many is damaged, the others are as they were written."""

_VARIED = 5_000


def texts(megabytes: float) -> Iterator[str]:
    """Yield texts, no two equal, of so many megabytes of UTF-8 together."""
    damaged = unique_texts(None, _VARIED // DAMAGED)
    gold = [path.read_bytes().decode() for path in sorted((CORPUS / "gold").glob("*.txt"))]
    varied = [damaged.pop() if n % DAMAGED == 0 else gold[n % len(gold)] for n in range(_VARIED)]
    left = megabytes * 1e6
    for number, text in zip(count(), cycle(varied), strict=False):
        if left <= 0:
            return
        yield f"{text}\n\nThe ferry made its trip number {number} of the year.\n"
        left -= len(text.encode())


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


def main(argv: Sequence[str] | None = None) -> int:
    """Run each case and print what it took; return 1 if one took more than ``MOST``."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--megabytes", type=float, default=2_000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--kinds", nargs="+", default=["parquet", "jsonl"])
    options = parser.parse_args(argv)
    highest = 0.0
    print(
        f"{'':8} {'rows':>9} {'workers':>7} {'peak MB':>8} {'wall s':>7} {'CPU s':>7} {'MB/s':>6}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for kind in options.kinds:
            source, out = Path(folder, f"in.{kind}"), Path(folder, f"out.{kind}")
            rows = write_input(source, options.megabytes)
            for workers in options.workers:
                words = ["run", str(source), "-o", str(out), "--force", f"--workers={workers}"]
                took = spent([sys.executable, "-m", "cleanup", *words], watch=True)
                peak = took.memory / 1e6
                highest = max(highest, peak)
                print(
                    f"{kind:8} {rows:9,} {workers:7} {peak:8.0f} {took.wall:7.1f}"
                    f" {took.processor:7.1f} {options.megabytes / took.wall:6.1f}",
                    flush=True,
                )
            source.unlink()
            out.unlink()
    return int(highest > MOST)


if __name__ == "__main__":
    sys.exit(main())
