"""One text as rules see it: a lazy view of its lines, zones, quotes, language and protection.

What is hard to get right is done here once. Offsets are code points of ``text``, which is the
text of the current round.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cleanup.language import guess_language
from cleanup.pattern import Pattern
from cleanup.protect import divides_protected, looks_like_code, looks_like_table
from cleanup.quotes import Side, quote_sides

if TYPE_CHECKING:
    from cleanup.values import Form

_RARE_LINE_END = Pattern(r"[\r\u0085\u2028\u2029]")
_LINE_END = Pattern(r"\r\n|[\n\r\u0085\u2028\u2029]")
_WORDS_IN_PARAGRAPH = 12
_LENGTH_OF_PARAGRAPH = 80
_LENGTH_OF_FURNITURE = 200


class Line(NamedTuple):
    """One line: ``start:end`` without its line end, ``start:stop`` with it."""

    start: int
    end: int
    stop: int


class Document:
    """A text and what its row knows besides. Nothing is computed before it is asked for."""

    def __init__(
        self,
        text: str,
        *,
        title: str | None = None,
        lang: str | None = None,
        source: str | None = None,
        form: Form = "table",
    ) -> None:
        self.text = text
        self.title = title
        self.source = source
        self.form = form
        self._lang = lang
        self._sides: dict[int, dict[int, Side | None]] = {}
        self._tables: dict[int, bool] = {}

    @cached_property
    def lang(self) -> str | None:
        """The language as given, else as guessed from the text; ISO 639-1, or ``None``."""
        return self._lang[:2].lower() if self._lang else guess_language(self.text)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines, in order; together they are the whole text. All Unicode line ends count."""
        ends = _RARE_LINE_END.search(self.text) and _LINE_END.finditer(self.text)
        lines = []
        start = 0
        if ends:
            for found in ends:
                lines.append(Line(start, found.start(), found.end()))
                start = found.end()
        else:
            for piece in self.text.split("\n")[:-1]:
                end = start + len(piece)
                lines.append(Line(start, end, end + 1))
                start = end + 1
        if start < len(self.text):
            lines.append(Line(start, len(self.text), len(self.text)))
        return tuple(lines)

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        return tuple(line.start for line in self.lines)

    def line_at(self, position: int) -> Line:
        """Return the line that holds ``position``; the last one for the end of the text."""
        if not self.lines:
            return Line(0, 0, 0)
        return self.lines[max(0, bisect_right(self._line_starts, position) - 1)]

    def line_text(self, line: Line) -> str:
        """Return a line without its line end."""
        return self.text[line.start : line.end]

    @cached_property
    def _running(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if _is_running(self.line_text(line)))

    @property
    def head_end(self) -> int:
        """Where the first running paragraph begins; 0 if there is none."""
        return self._running[0].start if self._running else 0

    @property
    def tail_start(self) -> int:
        """Where the last running paragraph ends; the text's length if there is none."""
        return self._running[-1].stop if self._running else len(self.text)

    def in_head(self, line: Line) -> bool:
        """Tell whether a line stands before the first running paragraph."""
        return line.start < self.head_end

    def in_tail(self, line: Line) -> bool:
        """Tell whether a line stands after the last running paragraph."""
        return line.start >= self.tail_start

    @cached_property
    def removable_lines(self) -> tuple[Line, ...]:
        """The lines that are not blank; none if there is only one, so that text is left."""
        filled = tuple(line for line in self.lines if not self._is_blank(line))
        return filled if len(filled) > 1 else ()

    @cached_property
    def short_lines(self) -> tuple[Line, ...]:
        """The removable lines of at most 200 code points that are no running paragraphs."""
        return tuple(
            line
            for line in self.removable_lines
            if line.end - line.start <= _LENGTH_OF_FURNITURE
            and not _is_running(self.line_text(line))
        )

    def removal_span(self, line: Line) -> tuple[int, int]:
        """Return the span that takes a line away and leaves no empty line where none was.

        The line goes with its line end; between blank lines, or at the start of the text, the
        blank lines after it go too. Where no text follows, the line end and the blank lines
        before it go instead, so that the text ends as it did.
        """
        index = max(0, bisect_right(self._line_starts, line.start) - 1)
        before, after = index - 1, index + 1
        while before >= 0 and self._is_blank(self.lines[before]):
            before -= 1
        while after < len(self.lines) and self._is_blank(self.lines[after]):
            after += 1
        if after == len(self.lines) and before >= 0:
            return self.lines[before].end, line.end
        separated = before < 0 or before < index - 1
        return line.start, self.lines[after - 1].stop if separated else line.stop

    def _is_blank(self, line: Line) -> bool:
        return not self.line_text(line).strip()

    def quote_side(self, position: int) -> Side | None:
        """Tell whether the double quote at ``position`` opens or closes; ``None`` if unsure."""
        line = self.line_at(position)
        if line.start not in self._sides:
            self._sides[line.start] = quote_sides(self.line_text(line))
        return self._sides[line.start].get(position - line.start)

    def protects(self, position: int) -> bool:
        """Tell whether a cut at ``position`` would fall inside a protected span or code."""
        return divides_protected(self.text, position) or self.is_code(position)

    def is_code(self, position: int) -> bool:
        """Tell whether the line at ``position`` reads like program text."""
        line = self.line_at(position)
        return looks_like_code(self.text, line.start, line.end, position)

    def is_table(self, position: int) -> bool:
        """Tell whether the line at ``position`` holds columns."""
        line = self.line_at(position)
        if line.start not in self._tables:
            self._tables[line.start] = looks_like_table(self.line_text(line))
        return self._tables[line.start]


def _is_running(line: str) -> bool:
    stripped = line.strip()
    return len(stripped) >= _LENGTH_OF_PARAGRAPH and (
        not stripped.isascii() or stripped.count(" ") >= _WORDS_IN_PARAGRAPH - 1
    )
