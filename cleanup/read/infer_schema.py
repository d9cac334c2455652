"""Infer one schema for a table, in a first pass over all inputs.

Columns of JSONL become booleans, 64-bit integers, floats or strings if one of these fits all
their values. Integers and floats together are floats, unless an integer would lose digits.
Anything else (mixed kinds, nested values, integers beyond 64 bits) is kept exactly, as JSON text
in a column of strings that is named in the metadata of the file. A missing key is null.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]

from cleanup.errors import CannotRun
from cleanup.read.chunks import Batch, Input, ReadBatch, batches_of, check_seen, read_batch
from cleanup.read.decompress import Meter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.pool import Map
    from cleanup.read.jsonl import SeenColumns
    from cleanup.read.row import Columns, Row

MOST_COLUMNS = 20_000
"""A table has a value of each column in every row, rows of JSONL only those that they have."""

_EXACT = 1 << 53
"""Integers up to here are exact as floats."""

_WIDEST = 1 << 63

_ARROW = {
    pl.Boolean(): pa.bool_(),
    pl.Int64(): pa.int64(),
    pl.Float64(): pa.float64(),
    pl.String(): pa.large_string(),
}


class TableSchema(NamedTuple):
    """The columns of all inputs in one table, and the names of those that hold JSON text."""

    arrow: pa.Schema
    encoded: frozenset[str]


class BatchKinds(NamedTuple):
    """The kinds of values in each column of a batch, and the columns seen in each JSONL file."""

    kinds: dict[str, set[str]]
    seen: dict[str, SeenColumns]


class _Column(NamedTuple):
    """A column as polars and as Arrow type it, and the first input that has it."""

    dtype: pl.DataType
    field: pa.Field
    path: str


def infer_schema(inputs: Sequence[Input], columns: Columns, pool_map: Map) -> TableSchema:
    """Read all JSONL once and return the schema of one table of all inputs.

    Raises ``CannotRun`` if two inputs have a column of the same name and different types, and for
    more than ``MOST_COLUMNS``.
    """
    for opened in inputs:
        named = (
            opened.header.names if opened.header else opened.table.schema if opened.table else ()
        )
        _refuse_many(opened.source.path, len(named))
    with_keys = [opened for opened in inputs if opened.source.kind == "jsonl" or opened.header]
    kinds = _kinds(with_keys, columns, pool_map)
    dtypes = {name: _dtype(of_column) for name, of_column in kinds.items()}
    table: dict[str, _Column] = {}
    for opened in inputs:
        if opened.table:
            fields = {name: opened.table.arrow.field(name) for name in opened.table.schema}
            for name, dtype in opened.table.schema.items():
                _add(table, _Column(dtype, fields[name].with_nullable(True), opened.source.path))
        elif opened.source.kind == "text":
            _add(table, _of_dtype(columns.text, pl.String(), opened.source.path))
    first = with_keys[0].source.path if with_keys else ""
    for name, dtype in dtypes.items():
        if kinds[name] or name not in table:
            _add(table, _of_dtype(name, dtype, first))
    if columns.text.partition(".")[0] not in table:
        table.setdefault(columns.text, _of_dtype(columns.text, pl.String(), first))
    fields = {name: column.field for name, column in table.items()}
    if columns.text in fields:
        fields[columns.text] = pa.field(columns.text, pa.large_string())
    encoded = frozenset(name for name in dtypes if _is_encoded(kinds[name]))
    return TableSchema(pa.schema(list(fields.values())), encoded)


def column_names(inputs: Sequence[Input], columns: Columns, pool_map: Map) -> list[str]:
    """Read all JSONL once and return the names of the columns of all inputs."""
    names: dict[str, None] = {}
    for opened in inputs:
        if opened.table:
            names |= dict.fromkeys(opened.table.schema)
        elif opened.source.kind == "text":
            names[columns.text] = None
        else:
            names |= dict.fromkeys(_kinds([opened], columns, pool_map))
    return list(names)


def kinds_of_batch(columns: Columns, batch: Batch) -> BatchKinds:
    """Return the kinds of values in the columns of a batch of JSONL."""
    read = read_batch(batch, columns)
    kinds: dict[str, set[str]] = {}
    for row in read.rows:
        _add_kinds(kinds, row.record)
    return BatchKinds(kinds, read.seen)


def as_columns(read: ReadBatch, table_schema: TableSchema) -> list[pa.Array | pa.ChunkedArray]:
    """Return the rows of a batch as the columns of the table."""
    if read.table is None:
        return [_column(read.rows, field, table_schema) for field in table_schema.arrow]
    return [
        _cast(read.table.column(field.name), field.type)
        if field.name in read.table.column_names
        else pa.nulls(read.table.num_rows, field.type)
        for field in table_schema.arrow
    ]


def _kinds(with_keys: Sequence[Input], columns: Columns, pool_map: Map) -> dict[str, set[str]]:
    """Return the kinds of values in the columns of JSONL and CSV; those of CSV are strings."""
    again = [
        Input(opened.source, None, Meter(), opened.stamp, selected_rows=opened.selected_rows)
        for opened in with_keys
        if not opened.header
    ]
    kinds: dict[str, set[str]] = {}
    for opened in with_keys:
        for name in opened.header.names if opened.header else ():
            kinds.setdefault(name, set()).add("str")
    results = pool_map(partial(kinds_of_batch, columns), batches_of(again, columns))
    for result in check_seen(results, columns):
        for name, more in result.kinds.items():
            kinds.setdefault(name, set()).update(more)
        _refuse_many(next(iter(result.seen), ""), len(kinds))
    return kinds


def _refuse_many(path: str, columns: int) -> None:
    if columns > MOST_COLUMNS:
        raise CannotRun(
            f"{path}: with the columns of this there are {columns:,}, more than the"
            f" {MOST_COLUMNS:,} of a table; write JSONL (-o NAME.jsonl), or leave columns out"
        )


def _cast(column: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    """Return a column as another Arrow type with the same values."""
    if column.type == kind:
        return column
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    return column.cast(kind)


def _column(rows: Sequence[Row], field: pa.Field, table_schema: TableSchema) -> pa.Array:
    name = field.name
    values: list[Any] = [row.record.get(name) for row in rows]
    if name in table_schema.encoded:
        values = [
            None if value is None else _json_text(row, name, value)
            for row, value in zip(rows, values, strict=True)
        ]
    elif pa.types.is_float64(field.type):
        values = [None if value is None else float(value) for value in values]
    return pa.array(values, field.type)


def _json_text(row: Row, name: str, value: object) -> str:
    """Return a value as it is spelled in its line, or encoded for a row without a line."""
    if row.line:
        return row.line[slice(*row.spans[name])]
    return json.dumps(value, ensure_ascii=False)


def _add_kinds(kinds: dict[str, set[str]], record: dict[str, Any]) -> None:
    for name, value in record.items():
        in_column = kinds.setdefault(name, set())
        if value is None:
            continue
        kind = type(value).__name__
        in_column.add(kind)
        if kind == "int" and not -_EXACT <= value <= _EXACT:
            in_column.add("int64" if -_WIDEST <= value < _WIDEST else "bigint")


def _dtype(kinds: set[str]) -> pl.DataType:
    if kinds == {"bool"}:
        return pl.Boolean()
    if kinds and kinds <= {"int", "int64"}:
        return pl.Int64()
    if kinds and kinds <= {"int", "float"}:
        return pl.Float64()
    return pl.String()


def _is_encoded(kinds: set[str]) -> bool:
    return bool(kinds) and kinds != {"str"} and _dtype(kinds) == pl.String


def _of_dtype(name: str, dtype: pl.DataType, path: str) -> _Column:
    return _Column(dtype, pa.field(name, _ARROW[dtype]), path)


def _add(table: dict[str, _Column], column: _Column) -> None:
    name = column.field.name
    known = table.setdefault(name, column)
    if known.dtype != column.dtype:
        raise CannotRun(
            f"{column.path}: the column {name!r} holds {column.dtype} here but {known.dtype} in"
            f" {known.path}; cast one of them, or write two outputs"
        )
