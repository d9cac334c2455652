"""Repair the texts of a JSONL, CSV or TSV file in place: no byte besides them changes.

A row keeps its keys, numbers, spacing, escapes, quoting and line end. One that cannot be read, or
whose new text its cell cannot hold, stays as it is. A file is held in memory as a whole, one at a
time.
"""

from __future__ import annotations

import hashlib
import io
from codecs import BOM_UTF8
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from cleanup.engine.clean import clean
from cleanup.errors import CannotRun, NotText
from cleanup.pipeline.counts import Counts
from cleanup.pipeline.in_place import CHANGED, replace_bytes
from cleanup.read.decompress import open_bytes
from cleanup.read.delimited import Header, delimited_chunks
from cleanup.read.delimited import rows_of as rows_of_records
from cleanup.read.json_line import find_nested, parse_line
from cleanup.read.jsonl import SeenColumns, jsonl_chunks
from cleanup.read.jsonl import rows_of as rows_of_lines
from cleanup.read.row import Reject, Row
from cleanup.read.source import DELIMITED
from cleanup.write import spliced_csv, spliced_json
from cleanup.write.splices import Splice, spliced, splices_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cleanup.read.row import Columns
    from cleanup.read.source import Source
    from cleanup.settings import Settings
    from cleanup.values import Cleaned

LARGEST_TABLE = 1 << 30
"""The most bytes of a table that is repaired in place."""

_ROWS, _BYTES = 100, 1 << 20
"""Rows and bytes of a chunk."""


class Located(NamedTuple):
    """A row of a table, its bytes, and their offset in the file; of CSV also the header."""

    row: Row | Reject
    byte: int
    raw: bytes
    header: Header | None = None


@dataclass(frozen=True, slots=True)
class FixedTable:
    """The splices that repair a table; its bytes are read again when they are needed.

    ``column`` is the column of the texts, ``unreadable`` the number of rows that cannot be read.
    """

    source: Source
    column: str
    original_sha256: str
    splices: tuple[Splice, ...]
    counts: Counts
    unreadable: int

    @property
    def path(self) -> str:
        """The path of the file, as given."""
        return self.source.path

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.splices)

    def before(self) -> bytes:
        """Return the bytes of the file. Raises ``CannotRun`` if they are others than before."""
        raw = read_table(self.source)
        if hashlib.sha256(raw).hexdigest() != self.original_sha256:
            raise CannotRun(f"{self.path}: {CHANGED}")
        return raw


def read_table(source: Source) -> bytes:
    """Return the bytes of a table. Raises ``NotText`` if they are more than ``LARGEST_TABLE``."""
    with open_bytes(source) as stream:
        small = source.file.stat().st_size <= LARGEST_TABLE
        raw = stream.read() if small else b""
    if not small or len(raw) > LARGEST_TABLE:
        raise NotText(
            f"{source.path}: this is larger than the {LARGEST_TABLE:,} bytes of a table that is"
            f" repaired in place; clean it with `cleanup run {source.path} -o OUT.parquet`"
        )
    return raw


def fix_table(
    source: Source,
    columns: Columns,
    settings: Settings,
    on_row: Callable[[Row | Reject], None],
    on_refused: Callable[[str], None],
) -> FixedTable:
    """Return the repair of a table; nothing is written.

    ``on_row`` is called with each row, ``on_refused`` with a sentence for each that cannot be
    written. Raises ``CannotRun`` if the file as a whole cannot be read or repaired,
    ``NoTextColumn`` if it has no text column.
    """
    raw = read_table(source)
    escapes = source.kind == "jsonl" and spliced_json.escapes_beyond_ascii(raw)
    counts, splices, unreadable = Counts(), list[Splice](), 0
    for located in located_rows(source, columns, raw):
        row = located.row
        on_row(row)
        unreadable += isinstance(row, Reject)
        if not isinstance(row, Reject) and row.text:
            cleaned = clean(
                row.text,
                title=row.title,
                lang=row.lang,
                source=row.publisher,
                ignore=row.ignore,
                settings=settings,
            )
            try:
                splices += _counted(counts, located, columns, cleaned, escapes=escapes)
            except ValueError as error:
                on_refused(f"{source.path}#{row.row}:{columns.text}: {error}")
    if splices and unreadable and source.kind in DELIMITED:
        _check_rows(source, columns, raw, splices)
    digest = hashlib.sha256(raw).hexdigest()
    return FixedTable(source, columns.text, digest, tuple(splices), counts, unreadable)


