"""The headers of the pages of a Parquet file: what decoding them takes, before that is done.

The footer says how large a column is, but nothing checks that it is true; a page is decompressed
to the size in its own header. Headers are structs of Thrift in its compact protocol, before each
page.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    import pyarrow.parquet as pq  # type: ignore[import-untyped]

_HEADER, _LONGEST_HEADER = 1 << 9, 1 << 24
"""Bytes read first for a header, and the most that one may have: what pyarrow allows."""

_DEEPEST, _MOST = 16, 10_000
"""How deep the values of a header are nested, and how many there are, at most."""
_TRUE, _FALSE, _BYTE, _INTEGERS, _DOUBLE, _BINARY = 1, 2, 3, (4, 5, 6), 7, 8
_LISTS, _STRUCT = (9, 10), 12
_SIZE, _COMPRESSED, _DATA, _DICTIONARY, _DATA_V2 = 2, 3, 5, 7, 8
"""The numbers of fields of a header."""


class BadPageError(Exception):
    """A header that is none."""


class Page(NamedTuple):
    """A page: the bytes that it is decompressed to, and how many values it says it has."""

    size: int
    values: int
    is_dictionary: bool


def pages_of(file: BinaryIO, column: pq.ColumnChunkMetaData) -> Iterator[Page]:
    """Yield the pages of a column in a row group. Raises ``BadPageError``."""
    start = column.data_page_offset
    if column.dictionary_page_offset:
        start = min(start, column.dictionary_page_offset)
    end = start + column.total_compressed_size
    while start < end:
        fields, length = _header(file, start)
        of_kind = [fields[kind] for kind in (_DATA, _DATA_V2, _DICTIONARY) if kind in fields]
        values = _count(of_kind[0], 1) if of_kind else 0
        yield Page(_count(fields, _SIZE), values, _DICTIONARY in fields)
        start += length + _count(fields, _COMPRESSED)


def _count(fields: Any, number: int) -> int:  # noqa: ANN401
    """Return a field that is a number from 0 on. Raises ``BadPageError``."""
    count = fields.get(number) if isinstance(fields, dict) else None
    if not isinstance(count, int) or count < 0:
        raise BadPageError
    return count


def _header(file: BinaryIO, start: int) -> tuple[dict[int, Any], int]:
    """Return the fields of the header at an offset of a file, and how many bytes it has."""
    most = _HEADER
    while most <= _LONGEST_HEADER:
        file.seek(start)
        compact = _Compact(file.read(most))
        try:
            return compact.fields(), compact.position
        except IndexError:
            most *= 8
        except (struct.error, TypeError, ValueError):
            raise BadPageError from None
    raise BadPageError


class _Compact:
    """Reads a struct of Thrift; ``IndexError`` where the bytes end before it."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self.position = 0
        self._count = 0

    def fields(self, depth: int = 0) -> dict[int, Any]:
        """Read a struct as its fields, by number; those of other kinds than we use as ``None``."""
        found: dict[int, Any] = {}
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self._integer()
            kind = head & 15
            found[number] = None if kind in (_TRUE, _FALSE) else self._value(kind, depth)
        return found

    def _value(self, kind: int, depth: int) -> Any:  # noqa: ANN401
        self._count += 1
        if depth > _DEEPEST or self._count > _MOST:
            raise BadPageError
        if kind in _INTEGERS:
            return self._integer()
        if kind == _STRUCT:
            return self.fields(depth + 1)
        if kind == _BINARY:
            self._skip(self._unsigned())
        elif kind == _DOUBLE:
            self._skip(8)
        elif kind in (_TRUE, _FALSE, _BYTE):
            self._skip(1)
        elif kind in _LISTS:
            self._list(depth)
        else:
            raise BadPageError
        return None

    def _list(self, depth: int) -> None:
        head = self._byte()
        for _ in range(head >> 4 if head >> 4 < 15 else self._unsigned()):
            self._value(head & 15, depth + 1)

    def _skip(self, count: int) -> None:
        self.position += count
        if self.position > len(self._raw):
            raise IndexError

    def _byte(self) -> int:
        self.position += 1
        return self._raw[self.position - 1]

    def _unsigned(self) -> int:
        value = shift = 0
        while shift < 70:
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7
        raise BadPageError

    def _integer(self) -> int:
        value = self._unsigned()
        return (value >> 1) ^ -(value & 1)
