"""Write Parquet in row groups that depend only on the rows.

A group ends with the row that fills ``GROUP_BYTES``, whatever the batches were, and is written at
once: so the bytes of the file do not depend on how the input was split, and memory holds one
group.
"""

from __future__ import annotations

from bisect import bisect_left
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

GROUP_BYTES = 24 << 20
"""Bytes of values in memory that fill a row group."""

_FIXED = 8
"""The bytes that a value of fixed width, or the offset of one of variable width, counts as."""

_BYTES = (
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_binary,
    pa.types.is_large_binary,
)
_VIEWS = (pa.types.is_string_view, pa.types.is_binary_view)


def write_parquet(
    tables: Iterable[pa.Table], path: Path, *, schema: pa.Schema, metadata: Mapping[str, str]
) -> int:
    """Write tables of one schema, in order; return how many rows the written file has."""
    with parquet_writer(path, schema=schema, metadata=metadata) as write:
        for table in tables:
            write(table)
    rows: int = pq.read_metadata(path).num_rows
    return rows


@contextmanager
def parquet_writer(
    path: Path, *, schema: pa.Schema, metadata: Mapping[str, str]
) -> Iterator[Callable[[pa.Table], None]]:
    """Yield a function that writes tables of one schema to a file, in order."""
    full_schema = schema.with_metadata(metadata)
    with path.open("wb") as file, pq.ParquetWriter(file, full_schema, compression="zstd") as writer:
        groups = _Groups()

        def write(table: pa.Table) -> None:
            for group in groups.filled_by(table):
                writer.write_table(_combined(group), row_group_size=group.num_rows)

        yield write
        for group in groups.rest():
            writer.write_table(_combined(group), row_group_size=group.num_rows)


class _Groups:
    """Divides rows into groups, each just over ``GROUP_BYTES``; the last may be smaller."""

    def __init__(self) -> None:
        self._pending: list[pa.Table] = []
        self._filled = 0

    def filled_by(self, table: pa.Table) -> Iterator[pa.Table]:
        """Yield the groups that the rows of a table fill; keep the others."""
        ends = pc.cumulative_sum(_sizes_of_rows(table)).to_pylist()
        start = done = 0
        while (stop := bisect_left(ends, GROUP_BYTES - self._filled + done, start)) < len(ends):
            yield pa.concat_tables([*self._pending, table.slice(start, stop + 1 - start)])
            start, done = stop + 1, ends[stop]
            self._pending, self._filled = [], 0
        if start < len(ends):
            self._pending.append(table.slice(start))
            self._filled += ends[-1] - done

    def rest(self) -> Iterator[pa.Table]:
        """Yield the last group, if there is one."""
        if self._pending:
            yield pa.concat_tables(self._pending)


def _sizes_of_rows(table: pa.Table) -> pa.Array:
    """Return how many bytes each row counts as."""
    total = pa.repeat(pa.scalar(0, pa.int64()), table.num_rows)
    for column in table.combine_chunks().columns:
        for chunk in column.chunks:
            total = pc.add(total, _sizes(chunk))
    return total


def _sizes(values: pa.Array) -> pa.Array:
    """Return how many bytes each value counts as, with its nested values."""
    kind = values.type
    if isinstance(values, pa.ExtensionArray):
        return _sizes(values.storage)
    if pa.types.is_map(kind):
        return _sizes(values.cast(pa.list_(kind.field(0))))
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return _sizes_of_lists(values)
    sizes = pa.repeat(pa.scalar(_FIXED, pa.int64()), len(values))
    if pa.types.is_struct(kind):
        for field in values.flatten():
            sizes = pc.add(sizes, _sizes(field))
        return sizes
    if any(is_kind(kind) for is_kind in _VIEWS):
        values = values.cast(pa.large_binary())
    elif not any(is_kind(kind) for is_kind in _BYTES):
        return sizes
    return pc.add(sizes, pc.fill_null(pc.binary_length(values).cast(pa.int64()), 0))


def _sizes_of_lists(values: pa.Array) -> pa.Array:
    lengths = pc.fill_null(pc.list_value_length(values).cast(pa.int64()), 0)
    ends = pc.cumulative_sum(lengths)
    before = pc.cumulative_sum(_sizes(values.flatten()))
    upto = pa.concat_arrays([pa.array([0], pa.int64()), before])
    inner = pc.subtract(upto.take(ends), upto.take(pc.subtract(ends, lengths)))
    return pc.add(inner, _FIXED)


def _combined(group: pa.Table) -> pa.Table:
    """Return a table of one chunk, its dictionaries in the order in which the rows use them."""
    combined = group.combine_chunks()
    for index, field in enumerate(combined.schema):
        if pa.types.is_dictionary(field.type):
            combined = combined.set_column(
                index, field, _reencoded(combined.column(index), field.type)
            )
    return combined


def _reencoded(column: pa.ChunkedArray, kind: pa.DictionaryType) -> pa.Array:
    plain = column.cast(kind.value_type).combine_chunks()
    values = plain.chunk(0) if isinstance(plain, pa.ChunkedArray) else plain
    encoded = values.dictionary_encode()
    return pa.DictionaryArray.from_arrays(
        encoded.indices.cast(kind.index_type),
        encoded.dictionary,
        ordered=kind.ordered,
    )
