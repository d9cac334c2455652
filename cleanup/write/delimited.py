"""Write rows as CSV or TSV, as RFC 4180 has it, with line feeds and a header always.

A cell holds a string as it is, and any other value as its JSON text. Null is an empty cell, the
empty string a quoted one; no row is an empty line. Whatever could be taken for something else is
quoted: quotes, delimiters, line ends of either kind, a byte order mark.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cleanup.read.json_line import parse_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleanup.read.source import Kind

DELIMITER: dict[Kind, str] = {"csv": ",", "tsv": "\t"}

_QUOTED = re.compile('[",\t\r\n\ufeff]')
_FORMULA = re.compile("'*[=+\\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")


class Sheet(NamedTuple):
    """How rows become lines of CSV: the names of their columns, in which form, and guarded or not.

    ``guarded`` puts an apostrophe before what a spreadsheet would run as a formula; ``unguard``
    takes it away again.
    """

    names: tuple[str, ...]
    kind: Kind
    guarded: bool = False

    @property
    def header(self) -> str:
        """The first row."""
        return self._joined(self.names)

    def row(self, line: str) -> str:
        """Return a row that is given as one line of JSON."""
        values, spans = parse_line(line)
        held = ((name, values.get(name)) for name in self.names)
        return self._joined(
            value if isinstance(value, str | None) else line[slice(*spans[name])]
            for name, value in held
        )

    def _joined(self, cells: Iterable[str | None]) -> str:
        held = (guard(cell) if self.guarded and cell else cell for cell in cells)
        return DELIMITER[self.kind].join(map(_spelled, held)) or '""'


def rows_in(block: bytes) -> int:
    """Count the rows in whole lines of CSV: the line feeds outside quotes."""
    return sum(part.count(b"\n") for part in block.split(b'"')[::2])


def guard(cell: str) -> str:
    """Return a cell that no spreadsheet runs.

    It gets an apostrophe if it begins with ``= + - @``, their full-width forms, a tab, a line end
    or NUL, and also if it does behind apostrophes of its own, so that one can be taken away again.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """Return the cell that was guarded."""
    return cell[1:] if looks_guarded(cell) else cell


def looks_guarded(cell: str) -> bool:
    """Return whether a cell could be one that was guarded."""
    return cell.startswith("'") and _FORMULA.match(cell) is not None


def _spelled(cell: str | None) -> str:
    if cell is None:
        return ""
    if not cell or _QUOTED.search(cell):
        return '"' + cell.replace('"', '""') + '"'
    return cell
