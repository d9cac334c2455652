"""How a CSV or TSV file is written, and where by that its rows and cells end.

Cells stand bare, without quotes and line feeds, or within quotes, where a quote is doubled.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

STRAY = "a quote stands within a value that has none around it"
TRAILING = "a value goes on after the quote that ends it"


class Dialect(NamedTuple):
    """What stands between cells and what can stand around them: one ASCII character each.

    With an empty ``quotechar`` quotes are characters like others.
    """

    delimiter: str
    quotechar: str

    def after(self, line: bytes, *, inside: bool) -> bool | None:
        """Return whether the end of a line lies within quotes; ``None`` if the line is malformed.

        ``inside`` says so of its beginning.
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
        whole, opened = (
            (grammar.rest, grammar.rest_opens) if inside else (grammar.row, grammar.opens)
        )
        if whole.match(line, start):
            return False
        return True if opened.match(line, start) else None

    def fault(self, raw: bytes) -> str:
        """Say what is wrong with the quotes of a malformed row."""
        found = _grammar(self).cells.match(raw)
        end = found.end() if found else 0
        if raw[end : end + 1] == self.quotechar.encode():
            return STRAY
        return TRAILING

    def cells(self, raw: bytes) -> list[str] | None:
        """Return the cells of a well-formed row; ``None`` if a bare one holds a carriage return.

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


class _Grammar(NamedTuple):
    """Patterns of a dialect: of rows and what is left of them, of the inside of quotes, of cells.

    All of them are possessive, so that their time is linear.
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

    def made(pattern: str) -> re.Pattern[bytes]:
        return re.compile(pattern.encode())

    return _Grammar(
        row=made(f"{cells}{end}"),
        opens=made(rf"(?:{cell}{delimiter})*+{quote}{within}\Z"),
        within=made(within),
        rest=made(f"{quote}(?:{delimiter}{cell})*+{end}"),
        rest_opens=made(rf"{quote}{delimiter}(?:{cell}{delimiter})*+{quote}{within}\Z"),
        cells=made(cells),
        cell=re.compile(
            rf"(?:\A|{delimiter})(?:{quote}({within}){quote}|([^{quote}{delimiter}]*+))"
        ),
    )
