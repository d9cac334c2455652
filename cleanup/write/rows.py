"""Put the cleaned texts and their provenance into rows, as a table or as lines of JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]

from cleanup.errors import CannotRun
from cleanup.provenance import provenance
from cleanup.read.infer_schema import as_columns
from cleanup.read.json_line import parse_line, replace, splice
from cleanup.read.nested import with_strings
from cleanup.schema import arrow_schema, provenance_columns, text_column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.read.chunks import Batch
    from cleanup.read.infer_schema import Plan
    from cleanup.read.row import Columns, Row
    from cleanup.values import Cleaned

_encode = json.JSONEncoder(ensure_ascii=False).encode


def annotated_schema(plan: Plan) -> pa.Schema:
    """Return the columns of an output: the plan's, then the provenance columns."""
    return pa.schema([*plan.schema, *arrow_schema()])


def annotated_table(
    batch: Batch, results: Sequence[Cleaned], columns: Columns, ruleset: str, plan: Plan
) -> pa.Table:
    """Return a batch as a table of ``annotated_schema``."""
    originals = [row.text for row in batch.rows]
    kept = as_columns(_repaired(batch, results, columns), plan)
    added = provenance_columns(
        [row.source for row in batch.rows],
        [row.row for row in batch.rows],
        originals,
        results,
        ruleset,
    )
    return pa.Table.from_arrays([*kept, *added], schema=annotated_schema(plan))


def _repaired(batch: Batch, results: Sequence[Cleaned], columns: Columns) -> Batch:
    """Return a batch whose rows, or whose table, hold the cleaned texts."""
    if batch.table is not None:
        texts = text_column([row.text for row in batch.rows], results)
        return batch._replace(table=with_strings(batch.table, columns.text, texts))
    rows = [
        _with_text(row, cleaned.text, columns)
        for row, cleaned in zip(batch.rows, results, strict=True)
    ]
    return batch._replace(rows=rows)


def _with_text(row: Row, text: str, columns: Columns) -> Row:
    if row.text is None or row.text == text:
        return row
    if columns.text in row.record:
        return row._replace(record=row.record | {columns.text: text})
    line = replace(row.line, row.span, row.text, text)
    record, spans = parse_line(line)
    return row._replace(line=line, record=record, spans=spans)


def annotated_lines(
    batch: Batch, results: Sequence[Cleaned], columns: Columns, ruleset: str
) -> Iterator[str]:
    """Yield each row of a batch as one line of JSON.

    A row of JSONL stays as it was but for its text and what is added at its end. Columns of
    Parquet that JSON has no form for become strings (dates and times ISO 8601, decimals with all
    digits, bytes base64); floats that are no numbers become null.
    """
    encoded = _encoded(batch, results, columns.text)
    for place, (row, cleaned) in enumerate(zip(batch.rows, results, strict=True)):
        facts = provenance(row.source, row.row, row.text, cleaned, ruleset)
        added = f", {_encode(facts)[1:-1]}}}"
        if encoded:
            yield encoded[place].removesuffix("}") + added
        elif row.line:
            yield splice(row.line, row.span, row.text, cleaned.text, added)
        else:
            record = row.record | {columns.text: cleaned.text}
            yield _encode(record).removesuffix("}") + added


def _encoded(batch: Batch, results: Sequence[Cleaned], text: str) -> list[str]:
    """Return the rows of a table with their cleaned texts; nothing for rows without a table."""
    if batch.table is None:
        return []
    texts = text_column([row.text for row in batch.rows], results)
    return encoded_rows(with_strings(batch.table, text, texts))


def encoded_rows(table: pa.Table) -> list[str]:
    """Return each row of a table as one line of JSON."""
    frame = pl.DataFrame(table)
    binary = [name for name, dtype in frame.schema.items() if dtype == pl.Binary]
    plain = frame.with_columns(pl.col(name).bin.encode("base64") for name in binary)
    return plain.select(pl.struct(pl.all()).struct.json_encode()).to_series().to_list()


def check_encodable(path: str, schema: dict[str, pl.DataType]) -> None:
    """Raise ``CannotRun`` if a column nests bytes, which polars does not write as JSON."""
    for name, dtype in schema.items():
        if dtype.is_nested() and "Binary" in str(dtype):
            raise CannotRun(
                f"{path}: the column {name!r} holds {dtype}, which has no form in JSON;"
                " write Parquet instead"
            )
