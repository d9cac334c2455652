"""Open the inputs and gather their rows into batches of bounded size."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cleanup.errors import CannotRun
from cleanup.read import Reject, Row, read_rows
from cleanup.read.parquet import Table, check_columns, open_table
from cleanup.read.unpack import Meter
from cleanup.write.provenance import refuse_cleaned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import polars as pl

    from cleanup.read import Columns
    from cleanup.read.sources import Source

ROWS = 2_000
BYTES = 8 << 20
"""A batch is full with so many rows, or so many bytes of them."""


@dataclass
class Input:
    """One input on its way through a run, and the count of its rows."""

    source: Source
    table: Table | None
    meter: Meter
    stamp: tuple[int, int]
    rows: int = 0
    written: int = 0
    quarantined: int = 0
    names: list[str] = field(default_factory=list)

    def check_unchanged(self) -> None:
        """Raise ``CannotRun`` if the file is not the one that was opened."""
        if self.stamp != _stamp(self.source):
            raise CannotRun(f"{self.source.path}: this file changed while it was read; run again")

    def check_complete(self) -> None:
        """Hold that every row was written or quarantined."""
        if self.rows != self.written + self.quarantined:
            raise AssertionError(
                f"{self.source.path}: {self.rows} rows came in, {self.written} went out and"
                f" {self.quarantined} were quarantined"
            )


class Batch(NamedTuple):
    """Rows to clean together; rows of Parquet come with the frame that holds all their columns."""

    rows: Sequence[Row]
    frame: pl.DataFrame | None = None


def open_inputs(sources: Sequence[Source], columns: Columns) -> list[Input]:
    """Open every source before work begins. Raises ``CannotRun`` for one that is not sound."""
    inputs = []
    for source in sources:
        stamp, meter = _stamp(source), Meter()
        table = open_table(source, meter) if source.kind == "parquet" else None
        if table:
            check_columns(table, columns)
            refuse_cleaned(source.path, table.schema)
        inputs.append(Input(source, table, meter, stamp))
    return inputs


def gather(
    inputs: Sequence[Input], columns: Columns, refuse: Callable[[Reject], None]
) -> Iterator[Batch]:
    """Yield the rows of all inputs in order; those that cannot be read go to ``refuse``."""
    waiting: list[Row] = []
    size = 0
    for one in inputs:
        if one.table:
            if waiting:
                yield Batch(waiting)
                waiting, size = [], 0
            yield from _of_table(one, one.table, columns)
            continue
        for row in read_rows(one.source, columns, one.meter):
            one.rows += 1
            if isinstance(row, Reject):
                one.quarantined += 1
                refuse(row)
                continue
            refuse_cleaned(row.source, row.record)
            waiting.append(row)
            size += len(row.line or row.text or "")
            if len(waiting) >= ROWS or size >= BYTES:
                yield Batch(waiting)
                waiting, size = [], 0
        one.check_unchanged()
    if waiting:
        yield Batch(waiting)


def _of_table(one: Input, table: Table, columns: Columns) -> Iterator[Batch]:
    for frame in table.frames():
        pieces = 1 + int(frame.estimated_size()) // BYTES
        for piece in frame.iter_slices(max(1, frame.height // pieces)):
            rows = _rows_of(piece, one.source.path, one.rows, columns)
            one.rows += len(rows)
            yield Batch(rows, piece)
    one.check_unchanged()


def _rows_of(frame: pl.DataFrame, path: str, first: int, columns: Columns) -> list[Row]:
    texts = frame[columns.text].to_list()
    titles, langs, publishers = (
        _strings(frame, name) for name in (columns.title or "title", columns.lang, columns.source)
    )
    return [
        Row(path, first + place, text, title, lang, {}, publisher)
        for place, (text, title, lang, publisher) in enumerate(
            zip(texts, titles, langs, publishers, strict=True)
        )
    ]


def _strings(frame: pl.DataFrame, name: str | None) -> list[str | None]:
    """Return a column as strings; nulls where there is no such column or it holds none."""
    import polars as pl

    if name not in frame.columns or frame.schema[name] not in (pl.String, pl.Categorical, pl.Enum):
        return [None] * frame.height
    return frame[name].cast(pl.String).to_list()


def _stamp(source: Source) -> tuple[int, int]:
    status = source.file.stat()
    return status.st_size, status.st_mtime_ns
