"""Encode rows with their cleaned texts and their provenance, as a table or as lines of JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]

from cleanup.errors import CannotRun
from cleanup.provenance import provenance
from cleanup.read.infer_schema import as_columns
from cleanup.read.json_line import parse_line, replace_value, splice
from cleanup.read.nested import with_strings
from cleanup.schema import arrow_schema, provenance_columns, text_column

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.read.chunks import ReadBatch
    from cleanup.read.infer_schema import TableSchema
    from cleanup.read.row import Columns, Row
    from cleanup.values import Cleaned

_encode = json.JSONEncoder(ensure_ascii=False).encode


def schema_with_provenance(table_schema: TableSchema) -> pa.Schema:
    """Return the columns of an output: those of the inputs, then the provenance columns."""
    return pa.schema([*table_schema.arrow, *arrow_schema()])


def table_with_provenance(
    read: ReadBatch,
    results: Sequence[Cleaned],
    columns: Columns,
    ruleset: str,
    table_schema: TableSchema,
) -> pa.Table:
    """Return a batch as a table with the columns of ``schema_with_provenance``."""
    originals = [row.text for row in read.rows]
    own = as_columns(_with_cleaned_texts(read, results, columns), table_schema)
    added = provenance_columns(
        [row.source for row in read.rows],
        [row.row for row in read.rows],
        originals,
        results,
        ruleset,
    )
    return pa.Table.from_arrays([*own, *added], schema=schema_with_provenance(table_schema))


def _with_cleaned_texts(read: ReadBatch, results: Sequence[Cleaned], columns: Columns) -> ReadBatch:
    """Return the batch with the cleaned texts in its rows or in its table."""
    if read.table is not None:
        texts = text_column([row.text for row in read.rows], results)
        return read._replace(table=with_strings(read.table, columns.text, texts))
    rows = [
        _with_text(row, cleaned.text, columns)
        for row, cleaned in zip(read.rows, results, strict=True)
    ]
    return read._replace(rows=rows)


def _with_text(row: Row, text: str, columns: Columns) -> Row:
    if row.text is None or row.text == text:
        return row
    if columns.text in row.record:
        return row._replace(record=row.record | {columns.text: text})
    line = replace_value(row.line, row.span, row.text, text)
    record, spans = parse_line(line)
    return row._replace(line=line, record=record, spans=spans)


def lines_with_provenance(
    read: ReadBatch, results: Sequence[Cleaned], columns: Columns, ruleset: str
) -> Iterator[str]:
    """Yield each row of a batch as one line of JSON.

    A row of JSONL is unchanged except for its text and the members added at its end. Values of
    Parquet that JSON cannot represent become strings (dates and times as ISO 8601, decimals with
    all digits, bytes as base64); NaN and infinities become null.
    """
    encoded = _json_of_table(read, results, columns.text)
    for number, (row, cleaned) in enumerate(zip(read.rows, results, strict=True)):
        members = provenance(row.source, row.row, row.text, cleaned, ruleset)
        added = f", {_encode(members)[1:-1]}}}"
        if encoded:
            yield encoded[number].removesuffix("}") + added
        elif row.line:
            yield splice(row.line, row.span, row.text, cleaned.text, added)
        else:
            record = row.record | {columns.text: cleaned.text}
            yield _encode(record).removesuffix("}") + added


def _json_of_table(read: ReadBatch, results: Sequence[Cleaned], text: str) -> list[str]:
    """Return the rows of a table as JSON, with their cleaned texts; ``[]`` without a table."""
    if read.table is None:
        return []
    texts = text_column([row.text for row in read.rows], results)
    return json_of_rows(with_strings(read.table, text, texts))


def json_of_rows(table: pa.Table) -> list[str]:
    """Return each row of a table as one line of JSON."""
    frame = pl.DataFrame(table)
    binary = [name for name, dtype in frame.schema.items() if dtype == pl.Binary]
    plain = frame.with_columns(pl.col(name).bin.encode("base64") for name in binary)
    return plain.select(pl.struct(pl.all()).struct.json_encode()).to_series().to_list()


def check_encodable(path: str, schema: dict[str, pl.DataType]) -> None:
    """Raise ``CannotRun`` if a column has nested bytes, which polars cannot write as JSON."""
    for name, dtype in schema.items():
        if dtype.is_nested() and "Binary" in str(dtype):
            raise CannotRun(
                f"{path}: the column {name!r} holds {dtype}, which has no form in JSON;"
                " write Parquet instead"
            )
