"""What an audit of a large output costs, and whether it counts what the file holds.

    python -m benchmarks.speed.audits CORPUS... [--rows N] [--text COLUMN]

The corpora (JSONL, also compressed) are cleaned once with ``cleanup run``, and the rows of that
output are repeated until there are N (a million), each with a number of its own. The audit of that
file is timed, with its peak memory and the size of its page; then its counts are compared with
those that polars makes of the file in a single query. Exit code 1 if one differs, or a limit is
broken.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from benchmarks.resources import measure

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS, MEMORY, PAGE = 60, 1_000_000_000, 1_000_000
"""Limits for a million rows: of wall time, of memory in bytes, and of the page in bytes."""

_GROUP = 10_000


def repeated(output: Path, to: Path, rows: int) -> None:
    """Write the rows of an output again and again, each with its own number."""
    table = pq.read_table(output)
    place = table.schema.get_field_index("cleanup_row")
    field = table.schema.field(place)
    with pq.ParquetWriter(to, table.schema, compression="zstd") as writer:
        for start in range(0, rows, table.num_rows):
            part = table.slice(0, rows - start)
            numbers = pa.array(range(start, start + part.num_rows), field.type)
            writer.write_table(part.set_column(place, field, numbers), row_group_size=_GROUP)


def counted(output: Path) -> dict[str, Any]:
    """Count articles, edits, findings and statuses with polars alone."""
    rows = pl.scan_parquet(output)
    lengths = [
        pl.col(name).list.len().cast(pl.Int64).sum()
        for name in ("cleanup_edits", "cleanup_findings")
    ]
    totals = rows.select(pl.len(), *lengths).collect().row(0)
    statuses = rows.group_by("cleanup_status").len().collect().iter_rows()
    return dict(zip(("articles", "edits", "findings"), totals, strict=True)) | {
        "statuses": dict(statuses)
    }


def codes(output: Path) -> dict[str, int]:
    """Count how often each code is in a ledger or a finding, with polars alone."""
    rows = pl.scan_parquet(output)
    edits = rows.select(pl.col("cleanup_edits").explode().struct.field("codes").explode())
    findings = rows.select(pl.col("cleanup_findings").explode().struct.field("code"))
    both = [frame.collect().to_series().rename("code") for frame in (edits, findings)]
    named = pl.concat(both).drop_nulls().value_counts()
    return dict(named.iter_rows())


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, compare, print; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpora", nargs="+", metavar="CORPUS")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--text", default="text")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        small, large = Path(scratch, "small.parquet"), Path(scratch, "large.parquet")
        page, figures = Path(scratch, "report.html"), Path(scratch, "report.json")
        command = [sys.executable, "-m", "cleanup"]
        measure([*command, "run", *options.corpora, "-o", str(small), "--text", options.text])
        repeated(small, large, options.rows)
        usage = measure([*command, "audit", str(large), "-o", str(page)], memory=True)
        measure([*command, "audit", str(large), "-o", str(figures)])
        seen = json.loads(figures.read_text("utf-8"))
        wrong = different(seen, large)
        size = page.stat().st_size
    print(
        f"{options.rows:,} rows: {usage.wall:.1f} s, {usage.processor:.1f} s of processor time,"
        f" {usage.memory / 1e6:,.0f} MB, page of {size / 1e6:.2f} MB"
    )
    for name in wrong:
        print(f"differs: {name}")
    over = usage.wall > SECONDS or usage.memory > MEMORY or size > PAGE
    return int(bool(wrong) or over)


def different(seen: dict[str, Any], output: Path) -> list[str]:
    """Return the names of counts in a report that are not those of the file."""
    expected = counted(output)
    wrong = [name for name, count in expected.items() if seen["rows"][name] != count]
    by_code = {rule["code"]: sum(rule["places"].values()) for rule in seen["rules"]}
    return wrong + ([] if by_code == codes(output) else ["rules"])


if __name__ == "__main__":
    sys.exit(main())
