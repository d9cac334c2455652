"""Write rows as CSV or TSV, as in RFC 4180, with line feeds and always with a header.

A cell holds a string as it is, and any other value as its JSON text. Null is an empty cell, the
empty string a quoted one; no row is an empty line. Cells with quotes, delimiters, carriage
returns, line feeds or a byte order mark are quoted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cleanup.read.json_line import parse_line

if TYPE_CHECKING:
    from collections.abc import Iterable

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
