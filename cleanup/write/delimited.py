"""Write rows as CSV or TSV, as in RFC 4180, with line feeds and always with a header.

A cell holds a string as it is, and any other value as its JSON text. Null is an empty cell, the
empty string a quoted one; no row is an empty line. Cells with quotes, delimiters, carriage
returns, line feeds or a byte order mark are quoted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.errors import CannotRun
from cleanup.read.dialect import Dialect
from cleanup.read.json_line import parse_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cleanup.read.source import Kind

DELIMITER: dict[Kind, str] = {"csv": ",", "tsv": "\t"}

_NEEDS_QUOTES = re.compile('[",\t\r\n\ufeff]')
_FORMULA = re.compile("'*[=+\\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")


class CsvFormat(NamedTuple):
    """How rows become lines of CSV: the names of their columns, CSV or TSV, guarded or not.

    ``guard_formulas`` inserts an apostrophe before what a spreadsheet would run as a formula;
    ``unguard`` removes it.
    """

    names: tuple[str, ...]
    kind: Kind
    guard_formulas: bool = False

    @property
    def header(self) -> str:
        """The line of the column names."""
        return self._joined(self.names)

    def row(self, line: str) -> str:
        """Return the line of a row, which is given as one line of JSON."""
        values, spans = parse_line(line)
        named = ((name, values.get(name)) for name in self.names)
        return self._joined(
            value if isinstance(value, str | None) else line[slice(*spans[name])]
            for name, value in named
        )

    def _joined(self, cells: Iterable[str | None]) -> str:
        guarded = (guard(cell) if self.guard_formulas and cell else cell for cell in cells)
        return DELIMITER[self.kind].join(map(_quoted, guarded)) or '""'


class CsvLikeBefore(NamedTuple):
    """How rows become the lines of CSV that they were: as the manifest of a run says of its input.

    ``quoted`` has for each column whether cells that need no quotes have some, and whether empty
    ones have. ``None`` if not all are alike: then those have some that ``CsvFormat`` quotes.
    """

    names: list[str]
    dialect: Dialect
    names_quoted: list[bool]
    quoted: list[list[bool | None]]
    line_end: str
    byte_order_mark: bool

    @classmethod
    def of(cls, path: str, recorded: Mapping[str, Any]) -> CsvLikeBefore:
        """Return the format of an input, recorded as its ``dialect``. Raises ``CannotRun``."""
        quote, columns = recorded["quotechar"], len(recorded["names"])
        sound = (
            (not quote or (len(quote) == 1 and quote.isascii() and quote not in "\r\n"))
            and quote != recorded["delimiter"]
            and columns == len(set(recorded["names"])) == len(recorded["names_quoted"])
            and [len(styles) for styles in recorded["quoted"]] == [2] * columns
        )
        if not sound:
            raise CannotRun(
                f"{path}: its manifest says of its dialect what no run writes; bring back the"
                " manifest"
            )
        return cls(
            recorded["names"],
            Dialect(recorded["delimiter"], quote),
            recorded["names_quoted"],
            recorded["quoted"],
            recorded["line_end"],
            recorded["byte_order_mark"],
        )

    @property
    def header(self) -> str:
        """The line of the column names, with its end."""
        names = zip(self.names, self.names_quoted, strict=True)
        line = self._joined(self._cell(name, quotes) for name, quotes in names)
        return "\ufeff" * self.byte_order_mark + line

    def row(self, line: str) -> str:
        """Return the line of a row, with its end, which is given as one line of JSON."""
        values, spans = parse_line(line)
        if values.keys() != set(self.names):
            raise CannotRun(
                f"a row has the columns {', '.join(values)}, and its file had"
                f" {', '.join(self.names)}: the output or its manifest was changed"
            )
        return self._joined(
            self._cell(_text_of(values[name], line, spans[name]), styles[not values[name]])
            for name, styles in zip(self.names, self.quoted, strict=True)
        )

    def _cell(self, value: str, quotes: bool | None) -> str:
        quote = self.dialect.quotechar
        if quotes is None:
            quotes = _NEEDS_QUOTES.search(value) is not None
        if quote and (quotes or self.dialect.needs_quotes(value)):
            return f"{quote}{value.replace(quote, quote * 2)}{quote}"
        return value

    def _joined(self, cells: Iterable[str]) -> str:
        line = self.dialect.delimiter.join(cells) or self.dialect.quotechar * 2
        return line + self.line_end


def _text_of(value: object, line: str, span: tuple[int, int]) -> str:
    """Return the cell of a value: a string as it is, null as nothing, all else as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else line[slice(*span)]


def rows_in(block: bytes) -> int:
    """Count the rows in whole lines of CSV: the line feeds outside quotes."""
    return sum(part.count(b"\n") for part in block.split(b'"')[::2])


def guard(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula.

    It gets an apostrophe if it begins with ``= + - @``, their full-width forms, a tab, a line end
    or NUL, also after apostrophes of its own, so that ``unguard`` can always remove one.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """Return the cell that ``guard`` was given."""
    return cell[1:] if looks_guarded(cell) else cell


def looks_guarded(cell: str) -> bool:
    """Return whether ``guard`` could have returned this cell with an apostrophe."""
    return cell.startswith("'") and _FORMULA.match(cell) is not None


def _quoted(cell: str | None) -> str:
    if cell is None:
        return ""
    if not cell or _NEEDS_QUOTES.search(cell):
        return '"' + cell.replace('"', '""') + '"'
    return cell
