"""The blocks of reStructuredText, line by line: what of them holds text."""

from __future__ import annotations

from cleanup.text.regions import rest_lines as patterns
from cleanup.text.regions.rest_layout import Layout
from cleanup.text.regions.rest_lines import HOLDS_PROSE, TEXT_ARGUMENT, VERSIONED
from cleanup.text.regions.values import Region


class Blocks(Layout):
    """Reads the blocks of a text once."""

    def read(self) -> None:
        """Find everything."""
        number = 0
        while number < len(self._lines):
            if self._indents[number] < 0:
                number += 1
            else:
                number = self._block(number, self._indents[number])

    def _block(self, number: int, column: int) -> int:
        """Read the block that begins at a column of a line; return the number of the next line."""
        body = self._lines[number][column:]
        depth = 0
        while body and not body[0].isspace():
            if not body[0].isalnum() and (after := self._special(number, column, body)):
                return after
            marker = _marker(body)
            depth += 1
            if not marker or depth > _DEEPEST:
                break
            column += marker
            self._prefix(number, column, "list")
            if body[0] == "|":
                break
            body = body[marker:]
        return self._paragraph(number, column) if self._lines[number][column:] else number + 1

    def _special(self, number: int, column: int, body: str) -> int:
        """Read a block that is no paragraph and no item; return 0 if it is one of these."""
        if body.startswith("..") and (len(body) == 2 or body[2] == " "):
            return self._explicit(number, column, body)
        if body[0] == "_" and patterns.TARGET.match(body):
            return self._mark(number, self._below(number, column), "link")
        if body.startswith(">>>"):
            return self._mark(number, self._to_blank(number), "code")
        if body[0] == "+" and patterns.GRID.match(body):
            return self._mark(number, self._to_blank(number), "table")
        if body[0] == "=" and patterns.COLUMNS.match(body):
            return self._mark(number, self._table_end(number), "table")
        if body[0] == ":" and (field := patterns.FIELD.match(body)):
            return self._field(number, column, column + field.end())
        if body.rstrip() == "::":
            return self._literal(self._mark(number, number + 1, "markup"), column)
        if patterns.ADORNMENT.match(body):
            return self._adorned(number)
        return 0

    def _explicit(self, number: int, column: int, body: str) -> int:
        below = self._below(number, column)
        note = patterns.NOTE.match(body)
        if note:
            self._prefix(number, column + note.end(), "link")
            return self._paragraph(number, column + note.end(), hanging=True)
        if patterns.TARGET.match(body):
            return self._mark(number, below, "link")
        directive = patterns.DIRECTIVE.match(body)
        if not directive or body[2:].lstrip().startswith("|"):
            if len(body) == 2 and self._indents[number + 1 : number + 2] == [-1]:
                below = number + 1
            return self._mark(number, below, "markup")
        name = directive["name"].rpartition(":")[2].lower()
        if name not in HOLDS_PROSE:
            return self._mark(number, below, "code" if "code" in name else "markup")
        if name not in TEXT_ARGUMENT:
            return self._mark(number, min(below, self._to_blank(number)), "markup")
        column += directive.end()
        if name in VERSIONED:
            argument = self._lines[number][column:]
            column += len(argument) - len(argument.partition(" ")[2])
        self._prefix(number, column, "markup")
        return self._options(self._paragraph(number, column, hanging=True))

    def _options(self, number: int) -> int:
        """Mark the options of a directive, from a line on."""
        while number < len(self._lines) and self._is_field(number):
            number = self._mark(number, number + 1, "markup")
        return number

    def _field(self, number: int, column: int, content: int) -> int:
        if not patterns.TEXT_FIELDS.match(self._lines[number], column):
            return self._mark(number, self._below(number, column), "markup")
        self._prefix(number, content, "markup")
        return self._paragraph(number, content, hanging=True)

    def _paragraph(self, number: int, column: int, *, hanging: bool = False) -> int:
        """Read text from a column of a line on; hanging text goes on at any depth."""
        start = self._place(number, column)
        own = self._indents[number]
        head = self._lines[number][column : column + 12]
        latent = None
        if head and (not head[0].isalnum() or "." in head or ")" in head):
            latent = patterns.LATENT.match(self._lines[number], column)
        if latent:
            self.regions.append(Region(start, self._place(number, latent.end()), "markup"))
        last = self._last_line(number, column, hanging=hanging)
        underlined = last == number and self._is_underline(number + 1)
        self._prefix(number, column, "markup")
        for line in range(number + 1, last + 1):
            self._prefix(line, self._indents[line], "markup")
        stop = self._ends[last]
        if start < stop:
            self.paragraphs.append((start, stop))
        if underlined:
            self.regions.append(Region(start, stop, "heading"))
            return self._mark(last + 1, last + 2, "markup")
        if self._lines[last][column if last == number else 0 :].rstrip().endswith("::"):
            blanks = len(self._lines[last]) - len(self._lines[last].rstrip())
            self.regions.append(Region(max(start, stop - blanks - 2), stop, "markup"))
            return self._literal(last + 1, own if hanging else column)
        return last + 1

    def _last_line(self, number: int, column: int, *, hanging: bool) -> int:
        """Return the last line of the paragraph that begins at a column of a line."""
        own = self._indents[number]
        for after in range(number + 1, len(self._lines)):
            indent = self._indents[after]
            if indent < 0 or (indent <= own if hanging else indent != column):
                return after - 1
            body = self._lines[after][indent:]
            if not body[0].isalnum() and (
                self._ends_paragraph(body) or (hanging and self._is_field(after))
            ):
                return after - 1
        return len(self._lines) - 1

    def _adorned(self, number: int) -> int:
        """Read a title with an overline, or a transition."""
        self._mark(number, number + 1, "markup")
        if self._indents[number + 1 : number + 2] not in ([], [-1]) and self._is_underline(
            number + 2
        ):
            return self._paragraph(number + 1, self._indents[number + 1])
        return number + 1

    def _literal(self, number: int, column: int) -> int:
        """Mark the indented or quoted block that a paragraph announced."""
        first = number
        while first < len(self._lines) and self._indents[first] < 0:
            first += 1
        if first == len(self._lines):
            return first
        if self._indents[first] > column:
            return self._mark(first, self._below(first, column), "literal")
        quote = self._lines[first][column : column + 1]
        if (
            self._indents[first] < column
            or quote not in patterns.PUNCTUATION
            or patterns.ADORNMENT.match(self._lines[first], column)
        ):
            return number
        last = first
        while last < len(self._lines) and self._lines[last].startswith(quote, column):
            last += 1
        return self._mark(first, last, "literal")


def _marker(body: str) -> int:
    """Return the width of the marker of an item, an option or a line of verse; 0 if none."""
    if body[0].isalnum() and not ("." in body[:17] or ")" in body[:17]):
        return 0
    for pattern in _MARKERS.get(body[0], (patterns.BULLET, patterns.ENUMERATOR)):
        marker = pattern.match(body)
        if marker:
            return marker.end()
    return 0


_MARKERS = {
    "-": (patterns.BULLET, patterns.OPTION),
    "/": (patterns.OPTION,),
    "|": (patterns.LINE_BLOCK,),
    **dict.fromkeys(":.`=_'\"<>[{", ()),
}
"""What may begin with a character; with others bullets and numbers."""
_DEEPEST = 16
"""Markers on one line; what is behind so many is text."""
