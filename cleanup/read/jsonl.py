"""Cut JSONL into pieces of whole lines, and read the rows of a piece.

Cutting only counts lines, so that pieces can be read side by side; what the pieces of a file tell
about its columns is put together in ``Seen``.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cleanup.errors import CannotRun
from cleanup.read.decompress import bounded_lines
from cleanup.read.json_line import Malformed, find, parse_line
from cleanup.read.row import Place, Reject, Row, check_size, no_column, not_utf8, row_of
from cleanup.read.source import PLAIN, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from cleanup.read.row import Columns
    from cleanup.read.source import Source

_BLANK = b" \t\r\n"


class Lines(NamedTuple):
    """Lines of one file that follow one another, with the number and the place of the first.

    Blank ones among them are no rows: ``rows`` counts the others.
    """

    source: str
    row: int
    place: Place
    raw: bytes
    rows: int
    reading: Reading = PLAIN

    def only(self, rows: Sequence[int]) -> Iterator[Lines]:
        """Yield the lines of the rows with these numbers, one by one."""
        wanted = set(rows)
        for number, place, raw in self.each():
            if number in wanted:
                yield self._replace(row=number, place=place, raw=raw, rows=1)

    def each(self) -> Iterator[tuple[int, Place, bytes]]:
        """Yield the number, the place and the bytes of each row."""
        number, (byte, first) = self.row, self.place
        for line, raw in enumerate(io.BytesIO(self.raw), first):
            if raw.strip(_BLANK):
                yield number, Place(byte, line), raw
                number += 1
            byte += len(raw)

    @property
    def bytes(self) -> int:
        """How much memory they take."""
        return len(self.raw)


@dataclass
class Seen:
    """What the rows of a file told about its columns, as far as it was read.

    ``unseen``: the columns named besides the text that no row had yet. ``named``: some row has
    the text column. ``missing`` are the columns of the rows before that one, ``last`` those of
    the last row.
    """

    unseen: set[str]
    named: bool = False
    missing: dict[str, None] = field(default_factory=dict)
    last: tuple[str, ...] = ()

    @classmethod
    def before(cls, columns: Columns) -> Seen:
        """Return what is known before the first row."""
        return cls({name for name in (columns.title, columns.lang, columns.source) if name})

    def add(self, row: Row | Reject) -> None:
        """Note one row."""
        if isinstance(row, Row):
            self.named = True
            self.unseen -= row.record.keys()
            self.last = tuple(row.record)
        elif row.reason == "text-not-a-string":
            self.named = True
        elif row.reason == "no-text" and not self.named:
            self.missing |= dict.fromkeys(parse_line(row.raw.decode("utf-8-sig")).values)

    def include(self, later: Seen) -> None:
        """Note what was seen in the piece that follows."""
        if not self.named:
            self.missing |= later.missing
        self.unseen &= later.unseen
        self.named |= later.named
        self.last = later.last or self.last

    def check(self, path: str, columns: Columns) -> None:
        """Raise ``CannotRun`` if the file, read to its end, lacks a column that was named."""
        if self.missing and not self.named:
            raise no_column(path, columns.text, self.missing)
        if self.last and self.unseen:
            raise no_column(path, min(self.unseen), self.last)


def cut_lines(source: Source, stream: BinaryIO, rows: int, size: int) -> Iterator[Lines]:
    """Yield a file in pieces of at most ``rows`` rows and about ``size`` bytes.

    Raises ``CannotRun`` if there is no row in it, or a line that is too long.
    """
    path, reading = source.path, source.reading
    waiting: list[bytes] = []
    first = number = start = end = 0
    line = count = 1
    for count, raw in enumerate(bounded_lines(source, stream), 1):
        waiting.append(raw)
        end += len(raw)
        number += bool(raw.strip(_BLANK))
        if number - first >= rows or end - start >= size:
            yield Lines(path, first, Place(start, line), b"".join(waiting), number - first, reading)
            waiting, first, start, line = [], number, end, count + 1
    if waiting:
        yield Lines(path, first, Place(start, line), b"".join(waiting), number - first, reading)
    if not end:
        raise CannotRun(f"{path}: this file is empty (0 bytes); fetch or write it again")
    if not number:
        raise CannotRun(f"{path}: this file holds blank lines only; fetch or write it again")


def rows_of(lines: Lines, columns: Columns, seen: Seen) -> Iterator[Row | Reject]:
    """Yield the rows of a piece in order, each as read or as refused; ``seen`` notes them."""
    for number, place, raw in lines.each():
        row = _row(lines, number, place, columns, raw)
        seen.add(row)
        yield row


def read_lines(source: Source, columns: Columns, pieces: Iterable[Lines]) -> Iterator[Row | Reject]:
    """Yield the rows of all pieces of a file. Raises ``CannotRun`` if it lacks a column."""
    seen = Seen.before(columns)
    for lines in pieces:
        yield from rows_of(lines, columns, seen)
    seen.check(source.path, columns)


def _row(lines: Lines, number: int, place: Place, columns: Columns, raw: bytes) -> Row | Reject:
    """Read one line. A byte order mark at the start of the file is no part of it."""
    path = lines.source
    try:
        line = raw.decode("utf-8-sig" if place.line == 1 else "utf-8")
        parsed = parse_line(line)
        if not (found := find(line, parsed, columns.text)):
            raise Malformed("no-text", f"this row has no {columns.text!r}")
        text = found.value
        if not isinstance(text, str | None):
            kind = type(text).__name__
            raise Malformed("text-not-a-string", f"{columns.text!r} holds a {kind}, not a string")
        check_size(text, lines.reading)
    except UnicodeDecodeError as error:
        return Reject(path, number, place, "invalid-utf8", not_utf8(raw, error), raw)
    except Malformed as error:
        return Reject(path, number, place, error.reason, str(error), raw)
    row = row_of(path, number, parsed.values, columns)
    return row._replace(line=line, spans=parsed.spans, span=found.span)
