"""Rows of an input, the columns they are read from, and rejected rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.errors import CannotRun, NoTextColumn
from cleanup.provenance import PREFIX
from cleanup.read.json_line import Malformed, value_of
from cleanup.values import Context

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cleanup.read.source import Reading

LISTED = 100
"""So many columns are named where one is missing."""

_NO_SPANS: Mapping[str, tuple[int, int]] = {}


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns of a table.

    ``text`` may be nested in another column, as in ``article.body``, if no column has that name.
    Without ``title``, a column ``title`` is used if there is one. ``source`` (who published the
    text), ``lang`` (ISO 639-1 codes) and ``ignore`` (codes of rules that a row suppresses) are used
    only if they are named.
    """

    text: str = "text"
    title: str | None = None
    source: str | None = None
    lang: str | None = None
    ignore: str | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """The columns besides the text that must be there."""
        return tuple(filter(None, (self.title, self.lang, self.source, self.ignore)))


class Position(NamedTuple):
    """Where a row begins: the offset in bytes of the decompressed stream, and the line, from 1.

    Both are 0 for rows of Parquet.
    """

    byte: int
    line: int


class Row(NamedTuple):
    """One row: the file it came from, its number there (from 0), its text and its context.

    ``record`` is the whole row of the input, ``publisher`` the value of ``Columns.source``,
    ``ignore`` names the rules that ``Columns.ignore`` suppresses, ``*`` for all of them. A row
    of JSONL keeps its ``line``, the ``spans`` of its values in it, and the ``span`` of its text,
    in code points. ``lines`` are the first and the last line of the file that the row is on, from
    1; ``None`` for Parquet and for text files. ``is_file``: the row is a text file as a whole.
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
    ignore: tuple[str, ...] = ()
    lines: tuple[int, int] | None = None
    is_file: bool = False

    @property
    def context(self) -> Context:
        """What is known of the text besides."""
        file = self.source if self.is_file else None
        return Context(self.title, self.lang, self.publisher, self.ignore, file)


class Reject(NamedTuple):
    """One row that could not be read: its position, a short reason, a sentence, its bytes."""

    source: str
    row: int
    position: Position
    reason: str
    message: str
    raw: bytes


def row_of(path: str, number: int, record: dict[str, Any], columns: Columns) -> Row:
    """Return a record as a row, with its text and its context."""
    title, lang, publisher = (
        _string(record, name) for name in (columns.title or "title", columns.lang, columns.source)
    )
    text = value_of(record, columns.text)
    assert isinstance(text, str | None)
    row = Row(path, number, text, title, lang, record, publisher)
    return row._replace(ignore=ignored(record.get(columns.ignore))) if columns.ignore else row


def ignored(value: object) -> tuple[str, ...]:
    """Return the names that a cell holds: a list, or a string with commas; ``true`` is ``*``.

    Empty for null, ``false`` and an empty cell. A string may also be a list of JSON.
    """
    values = value if isinstance(value, list) else str(value).strip(" []").split(",")
    names = (str(one).strip(" \t'\"") for one in values)
    return tuple(
        "*" if name.lower() == "true" else name
        for name in names
        if name.lower() not in ("", "false", "none", "null")
    )


def no_column(path: str, name: str, names: Iterable[str]) -> CannotRun:
    """Return the error for a table without this column; it lists the columns there are."""
    return CannotRun(_no_column(path, name, names))


def no_text_column(path: str, name: str, names: Iterable[str]) -> NoTextColumn:
    """Return the same error for a table without the text column."""
    return NoTextColumn(f"{_no_column(path, name, names)} (--text COL)")


def _no_column(path: str, name: str, names: Iterable[str]) -> str:
    known = list(names)
    more = f", and {len(known) - LISTED:,} more" if len(known) > LISTED else ""
    listed = ", ".join(known[:LISTED]) + more or "none at all"
    return f"{path}: no column is called {name!r}; name one of these: {listed}"


def _string(record: dict[str, Any], name: str | None) -> str | None:
    value = record.get(name) if name else None
    return value if isinstance(value, str) else None


def check_size(text: str | None, reading: Reading) -> None:
    """Raise ``Malformed`` for a text of more than ``Reading.max_document`` bytes of UTF-8."""
    limit = reading.max_document
    if text and reading.bounded and len(text) * 4 > limit and (size := len(text.encode())) > limit:
        raise Malformed(
            "document-too-large",
            f"this text has {size:,} bytes, more than the {limit:,} of --max-document",
        )


def not_utf8(raw: bytes, error: UnicodeDecodeError) -> str:
    """Return the message for bytes that are not UTF-8: where, and what to do about it."""
    if error.encoding == "utf-8" and is_utf16(raw):
        return "this is UTF-16, not UTF-8; convert it, for instance with iconv -f UTF-16 -t UTF-8"
    name = "UTF-8" if error.encoding == "utf-8" else error.encoding
    return (
        f"byte {error.start} (0x{raw[error.start]:02x}) is not {name};"
        " convert the file if it is in another encoding"
    )


def is_utf16(raw: bytes) -> bool:
    """Return whether bytes begin with a byte order mark of UTF-16."""
    return raw[:2] in (b"\xff\xfe", b"\xfe\xff")


def refuse_cleaned(path: str, names: Iterable[str]) -> None:
    """Raise ``CannotRun`` if columns are there that a run would add."""
    if taken := next((name for name in names if name.startswith(PREFIX)), None):
        raise CannotRun(
            f"{path}: the column {taken!r} is already there, so this was cleaned before;"
            " give the original, or rebuild it with `cleanup undo`"
        )
