"""The lines of a reStructuredText, by their indentation, and the spans that are made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.text.regions import rest_lines as patterns
from cleanup.text.regions.values import Region

if TYPE_CHECKING:
    from cleanup.text.regions.values import RegionKind


class Layout:
    """The lines of one text; collects what is found of them.

    ``regions``: all that is not the content of a paragraph or a title. ``paragraphs``: the spans
    that hold inline syntax.
    """

    def __init__(self, lines: list[str], starts: list[int]) -> None:
        self.regions: list[Region] = []
        self.paragraphs: list[tuple[int, int]] = []
        self._lines = [_expanded(line) if "\t" in line else line for line in lines]
        self._indents = [
            len(line) - len(line.lstrip(" ")) if line and not line.isspace() else -1
            for line in self._lines
        ]
        """The columns before each line; of a blank one -1."""
        self._starts = starts
        self._ends = [start + len(line) for line, start in zip(lines, starts, strict=True)]
        self._table_ends = True
        """Whether a simple table may end below with a border."""

    def _is_field(self, number: int) -> bool:
        body = self._lines[number].lstrip(" ")
        return body.startswith(":") and patterns.FIELD.match(body) is not None

    def _ends_paragraph(self, body: str) -> bool:
        """Return whether a line ends the paragraph before it without a blank line."""
        if body[0] == ".":
            return (
                patterns.DIRECTIVE.match(body) is not None
                or patterns.SUBSTITUTION.match(body) is not None
            )
        return body.startswith(">>> ") or (
            not body[0].isalnum() and len(body) > 2 and patterns.ADORNMENT.match(body) is not None
        )

    def _is_underline(self, number: int) -> bool:
        if number >= len(self._lines) or self._indents[number] < 0:
            return False
        body = self._lines[number].lstrip(" ")
        found = None if body[0].isalnum() else patterns.ADORNMENT.match(body)
        return found is not None and len(found.group().rstrip()) > 2

    def _below(self, number: int, column: int) -> int:
        """Return the first line after one that is not blank and not indented deeper."""
        after = number + 1
        last = after
        while after < len(self._lines) and (
            self._indents[after] < 0 or self._indents[after] > column
        ):
            after += 1
            if self._indents[after - 1] >= 0:
                last = after
        return last

    def _to_blank(self, number: int) -> int:
        while number < len(self._lines) and self._indents[number] >= 0:
            number += 1
        return number

    def _table_end(self, number: int) -> int:
        """Return the line after the border that ends a simple table."""
        for after in range(number + 1, len(self._lines)) if self._table_ends else ():
            line = self._lines[after].lstrip(" ")
            if (
                line.startswith("=")
                and patterns.COLUMNS.match(line)
                and self._indents[after + 1 : after + 2] in ([], [-1])
            ):
                return after + 1
        self._table_ends = False
        return self._to_blank(number)

    def _place(self, number: int, column: int) -> int:
        """Return the offset in the text of a column of a line."""
        return max(self._starts[number], self._ends[number] - len(self._lines[number]) + column)

    def _prefix(self, number: int, column: int, kind: RegionKind) -> None:
        """Mark a line up to a column."""
        if column:
            start = self._starts[number]
            self.regions.append(Region(start, self._place(number, column), kind))

    def _mark(self, first: int, stop: int, kind: RegionKind) -> int:
        """Mark whole lines; return the number of the line behind them."""
        if first < stop:
            self.regions.append(Region(self._starts[first], self._ends[stop - 1], kind))
        return stop


def _expanded(line: str) -> str:
    """Return a line with blanks for the tabs before its text."""
    body = line.lstrip(" \t")
    return line[: len(line) - len(body)].expandtabs(8) + body
