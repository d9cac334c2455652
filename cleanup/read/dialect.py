"""The dialect of a CSV or TSV file: where its rows and cells end.

A cell is bare, without quotes and line feeds, or quoted, with its quotes doubled.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

STRAY = "a quote stands within a value that has none around it"
TRAILING = "a value goes on after the quote that ends it"


QUOTED, QUOTED_EMPTY, BARE, BARE_EMPTY = 1, 2, 4, 8
"""How a cell is written: with quotes that it does not need, or without; one bit each."""

_STYLES = (0, QUOTED, QUOTED_EMPTY, 0, BARE, BARE_EMPTY)
"""The bits by the groups of ``_style``."""


class Dialect(NamedTuple):
    """The character between cells and the character around them: one ASCII character each.

    With an empty ``quotechar`` quotes have no special meaning.
    """

    delimiter: str
    quotechar: str

    def quoted_after(self, line: bytes, *, inside: bool) -> bool | None:
        """Return whether the end of a line is within quotes; ``None`` if the line is malformed.

        ``inside`` is whether its beginning is.
        """
        if not self.quotechar or self.quotechar.encode() not in line:
            return inside
        grammar = _grammar(self)
        start = 0
        if inside:
            found = grammar.within.match(line)
            start = found.end() if found else 0
            if start == len(line):
                return True
        complete, opened = (
            (grammar.rest, grammar.rest_opens) if inside else (grammar.row, grammar.opens)
        )
        if complete.match(line, start):
            return False
        return True if opened.match(line, start) else None

    def fault(self, raw: bytes) -> str:
        """Return what is wrong with the quotes of a malformed row."""
        found = _grammar(self).cells.match(raw)
        end = found.end() if found else 0
        if raw[end : end + 1] == self.quotechar.encode():
            return STRAY
        return TRAILING

    def cells(self, raw: bytes) -> list[str] | None:
        """Return the cells of a well-formed row; ``None`` if a bare cell has a carriage return.

        Raises ``UnicodeDecodeError``.
        """
        text = raw.decode().removesuffix("\n").removesuffix("\r")
        quote = self.quotechar
        if not quote or quote not in text:
            return None if "\r" in text and quote else text.split(self.delimiter)
        found = _grammar(self).cell.findall(text)
        if any("\r" in bare for _, bare in found):
            return None
        return [quoted.replace(quote * 2, quote) or bare for quoted, bare in found]

    def cell_span(self, row: str, index: int) -> tuple[int, int]:
        """Return where the cell number ``index`` of a well-formed row is, in code points.

        The span includes the quotes of the cell, and no delimiter or line end.
        """
        text = row.removesuffix("\n").removesuffix("\r")
        if self.quotechar and self.quotechar in text:
            found = next(islice(_grammar(self).cell.finditer(text), index, None))
            return found.start() + (index > 0), found.end()
        before = text.split(self.delimiter, index + 1)[: index + 1]
        end = sum(map(len, before)) + index
        return end - len(before[-1]), end

    def styles(self, raw: bytes) -> bytes:
        """Return how each cell of a well-formed row is written, as one of the bits below.

        0 is a cell that must be quoted. Raises ``UnicodeDecodeError``.
        """
        text = raw.decode().removesuffix("\n").removesuffix("\r")
        if not self.quotechar or self.quotechar not in text:
            return bytes([BARE if cell else BARE_EMPTY for cell in text.split(self.delimiter)])
        return bytes([_STYLES[found.lastindex or 0] for found in _style(self).finditer(text)])

    def needs_quotes(self, value: str) -> bool:
        """Return whether a cell must be quoted."""
        return bool(self.quotechar) and any(
            special in value for special in (self.delimiter, self.quotechar, "\n", "\r")
        )


class _Grammar(NamedTuple):
    """Patterns of a dialect: for rows and the rests of rows, for the inside of quotes, for cells.

    All are possessive, so that matching takes linear time.
    """

    row: re.Pattern[bytes]
    opens: re.Pattern[bytes]
    within: re.Pattern[bytes]
    rest: re.Pattern[bytes]
    rest_opens: re.Pattern[bytes]
    cells: re.Pattern[bytes]
    cell: re.Pattern[str]


@lru_cache
def _grammar(dialect: Dialect) -> _Grammar:
    delimiter, quote = map(re.escape, dialect)
    within = f"(?:[^{quote}]++|{quote}{quote})*+"
    bare = f"[^{quote}{delimiter}\n]*+"
    cell = f"(?:{quote}{within}{quote}|{bare})"
    cells = f"{cell}(?:{delimiter}{cell})*+"
    end = r"\r?\n?\Z"

    def compiled(pattern: str) -> re.Pattern[bytes]:
        return re.compile(pattern.encode())

    return _Grammar(
        row=compiled(f"{cells}{end}"),
        opens=compiled(rf"(?:{cell}{delimiter})*+{quote}{within}\Z"),
        within=compiled(within),
        rest=compiled(f"{quote}(?:{delimiter}{cell})*+{end}"),
        rest_opens=compiled(rf"{quote}{delimiter}(?:{cell}{delimiter})*+{quote}{within}\Z"),
        cells=compiled(cells),
        cell=re.compile(
            rf"(?:\A|{delimiter})(?:{quote}({within}){quote}|([^{quote}{delimiter}]*+))"
        ),
    )


@lru_cache
def _style(dialect: Dialect) -> re.Pattern[str]:
    """Return the pattern of a cell with the delimiter before it, whose groups are ``_STYLES``."""
    delimiter, quote = map(re.escape, dialect)
    quoted = (
        rf"{quote}([^{quote}{delimiter}\r\n]++){quote}(?!{quote})|({quote}{quote})(?!{quote})"
        rf"|({quote}(?:[^{quote}]++|{quote}{quote})*+{quote})"
    )
    return re.compile(rf"(?:\A|{delimiter})(?:{quoted}|([^{quote}{delimiter}]++)|())")
