"""Read CSV and TSV strictly, as in RFC 4180: every cell a string, every row with its bytes.

Rows end at ``\\n`` or ``\\r\\n`` outside quotes; within quotes both are kept as they are. Empty
lines are not rows. The first row names the columns. A delimiter that is not given is the one of
``, ; TAB |`` with which the header has the text column; TSV has tabs.

After a misplaced quote the end of its row is ambiguous: the line end may be inside the value or
after it. Both interpretations are followed, line by line, until one of them is malformed or both
are at the end of a row; every line that may belong to the row is rejected with it.
"""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING, NamedTuple

from cleanup.errors import CannotRun
from cleanup.read.budget import check_cells
from cleanup.read.decompress import bounded_lines, open_bytes, too_long
from cleanup.read.dialect import STRAY, Dialect
from cleanup.read.json_line import Malformed
from cleanup.read.row import (
    Columns,
    Position,
    Reject,
    Row,
    check_size,
    no_column,
    no_text_column,
    not_utf8,
    row_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from cleanup.read.source import Source

DELIMITERS = (",", ";", "\t", "|")
"""Delimiters to try if none is given, the likeliest first."""

_ROWS, _BYTES = 100, 1 << 20
"""Rows and bytes of a chunk."""

_AHEAD = 1 << 20
"""Most bytes read ahead to find the end of a malformed row; then the row counts as ended."""

_LINE = 48
"""Bytes of memory that a line takes besides its own."""

_MARK = b"\xef\xbb\xbf"
_ENDS = b"\r\n"
_REMEDY = "mend it, or give --quotechar none if quotes are characters like others here"


class Header(NamedTuple):
    """The first row of a table: the dialect of its rows, the names of its columns, and its bytes.

    ``marked``: a byte order mark stands before it.
    """

    dialect: Dialect
    names: list[str]
    raw: bytes = b""
    marked: bool = False


class Record(NamedTuple):
    """The bytes of one row, its position, and what is wrong with its quotes, if anything."""

    position: Position
    raw: bytes
    fault: str = ""


class DelimitedChunk(NamedTuple):
    """Consecutive rows of one file, not split into cells yet, and the number of the first."""

    source: Source
    row: int
    header: Header
    records: list[Record]

    @property
    def rows(self) -> int:
        """The number of rows."""
        return len(self.records)

    @property
    def bytes(self) -> int:
        """How many bytes they take in memory."""
        return sum(len(record.raw) for record in self.records)

    def take(self, rows: Sequence[int]) -> Iterator[DelimitedChunk]:
        """Yield the rows with these numbers, one by one."""
        for row in rows:
            yield self._replace(row=row, records=[self.records[row - self.row]])


def delimited_chunks(
    source: Source, columns: Columns, stream: BinaryIO, rows: int, size: int
) -> Iterator[DelimitedChunk]:
    """Yield an open CSV or TSV file in chunks of at most ``rows`` rows and about ``size`` bytes.

    Raises ``CannotRun`` if the file is empty, its header is malformed or lacks a column, or a row
    is too long.
    """
    records = _Records(source, columns, stream)
    first = taken = 0
    pending: list[Record] = []
    for record in records:
        pending.append(record)
        taken += len(record.raw)
        if len(pending) >= rows or taken >= size:
            yield DelimitedChunk(source, first, records.header, pending)
            first, taken, pending = first + len(pending), 0, []
    if pending:
        yield DelimitedChunk(source, first, records.header, pending)


def rows_of(chunk: DelimitedChunk, columns: Columns) -> Iterator[Row | Reject]:
    """Yield the rows of a chunk in order, read or rejected."""
    for number, record in enumerate(chunk.records, chunk.row):
        yield _row(chunk.source, number, record, chunk.header, columns)


def read_delimited(source: Source, columns: Columns, stream: BinaryIO) -> Iterator[Row | Reject]:
    """Yield the rows of an open file in order. Raises what ``delimited_chunks`` raises."""
    for chunk in delimited_chunks(source, columns, stream, _ROWS, _BYTES):
        yield from rows_of(chunk, columns)


def read_header(source: Source, columns: Columns) -> Header:
    """Return the header of a CSV or TSV file.

    Raises ``CannotRun`` if it is malformed, or lacks one of the columns.
    """
    with open_bytes(source) as stream:
        return _Records(source, columns, stream).header


def _row(
    source: Source, number: int, record: Record, header: Header, columns: Columns
) -> Row | Reject:
    position, raw, fault = record
    try:
        if fault:
            raise Malformed("malformed-row", fault)
        check_cells(raw, header.dialect.delimiter, source.reading)
        values = _values(raw, header)
        check_size(values[columns.text], source.reading)
    except UnicodeDecodeError as error:
        return Reject(source.path, number, position, "invalid-utf8", not_utf8(raw, error), raw)
    except Malformed as error:
        return Reject(source.path, number, position, error.reason, str(error), raw)
    last = position.line + raw.count(b"\n") - raw.endswith(b"\n")
    return row_of(source.path, number, values, columns)._replace(lines=(position.line, last))


def _values(raw: bytes, header: Header) -> dict[str, str]:
    """Return the cells of a row under their columns' names."""
    cells = header.dialect.cells(raw)
    if cells is None:
        raise Malformed("malformed-row", "a carriage return stands in a value without quotes")
    if len(cells) != len(header.names):
        raise Malformed(
            "number-of-cells",
            f"this row has {len(cells)} cells where the header names {len(header.names)} columns",
        )
    return dict(zip(header.names, cells, strict=True))


class _Records:
    """The rows of a table as bytes. ``header`` is the first row, iteration yields the others."""

    def __init__(self, source: Source, columns: Columns, stream: BinaryIO) -> None:
        self._source = source
        self._lines = bounded_lines(source, stream)
        self._ahead: deque[bytes] = deque()
        self._byte, self._line = 0, 1
        self.header = self._header(columns)

    def __iter__(self) -> Iterator[Record]:
        while record := self._next():
            yield record

    def _header(self, columns: Columns) -> Header:
        path, reading = self._source.path, self._source.reading
        first = self._take()
        rest = first.removeprefix(_MARK)
        self._put_back([rest])
        given = reading.delimiter or ("\t" if self._source.kind == "tsv" else None)
        likely = [given] if given else DELIMITERS
        self._check_header(rest, likely)
        self._dialect = _likeliest(rest, likely, reading.quotechar, columns.text)
        record = self._next()
        if not record:
            raise CannotRun(f"{path}: this file is empty (0 bytes); fetch or write it again")
        self._check_header(record.raw, [self._dialect.delimiter])
        try:
            names = None if record.fault else self._dialect.cells(record.raw)
        except UnicodeDecodeError as error:
            raise CannotRun(f"{path}: the header: {not_utf8(record.raw, error)}") from None
        if names is None:
            fault = record.fault or "its lines end with carriage returns alone, or one stands in it"
            raise CannotRun(f"{path}: the header is malformed ({fault}); write the file again")
        _check_names(path, names, columns)
        return Header(self._dialect, names, record.raw, rest != first)

    def _check_header(self, raw: bytes, delimiters: Sequence[str]) -> None:
        """Raise ``CannotRun`` if the header takes too much memory."""
        try:
            for delimiter in delimiters:
                check_cells(raw, delimiter, self._source.reading)
        except Malformed as error:
            raise CannotRun(f"{self._source.path}: the header: {error}") from None

    def _next(self) -> Record | None:
        """Return the next row; ``None`` at the end."""
        while (line := self._take()) and not line.strip(_ENDS):
            pass
        if not line:
            return None
        position = Position(self._byte - len(line), self._line - 1)
        raw = line
        inside = self._dialect.quoted_after(line, inside=False)
        if inside:
            raw, inside = self._to_quote(line, position)
        if inside:
            fault = "a quote is opened and not closed before the end of the file"
            return Record(position, raw, f"{fault}; {_REMEDY}")
        if inside is not None:
            return Record(position, raw)
        fault = self._dialect.fault(raw)
        rest = self._rest(position, len(raw), likely_over=fault == STRAY)
        return Record(position, b"".join([raw, *rest]), f"{fault}; {_REMEDY}")

    def _to_quote(self, first: bytes, position: Position) -> tuple[bytes, bool | None]:
        """Return a row from its first line, which opens a quote, to where its quotes are closed.

        Also returns ``False`` if they are, ``True`` if the file ends first, and ``None`` if one of
        them is misplaced.
        """
        raw, count = bytearray(first), 0
        inside: bool | None = True
        longest, quote = self._source.reading.longest, self._dialect.quotechar.encode()
        ahead, lines = self._ahead, self._lines
        while inside and (line := ahead.popleft() if ahead else next(lines, b"")):
            raw += line
            count += 1
            if len(raw) > longest:
                raise self._too_long(position)
            if quote in line:
                inside = self._dialect.quoted_after(line, inside=True)
        self._byte += len(raw) - len(first)
        self._line += count
        return bytes(raw), inside

    def _rest(self, position: Position, size: int, *, likely_over: bool) -> list[bytes]:
        """Return the lines after the line with the fault that may belong to the malformed row.

        ``over`` is whether the end of a line is within quotes if the row ended before, ``on``
        whether it is if the row goes on; each is ``None`` once its interpretation is malformed. In
        the latter the row ends where its quotes are first ``closed``. If both are malformed, or
        ``over`` is and the row is still open, the row ended if ``likely_over``, else it goes on.
        """
        taken: list[bytes] = []
        ahead: list[bytes] = []
        seen = held = closed = 0
        over: bool | None = False
        on: bool | None = True
        while (over is None or seen < _AHEAD) and (line := self._take()):
            ahead.append(line)
            seen += len(line)
            held += len(line) + _LINE
            if held > self._source.reading.largest_row:
                raise self._too_long(position)
            over = None if over is None else self._dialect.quoted_after(line, inside=over)
            on = self._dialect.quoted_after(line, inside=bool(on))
            closed = closed or (len(ahead) if on is False else 0)
            if on is None or (likely_over and over is None and not closed):
                owned = len(ahead) - 1 if over is None and not likely_over else 0
                self._put_back(ahead[owned:])
                return taken + ahead[:owned]
            if over is None or (over, on) == (False, False):
                owned = closed if over is None and closed else len(ahead)
                self._put_back(ahead[owned:])
                taken += ahead[:owned]
                if size + seen > self._source.reading.longest:
                    raise self._too_long(position)
                ahead = []
                if closed:
                    return taken
        if over is False:
            self._put_back(ahead)
            return taken
        return taken + ahead

    def _too_long(self, position: Position) -> CannotRun:
        return too_long(self._source, position.line, "a quote in it may not be closed")

    def _take(self) -> bytes:
        line = self._ahead.popleft() if self._ahead else next(self._lines, b"")
        self._byte += len(line)
        self._line += bool(line)
        return line

    def _put_back(self, lines: list[bytes]) -> None:
        self._ahead.extendleft(reversed(lines))
        self._byte -= sum(map(len, lines))
        self._line -= len(lines)


def _likeliest(first: bytes, likely: Sequence[str], quotechar: str, text: str) -> Dialect:
    """Return the dialect with which the first line has the text column, else the most columns."""

    def likelihood(dialect: Dialect) -> tuple[bool, int]:
        try:
            names = dialect.cells(first) or []
        except UnicodeDecodeError:
            names = []
        return text in names, len(names)

    return max((Dialect(delimiter, quotechar) for delimiter in likely), key=likelihood)


def _check_names(path: str, names: list[str], columns: Columns) -> None:
    remedy = "give every column a name of its own in the first row"
    if "" in names:
        raise CannotRun(f"{path}: column {names.index('') + 1} has no name in the header; {remedy}")
    name, count = Counter(names).most_common(1)[0]
    if count > 1:
        raise CannotRun(f"{path}: {count} columns are called {name!r}; {remedy}")
    if columns.text not in names:
        raise no_text_column(path, columns.text, names)
    for name in columns.named:
        if name not in names:
            raise no_column(path, name, names)
