"""Open the inputs, read them in chunks of bounded size, and group the chunks into batches."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

import pyarrow as pa  # type: ignore[import-untyped]

from cleanup.errors import CannotRun
from cleanup.read import delimited, read_rows
from cleanup.read.decompress import Meter, open_bytes, refuse_bomb
from cleanup.read.delimited import DelimitedChunk, Header, delimited_chunks, read_header
from cleanup.read.jsonl import JsonlChunk, SeenColumns, jsonl_chunks, rows_of
from cleanup.read.layout import Layout, layout_of
from cleanup.read.nested import strings_of
from cleanup.read.parquet import STRINGS, Table, check_columns, open_table, too_large
from cleanup.read.row import Reject, Row, ignored, refuse_cleaned
from cleanup.read.source import DEFAULT_READING, DELIMITED, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cleanup.read.row import Columns
    from cleanup.read.source import Source

ROWS = 4_000
BYTES = 4 << 20
"""Most rows, and about how many bytes, of a chunk and of a batch: what fits processor caches."""

CELLS = 4_000_000
"""Most values of a batch that becomes a table, in which a row has one in every column."""

_NO_LAYOUTS: Mapping[str, Layout] = {}


@dataclass
class Input:
    """One input of a run, and how many of its rows were read, and what became of them.

    ``selected_rows`` are the numbers of the selected rows, sorted; ``None`` selects all.
    ``passed_over`` counts the rows that were read and not selected. ``layout`` is that of the rows
    of CSV, as far as they were read.
    """

    source: Source
    table: Table | None
    meter: Meter
    stamp: tuple[int, int]
    rows: int = 0
    written: int = 0
    dropped: int = 0
    quarantined: int = 0
    header: Header | None = None
    layout: Layout | None = None
    selected_rows: Sequence[int] | None = None
    passed_over: int = 0

    @property
    def reached(self) -> int:
        """About how many bytes of the file were read before the next row."""
        if not self.table:
            return self.meter.bytes
        return self.meter.bytes * self.rows // max(self.table.rows, 1)

    def check_unchanged(self) -> None:
        """Raise ``CannotRun`` if the file is not the one that was opened."""
        if self.stamp != _stamp(self.source):
            raise CannotRun(f"{self.source.path}: this file changed while it was read; run again")

    def check_complete(self) -> None:
        """Raise ``AssertionError`` unless each row was written somewhere or not selected."""
        if self.rows != self.written + self.dropped + self.quarantined + self.passed_over:
            raise AssertionError(
                f"{self.source.path}: {self.rows} rows came in, {self.written} went out,"
                f" {self.dropped} were dropped, {self.quarantined} were quarantined and"
                f" {self.passed_over} not chosen"
            )

    def select(self, chunk: Chunk) -> Iterator[Chunk]:
        """Yield the selected rows of this chunk."""
        if self.selected_rows is None:
            yield chunk
            return
        start = bisect_left(self.selected_rows, chunk.row)
        rows = self.selected_rows[start : bisect_left(self.selected_rows, chunk.row + chunk.rows)]
        self.passed_over += chunk.rows - len(rows)
        if len(rows) == chunk.rows:
            yield chunk
        elif rows:
            yield from chunk.take(rows)


class RowsChunk(NamedTuple):
    """Consecutive rows of one file that are read already."""

    source: str
    row: int
    read: Sequence[Row | Reject]

    @property
    def rows(self) -> int:
        """The number of rows."""
        return len(self.read)

    @property
    def bytes(self) -> int:
        """About how many bytes the texts take in memory."""
        return sum(len(row.text or "") for row in self.read if isinstance(row, Row))

    def take(self, rows: Sequence[int]) -> Iterator[RowsChunk]:
        """Yield the rows with these numbers."""
        yield self._replace(read=[self.read[row - self.row] for row in rows])


class TableChunk(NamedTuple):
    """Rows of one Parquet file, with all their columns.

    They are consecutive from ``row`` on, unless ``numbers`` lists them.
    """

    source: str
    row: int
    table: pa.Table
    reading: Reading = DEFAULT_READING
    numbers: Sequence[int] = ()

    @property
    def rows(self) -> int:
        """The number of rows."""
        return int(self.table.num_rows)

    @property
    def bytes(self) -> int:
        """How many bytes they take in memory."""
        return int(self.table.nbytes)

    def take(self, rows: Sequence[int]) -> Iterator[TableChunk]:
        """Yield the rows with these numbers."""
        table = self.table.take([row - self.row for row in rows])
        yield self._replace(table=table, numbers=tuple(rows))


Chunk = JsonlChunk | DelimitedChunk | RowsChunk | TableChunk


class Batch(NamedTuple):
    """Chunks that are cleaned together, in input order; a chunk of Parquet is a batch by itself."""

    chunks: tuple[Chunk, ...]

    @property
    def bytes(self) -> int:
        """How many bytes they take in memory."""
        return sum(chunk.bytes for chunk in self.chunks)

    def __str__(self) -> str:
        first = self.chunks[0]
        path = first.source.path if isinstance(first, DelimitedChunk) else first.source
        others = sum(chunk.rows for chunk in self.chunks) - 1
        return f"{path}: row {first.row:,}" + (f" and the {others:,} after it" if others else "")


class ReadBatch(NamedTuple):
    """The rows of a batch, its rejected rows, and the columns seen in each JSONL file.

    Rows of Parquet come with the ``table`` that holds all their columns, those of CSV with the
    ``layouts`` of their files.
    """

    rows: list[Row]
    rejected: list[Reject]
    seen: dict[str, SeenColumns]
    table: pa.Table | None = None
    layouts: Mapping[str, Layout] = _NO_LAYOUTS


class _HasSeen(Protocol):
    @property
    def seen(self) -> dict[str, SeenColumns]: ...


Result = TypeVar("Result", bound=_HasSeen)
"""The result of a batch, with the columns seen in each of its JSONL files."""


def open_inputs(sources: Sequence[Source], columns: Columns) -> list[Input]:
    """Open every source before work begins. Raises ``CannotRun`` for one that cannot be read."""
    inputs = []
    for source in sources:
        stamp, meter = _stamp(source), Meter()
        refuse_bomb(source)
        table = open_table(source, meter) if source.kind == "parquet" else None
        if table:
            check_columns(table, columns)
            refuse_cleaned(source.path, table.schema)
        header = read_header(source, columns) if source.kind in DELIMITED else None
        if header:
            refuse_cleaned(source.path, header.names)
        inputs.append(Input(source, table, meter, stamp, header=header))
    return inputs


def rows_for(columns: int) -> int:
    """Return how many rows a batch has at most that becomes a table of so many columns."""
    return max(1, min(ROWS, CELLS // max(columns, 1)))


def batches_of(inputs: Sequence[Input], columns: Columns, most: int = ROWS) -> Iterator[Batch]:
    """Yield the selected rows of all inputs in order, in batches; small files share a batch.

    A batch has at most ``most`` rows.
    """
    pending: list[Chunk] = []
    rows = size = 0
    for opened in inputs:
        for chunk in _selected_chunks(opened, columns, most):
            full = rows + chunk.rows > most or size + chunk.bytes > BYTES
            if pending and (full or isinstance(chunk, TableChunk)):
                yield Batch(tuple(pending))
                pending, rows, size = [], 0, 0
            pending.append(chunk)
            rows, size = rows + chunk.rows, size + chunk.bytes
            if rows >= most or size >= BYTES or isinstance(chunk, TableChunk):
                yield Batch(tuple(pending))
                pending, rows, size = [], 0, 0
        opened.check_unchanged()
    if pending:
        yield Batch(tuple(pending))


def _selected_chunks(opened: Input, columns: Columns, rows: int) -> Iterator[Chunk]:
    for chunk in chunks_of(opened, columns, rows):
        opened.rows += chunk.rows
        yield from opened.select(chunk)


def read_batch(batch: Batch, columns: Columns) -> ReadBatch:
    """Read the rows of a batch. Raises ``CannotRun`` if they were cleaned before."""
    [first, *rest] = batch.chunks
    if isinstance(first, TableChunk):
        return _read_table(first, columns)
    rows: list[Row] = []
    rejected: list[Reject] = []
    seen: dict[str, SeenColumns] = {}
    layouts: dict[str, Layout] = {}
    for chunk in (first, *rest):
        if isinstance(chunk, DelimitedChunk):
            add_layout(layouts, chunk.source.path, layout_of(chunk))
        for row in _read(chunk, columns, seen):
            if isinstance(row, Reject):
                rejected.append(row)
            else:
                refuse_cleaned(row.source, row.record)
                rows.append(row)
    return ReadBatch(rows, rejected, seen, layouts=layouts)


def add_layout(layouts: dict[str, Layout], path: str, layout: Layout) -> None:
    """Add the layout of the next rows of a file to those before them."""
    before = layouts.get(path)
    layouts[path] = before.followed_by(layout) if before else layout


def check_seen(results: Iterable[Result], columns: Columns) -> Iterator[Result]:
    """Yield the results of batches, in order, and check the columns seen at the end of each file.

    Raises ``CannotRun`` if a file lacks a named column.
    """
    path, seen = "", SeenColumns.before(columns)
    for result in results:
        for source, later in result.seen.items():
            if source != path:
                seen.check(path, columns)
                path, seen = source, SeenColumns.before(columns)
            seen.include(later)
        yield result
    seen.check(path, columns)


def _read(chunk: Chunk, columns: Columns, seen: dict[str, SeenColumns]) -> Iterable[Row | Reject]:
    if isinstance(chunk, JsonlChunk):
        return rows_of(chunk, columns, seen.setdefault(chunk.source, SeenColumns.before(columns)))
    if isinstance(chunk, DelimitedChunk):
        return delimited.rows_of(chunk, columns)
    return chunk.read if isinstance(chunk, RowsChunk) else ()


def chunks_of(opened: Input, columns: Columns, rows: int = ROWS) -> Iterator[Chunk]:
    """Yield all rows of an input, in chunks of bounded size with at most so many rows."""
    path = opened.source.path
    if opened.table:
        yield from _table_chunks(opened.source, opened.table, rows)
    elif opened.source.kind in DELIMITED:
        with open_bytes(opened.source, opened.meter) as stream:
            yield from delimited_chunks(opened.source, columns, stream, rows, BYTES)
    elif opened.source.kind == "jsonl":
        with open_bytes(opened.source, opened.meter) as stream:
            yield from jsonl_chunks(opened.source, stream, rows, BYTES)
    else:
        yield from _row_chunks(path, read_rows(opened.source, columns, opened.meter))


def _row_chunks(path: str, rows: Iterable[Row | Reject]) -> Iterator[RowsChunk]:
    first = size = 0
    pending: list[Row | Reject] = []
    for row in rows:
        pending.append(row)
        size += len(row.text or "") if isinstance(row, Row) else len(row.raw)
        if len(pending) >= ROWS or size >= BYTES:
            yield RowsChunk(path, first, pending)
            first, size, pending = first + len(pending), 0, []
    if pending:
        yield RowsChunk(path, first, pending)


def _table_chunks(source: Source, table: Table, most: int) -> Iterator[TableChunk]:
    first = 0
    for batch in table.batches():
        rows = pa.Table.from_batches([batch])
        count = max(1, round(rows.nbytes / BYTES))
        step = max(1, min(most, -(-rows.num_rows // count)))
        for start in range(0, rows.num_rows, step):
            part = rows.slice(start, step)
            yield TableChunk(source.path, first, part, source.reading)
            first += part.num_rows


def _read_table(chunk: TableChunk, columns: Columns) -> ReadBatch:
    """Read the rows of a table; reject those with a text that is too large."""
    rows = _rows_of(chunk, columns)
    if chunk.bytes <= chunk.reading.max_document:
        return ReadBatch(rows, [], {}, chunk.table)
    rejected = [reject for row in rows if (reject := too_large(row, chunk.reading))]
    if not rejected:
        return ReadBatch(rows, [], {}, chunk.table)
    large = {reject.row for reject in rejected}
    sound = [number for number, row in enumerate(rows) if row.row not in large]
    return ReadBatch([rows[number] for number in sound], rejected, {}, chunk.table.take(sound))


def _rows_of(chunk: TableChunk, columns: Columns) -> list[Row]:
    texts = strings_of(chunk.table, columns.text).to_pylist()
    titles, langs, publishers = (
        _strings(chunk.table, name)
        for name in (columns.title or "title", columns.lang, columns.source)
    )
    numbers = chunk.numbers or range(chunk.row, chunk.row + chunk.rows)
    rows = [
        Row(chunk.source, number, text, title, lang, {}, publisher)
        for number, text, title, lang, publisher in zip(
            numbers, texts, titles, langs, publishers, strict=True
        )
    ]
    if columns.ignore not in chunk.table.column_names:
        return rows
    cells = chunk.table.column(columns.ignore).to_pylist()
    return [row._replace(ignore=ignored(cell)) for row, cell in zip(rows, cells, strict=True)]


def _strings(table: pa.Table, name: str | None) -> list[str | None]:
    """Return a column as strings; all null if it is missing or not of strings."""
    if name in table.column_names:
        column = table.column(name)
        kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
        if any(holds(kind) for holds in STRINGS):
            values: list[str | None] = column.to_pylist()
            return values
    return [None] * int(table.num_rows)


def _stamp(source: Source) -> tuple[int, int]:
    status = source.file.stat()
    return status.st_size, status.st_mtime_ns
