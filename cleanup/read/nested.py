"""Take a column of strings out of an Arrow table, and put another in its place.

``article.body`` is the field ``body`` of the structs in the column ``article``, unless a column is
called so itself. Where a struct is null so is its text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Sequence


def type_of(schema: pa.Schema, path: str) -> pa.DataType | None:
    """Return the type of a column or of a field within; ``None`` if there is none."""
    steps = _steps(schema, path)
    if steps[0] not in schema.names:
        return None
    kind = schema.field(steps[0]).type
    for step in steps[1:]:
        if not pa.types.is_struct(kind) or kind.get_field_index(step) < 0:
            return None
        kind = kind.field(step).type
    return kind


def strings_of(table: pa.Table, path: str) -> pa.Array:
    """Return the strings at this path."""
    first, *steps = _steps(table.schema, path)
    array = _whole(table.column(first))
    for step in steps:
        array = array.flatten()[array.type.get_field_index(step)]
    return array


def with_strings(table: pa.Table, path: str, strings: pa.Array) -> pa.Table:
    """Return the table with other strings at this path; all else is as it was.

    A column of its own takes on the type of ``strings``, a field of a struct keeps its own.
    """
    first, *steps = _steps(table.schema, path)
    place = table.schema.get_field_index(first)
    if not steps:
        return table.set_column(place, first, strings)
    field = table.schema.field(place)
    return table.set_column(place, field, _replaced(_whole(table.column(place)), steps, strings))


def _replaced(array: pa.StructArray, steps: Sequence[str], strings: pa.Array) -> pa.StructArray:
    """Return structs with other strings in the field that the steps lead to."""
    fields = [array.type.field(number) for number in range(array.type.num_fields)]
    inner = array.flatten()
    place = array.type.get_field_index(steps[0])
    if len(steps) > 1:
        inner[place] = _replaced(inner[place], steps[1:], strings)
    else:
        inner[place] = strings.cast(fields[place].type)
    return pa.StructArray.from_arrays(inner, fields=fields, mask=array.is_null())


def _steps(schema: pa.Schema, path: str) -> list[str]:
    return [path] if path in schema.names else path.split(".")


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays(column.chunks)
