"""How many rows of a row group of Parquet are read at a time, by how large they are in memory.

A null in a list takes nothing in the file, and room for a number in memory. So the values of lists
are counted; a page that is decompressed to more than a row may take is refused, whatever the footer
says of it.

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
from cleanup.read.parquet_pages import BadPageError, pages_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import BinaryIO

ROWS = 4_000
BYTES = 4 << 20
"""Most rows, and about how many bytes, of a record batch."""

LONGEST = 256 << 20
"""A row that takes more bytes stops the command."""

_LONG = 64 << 10
"""Shorter values may repeat for ever: they are kinds, sources and dates."""

FOOTER = 64 << 20
"""A footer of more bytes stops the command: read, it takes ten times as many."""

CELLS = 2_000_000
"""Most values of a record batch, however small they are."""

_TAIL = 8
"""Bytes at the end of a file: the length of its footer, and a mark."""

_MARK = b"PAR1"

_VALUE, _LEVEL, _ENTRY = 4, 8, 16
"""Bytes that a value in lists takes, for each list around it, and for one of a dictionary."""

_RATIO_OF_LISTS = 20
"""Lists may take so many times the bytes of their row group, and ``FREE`` more."""

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
    mean = _checked_size(path, file, opened, number) / max(group.num_rows, 1)
    cells = CELLS // max(int(group.num_columns), 1)
    rows = max(1, min(ROWS, cells, int(BYTES / max(mean, 1))))
    repeating = [column.path_in_schema for column in _columns(group) if _may_repeat(column, rows)]
    if not repeating:
        return rows
    longest = _longest_row(path, file, number, repeating)
    return max(1, min(rows, int(BYTES / max(longest, 1))))


def check_footer(path: str, file: Path) -> None:
    """Raise ``CannotRun`` if the footer of a file says that it is longer than ``FOOTER``."""
    with file.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - _TAIL))
        tail = stream.read(_TAIL)
    length = int.from_bytes(tail[:4], "little")
    if tail.endswith(_MARK) and FOOTER < length <= size:
        raise CannotRun(
            f"{path}: the footer of this Parquet file has {length:,} bytes, more than the"
            f" {FOOTER:,} that are read; write it with fewer columns or larger row groups"
        )


def _checked_size(path: str, file: Path, opened: pq.ParquetFile, number: int) -> int:
    """Return how many bytes the pages of a row group have, and the values of its lists take.

    Raises ``CannotRun`` for a page that is too large, and for more values than the row group can
    hold unless one stands again and again.
    """
    group = opened.metadata.row_group(number)
    packed = sum(column.total_compressed_size for column in _columns(group))
    total = 0
    with file.open("rb") as stream:
        for index, column in enumerate(_columns(group)):
            levels = int(opened.schema.column(index).max_repetition_level)
            size, values = _checked_pages(path, stream, column)
            taken = values * (_VALUE + _LEVEL * levels) if levels else 0
            if taken > FREE + _RATIO_OF_LISTS * packed:
                raise CannotRun(
                    f"{path}: the lists in the column {column.path_in_schema!r} take {taken:,}"
                    f" bytes, more than {_RATIO_OF_LISTS} times those of their row group; see what"
                    " they hold, and leave that column out"
                )
            total += size + taken
    return total


def _checked_pages(path: str, stream: BinaryIO, column: pq.ColumnChunkMetaData) -> tuple[int, int]:
    """Return how many bytes and values the pages of a column have. Raises ``CannotRun``."""
    total = values = 0
    try:
        for page in pages_of(stream, column):
            size = page.size + page.values * _ENTRY * page.is_dictionary
            if size > LONGEST:
                raise CannotRun(
                    f"{path}: a page of the column {column.path_in_schema!r} takes {size:,} bytes,"
                    f" more than the {LONGEST:,} that one may take; write it anew with smaller"
                    " pages and values, or leave that column out"
                )
            total += page.size
            values += page.values
    except BadPageError:
        raise CannotRun(
            f"{path}: this is no sound Parquet file (a page of the column"
            f" {column.path_in_schema!r} has no header); fetch or write it again"
        ) from None
    return total, values


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
