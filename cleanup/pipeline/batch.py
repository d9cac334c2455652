"""Clean one chunk: the same in this process and in any other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cleanup.engine.clean_column import clean_column
from cleanup.errors import CannotRun
from cleanup.read.chunks import read_chunk
from cleanup.values import Context
from cleanup.write.rows import annotated_lines, annotated_table
from cleanup.write.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa  # type: ignore[import-untyped]

    from cleanup.read.chunks import Chunk
    from cleanup.read.infer_schema import Plan
    from cleanup.read.jsonl import Seen
    from cleanup.read.row import Columns, Reject, Row
    from cleanup.settings import Settings
    from cleanup.write.delimited import Sheet


class Job(NamedTuple):
    """What is to be done with every chunk.

    Without a ``plan`` the output is lines: of a ``sheet`` of CSV, if there is one, else of JSON.
    """

    columns: Columns
    settings: Settings
    ruleset: str
    plan: Plan | None
    sheet: Sheet | None = None


class Done(NamedTuple):
    """What became of a chunk: its part of the output, and the account of it.

    ``written`` counts for each source the rows in the output, ``refused`` are those that could
    not be read.
    """

    output: bytes | pa.Table
    counts: Summary
    written: Counter[str]
    refused: list[Reject]
    seen: dict[str, Seen]


def clean_chunk(job: Job, chunk: Chunk) -> Done:
    """Read the rows of a chunk, clean them, and put them into the form of the output.

    Raises ``CannotRun`` if they were cleaned before.
    """
    batch = read_chunk(chunk, job.columns)
    _check_form(job, batch.rows)
    contexts = [Context(row.title, row.lang, row.publisher) for row in batch.rows]
    results = clean_column([row.text for row in batch.rows], contexts, job.settings)
    counts = Summary("", "")
    for result in results:
        counts.add(result)
    output: bytes | pa.Table
    lines: Iterable[str]
    if job.plan is None:
        lines = annotated_lines(batch, results, job.columns, job.ruleset)
        if job.sheet:
            lines = map(job.sheet.row, lines)
        output = "".join(f"{line}\n" for line in lines).encode()
    else:
        output = annotated_table(batch, results, job.columns, job.ruleset, job.plan)
    written = Counter(row.source for row in batch.rows)
    return Done(output, counts, written, batch.refused, batch.seen)


def _check_form(job: Job, rows: Iterable[Row]) -> None:
    """Raise ``CannotRun`` if a table has the text as a column, and this row as a member."""
    text = job.columns.text
    names = job.plan.schema.names if job.plan else job.sheet.names if job.sheet else ()
    if "." not in text or text not in names:
        return
    for row in rows:
        if row.line and text not in row.record:
            raise CannotRun(
                f"{row.source}: row {row.row:,} has {text!r} as a member of another column, and"
                " other rows have a column of that name; write JSONL, where both stay as they are"
            )
