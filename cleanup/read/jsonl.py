"""Split JSONL into chunks of whole lines, and read the rows of a chunk.

Splitting only counts lines, so that chunks can be read in parallel; ``SeenColumns`` collects over
the chunks of a file which columns it has.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cleanup.errors import CannotRun
from cleanup.read.budget import check_row
from cleanup.read.decompress import bounded_lines
from cleanup.read.json_line import Malformed, find_nested, parse_line
from cleanup.read.row import (
    LISTED,
    Position,
    Reject,
    Row,
    check_size,
    no_column,
    no_text_column,
    not_utf8,
    row_of,
)
from cleanup.read.source import DEFAULT_READING, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from cleanup.read.row import Columns
    from cleanup.read.source import Source

_BLANK = b" \t\r\n"


class JsonlChunk(NamedTuple):
    """Consecutive lines of one file, with the row number and the position of the first.

    Blank lines are not rows: ``rows`` counts the others.
    """

    source: str
    row: int
    position: Position
    raw: bytes
    rows: int
    reading: Reading = DEFAULT_READING

    def take(self, rows: Sequence[int]) -> Iterator[JsonlChunk]:
        """Yield the lines of the rows with these numbers, one by one."""
        selected = set(rows)
        for number, position, raw in self.numbered():
            if number in selected:
                yield self._replace(row=number, position=position, raw=raw, rows=1)

    def numbered(self) -> Iterator[tuple[int, Position, bytes]]:
        """Yield the number, the position and the bytes of each row."""
        number, (byte, first) = self.row, self.position
        is_one = self.raw.find(b"\n") in (-1, len(self.raw) - 1)
        for line, raw in enumerate([self.raw] if is_one else io.BytesIO(self.raw), first):
            if _is_row(raw):
                yield number, Position(byte, line), raw
                number += 1
            byte += len(raw)

    @property
    def bytes(self) -> int:
        """How many bytes they take in memory."""
        return len(self.raw)


@dataclass
class SeenColumns:
    """Which columns the rows of a file have, as far as it was read.

    ``unseen`` are the named columns, besides the text, that no row had yet. ``has_text``: some row
    has the text column. ``without_text`` are the columns of the rows before that one, ``last``
    those of the last row.
    """

    unseen: set[str]
    has_text: bool = False
    without_text: dict[str, None] = field(default_factory=dict)
    last: tuple[str, ...] = ()

    @classmethod
    def before(cls, columns: Columns) -> SeenColumns:
        """Return the state before the first row."""
        return cls(set(columns.named))

    def add(self, row: Row | Reject) -> None:
        """Add the columns of one row."""
        if isinstance(row, Row):
            self.has_text = True
            self.unseen -= row.record.keys()
            self.last = tuple(row.record)
        elif row.reason == "text-not-a-string":
            self.has_text = True
        elif row.reason == "no-text" and not self.has_text and len(self.without_text) <= LISTED:
            self.without_text |= dict.fromkeys(parse_line(row.raw.decode("utf-8-sig")).values)

    def include(self, later: SeenColumns) -> None:
        """Add the columns seen in the next chunk."""
        if not self.has_text and len(self.without_text) <= LISTED:
            self.without_text |= later.without_text
        self.unseen &= later.unseen
        self.has_text |= later.has_text
        self.last = later.last or self.last

    def check(self, path: str, columns: Columns) -> None:
        """Raise ``CannotRun`` if the file, read to its end, lacks a named column."""
        if self.without_text and not self.has_text:
            raise no_text_column(path, columns.text, self.without_text)
        if self.last and self.unseen:
            raise no_column(path, min(self.unseen), self.last)


def jsonl_chunks(source: Source, stream: BinaryIO, rows: int, size: int) -> Iterator[JsonlChunk]:
    """Yield a file in chunks of at most ``rows`` rows and about ``size`` bytes.

    Raises ``CannotRun`` if the file has no row, or a line that is too long.
    """
    path, reading = source.path, source.reading
    pending: list[bytes] = []
    first = number = start = end = 0
    line = count = 1
    for count, raw in enumerate(bounded_lines(source, stream), 1):
        pending.append(raw)
        end += len(raw)
        number += _is_row(raw)
        if number - first >= rows or end - start >= size:
            yield JsonlChunk(
                path, first, Position(start, line), b"".join(pending), number - first, reading
            )
            pending, first, start, line = [], number, end, count + 1
    if pending:
        yield JsonlChunk(
            path, first, Position(start, line), b"".join(pending), number - first, reading
        )
    if not end:
        raise CannotRun(f"{path}: this file is empty (0 bytes); fetch or write it again")
    if not number:
        raise CannotRun(f"{path}: this file holds blank lines only; fetch or write it again")


def _is_row(raw: bytes) -> bool:
    """Return whether a line is not blank, without a copy of it."""
    return not raw.isspace() or bool(raw.strip(_BLANK))


def rows_of(chunk: JsonlChunk, columns: Columns, seen: SeenColumns) -> Iterator[Row | Reject]:
    """Yield the rows of a chunk in order, read or rejected; their columns are added to ``seen``."""
    for number, position, raw in chunk.numbered():
        row = _row(chunk, number, position, columns, raw)
        seen.add(row)
        yield row


def read_lines(
    source: Source, columns: Columns, chunks: Iterable[JsonlChunk]
) -> Iterator[Row | Reject]:
    """Yield the rows of all chunks of a file. Raises ``CannotRun`` if it lacks a column."""
    seen = SeenColumns.before(columns)
    for chunk in chunks:
        yield from rows_of(chunk, columns, seen)
    seen.check(source.path, columns)


def _row(
    chunk: JsonlChunk, number: int, position: Position, columns: Columns, raw: bytes
) -> Row | Reject:
    """Read one line. A byte order mark at the start of the file is not part of it."""
    path = chunk.source
    try:
        check_row(raw, chunk.reading)
        line = raw.decode("utf-8-sig" if position.line == 1 else "utf-8")
        parsed = parse_line(line)
        if not (found := find_nested(line, parsed, columns.text)):
            raise Malformed("no-text", f"this row has no {columns.text!r}")
        text = found.value
        if not isinstance(text, str | None):
            kind = type(text).__name__
            raise Malformed("text-not-a-string", f"{columns.text!r} holds a {kind}, not a string")
        check_size(text, chunk.reading)
    except UnicodeDecodeError as error:
        return Reject(path, number, position, "invalid-utf8", not_utf8(raw, error), raw)
    except Malformed as error:
        return Reject(path, number, position, error.reason, str(error), raw)
    row = row_of(path, number, parsed.values, columns)
    return row._replace(
        line=line, spans=parsed.spans, span=found.span, lines=(position.line, position.line)
    )
