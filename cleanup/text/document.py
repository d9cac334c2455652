"""One text as rules see it: a lazy view of its lines, quotes, language and protected spans.

Analyses that several rules share are done here once. Offsets are code points of ``text``, which is
the text of the current round.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, Any, TypeVar

from cleanup.prefilter.hints import AnyOf, Chars, Either, LineStart, OneLine, Token, holds
from cleanup.prefilter.literals import LiteralHits, places
from cleanup.text.code_marks import CodeMarks
from cleanup.text.directive_comments import without_comments
from cleanup.text.language import Language
from cleanup.text.lines import LENGTH_OF_PARAGRAPH, Line, Lines, is_running
from cleanup.text.names import Names
from cleanup.text.passages import Passages
from cleanup.text.protect import Protection, is_code_line, is_near_code, looks_like_table
from cleanup.text.quotes import Side, neutral_marks, quote_sides
from cleanup.text.regions import regions_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from cleanup.prefilter.hints import Hint, Spoken
    from cleanup.text.budget import Budget
    from cleanup.text.code_marks import CodeMark
    from cleanup.text.regions import Regions
    from cleanup.values import Form, Markup

Result = TypeVar("Result")

_SHORT = 30
SEEN_IN_A_STEP = 8
"""Places with a literal, or lines, that are looked at as quickly as one is weighed."""


class Document:
    """A text and the other data of its row. Nothing is computed before it is used."""

    def __init__(
        self,
        text: str,
        *,
        title: str | None = None,
        lang: str | Spoken | None = None,
        source: str | None = None,
        form: Form = "table",
        hits: LiteralHits | None = None,
        markup: Markup | None = None,
        begins: bool = True,
        ends: bool = True,
        regions: Regions | None = None,
        within: tuple[CodeMark | None, CodeMark | None] = (None, None),
        budget: Budget | None = None,
        phrases: str = "",
        directs: bool = True,
    ) -> None:
        """Hold a text, or a part: one that ``begins`` a text has its head, one that ``ends`` it its
        tail.

        ``regions`` are those of the text, if they are known; ``within`` is what marks its beginning
        and its end as code. ``phrases`` is a user's table of them. A file that ``directs`` may hold
        comments that suppress rules.
        """
        self.text = text
        self.title = title
        self.source = source
        self.form = form
        self.markup = markup
        self.phrases = phrases
        self._directs = directs and form == "file"
        self._begins, self._ends = begins, ends
        self._budget = budget
        self._regions, self._within = regions, within
        self._language: Spoken = (
            Language(lang, text) if lang is None or isinstance(lang, str) else lang
        )
        self._lines = Lines(text)
        self._sides: dict[int, dict[int, Side | None]] = {}
        self._tables: dict[int, bool] = {}
        self._code_lines: dict[int, bool] = {}
        self._hits = hits
        self._holding: dict[Hint, bool] = {}
        self._lines_with: dict[Hint, tuple[Line, ...]] = {}
        self._places_with: dict[Hint, tuple[int, ...]] = {}
        self._analyses: dict[Callable[[Document], Any], Any] = {}

    def spend(self, steps: int) -> None:
        """Count steps that the text costs; ``OverBudgetError`` if it may not cost so many."""
        if self._budget:
            self._budget.spend(steps)

    @cached_property
    def lang(self) -> str | None:
        """The language as given, else as guessed from the text; ISO 639-1, or ``None``."""
        return self._language()

    @cached_property
    def regions(self) -> Regions | None:
        """The spans that are not prose; ``None`` if nothing says how the text is marked up."""
        if self._regions is not None or not self.markup:
            return self._regions
        return regions_of(self.text, self.markup)

    def may_be_in(self, langs: AbstractSet[str]) -> bool:
        """Return ``False`` only if ``lang`` is none of these; quicker than to guess it."""
        return self._language.may_be(langs)

    def is_foreign_at(self, position: int) -> bool:
        """Return whether an English text has a sentence in another language at ``position``."""
        return self.lang == "en" and self._passages.is_foreign_at(position)

    def once(self, analysis: Callable[[Document], Result]) -> Result:
        """Return the result of an analysis of this document, which is computed once."""
        try:
            result: Result = self._analyses[analysis]
        except KeyError:
            result = self._analyses[analysis] = analysis(self)
        return result

    def forget(self) -> None:
        """Drop all analyses. Some refer to the document, which else stays until it is collected."""
        self._analyses.clear()

    def lines(self) -> Iterator[Line]:
        """Yield the lines, in order; together they are the whole text."""
        return self._lines.forward()

    def filled_lines(self) -> Iterator[tuple[int, str]]:
        """Yield the lines that are not blank, in order, without outer blanks: starts and texts."""
        return self._lines.filled()

    @cached_property
    def stripped_lines(self) -> tuple[str, ...]:
        """The texts of the lines that are not blank, without outer white space.

        Quick to compute, to decide whether to analyse the lines at all.
        """
        return tuple(filter(None, map(str.strip, self._lines.texts())))

    def line_at(self, position: int) -> Line:
        """Return the line that holds ``position``; the last one for the end of the text."""
        return self._lines.at(position)

    def line_text(self, line: Line) -> str:
        """Return a line without its line end."""
        return self.text[line.start : line.end]

    @cached_property
    def head_end(self) -> int:
        """Where the first running paragraph begins; 0 if there is none."""
        if not self._begins:
            return 0
        return next((line.start for line in self.lines() if self.is_running(line)), 0)

    @cached_property
    def tail_start(self) -> int:
        """Where the last running paragraph ends; the text's length if there is none."""
        length = len(self.text)
        if not self._ends:
            return length
        upward = self._lines.backward()
        return next((line.stop for line in upward if self.is_running(line)), length)

    def in_head(self, line: Line) -> bool:
        """Return whether a line is before the first running paragraph."""
        return line.start < self.head_end

    def in_tail(self, line: Line) -> bool:
        """Return whether a line is after the last running paragraph."""
        return line.start >= self.tail_start

    @cached_property
    def may_lose_lines(self) -> bool:
        """Whether more than one line is not blank, so that some text remains if one is removed."""
        return self._lines.several()

    def holds(self, hint: Hint) -> bool:
        """Return whether a hint holds in the text; evaluated once for each hint."""
        if hint not in self._holding:
            self._holding[hint] = self._holds(hint)
        return self._holding[hint]

    def _holds(self, hint: Hint) -> bool:
        match hint:
            case Token():
                return bool(self.runs_with(hint))
            case AnyOf() | LineStart() | Chars() | OneLine():
                known = self._hits.hold(hint) if self._hits else None
                return holds(hint, self.text) if known is None else known
            case _:
                return holds(hint, self.text)

    def runs_with(self, hint: Token) -> frozenset[str]:
        """Return the runs of non-blank characters that pass the test of a hint."""
        known = self._hits.runs.get(hint) if self._hits else None
        return hint.passing(self.text) if known is None else known

    def places_with(self, hint: Hint) -> tuple[int, ...]:
        """Return the positions, in order, at which a hint that is no ``Both`` holds."""
        if hint not in self._places_with:
            places = set(self._places(hint))
            if places:
                self.spend(len(places) // SEEN_IN_A_STEP)
            self._places_with[hint] = tuple(sorted(places)) if places else ()
        return self._places_with[hint]

    def _places(self, hint: Hint) -> Iterable[int]:
        match hint:
            case AnyOf() | LineStart() | Chars() | OneLine():
                known = self._hits.of(hint) if self._hits else None
                return places(hint, self.text) if known is None else known
            case Either(left, right):
                return {*self.places_with(left), *self.places_with(right)}
            case _:
                return places(hint, self.text)

    def holds_within(self, hint: Hint, start: int, end: int) -> bool:
        """Return whether a hint that is no ``Both`` holds at a position in ``start:end``."""
        positions = self.places_with(hint)
        return bisect_left(positions, start) < bisect_left(positions, end)

    def lines_with(self, hint: Hint) -> tuple[Line, ...]:
        """Return the lines in which a hint holds that is evaluated within lines: no ``Both``."""
        if hint not in self._lines_with:
            places = self.places_with(hint)
            self._lines_with[hint] = self._lines_at(places, hint) if places else ()
        return self._lines_with[hint]

    def _lines_at(self, places: Iterable[int], hint: Hint) -> tuple[Line, ...]:
        lines = dict.fromkeys(map(self.line_at, places))
        if isinstance(hint, OneLine) and isinstance(hint.first, AnyOf):
            lines = dict.fromkeys(part for line in lines for part in self._parts(line))
        return tuple(lines)

    def _parts(self, line: Line) -> Iterator[Line]:
        """Yield a line and those after it up to a line feed: ``OneLine`` reads them as one."""
        yield line
        while line.stop < len(self.text) and self.text[line.stop - 1] != "\n":
            line = self.line_at(line.stop)
            yield line

    def removable_lines_with(self, hint: Hint, longest: int) -> Iterator[Line]:
        """Yield the lines of at most ``longest`` code points in which a hint holds.

        None if the text has only one line that is not blank.
        """
        if self.may_lose_lines:
            for line in self.lines_with(hint):
                if line.end - line.start <= longest:
                    yield line

    @cached_property
    def edge_lines(self) -> tuple[Line, ...]:
        """The lines before the first and after the last running paragraph that may be removed."""
        if not self.may_lose_lines:
            return ()
        head = takewhile(self.in_head, self.lines())
        tail = takewhile(self.in_tail, self._lines.backward())
        return (*head, *reversed(tuple(tail)))

    def is_running(self, line: Line) -> bool:
        """Return whether a line is a paragraph of running text: 80 code points, 12 words."""
        if line.end - line.start < LENGTH_OF_PARAGRAPH:
            return False
        return is_running(self.line_text(line).strip())

    @cached_property
    def removable_lines(self) -> tuple[Line, ...]:
        """The lines that are not blank; none if there is only one of them."""
        if not self.may_lose_lines:
            return ()
        return tuple(line for line in self.lines() if not self._is_blank(line))

    def neighbours(self, line: Line) -> tuple[Line, ...]:
        """Return the nearest lines before and after a line that are not blank, if there are any."""
        return tuple(neighbour for neighbour in self._lines.around(line) if neighbour)

    def in_list(self, line: Line) -> bool:
        """Return whether a line is between two short ones, as in a list or a table."""
        neighbours = self.neighbours(line)
        return len(neighbours) == 2 and all(
            neighbour.end - neighbour.start <= _SHORT for neighbour in neighbours
        )

    def removal_span(self, line: Line, last: Line | None = None) -> tuple[int, int]:
        """Return the span to remove for a line, so that no new empty line remains.

        Or for the lines from one to the ``last``; neither is blank. The span includes the line end;
        between blank lines, or at the start of the text, also the blank lines after it. If no text
        follows, it includes the line end and the blank lines before it instead, so that the text
        ends as it did.
        """
        last = last or line
        above, below = self._lines.around(line)[0], self._lines.around(last)[1]
        if below is None and above is not None:
            return above.end, last.end
        if above is None or above.stop < line.start:
            return line.start, below.start if below else len(self.text)
        return line.start, last.stop

    def _is_blank(self, line: Line) -> bool:
        return line.start == line.end or self.line_text(line).isspace()

    def quote_side(self, position: int) -> Side | None:
        """Return whether the double quote at ``position`` opens or closes; ``None`` if unsure."""
        line = self.line_at(position)
        if line.start not in self._sides:
            self._sides[line.start] = quote_sides(self.line_text(line), self._neutral_marks)
        return self._sides[line.start].get(position - line.start)

    @cached_property
    def _neutral_marks(self) -> frozenset[str]:
        return neutral_marks(self.text)

    def protects(self, position: int) -> bool:
        """Return whether a cut at ``position`` is inside a protected span, a name or code."""
        return (
            self._protection.divides(position)
            or self.is_code(position)
            or self._names.divides(position)
        )

    def refers(self, position: int) -> bool:
        """Return whether the code point at ``position`` is a sign of a reference.

        It is no punctuation mark: the colon of ``:smile:``, the full stops of ``../quay``. One that
        follows a letter or digit may be both.
        """
        return self._protection.is_sign(position)

    @cached_property
    def _passages(self) -> Passages:
        return Passages(self.text)

    @cached_property
    def _names(self) -> Names:
        return Names(
            self.text,
            self.form,
            self._language,
            self._protection.covers,
            lambda: self.counts_of_runs,
        )

    @cached_property
    def counts_of_runs(self) -> Counter[str]:
        """How often each run of non-blank characters stands in the text."""
        return Counter(self.text.split())

    @cached_property
    def _protection(self) -> Protection:
        return Protection(self.text)

    def is_code(self, position: int) -> bool:
        """Return whether ``position`` is marked as program text, or its line reads like it.

        Marked are fenced blocks, text between backticks, and in files lines that are indented by
        a tab or four spaces.
        """
        if self.marks_code(position):
            return True
        start, end, _ = self.line_at(position)
        text = self._without_directives
        if start not in self._code_lines:
            self._code_lines[start] = is_code_line(text, start, end)
        return self._code_lines[start] or is_near_code(text, start, end, position)

    @cached_property
    def _without_directives(self) -> str:
        """A file with blanks for the comments that suppress rules, which are no program text."""
        return without_comments(self.text) if self._directs else self.text

    def marks_code(self, position: int) -> bool:
        """Return whether ``position`` is marked as program text; nothing is changed there."""
        return self.mark_of_code(position) is not None

    def mark_of_code(self, position: int) -> CodeMark | None:
        """Return what marks ``position`` as program text, if anything does."""
        return self._code_marks.at(position)

    @cached_property
    def _code_marks(self) -> CodeMarks:
        return CodeMarks(self.text, self._lines, self.form, self._within)

    def is_table(self, position: int) -> bool:
        """Return whether the line at ``position`` holds columns."""
        line = self.line_at(position)
        if line.start not in self._tables:
            self._tables[line.start] = looks_like_table(self.line_text(line))
        return self._tables[line.start]
