"""Read Parquet with bounded memory; a malformed file raises ``CannotRun`` and never crashes.

pyarrow reads a row group in parts, however large it is, and raises for a malformed file. It does
not check that strings are UTF-8, so that is done here.
"""

from __future__ import annotations

import atexit
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]

from cleanup.errors import CannotRun
from cleanup.read.decompress import Meter, open_bytes
from cleanup.read.json_line import Malformed
from cleanup.read.nested import type_of
from cleanup.read.parquet_budget import batch_rows, check_footer, open_parquet
from cleanup.read.row import (
    Columns,
    Position,
    Reject,
    check_size,
    no_column,
    no_text_column,
    row_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.read.row import Row
    from cleanup.read.source import Reading, Source

STRINGS = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
"""Tests for the Arrow types that hold text."""


class Table(NamedTuple):
    """A Parquet file whose footer was read.

    ``file`` is the decompressed file, ``metadata`` the key-value metadata of its writer,
    ``schema`` the columns with their polars types, ``arrow`` the same with their Arrow types.
    """

    path: str
    file: Path
    schema: dict[str, pl.DataType]
    arrow: pa.Schema
    metadata: dict[str, str]
    rows: int

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Yield the rows in order, some thousand at a time. Raises ``CannotRun``."""
        with _arrow_errors(self.path), open_parquet(self.file) as opened:
            for number in range(opened.num_row_groups):
                if not opened.metadata.row_group(number).num_rows:
                    continue  # has no pages, or none with a header
                rows = batch_rows(self.path, self.file, opened, number)
                for batch in opened.iter_batches(rows, [number], use_threads=False):
                    batch.validate(full=True)
                    yield batch

    def frames(self) -> Iterator[pl.DataFrame]:
        """Yield ``batches`` as polars frames."""
        for batch in self.batches():
            with _polars_errors(self.path):
                yield pl.DataFrame(batch)


def open_table(source: Source, meter: Meter) -> Table:
    """Open a Parquet file; ``meter`` counts and hashes its bytes on disk.

    Raises ``CannotRun`` if its footer cannot be read.
    """
    if not source.compression:
        check_footer(source.path, source.file)
    file = _hashed(source, meter)
    check_footer(source.path, file)
    with _arrow_errors(source.path), open_parquet(file) as opened:
        arrow, rows = opened.schema_arrow, opened.metadata.num_rows
        str(arrow)  # decodes all names; polars would panic at one that is not UTF-8
        raw = opened.metadata.metadata or {}
    metadata = _decoded(source.path, raw)
    with _polars_errors(source.path):
        schema = dict(pl.DataFrame(arrow.empty_table()).schema)
    return Table(source.path, file, schema, arrow, metadata, rows)


def _decoded(path: str, metadata: dict[bytes, bytes]) -> dict[str, str]:
    try:
        return {name.decode(): value.decode() for name, value in metadata.items()}
    except UnicodeDecodeError:
        raise CannotRun(
            f"{path}: the metadata of this Parquet file are not UTF-8; write it anew without them,"
            " for instance with pyarrow: table.replace_schema_metadata()"
        ) from None


def check_columns(table: Table, columns: Columns) -> None:
    """Raise ``CannotRun`` if a named column is missing, or the text column holds no strings."""
    for name in columns.named:
        if name not in table.schema:
            raise no_column(table.path, name, table.schema)
    kind = type_of(table.arrow, columns.text)
    if kind is None:
        raise no_text_column(table.path, columns.text, table.schema)
    if not any(holds(kind) for holds in STRINGS):
        dtype = table.schema.get(columns.text, kind)
        raise CannotRun(
            f"{table.path}: the column {columns.text!r} holds {dtype}, not strings; name another"
            " with --text, or cast it"
        )


def read_parquet(source: Source, columns: Columns, meter: Meter) -> Iterator[Row | Reject]:
    """Yield the rows of a Parquet file in order."""
    number = 0
    table = open_table(source, meter)
    check_columns(table, columns)
    for frame in table.frames():
        for record in frame.iter_rows(named=True):
            row = row_of(source.path, number, record, columns)
            yield too_large(row, source.reading) or row
            number += 1


def too_large(row: Row, reading: Reading) -> Reject | None:
    """Return a ``Reject``, with the bytes of the text, if the text of a row is too large."""
    try:
        check_size(row.text, reading)
    except Malformed as error:
        raw = (row.text or "").encode()
        return Reject(row.source, row.row, Position(0, 0), error.reason, str(error), raw)
    return None


@contextmanager
def _arrow_errors(path: str) -> Iterator[None]:
    """Turn what pyarrow raises for a malformed file into a ``CannotRun`` that names the file."""
    try:
        yield
    except (pa.ArrowException, OSError, EOFError, UnicodeDecodeError) as error:
        detail = str(error).partition("\n")[0].rstrip(".")
        remedy = (
            "write that column anew as UTF-8 or as binary, for instance with pyarrow"
            if "utf" in detail.lower()
            else "fetch or write it again"
        )
        raise CannotRun(f"{path}: this is no sound Parquet file ({detail}); {remedy}") from None


@contextmanager
def _polars_errors(path: str) -> Iterator[None]:
    """Turn what polars raises for unsupported types into a ``CannotRun`` that names the file."""
    try:
        yield
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        detail = str(error).partition("\n")[0]
        raise CannotRun(
            f"{path}: a column of this table is of a type that is not read ({detail}); leave it"
            " out or cast it"
        ) from None


def _hashed(source: Source, meter: Meter) -> Path:
    """Hash the file; return it, or a temporary file with its bytes if it is compressed."""
    with open_bytes(source, meter) as stream:
        if not source.compression:
            while stream.read(1 << 20):
                pass
            if not meter.bytes:
                raise CannotRun(f"{source.path}: this file is empty (0 bytes); write it again")
            return source.file
        handle, local = tempfile.mkstemp(prefix="cleanup-unpacked-", suffix=".parquet")
        atexit.register(Path(local).unlink, missing_ok=True)
        with os.fdopen(handle, "wb") as copy:
            while block := stream.read(1 << 20):
                copy.write(block)
    return Path(local)
