"""Find one schema for a table, in a first pass over all inputs.

Columns of JSONL become booleans, 64-bit integers, floats or strings where one of these fits all
their values. Integers and floats together are floats, unless an integer would lose digits. All
else - mixed kinds, nested values, integers beyond 64 bits - is kept exactly, as JSON text in a
column of strings, whose name stands in the metadata of the file. A key that is missing is null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from cleanup.errors import CannotRun
from cleanup.read import Row, read_rows
from cleanup.write.provenance import refuse_cleaned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.read import Columns
    from cleanup.read.gather import Batch, Input

_EXACT = 1 << 53
_WIDEST = 1 << 63


class Plan(NamedTuple):
    """The columns of the input in one table, those that hold JSON text, and bytes a row."""

    columns: dict[str, pl.DataType]
    encoded: frozenset[str]
    row_bytes: float


def survey(inputs: Sequence[Input], columns: Columns) -> Plan:
    """Read all inputs once and return the plan for one table of them.

    Raises ``CannotRun`` if two inputs have a column of the same name and different types.
    """
    kinds: dict[str, set[str]] = {}
    first: dict[str, tuple[pl.DataType, str]] = {}
    rows = size = 0
    for one in inputs:
        if one.table:
            rows, size = rows + one.table.rows, size + one.table.bytes
            _unite(first, one.table.schema, one.source.path)
        elif one.source.kind == "text":
            rows, size = rows + 1, size + one.source.file.stat().st_size
            _unite(first, {columns.text: pl.String()}, one.source.path)
        else:
            for row in read_rows(one.source, columns):
                if isinstance(row, Row):
                    refuse_cleaned(row.source, row.record)
                    rows, size = rows + 1, size + len(row.line)
                    _note(kinds, row.record)
    found = {name: _dtype(seen) for name, seen in kinds.items()}
    lines = next((one.source.path for one in inputs if one.source.kind == "jsonl"), "")
    known = {name: dtype for name, dtype in found.items() if kinds[name] or name not in first}
    _unite(first, known, lines)
    first.setdefault(columns.text, (pl.String(), lines))
    encoded = frozenset(name for name in found if _is_encoded(kinds[name]))
    return Plan({name: dtype for name, (dtype, _) in first.items()}, encoded, size / max(rows, 1))


def as_frame(batch: Batch, plan: Plan) -> pl.DataFrame:
    """Return the rows of a batch as a frame with the columns of the plan."""
    if batch.frame is not None:
        frame = batch.frame
        return frame.select(
            pl.col(name) if name in frame.columns else pl.lit(None, dtype).alias(name)
            for name, dtype in plan.columns.items()
        )
    return pl.DataFrame([_series(batch.rows, name, plan) for name in plan.columns])


def _series(rows: Sequence[Row], name: str, plan: Plan) -> pl.Series:
    dtype = plan.columns[name]
    values: list[Any] = [row.record.get(name) for row in rows]
    if name in plan.encoded:
        values = [
            None if value is None else row.line[slice(*row.spans[name])]
            for row, value in zip(rows, values, strict=True)
        ]
    elif dtype == pl.Float64:
        values = [None if value is None else float(value) for value in values]
    return pl.Series(name, values, dtype=dtype)


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


def _unite(
    first: dict[str, tuple[pl.DataType, str]], schema: dict[str, pl.DataType], path: str
) -> None:
    for name, dtype in schema.items():
        known, where = first.setdefault(name, (dtype, path))
        if known != dtype:
            raise CannotRun(
                f"{path}: the column {name!r} holds {dtype} here but {known} in {where};"
                " cast one of them, or write two outputs"
            )
