"""Open the inputs and cut them into chunks of bounded size, to be cleaned one by one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

import pyarrow as pa  # type: ignore[import-untyped]

from cleanup.errors import CannotRun
from cleanup.read import delimited, read_rows
from cleanup.read.decompress import Meter, open_bytes, refuse_bomb
from cleanup.read.delimited import Cut, Header, cut_rows, read_header
from cleanup.read.jsonl import Lines, Seen, cut_lines, rows_of
from cleanup.read.nested import strings_of
from cleanup.read.parquet import STRINGS, Table, check_columns, open_table, too_large
from cleanup.read.row import Reject, Row, refuse_cleaned
from cleanup.read.source import DELIMITED, PLAIN, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleanup.read.row import Columns
    from cleanup.read.source import Source

ROWS = 4_000
BYTES = 4 << 20
"""A chunk is full with so many rows, or so many bytes of them: what stays near the processor."""


@dataclass
class Input:
    """One input on its way through a run, and the count of its rows.

    ``chosen`` are the numbers of the rows that are wanted, sorted; without them it is all rows.
    """

    source: Source
    table: Table | None
    meter: Meter
    stamp: tuple[int, int]
    rows: int = 0
    written: int = 0
    quarantined: int = 0
    header: Header | None = None
    chosen: Sequence[int] | None = None
    passed_over: int = 0

    @property
    def reached(self) -> int:
        """About how many bytes of the file lie before the row that is read next."""
        if not self.table:
            return self.meter.bytes
        return self.meter.bytes * self.rows // max(self.table.rows, 1)

    def check_unchanged(self) -> None:
        """Raise ``CannotRun`` if the file is not the one that was opened."""
        if self.stamp != _stamp(self.source):
            raise CannotRun(f"{self.source.path}: this file changed while it was read; run again")

    def check_complete(self) -> None:
        """Hold that every row was written, quarantined, or not chosen."""
        if self.rows != self.written + self.quarantined + self.passed_over:
            raise AssertionError(
                f"{self.source.path}: {self.rows} rows came in, {self.written} went out,"
                f" {self.quarantined} were quarantined and {self.passed_over} not chosen"
            )

    def wanted(self, piece: Piece) -> Iterator[Piece]:
        """Yield what of a piece was chosen."""
        if self.chosen is None:
            yield piece
            return
        start = bisect_left(self.chosen, piece.row)
        rows = self.chosen[start : bisect_left(self.chosen, piece.row + piece.rows)]
        self.passed_over += piece.rows - len(rows)
        if len(rows) == piece.rows:
            yield piece
        elif rows:
            yield from piece.only(rows)


class Records(NamedTuple):
    """Rows of one file that were read already."""

    source: str
    row: int
    read: Sequence[Row | Reject]

    @property
    def rows(self) -> int:
        """How many there are."""
        return len(self.read)

    @property
    def bytes(self) -> int:
        """About how much memory their texts take."""
        return sum(len(row.text or "") for row in self.read if isinstance(row, Row))

    def only(self, rows: Sequence[int]) -> Iterator[Records]:
        """Yield the rows with these numbers."""
        yield self._replace(read=[self.read[row - self.row] for row in rows])


class Cells(NamedTuple):
    """Rows of one Parquet file, with all their columns.

    They follow one another from ``row`` on, or are those with these ``numbers``.
    """

    source: str
    row: int
    table: pa.Table
    reading: Reading = PLAIN
    numbers: Sequence[int] = ()

    @property
    def rows(self) -> int:
        """How many there are."""
        return int(self.table.num_rows)

    @property
    def bytes(self) -> int:
        """How much memory they take."""
        return int(self.table.nbytes)

    def only(self, rows: Sequence[int]) -> Iterator[Cells]:
        """Yield the rows with these numbers."""
        table = self.table.take([row - self.row for row in rows])
        yield self._replace(table=table, numbers=tuple(rows))


Piece = Lines | Cut | Records | Cells


class Chunk(NamedTuple):
    """What is cleaned together: pieces of the inputs, in order. Rows of Parquet are alone."""

    pieces: tuple[Piece, ...]

    def __str__(self) -> str:
        first = self.pieces[0]
        path = first.source.path if isinstance(first, Cut) else first.source
        return f"{path}: row {first.row:,} and what follows it"


class Batch(NamedTuple):
    """The rows of a chunk, those that were refused, and what was seen of each file of JSONL.

    Rows of Parquet come with the ``table`` that holds all their columns.
    """

    rows: list[Row]
    refused: list[Reject]
    seen: dict[str, Seen]
    table: pa.Table | None = None


class _Tells(Protocol):
    @property
    def seen(self) -> dict[str, Seen]: ...


Told = TypeVar("Told", bound=_Tells)
"""What is known of a chunk, with what was seen of each file of JSONL in it."""


def open_inputs(sources: Sequence[Source], columns: Columns) -> list[Input]:
    """Open every source before work begins. Raises ``CannotRun`` for one that is not sound."""
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


def gather(inputs: Sequence[Input], columns: Columns) -> Iterator[Chunk]:
    """Yield all inputs in order, in chunks; small files go together."""
    waiting: list[Piece] = []
    rows = size = 0
    for one in inputs:
        for piece in _wanted(one, columns):
            full = rows + piece.rows > ROWS or size + piece.bytes > BYTES
            if waiting and (full or isinstance(piece, Cells)):
                yield Chunk(tuple(waiting))
                waiting, rows, size = [], 0, 0
            waiting.append(piece)
            rows, size = rows + piece.rows, size + piece.bytes
            if rows >= ROWS or size >= BYTES or isinstance(piece, Cells):
                yield Chunk(tuple(waiting))
                waiting, rows, size = [], 0, 0
        one.check_unchanged()
    if waiting:
        yield Chunk(tuple(waiting))


def _wanted(one: Input, columns: Columns) -> Iterator[Piece]:
    for piece in pieces_of(one, columns):
        one.rows += piece.rows
        yield from one.wanted(piece)


def read_chunk(chunk: Chunk, columns: Columns) -> Batch:
    """Read the rows of a chunk. Raises ``CannotRun`` if they were cleaned before."""
    [first, *others] = chunk.pieces
    if isinstance(first, Cells):
        return _read_table(first, columns)
    rows: list[Row] = []
    refused: list[Reject] = []
    seen: dict[str, Seen] = {}
    for piece in (first, *others):
        for row in _read(piece, columns, seen):
            if isinstance(row, Reject):
                refused.append(row)
            else:
                refuse_cleaned(row.source, row.record)
                rows.append(row)
    return Batch(rows, refused, seen)


def check_seen(found: Iterable[Told], columns: Columns) -> Iterator[Told]:
    """Yield what chunks told, in order, and check at the end of each file what was seen of it.

    Raises ``CannotRun`` if a file lacks a column that was named.
    """
    path, whole = "", Seen.before(columns)
    for told in found:
        for source, part in told.seen.items():
            if source != path:
                whole.check(path, columns)
                path, whole = source, Seen.before(columns)
            whole.include(part)
        yield told
    whole.check(path, columns)


def _read(piece: Piece, columns: Columns, seen: dict[str, Seen]) -> Iterable[Row | Reject]:
    if isinstance(piece, Lines):
        return rows_of(piece, columns, seen.setdefault(piece.source, Seen.before(columns)))
    if isinstance(piece, Cut):
        return delimited.rows_of(piece, columns)
    return piece.read if isinstance(piece, Records) else ()


def pieces_of(one: Input, columns: Columns) -> Iterator[Piece]:
    """Yield all rows of an input, in pieces of bounded size."""
    path = one.source.path
    if one.table:
        yield from _cells(one.source, one.table)
    elif one.source.kind in DELIMITED:
        with open_bytes(one.source, one.meter) as stream:
            yield from cut_rows(one.source, columns, stream, ROWS, BYTES)
    elif one.source.kind == "jsonl":
        with open_bytes(one.source, one.meter) as stream:
            yield from cut_lines(one.source, stream, ROWS, BYTES)
    else:
        yield from _records(path, read_rows(one.source, columns, one.meter))


def _records(path: str, rows: Iterable[Row | Reject]) -> Iterator[Records]:
    first = size = 0
    waiting: list[Row | Reject] = []
    for row in rows:
        waiting.append(row)
        size += len(row.text or "") if isinstance(row, Row) else len(row.raw)
        if len(waiting) >= ROWS or size >= BYTES:
            yield Records(path, first, waiting)
            first, size, waiting = first + len(waiting), 0, []
    if waiting:
        yield Records(path, first, waiting)


def _cells(source: Source, table: Table) -> Iterator[Cells]:
    first = 0
    for batch in table.batches():
        whole = pa.Table.from_batches([batch])
        pieces = max(1, round(whole.nbytes / BYTES))
        step = max(1, min(ROWS, -(-whole.num_rows // pieces)))
        for start in range(0, whole.num_rows, step):
            piece = whole.slice(start, step)
            yield Cells(source.path, first, piece, source.reading)
            first += piece.num_rows


def _read_table(cells: Cells, columns: Columns) -> Batch:
    """Read the rows of a table; those whose texts are too large are refused."""
    rows = _rows_of_table(cells, columns)
    if cells.bytes <= cells.reading.max_document:
        return Batch(rows, [], {}, cells.table)
    refused = [reject for row in rows if (reject := too_large(row, cells.reading))]
    large = {reject.row for reject in refused}
    kept = [place for place, row in enumerate(rows) if row.row not in large]
    table = cells.table.take(kept) if refused else cells.table
    return Batch([rows[place] for place in kept], refused, {}, table)


def _rows_of_table(cells: Cells, columns: Columns) -> list[Row]:
    texts = strings_of(cells.table, columns.text).to_pylist()
    titles, langs, publishers = (
        _strings(cells.table, name)
        for name in (columns.title or "title", columns.lang, columns.source)
    )
    numbers = cells.numbers or range(cells.row, cells.row + cells.rows)
    return [
        Row(cells.source, number, text, title, lang, {}, publisher)
        for number, text, title, lang, publisher in zip(
            numbers, texts, titles, langs, publishers, strict=True
        )
    ]


def _strings(table: pa.Table, name: str | None) -> list[str | None]:
    """Return a column as strings; nulls where there is no such column or it holds none."""
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
