"""Clean one batch of rows, in this process or in a worker, with the same result."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cleanup.engine.clean_column import clean_column
from cleanup.errors import CannotRun
from cleanup.read.chunks import read_batch, rows_for
from cleanup.values import Context
from cleanup.write.rows import lines_with_provenance, table_with_provenance
from cleanup.write.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pyarrow as pa  # type: ignore[import-untyped]

    from cleanup.read.chunks import Batch, ReadBatch
    from cleanup.read.infer_schema import TableSchema
    from cleanup.read.jsonl import SeenColumns
    from cleanup.read.layout import Layout
    from cleanup.read.row import Columns, Reject, Row
    from cleanup.settings import Settings
    from cleanup.values import Cleaned
    from cleanup.write.delimited import CsvFormat


class BatchJob(NamedTuple):
    """How to clean each batch of a run.

    The output is a table if there is a ``table_schema``, else lines: of CSV if there is a ``csv``
    format, else of JSON.
    """

    columns: Columns
    settings: Settings
    ruleset: str
    table_schema: TableSchema | None = None
    csv: CsvFormat | None = None

    @property
    def rows(self) -> int:
        """How many rows a batch may have."""
        return rows_for(len(self.table_schema.arrow) if self.table_schema else 0)


class BatchResult(NamedTuple):
    """The part of the output that a batch makes, with its counts and its rejected rows.

    ``written`` counts the rows of the output by source, ``seen`` has the columns seen in each
    JSONL file, ``layouts`` how the rows of each CSV file are written.
    """

    output: bytes | pa.Table
    counts: Summary
    written: Counter[str]
    rejected: list[Reject]
    seen: dict[str, SeenColumns]
    layouts: Mapping[str, Layout]


def clean_batch(job: BatchJob, batch: Batch) -> BatchResult:
    """Read the rows of a batch, clean them, and encode them in the format of the output.

    Raises ``CannotRun`` if they were cleaned before.
    """
    read = read_batch(batch, job.columns)
    _check_text_column(job, read.rows)
    contexts = [Context(row.title, row.lang, row.publisher) for row in read.rows]
    results = clean_column([row.text for row in read.rows], contexts, job.settings)
    counts = Summary("", "")
    for result in results:
        counts.add(result)
    written = Counter(row.source for row in read.rows)
    encoded = _encoded(job, read, results)
    return BatchResult(encoded, counts, written, read.rejected, read.seen, read.layouts)


def _encoded(job: BatchJob, read: ReadBatch, results: Sequence[Cleaned]) -> bytes | pa.Table:
    if job.table_schema:
        return table_with_provenance(read, results, job.columns, job.ruleset, job.table_schema)
    lines: Iterable[str] = lines_with_provenance(read, results, job.columns, job.ruleset)
    if job.csv:
        lines = map(job.csv.row, lines)
    return b"".join(part for line in lines for part in (line.encode(), b"\n"))


def _check_text_column(job: BatchJob, rows: Iterable[Row]) -> None:
    """Raise ``CannotRun`` if a row has the text nested in a column, and the table as a column."""
    text = job.columns.text
    names: Iterable[str] = job.csv.names if job.csv else ()
    if job.table_schema:
        names = job.table_schema.arrow.names
    if "." not in text or text not in names:
        return
    for row in rows:
        if row.line and text not in row.record:
            raise CannotRun(
                f"{row.source}: row {row.row:,} has {text!r} as a member of another column, and"
                " other rows have a column of that name; write JSONL, where both stay as they are"
            )