def write_table(fixed: FixedTable) -> None:
    """Replace a table by the repaired one. Raises ``CannotRun`` as ``write_fixed`` does."""
    raw = fixed.before()
    replace_bytes(fixed.path, raw, spliced(raw, fixed.splices))


def located_rows(source: Source, columns: Columns, raw: bytes) -> Iterator[Located]:
    """Yield the rows of a table with these bytes. Raises what ``read_rows`` raises."""
    stream = io.BytesIO(raw)
    if source.kind in DELIMITED:
        for records in delimited_chunks(source, columns, stream, _ROWS, _BYTES):
            rows = rows_of_records(records, columns)
            for record, row in zip(records.records, rows, strict=True):
                yield Located(row, record.position.byte, record.raw, records.header)
        return
    seen = SeenColumns.before(columns)
    for lines in jsonl_chunks(source, stream, _ROWS, _BYTES):
        numbered = lines.numbered()
        for row, (_, position, line) in zip(
            rows_of_lines(lines, columns, seen), numbered, strict=True
        ):
            yield Located(row, position.byte, line)
    seen.check(source.path, columns)


def _counted(
    counts: Counts, located: Located, columns: Columns, cleaned: Cleaned, *, escapes: bool
) -> list[Splice]:
    """Return the splices of a row and count it. Raises ``ValueError`` if it cannot be repaired."""
    try:
        splices = _splices(located, columns, cleaned, escapes=escapes)
    except ValueError:
        counts.add((), cleaned.findings)
        counts.unfinished += 1
        raise
    counts.add(cleaned.edits, cleaned.findings)
    counts.rows += bool(splices)
    return splices


def _splices(
    located: Located, columns: Columns, cleaned: Cleaned, *, escapes: bool
) -> list[Splice]:
    """Return what makes the text of a row the cleaned one. Raises ``ValueError`` if nothing can."""
    row = located.row
    assert isinstance(row, Row)
    assert row.text is not None
    if not cleaned.edits:
        return []
    if located.header:
        return _in_cell(located, located.header, row.text, columns, cleaned)
    assert row.span is not None
    start, end = row.span
    literal = row.line[start:end]
    mark = len(BOM_UTF8) if located.raw.startswith(BOM_UTF8) else 0
    byte = located.byte + mark + len(row.line[:start].encode())
    respelled = spliced_json.respelled(literal, row.text, cleaned.edits, escapes=escapes)
    splices = splices_of(row.row, literal, byte, respelled)
    line = spliced(located.raw, splices, located.byte)[mark:].decode()
    found = find_nested(line, parse_line(line), columns.text)
    if not found or found.value != cleaned.text:
        raise ValueError("its line cannot hold the repaired text")
    return splices


def _in_cell(
    located: Located, header: Header, text: str, columns: Columns, cleaned: Cleaned
) -> list[Splice]:
    dialect, names = header.dialect, header.names
    index = names.index(columns.text)
    written = located.raw.decode()
    start, end = dialect.cell_span(written, index)
    cell, byte = written[start:end], located.byte + len(written[:start].encode())
    alone = len(names) == 1
    respelled = spliced_csv.respelled(cell, text, cleaned.edits, dialect, alone=alone)
    splices = splices_of(located.row.row, cell, byte, respelled)
    raw = spliced(located.raw, splices, located.byte)
    cells = dialect.cells(located.raw) or []
    cells[index] = cleaned.text
    blank = not raw.strip(b"\r\n")
    if blank or dialect.quoted_after(raw, inside=False) is not False or dialect.cells(raw) != cells:
        raise ValueError(
            "its cell cannot hold the repaired text without quotes, of which --quotechar says that"
            " there are none; clean the table with `cleanup run`"
        )
    return splices


def _check_rows(source: Source, columns: Columns, raw: bytes, splices: Sequence[Splice]) -> None:
    """Raise ``CannotRun`` if the repaired table would not be read as the same rows.

    Where a malformed row ends depends on the quotes in the lines after it.
    """
    of_rows = {row: list(of_row) for row, of_row in groupby(splices, lambda splice: splice.row)}
    after = spliced(raw, splices)
    for old, new in zip_longest(
        located_rows(source, columns, raw), located_rows(source, columns, after)
    ):
        expected = old and spliced(old.raw, of_rows.get(old.row.row, ()), old.byte)
        if not old or not new or new.raw != expected or type(old.row) is not type(new.row):
            line = f" (line {old.row.position.line})" if old and isinstance(old.row, Reject) else ""
            raise CannotRun(
                f"{source.path}: with its texts repaired, a row with a misplaced quote{line} would"
                " take other lines with it; mend that row, then run again"
            )
