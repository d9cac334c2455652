"""Read rows, bytes first: a row that cannot be read costs itself and no other.

Lines end at ``\\n`` alone, because texts hold U+0085, U+2028 and lone carriage returns. Each row
keeps where it came from; one that is refused keeps its bytes and the reason.

================== =========================================================================
reason             what is refused
================== =========================================================================
invalid-utf8       bytes that are not UTF-8
empty-file         a text file of 0 bytes
malformed-json     a line that is not one JSON value, or holds ``NaN`` or an infinity
not-an-object      a line whose value has no named members
duplicate-key      an object in which a key stands twice
lone-surrogate     an escape such as ``\\ud83d`` without its other half
number-too-large   a number beyond floating point, or of more than 4,300 digits
too-deep           values nested more than 200 deep
no-text            an object without the text column, where other rows have it
text-not-a-string  a text that is a number, a list, …
malformed-row      a row of CSV with a quote in a wrong place, or with one that is not closed
number-of-cells    a row of CSV that has more or fewer cells than the header
document-too-large a text of more bytes than ``Reading.max_document``
================== =========================================================================

A file that has the text column in none of its rows stops the command; so does a line or a text
file too long to be held, of more than ``Reading.longest`` bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.errors import CannotRun
from cleanup.read.decompress import Meter, open_bytes, whole
from cleanup.read.json_line import Malformed, value_of
from cleanup.read.source import DELIMITED, Reading, Source, find_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_ROWS, _BYTES = 100, 1 << 20
"""Lines taken at a time."""

_NO_SPANS: Mapping[str, tuple[int, int]] = {}

__all__ = ["Columns", "Reading", "Reject", "Row", "Source", "find_sources", "read_rows"]


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table are called.

    ``text`` can be a member of another: ``article.body``, if no column is called so itself.
    ``title`` is ``title`` where there is one, if it is not named. ``source`` (who published
    the text) and ``lang`` (ISO 639-1 codes) are used only if they are named.
    """

    text: str = "text"
    title: str | None = None
    source: str | None = None
    lang: str | None = None


class Place(NamedTuple):
    """Where a row begins: the offset in bytes of the unpacked stream, and the line, from 1.

    Rows of Parquet have neither: ``byte`` and ``line`` are 0 there.
    """

    byte: int
    line: int


class Row(NamedTuple):
    """One row: the file it came from, its number there (from 0), its text and its context.

    ``record`` is the whole row of the input, ``publisher`` the value of ``Columns.source``. A row
    of JSONL keeps its ``line`` and where each value stands in it (``spans``, in code points), and
    its text (``span``).
    """

    source: str
    row: int
    text: str | None
    title: str | None
    lang: str | None
    record: dict[str, Any]
    publisher: str | None = None
    line: str = ""
    spans: Mapping[str, tuple[int, int]] = _NO_SPANS
    span: tuple[int, int] | None = None


class Reject(NamedTuple):
    """One row that could not be read: where it stands, a short reason, a sentence, its bytes."""

    source: str
    row: int
    position: Place
    reason: str
    message: str
    raw: bytes


def read_rows(
    source: Source, columns: Columns, meter: Meter | None = None
) -> Iterator[Row | Reject]:
    """Yield the rows of a source in order, each as read or as refused.

    Blank lines of JSONL and empty ones of CSV are no rows. Raises ``CannotRun`` when the file as
    a whole cannot be read: it is missing, empty, broken off, or has no text column.
    """
    if source.kind == "parquet":
        from cleanup.read.parquet import read_parquet

        yield from read_parquet(source, columns, meter or Meter())
        return
    with open_bytes(source, meter) as stream:
        if source.kind == "text":
            yield _whole(source, columns, whole(source, stream))
        elif source.kind in DELIMITED:
            from cleanup.read.delimited import read_delimited

            yield from read_delimited(source, columns, stream)
        else:
            from cleanup.read.jsonl import cut_lines, read_lines

            yield from read_lines(source, columns, cut_lines(source, stream, _ROWS, _BYTES))


def _whole(source: Source, columns: Columns, raw: bytes) -> Row | Reject:
    """Read a text file as one row."""
    start = Place(0, 1)
    if not raw:
        return Reject(source.path, 0, start, "empty-file", "this file is empty (0 bytes)", raw)
    try:
        text = raw.decode()
        check_size(text, source.reading)
    except UnicodeDecodeError as error:
        return Reject(source.path, 0, start, "invalid-utf8", not_utf8(raw, error), raw)
    except Malformed as error:
        return Reject(source.path, 0, start, error.reason, str(error), raw)
    return Row(source.path, 0, text, None, None, {columns.text: text})


def row_of(path: str, number: int, record: dict[str, Any], columns: Columns) -> Row:
    """Return a record as a row, with what it knows besides its text."""
    title, lang, publisher = (
        _string(record, name) for name in (columns.title or "title", columns.lang, columns.source)
    )
    text = value_of(record, columns.text)
    assert isinstance(text, str | None)
    return Row(path, number, text, title, lang, record, publisher)


def no_column(path: str, name: str, names: Iterable[str]) -> CannotRun:
    """Say that a table has no column of this name, and which columns it has."""
    listed = ", ".join(names) or "none at all"
    return CannotRun(f"{path}: no column is called {name!r}; name one of these: {listed}")


def _string(record: dict[str, Any], name: str | None) -> str | None:
    value = record.get(name) if name else None
    return value if isinstance(value, str) else None


def check_size(text: str | None, reading: Reading) -> None:
    """Raise ``Malformed`` for a text of more than ``max_document`` bytes of UTF-8."""
    limit = reading.max_document
    if text and reading.bounded and len(text) * 4 > limit and (size := len(text.encode())) > limit:
        raise Malformed(
            "document-too-large",
            f"this text has {size:,} bytes, more than the {limit:,} of --max-document",
        )


def not_utf8(raw: bytes, error: UnicodeDecodeError) -> str:
    """Say that bytes are not UTF-8, and what to do about it."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "this is UTF-16, not UTF-8; convert it, for instance with iconv -f UTF-16 -t UTF-8"
    return (
        f"byte {error.start} (0x{raw[error.start]:02x}) is not UTF-8;"
        " convert the file if it is in another encoding"
    )
