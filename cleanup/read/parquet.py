"""Read Parquet where a broken file cannot take the process down.

A child process reads each file whole first (``cleanup.read.parquet_probe``): if it dies or
complains the command stops with a sentence, and this process never touches the file.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from cleanup.errors import CannotRun
from cleanup.read import Columns, no_column, parquet_probe, row_of
from cleanup.read.unpack import Meter, open_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.read import Row
    from cleanup.read.sources import Source

ROWS = 2_000
"""Rows taken at a time."""


class Table(NamedTuple):
    """A Parquet file that was read once without trouble.

    ``metadata`` is what its writer noted in it, ``bytes`` counts its values in memory.
    """

    path: str
    scan: pl.LazyFrame
    schema: dict[str, pl.DataType]
    metadata: dict[str, str]
    rows: int
    bytes: int

    def frames(self) -> Iterator[pl.DataFrame]:
        """Yield the rows in order, at most ``ROWS`` at a time."""
        return iter(self.scan.collect_batches(chunk_size=ROWS, maintain_order=True))


def open_table(source: Source, meter: Meter) -> Table:
    """Open a Parquet file; ``meter`` counts and hashes it as it lies on the disk.

    Raises ``CannotRun`` if it cannot be read to its end.
    """
    file = _unpacked(source, meter)
    found = _probe(source, file)
    scan = pl.scan_parquet(file, glob=False, hive_partitioning=False)
    noted = pl.read_parquet_metadata(file)
    return Table(
        source.path, scan, dict(scan.collect_schema()), noted, found["rows"], found["bytes"]
    )


def check_columns(table: Table, columns: Columns) -> None:
    """Raise ``CannotRun`` if a named column is missing, or the text column holds no strings."""
    for name in filter(None, (columns.text, columns.title, columns.lang, columns.source)):
        if name not in table.schema:
            raise no_column(table.path, name, table.schema)
    if table.schema[columns.text] != pl.String:
        raise CannotRun(
            f"{table.path}: the column {columns.text!r} holds {table.schema[columns.text]}, not"
            " strings; name another with --text, or cast it"
        )


def read_parquet(source: Source, columns: Columns, meter: Meter) -> Iterator[Row]:
    """Yield the rows of a Parquet file in order."""
    number = 0
    table = open_table(source, meter)
    check_columns(table, columns)
    for frame in table.frames():
        for record in frame.iter_rows(named=True):
            yield row_of(source.path, number, record, columns)
            number += 1


def _unpacked(source: Source, meter: Meter) -> Path:
    """Read the file once for its hash; a compressed one is unpacked to a temporary file."""
    with open_bytes(source, meter) as stream:
        if not source.compression:
            while stream.read(1 << 20):
                pass
            if not meter.bytes:
                raise CannotRun(f"{source.path}: this file is empty (0 bytes); write it again")
            return source.file
        handle, local = tempfile.mkstemp(prefix="cleanup-unpacked-", suffix=".parquet")
        atexit.register(Path(local).unlink, missing_ok=True)
        with os.fdopen(handle, "wb") as unpacked:
            while piece := stream.read(1 << 20):
                unpacked.write(piece)
    return Path(local)


def _probe(source: Source, file: Path) -> dict[str, int]:
    script = Path(parquet_probe.__file__)
    done = subprocess.run(
        [sys.executable, "-P", str(script), str(file)], capture_output=True, text=True, check=False
    )
    answer = json.loads(done.stdout) if done.returncode in (0, 1) and done.stdout else {}
    if done.returncode == 0 and answer:
        return {name: int(answer[name]) for name in ("rows", "bytes")}
    detail = answer.get("error") or "the reader of a trial process died of it"
    remedy = (
        "write that column anew as UTF-8 or as binary, for instance with pyarrow"
        if "utf" in detail.lower()
        else "fetch or write it again"
    )
    raise CannotRun(f"{source.path}: this is no sound Parquet file ({detail}); {remedy}")
