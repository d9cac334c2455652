"""Lay out one article as one annotated text, paragraph by paragraph, with numbered findings."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cleanup.audit.findings import (
    LONGEST,
    before_of,
    findings_of,
    piece_of,
    shortened,
)
from cleanup.audit.grades import facts_of
from cleanup.audit.values import KINDS, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleanup.audit.values import Article, AuditFinding, Change, Kind

_LONGEST = 2_000
"""How many code points of one changed span are shown."""

_AROUND = 32
"""How many code points the list of findings quotes on either side of one."""


class Run(NamedTuple):
    """The next pieces of the text as it was and as it is; a paragraph may end with them."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    ends: bool = False

    @property
    def same(self) -> bool:
        """Return whether nothing was changed, so that the text is drawn once."""
        return self.before == self.after

    @property
    def deleted(self) -> tuple[Piece, ...]:
        """What was there before and is not now."""
        return tuple(piece for piece in self.before if piece.text or piece.gap)

    @property
    def inserted(self) -> tuple[Piece, ...]:
        """What is there now and was not before."""
        return tuple(piece for piece in self.after if piece.text or piece.gap)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the findings that end here."""
        return tuple(number for piece in self.before for number in piece.numbers)

    @property
    def small(self) -> bool:
        """Return whether so little is drawn that a number after it could part from it."""
        return sum(len(piece.text) for piece in (*self.deleted, *self.inserted)) < 2


class Note(NamedTuple):
    """A finding, its number in the article, and a few words around it."""

    number: int
    finding: AuditFinding
    quote: tuple[Run, ...]

    @property
    def proposed(self) -> bool:
        """Return whether there is a proposal that was not carried out."""
        return not self.finding.changed and self.finding.after is not None

    @property
    def rules(self) -> tuple[tuple[str, str], ...]:
        """The codes and names of its rules."""
        return tuple((code, facts_of(code).name) for code in self.finding.codes)


class Paragraph(NamedTuple):
    """A span of text before and after, and the findings that end in it."""

    runs: tuple[Run, ...]
    notes: tuple[Note, ...] = ()

    @property
    def before(self) -> tuple[Piece, ...]:
        """The text as it was."""
        return tuple(piece for run in self.runs for piece in run.before)

    @property
    def after(self) -> tuple[Piece, ...]:
        """The text as it is after cleaning."""
        return tuple(piece for run in self.runs for piece in run.after)


class Layout(NamedTuple):
    """The paragraphs; numbered findings; those about the whole text; what is shown and hidden."""

    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    whole: tuple[AuditFinding, ...]
    shown: int
    hidden: int

    @property
    def kinds(self) -> tuple[tuple[Kind, int], ...]:
        """How many of the numbered findings are of each kind that occurs."""
        counted = Counter(note.finding.kind for note in self.notes)
        return tuple((kind, counted[kind]) for kind in KINDS if counted[kind])


def lay_out(article: Article, length: int, marks: int) -> Layout:
    """Lay out at most ``length`` code points of the original with at most ``marks`` findings."""
    findings = findings_of(article.cleaned)
    whole = tuple(finding for finding in findings if finding.whole)
    local = [finding for finding in findings if not finding.whole]
    stop = min(length, len(article.text))
    if len(local) > marks:
        stop = min(stop, local[marks].start)
    # a change is shown to its end, with all that was found inside it
    stop = max([stop, *(one.end for one in local[:marks] if one.changed and one.start < stop)])
    numbered = [
        finding for finding in local[:marks] if finding.start < stop or stop == len(article.text)
    ]
    notes = tuple(
        Note(number, finding, _quote(article, finding))
        for number, finding in enumerate(numbered, 1)
    )
    paragraphs = tuple(_paragraphs(_runs(article.text, notes, stop), notes))
    return Layout(paragraphs, notes, whole[:marks], stop, len(local) - len(numbered))


def _quote(article: Article, finding: AuditFinding) -> tuple[Run, ...]:
    """Cut a finding out of the original, with what was made of it, or would be."""
    first, *middle, last = before_of(article.text, finding, _AROUND)
    before, after = tuple(middle), tuple(middle)
    if finding.changed:
        after = shortened(piece_of(finding.after or "", finding), LONGEST)
    elif finding.after is not None:
        change: Change = "repaired" if finding.after else "removed"
        before = tuple(piece._replace(change=change, flag="") for piece in middle)
        after = shortened(Piece(finding.after, change=change), LONGEST)
    return Run((first,), (first,)), Run(before, after), Run((last,), (last,))


def _runs(text: str, notes: Sequence[Note], stop: int) -> Iterator[Run]:
    """Yield runs from each beginning or end of a finding to the next."""
    spans = [note for note in notes if note.finding.start < note.finding.end]
    points = [note for note in notes if note.finding.start == note.finding.end]
    ends = (min(edge, stop) for note in notes for edge in (note.finding.start, note.finding.end))
    for start, end in pairwise([*sorted({0, stop, *ends}), stop]):
        yield from (_point(note) for note in points if note.finding.start == start)
        covering = [note for note in spans if note.finding.start <= start < note.finding.end]
        ending = tuple(note.number for note in covering if min(note.finding.end, stop) == end)
        if start == end:
            continue
        changed = next((note for note in covering if note.finding.changed), None)
        if changed:
            yield _changed(text[start:end], start, changed, covering, ending)
        else:
            yield from _unchanged(text[start:end], covering, ending)


def _point(note: Note) -> Run:
    finding = note.finding
    piece = piece_of("", finding)._replace(numbers=(note.number,), message=finding.message)
    if finding.changed:
        return Run((piece,), shortened(piece._replace(text=finding.after or ""), _LONGEST))
    return Run((piece,), (piece,))


def _changed(
    text: str, start: int, note: Note, covering: Sequence[Note], ending: tuple[int, ...]
) -> Run:
    """Draw a span of an edit; the text after is drawn with its first span."""
    edit = note.finding
    drawn = _drawn(text, covering, ending)
    others = tuple(number for number in ending if number != note.number)
    after: tuple[Piece, ...] = ()
    if edit.start == start:
        piece = drawn._replace(text=edit.after or "", numbers=(note.number, *others))
        after = shortened(piece, _LONGEST)
    elif others:
        after = (drawn._replace(text="", change="", numbers=others),)
    line_removed = not edit.after or edit.after.endswith("\n")
    ends = note.number in ending and edit.before.endswith("\n") and line_removed
    return Run(shortened(drawn, _LONGEST), after, ends)


def _unchanged(text: str, covering: Sequence[Note], ending: tuple[int, ...]) -> Iterator[Run]:
    """Draw an unchanged span, line by line."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        last = index == len(lines) - 1
        piece = _drawn(line, covering, ending if last else ())
        pieces = (piece,) if line or piece.numbers else ()
        yield Run(pieces, pieces, ends=not last)


def _drawn(text: str, covering: Sequence[Note], numbers: tuple[int, ...]) -> Piece:
    changed = {note.finding.kind for note in covering if note.finding.changed}
    remaining = {note.finding.kind for note in covering if not note.finding.changed}
    change: Change = "removed" if "removed" in changed else "lost" if "lost" in changed else ""
    return Piece(
        text,
        change="repaired" if "repaired" in changed and not change else change,
        flag="lost" if "lost" in remaining else "flagged" if "flagged" in remaining else "",
        numbers=numbers,
        message="; ".join(dict.fromkeys(note.finding.message for note in covering)),
    )


def _paragraphs(runs: Iterable[Run], notes: Sequence[Note]) -> Iterator[Paragraph]:
    paragraph: list[Run] = []
    for run in [*runs, Run((), (), ends=True)]:
        if run.before or run.after:
            paragraph.append(run)
        if run.ends:
            if any(map(_is_visible, paragraph)):
                numbers = [number for one in paragraph for number in one.numbers]
                yield Paragraph(tuple(paragraph), tuple(notes[one - 1] for one in sorted(numbers)))
            paragraph = []


def _is_visible(run: Run) -> bool:
    return any(piece.marked or piece.text.strip() for piece in (*run.before, *run.after))
