"""Clean one batch of rows, in this process or in a worker, with the same result."""

from __future__ import annotations

from collections import Counter
from itertools import compress
from operator import not_
from typing import TYPE_CHECKING, NamedTuple

from cleanup.engine.clean_column import clean_column
from cleanup.errors import CannotRun
from cleanup.read.chunks import read_batch, rows_for
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
    drop: frozenset[str] = frozenset()
    """Codes of verdicts whose rows are dropped."""

    @property
    def rows(self) -> int:
        """How many rows a batch may have."""
        return rows_for(len(self.table_schema.arrow) if self.table_schema else 0)


class BatchResult(NamedTuple):
    """The part of the output that a batch makes, with its counts and its rejected rows.

    ``written`` counts the rows of the output by source, ``left_out`` those that are dropped, which
    are encoded in ``dropped``, if there are some. ``seen`` has the columns seen in each
    JSONL file, ``layouts`` how the rows of each CSV file are written.
    """

    output: bytes | pa.Table
    counts: Summary
    written: Counter[str]
    rejected: list[Reject]
    seen: dict[str, SeenColumns]
    layouts: Mapping[str, Layout]
    dropped: bytes | pa.Table | None
    left_out: Counter[str]


def clean_batch(job: BatchJob, batch: Batch) -> BatchResult:
    """Read the rows of a batch, clean them, and encode them in the format of the output.

    Raises ``CannotRun`` if they were cleaned before.
    """
    read = read_batch(batch, job.columns)
    _check_text_column(job, read.rows)
    contexts = [row.context for row in read.rows]
    results = clean_column([row.text for row in read.rows], contexts, job.settings)
    counts = Summary("", "")
    written, left_out = Counter[str](), Counter[str]()
    keep = []
    for row, result in zip(read.rows, results, strict=True):
        codes = {one.code for one in result.findings if one.code in job.drop} if job.drop else ()
        keep.append(not codes)
        if codes:
            counts.drop(codes)
            left_out[row.source] += 1
        else:
            counts.add(result)
            written[row.source] += 1
    kept, dropped = _encoded(job, read, results, keep)
    return BatchResult(
        kept, counts, written, read.rejected, read.seen, read.layouts, dropped, left_out
    )


def _encoded(
    job: BatchJob, read: ReadBatch, results: Sequence[Cleaned], keep: Sequence[bool]
) -> tuple[bytes | pa.Table, bytes | pa.Table | None]:
    """Return the rows to keep, and the others, if there are some."""
    if job.table_schema:
        table = table_with_provenance(read, results, job.columns, job.ruleset, job.table_schema)
        if all(keep):
            return table, None
        return table.filter(keep), table.filter([not kept for kept in keep])
    lines: Iterable[str] = lines_with_provenance(read, results, job.columns, job.ruleset)
    if job.csv:
        lines = map(job.csv.row, lines)
    if all(keep):
        return _joined(lines), None
    lines = list(lines)
    return _joined(compress(lines, keep)), _joined(compress(lines, map(not_, keep)))


def _joined(lines: Iterable[str]) -> bytes:
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
