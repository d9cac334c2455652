"""How a CSV file is written besides its values, so that it can be written so again.

Rows end with a line end or not; a cell that does not need quotes has some or not. Most writers
quote a column alike in all rows, sometimes empty cells otherwise than others: that is noted. Where
rows differ in more, a file comes back with its values, but not byte for byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.read.budget import check_cells
from cleanup.read.dialect import BARE, BARE_EMPTY, QUOTED, QUOTED_EMPTY
from cleanup.read.json_line import Malformed

if TYPE_CHECKING:
    from cleanup.read.delimited import DelimitedChunk, Header
    from cleanup.read.source import Reading

LINE_ENDS = ("\n", "\r\n")


class Layout(NamedTuple):
    """How consecutive rows of a file are written.

    They are the bytes from ``start`` to ``end`` of the file. ``cells`` has for each column the bits
    of ``cleanup.read.dialect`` that were seen, 8 a column, those of the last column lowest.
    ``ended``: the last row has a line end. ``even``: nothing stands between the rows, as blank
    lines do.
    """

    start: int
    end: int
    line_ends: frozenset[str]
    cells: int
    ended: bool
    even: bool

    def followed_by(self, other: Layout) -> Layout:
        """Return the layout of these rows and the next."""
        return Layout(
            self.start,
            other.end,
            self.line_ends | other.line_ends,
            self.cells | other.cells,
            other.ended,
            self.even and other.even and self.end == other.start,
        )

    def quoted(self, columns: int) -> list[list[bool | None]]:
        """Return for each column whether its other cells, and its empty ones, are quoted.

        ``None`` if some are, or none was seen.
        """
        return [
            [_alike(seen, QUOTED, BARE), _alike(seen, QUOTED_EMPTY, BARE_EMPTY)]
            for seen in self.cells.to_bytes(columns)
        ]

    def is_plain(self, columns: int) -> bool:
        """Return whether the rows are all written alike, with nothing between them."""
        pairs = (QUOTED | BARE, QUOTED_EMPTY | BARE_EMPTY)
        mixed = any(seen & both == both for seen in self.cells.to_bytes(columns) for both in pairs)
        return self.even and not mixed and len(self.line_ends) <= 1


def _alike(seen: int, quoted: int, bare: int) -> bool | None:
    found = seen & (quoted | bare)
    return None if found in (0, quoted | bare) else found == quoted


def layout_of(chunk: DelimitedChunk) -> Layout:
    """Return the layout of the rows of a chunk; malformed ones count as bytes only."""
    header, records = chunk.header, chunk.records
    start = end = records[0].position.byte
    cells = 0
    ends: set[str] = set()
    even = True
    for position, raw, fault in records:
        even = even and position.byte == end
        end = position.byte + len(raw)
        if not fault:
            styles = _styles(raw, header, chunk.source.reading)
            even = even and bool(styles)
            cells |= int.from_bytes(styles)
            ends.add(_line_end(raw))
    ended = bool(_line_end(records[-1].raw))
    return Layout(start, end, frozenset(ends - {""}), cells, ended, even)


def layout_of_header(header: Header) -> Layout:
    """Return the layout of the first row, from the beginning of the file."""
    start = len(b"\xef\xbb\xbf") if header.marked else 0
    end = _line_end(header.raw)
    ends = frozenset({end} - {""})
    return Layout(start, start + len(header.raw), ends, 0, ended=bool(end), even=True)


def _line_end(raw: bytes) -> str:
    return "\r\n" if raw.endswith(b"\r\n") else "\n" * raw.endswith(b"\n")


def _styles(raw: bytes, header: Header, reading: Reading) -> bytes:
    """Return how the cells of a row are written; nothing if the row is malformed."""
    try:
        check_cells(raw, header.dialect.delimiter, reading)
        styles = header.dialect.styles(raw)
    except (Malformed, UnicodeDecodeError):
        return b""
    return styles if len(styles) == len(header.names) else b""
