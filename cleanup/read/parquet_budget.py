"""How many rows of a row group of Parquet are read at a time, by how large they are in memory.

A value that repeats stands in the file once, so the sizes that the file declares do not bound what
a row takes: 800 bytes can hold 200,000 rows of a megabyte each. The values of columns that may
repeat are measured before they are read, as numbers of a dictionary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from cleanup.errors import CannotRun
from cleanup.read.decompress import FREE, RATIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

ROWS = 4_000
BYTES = 4 << 20
"""Most rows, and about how many bytes, of a record batch."""

LONGEST = 256 << 20
"""A row that takes more bytes stops the command."""

_LONG = 64 << 10
"""Shorter values may repeat for ever: they are kinds, sources and dates."""

_DICTIONARIES = frozenset(["PLAIN_DICTIONARY", "RLE_DICTIONARY"])
_BUFFER = 1 << 20


def open_parquet(file: Path, dictionaries: Sequence[str] = ()) -> pq.ParquetFile:
    """Open a file; the columns of these paths are read as dictionaries."""
    return pq.ParquetFile(
        file, pre_buffer=False, buffer_size=_BUFFER, read_dictionary=list(dictionaries)
    )


def batch_rows(path: str, file: Path, opened: pq.ParquetFile, number: int) -> int:
    """Return how many rows of a row group make about ``BYTES`` at most, from 1 to ``ROWS``.

    Raises ``CannotRun`` for a row of more than ``LONGEST`` bytes, and for long values that repeat
    so often that they take more than ``RATIO`` times the bytes of the file and ``FREE`` more.
    """
    group = opened.metadata.row_group(number)
    mean = group.total_byte_size / max(group.num_rows, 1)
    rows = max(1, min(ROWS, int(BYTES / max(mean, 1))))
    repeating = [column.path_in_schema for column in _columns(group) if _may_repeat(column, rows)]
    if not repeating:
        return rows
    longest = _longest_row(path, file, number, repeating)
    return max(1, min(rows, int(BYTES / max(longest, 1))))


def _columns(group: pq.RowGroupMetaData) -> Iterable[pq.ColumnChunkMetaData]:
    return map(group.column, range(group.num_columns))


def _may_repeat(column: pq.ColumnChunkMetaData, rows: int) -> bool:
    """Return whether ``rows`` values of a column may take far more bytes than they do on disk."""
    has_dictionary = not _DICTIONARIES.isdisjoint(column.encodings)
    is_long = column.physical_type in ("BYTE_ARRAY", "FIXED_LEN_BYTE_ARRAY")
    return is_long and has_dictionary and column.total_uncompressed_size * rows > LONGEST


def _longest_row(path: str, file: Path, number: int, repeating: Sequence[str]) -> int:
    """Return how many bytes the values of these columns take in the longest row of a group."""
    most = RATIO * file.stat().st_size + FREE
    longest = taken = 0
    with open_parquet(file, repeating) as opened:
        for batch in opened.iter_batches(ROWS, [number], repeating, use_threads=False):
            sizes = _sum(map(_sizes, batch.columns), batch.num_rows)
            longest = max(longest, pc.max(sizes).as_py() or 0)
            taken += pc.sum(pc.filter(sizes, pc.greater_equal(sizes, _LONG))).as_py() or 0
            if longest > LONGEST:
                raise CannotRun(
                    f"{path}: a row takes {longest:,} bytes, more than the {LONGEST:,} that one may"
                    " take; split it, or leave that column out"
                )
            if taken > most:
                raise CannotRun(
                    f"{path}: this file holds long values that repeat, more than {most:,} bytes in"
                    f" all, {RATIO} times its size; see what it holds, and leave that column out"
                )
    return longest


def _sizes(array: pa.Array) -> pa.Array:
    """Return for each value how many bytes its strings take; a null has none."""
    kind = array.type
    if pa.types.is_dictionary(kind):
        return pc.fill_null(pc.take(_sizes(array.dictionary), array.indices), 0)
    if pa.types.is_struct(kind):
        return _sum(map(_sizes, array.flatten()), len(array))
    if pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_map(kind):
        return _sums_of_lists(array)
    if pa.types.is_fixed_size_binary(kind):
        return pa.repeat(pa.scalar(kind.byte_width, pa.int64()), len(array))
    try:
        return pc.fill_null(pc.binary_length(array).cast(pa.int64()), 0)
    except pa.ArrowNotImplementedError:
        return pa.repeat(pa.scalar(0, pa.int64()), len(array))


def _sums_of_lists(array: pa.Array) -> pa.Array:
    """Return for each list the sum over its values."""
    values = (
        pa.StructArray.from_arrays([array.keys, array.items], ["key", "value"])
        if (pa.types.is_map(array.type))
        else array.values
    )
    ends = pc.cumulative_sum(_sizes(values))
    before = pa.concat_arrays([pa.array([0], pa.int64()), ends.cast(pa.int64())])
    offsets = array.offsets
    return pc.subtract(
        pc.take(before, offsets.slice(1)), pc.take(before, offsets.slice(0, len(offsets) - 1))
    )


def _sum(columns: Iterable[pa.Array], length: int) -> pa.Array:
    total = pa.repeat(pa.scalar(0, pa.int64()), length)
    for column in columns:
        total = pc.add(total, column)
    return total
