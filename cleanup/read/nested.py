"""Get and replace a column of strings in an Arrow table, at the top or nested in structs.

``article.body`` is the field ``body`` of the structs in the column ``article``, unless a column
has that name. The text of a null struct is null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Sequence


def type_of(schema: pa.Schema, path: str) -> pa.DataType | None:
    """Return the type of a column or of a nested field; ``None`` if there is none."""
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
    array = _one_array(table.column(first))
    for step in steps:
        array = array.flatten()[array.type.get_field_index(step)]
    return array


def with_strings(table: pa.Table, path: str, strings: pa.Array) -> pa.Table:
    """Return the table with ``strings`` at this path, and everything else unchanged.

    A column takes the type of ``strings``, a field of a struct keeps its own.
    """
    first, *steps = _steps(table.schema, path)
    index = table.schema.get_field_index(first)
    if not steps:
        return table.set_column(index, first, strings)
    field = table.schema.field(index)
    return table.set_column(
        index, field, _replaced(_one_array(table.column(index)), steps, strings)
    )


def _replaced(array: pa.StructArray, steps: Sequence[str], strings: pa.Array) -> pa.StructArray:
    """Return structs with ``strings`` in the field at ``steps``."""
    fields = [array.type.field(number) for number in range(array.type.num_fields)]
    inner = array.flatten()
    index = array.type.get_field_index(steps[0])
    if len(steps) > 1:
        inner[index] = _replaced(inner[index], steps[1:], strings)
    else:
        inner[index] = strings.cast(fields[index].type)
    return pa.StructArray.from_arrays(inner, fields=fields, mask=array.is_null())


def _steps(schema: pa.Schema, path: str) -> list[str]:
    return [path] if path in schema.names else path.split(".")


def _one_array(column: pa.ChunkedArray) -> pa.Array:
    return column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays(column.chunks)
