"""Read Parquet with little memory, where a broken file is an error and nothing worse.

pyarrow reads a row group piece by piece, however large it is, and a malformed file raises there;
it does not look whether strings are UTF-8, so that is done here.
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
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from cleanup.errors import CannotRun
from cleanup.read.decompress import Meter, open_bytes
from cleanup.read.json_line import Malformed
from cleanup.read.nested import type_of
from cleanup.read.row import Columns, Place, Reject, check_size, no_column, row_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.read.row import Row
    from cleanup.read.source import Reading, Source

ROWS = 4_000
BYTES = 4 << 20
"""Rows taken at a time, and about how many bytes of them at most."""

STRINGS = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
"""The types of Arrow that hold text."""

_BUFFER = 1 << 20
"""Bytes of each column read from the disk at a time."""


class Table(NamedTuple):
    """A Parquet file whose footer was read without trouble.

    ``file`` is where it lies unpacked, ``metadata`` what its writer noted in it, ``schema`` its
    columns as polars calls them and ``arrow`` as they are.
    """

    path: str
    file: Path
    schema: dict[str, pl.DataType]
    arrow: pa.Schema
    metadata: dict[str, str]
    rows: int

    def batches(self) -> Iterator[pa.RecordBatch]:
        """Yield the rows in order, at most ``ROWS`` at a time. Raises ``CannotRun``."""
        with _sound(self.path), _open(self.file) as opened:
            for batch in opened.iter_batches(batch_size=_rows(opened), use_threads=False):
                batch.validate(full=True)
                yield batch

    def frames(self) -> Iterator[pl.DataFrame]:
        """Yield what ``batches`` yields as frames."""
        for batch in self.batches():
            with _known(self.path):
                yield pl.DataFrame(batch)


def open_table(source: Source, meter: Meter) -> Table:
    """Open a Parquet file; ``meter`` counts and hashes it as it lies on the disk.

    Raises ``CannotRun`` if its footer cannot be read.
    """
    file = _unpacked(source, meter)
    with _sound(source.path), _open(file) as opened:
        arrow, rows = opened.schema_arrow, opened.metadata.num_rows
        noted = opened.metadata.metadata or {}
    metadata = {name.decode(): value.decode(errors="replace") for name, value in noted.items()}
    with _known(source.path):
        schema = dict(pl.DataFrame(arrow.empty_table()).schema)
    return Table(source.path, file, schema, arrow, metadata, rows)


def check_columns(table: Table, columns: Columns) -> None:
    """Raise ``CannotRun`` if a named column is missing, or the text column holds no strings."""
    for name in filter(None, (columns.title, columns.lang, columns.source)):
        if name not in table.schema:
            raise no_column(table.path, name, table.schema)
    kind = type_of(table.arrow, columns.text)
    if kind is None:
        raise no_column(table.path, columns.text, table.schema)
    if not any(holds(kind) for holds in STRINGS):
        held = table.schema.get(columns.text, kind)
        raise CannotRun(
            f"{table.path}: the column {columns.text!r} holds {held}, not strings; name another"
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
    """Refuse a row whose text is too large; the bytes that are kept are those of the text."""
    try:
        check_size(row.text, reading)
    except Malformed as error:
        raw = (row.text or "").encode()
        return Reject(row.source, row.row, Place(0, 0), error.reason, str(error), raw)
    return None


def _open(file: Path) -> pq.ParquetFile:
    return pq.ParquetFile(file, pre_buffer=False, buffer_size=_BUFFER)


def _rows(opened: pq.ParquetFile) -> int:
    """Return how many rows make about ``BYTES``, where the rows are longest; ``ROWS`` at most."""
    groups = (opened.metadata.row_group(number) for number in range(opened.num_row_groups))
    longest = max((group.total_byte_size / max(group.num_rows, 1) for group in groups), default=1)
    return max(1, min(ROWS, int(BYTES / max(longest, 1))))


@contextmanager
def _sound(path: str) -> Iterator[None]:
    """Make what pyarrow raises for a malformed file a ``CannotRun`` that names it."""
    try:
        yield
    except (pa.ArrowException, OSError, EOFError) as error:
        detail = str(error).partition("\n")[0].rstrip(".")
        remedy = (
            "write that column anew as UTF-8 or as binary, for instance with pyarrow"
            if "utf" in detail.lower()
            else "fetch or write it again"
        )
        raise CannotRun(f"{path}: this is no sound Parquet file ({detail}); {remedy}") from None


@contextmanager
def _known(path: str) -> Iterator[None]:
    """Make what polars raises for types it has no form for a ``CannotRun`` that names the file."""
    try:
        yield
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        detail = str(error).partition("\n")[0]
        raise CannotRun(
            f"{path}: a column of this table is of a type that is not read ({detail}); leave it"
            " out or cast it"
        ) from None


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
