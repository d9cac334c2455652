"""Find one schema for a table, in a first pass over all inputs.

Columns of JSONL become booleans, 64-bit integers, floats or strings where one of these fits all
their values. Integers and floats together are floats, unless an integer would lose digits. All
else - mixed kinds, nested values, integers beyond 64 bits - is kept exactly, as JSON text in a
column of strings, whose name stands in the metadata of the file. A key that is missing is null.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]

from cleanup.errors import CannotRun
from cleanup.read.chunks import Batch, Chunk, Input, check_seen, gather, read_chunk
from cleanup.read.decompress import Meter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.pool import Map
    from cleanup.read.jsonl import Seen
    from cleanup.read.row import Columns, Row

_EXACT = 1 << 53
_WIDEST = 1 << 63

_ARROW = {
    pl.Boolean(): pa.bool_(),
    pl.Int64(): pa.int64(),
    pl.Float64(): pa.float64(),
    pl.String(): pa.large_string(),
}


class Plan(NamedTuple):
    """The columns of the inputs in one table, and those among them that hold JSON text."""

    schema: pa.Schema
    encoded: frozenset[str]


class Noted(NamedTuple):
    """What a chunk says about the columns of JSONL: which kinds of values each of them holds."""

    kinds: dict[str, set[str]]
    seen: dict[str, Seen]


class _Column(NamedTuple):
    """A column as polars calls it and as Arrow has it, and the input that has it first."""

    dtype: pl.DataType
    field: pa.Field
    path: str


def survey(inputs: Sequence[Input], columns: Columns, pool_map: Map) -> Plan:
    """Read all JSONL once and return the plan for one table of all inputs.

    Raises ``CannotRun`` if two inputs have a column of the same name and different types.
    """
    lines = [one for one in inputs if one.source.kind == "jsonl" or one.header]
    kinds = _kinds(lines, columns, pool_map)
    found = {name: _dtype(seen) for name, seen in kinds.items()}
    table: dict[str, _Column] = {}
    for one in inputs:
        if one.table:
            fields = {name: one.table.arrow.field(name) for name in one.table.schema}
            for name, dtype in one.table.schema.items():
                _unite(table, _Column(dtype, fields[name].with_nullable(True), one.source.path))
        elif one.source.kind == "text":
            _unite(table, _of_dtype(columns.text, pl.String(), one.source.path))
    first = lines[0].source.path if lines else ""
    for name, dtype in found.items():
        if kinds[name] or name not in table:
            _unite(table, _of_dtype(name, dtype, first))
    if columns.text.partition(".")[0] not in table:
        table.setdefault(columns.text, _of_dtype(columns.text, pl.String(), first))
    fields = {name: column.field for name, column in table.items()}
    if columns.text in fields:
        fields[columns.text] = pa.field(columns.text, pa.large_string())
    encoded = frozenset(name for name in found if _is_encoded(kinds[name]))
    return Plan(pa.schema(list(fields.values())), encoded)


def column_names(inputs: Sequence[Input], columns: Columns, pool_map: Map) -> list[str]:
    """Read all JSONL once and return the names of the columns of all inputs."""
    names: dict[str, None] = {}
    for one in inputs:
        if one.table:
            names |= dict.fromkeys(one.table.schema)
        elif one.source.kind == "text":
            names[columns.text] = None
        else:
            names |= dict.fromkeys(_kinds([one], columns, pool_map))
    return list(names)


def note_chunk(columns: Columns, chunk: Chunk) -> Noted:
    """Note the kinds of values in the columns of a chunk of JSONL."""
    batch = read_chunk(chunk, columns)
    kinds: dict[str, set[str]] = {}
    for row in batch.rows:
        _note(kinds, row.record)
    return Noted(kinds, batch.seen)


def as_columns(batch: Batch, plan: Plan) -> list[pa.Array | pa.ChunkedArray]:
    """Return the rows of a batch as the columns of the plan."""
    if batch.table is None:
        return [_column(batch.rows, field, plan) for field in plan.schema]
    return [
        _cast(batch.table.column(field.name), field.type)
        if field.name in batch.table.column_names
        else pa.nulls(batch.table.num_rows, field.type)
        for field in plan.schema
    ]


def _kinds(lines: Sequence[Input], columns: Columns, pool_map: Map) -> dict[str, set[str]]:
    """Note what the columns of JSONL and CSV hold; those of CSV hold strings."""
    again = [
        Input(one.source, None, Meter(), one.stamp, chosen=one.chosen)
        for one in lines
        if not one.header
    ]
    kinds: dict[str, set[str]] = {}
    for one in lines:
        for name in one.header.names if one.header else ():
            kinds.setdefault(name, set()).add("str")
    noted = pool_map(partial(note_chunk, columns), gather(again, columns))
    for part in check_seen(noted, columns):
        for name, found in part.kinds.items():
            kinds.setdefault(name, set()).update(found)
    return kinds


def _cast(column: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    """Return a column as another Arrow type of the same values."""
    if column.type == kind:
        return column
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    return column.cast(kind)


def _column(rows: Sequence[Row], field: pa.Field, plan: Plan) -> pa.Array:
    name = field.name
    values: list[Any] = [row.record.get(name) for row in rows]
    if name in plan.encoded:
        values = [
            None if value is None else _json_text(row, name, value)
            for row, value in zip(rows, values, strict=True)
        ]
    elif pa.types.is_float64(field.type):
        values = [None if value is None else float(value) for value in values]
    return pa.array(values, field.type)


def _json_text(row: Row, name: str, value: object) -> str:
    """Return a value as it is spelled in its line; rows of CSV have none."""
    if row.line:
        return row.line[slice(*row.spans[name])]
    return json.dumps(value, ensure_ascii=False)


def _note(kinds: dict[str, set[str]], record: dict[str, Any]) -> None:
    for name, value in record.items():
        seen = kinds.setdefault(name, set())
        if value is None:
            continue
        kind = type(value).__name__
        seen.add(kind)
        if kind == "int" and not -_EXACT <= value <= _EXACT:
            seen.add("long" if -_WIDEST <= value < _WIDEST else "endless")


def _dtype(seen: set[str]) -> pl.DataType:
    if seen == {"bool"}:
        return pl.Boolean()
    if seen and seen <= {"int", "long"}:
        return pl.Int64()
    if seen and seen <= {"int", "float"}:
        return pl.Float64()
    return pl.String()


def _is_encoded(seen: set[str]) -> bool:
    return bool(seen) and seen != {"str"} and _dtype(seen) == pl.String


def _of_dtype(name: str, dtype: pl.DataType, path: str) -> _Column:
    return _Column(dtype, pa.field(name, _ARROW[dtype]), path)


def _unite(table: dict[str, _Column], column: _Column) -> None:
    name = column.field.name
    known = table.setdefault(name, column)
    if known.dtype != column.dtype:
        raise CannotRun(
            f"{column.path}: the column {name!r} holds {column.dtype} here but {known.dtype} in"
            f" {known.path}; cast one of them, or write two outputs"
        )
