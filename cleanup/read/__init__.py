"""Read the rows of files, bytes first: a row that cannot be read does not affect the others.

Lines end only at ``\\n``, because texts contain U+0085, U+2028 and lone carriage returns. Each row
records where it came from; a rejected row keeps its bytes and the reason.

================== =========================================================================
reason             what is rejected
================== =========================================================================
invalid-utf8       bytes that are not UTF-8
empty-file         a text file of 0 bytes
malformed-json     a line that is not one JSON value, or contains ``NaN`` or an infinity
not-an-object      a line whose value has no named members
duplicate-key      an object with the same key twice
lone-surrogate     an escape such as ``\\ud83d`` without its other half
number-too-large   a number beyond floating point, or of more than 4,300 digits
too-deep           values nested more than 200 deep
no-text            an object without the text column, where other rows have it
text-not-a-string  a text that is a number, a list, …
malformed-row      a row of CSV with a quote in a wrong place, or with one that is not closed
number-of-cells    a row of CSV that has more or fewer cells than the header
document-too-large a text of more bytes than ``Reading.max_document``
row-too-large      a row that takes more memory than ``Reading.largest_row`` when it is read
================== =========================================================================

A file without the text column in any row stops the command; so does a line or a text file of more
than ``Reading.longest`` bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.read.decompress import Meter, open_bytes, read_all
from cleanup.read.find import find_sources
from cleanup.read.json_line import Malformed
from cleanup.read.row import Columns, Position, Reject, Row, check_size, not_utf8
from cleanup.read.source import DELIMITED, Reading, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROWS, _BYTES = 100, 1 << 20
"""Rows and bytes of a chunk."""


__all__ = ["Columns", "Reading", "Reject", "Row", "Source", "find_sources", "read_rows"]


def read_rows(
    source: Source, columns: Columns, meter: Meter | None = None
) -> Iterator[Row | Reject]:
    """Yield the rows of a source in order, read or rejected.

    Blank lines of JSONL and empty lines of CSV are not rows. Raises ``CannotRun`` if the file as
    a whole cannot be read: it is missing, empty, truncated, or has no text column.
    """
    if source.kind == "parquet":
        from cleanup.read.parquet import read_parquet

        yield from read_parquet(source, columns, meter or Meter())
        return
    with open_bytes(source, meter) as stream:
        if source.kind == "text":
            yield _read_text(source, columns, read_all(source, stream))
        elif source.kind in DELIMITED:
            from cleanup.read.delimited import read_delimited

            yield from read_delimited(source, columns, stream)
        else:
            from cleanup.read.jsonl import jsonl_chunks, read_lines

            yield from read_lines(source, columns, jsonl_chunks(source, stream, _ROWS, _BYTES))


def _read_text(source: Source, columns: Columns, raw: bytes) -> Row | Reject:
    """Read a text file as one row."""
    start = Position(0, 1)
    if not raw:
        return Reject(source.path, 0, start, "empty-file", "this file is empty (0 bytes)", raw)
    try:
        text = raw.decode(source.reading.encoding)
        check_size(text, source.reading)
    except UnicodeDecodeError as error:
        return Reject(source.path, 0, start, "invalid-utf8", not_utf8(raw, error), raw)
    except UnicodeError:  # some codecs do not say where
        message = f"this is not {source.reading.encoding}, which is configured for this file"
        return Reject(source.path, 0, start, "invalid-utf8", message, raw)
    except Malformed as error:
        return Reject(source.path, 0, start, error.reason, str(error), raw)
    return Row(source.path, 0, text, None, None, {columns.text: text}, is_file=True)
