"""Lay out one article before and after, paragraph by paragraph, with numbered findings."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cleanup.audit.findings import after_of, before_of, findings_of, piece_of, shortened
from cleanup.audit.values import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleanup.audit.values import Article, AuditFinding, Change

_LONGEST = 2_000
"""How many code points of one changed span are shown."""

_AROUND = 32
"""How many code points the list of findings quotes on either side of one."""


class Note(NamedTuple):
    """A finding, its number in the article, and a few words around it."""

    number: int
    finding: AuditFinding
    quote: tuple[Piece, ...]


class Paragraph(NamedTuple):
    """The same span of text before and after."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def same(self) -> bool:
        """Return whether nothing in it is highlighted."""
        return not any(piece.marked for piece in (*self.before, *self.after))


class Layout(NamedTuple):
    """The paragraphs; numbered findings; those about the whole text; what is shown and hidden."""

    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    whole: tuple[AuditFinding, ...]
    shown: int
    hidden: int


class _Step(NamedTuple):
    """The next pieces on either side, and whether a paragraph ends with them."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    ends: bool = False


def lay_out(article: Article, length: int, marks: int) -> Layout:
    """Lay out at most ``length`` code points of the original with at most ``marks`` findings."""
    findings = findings_of(article.cleaned)
    whole = tuple(finding for finding in findings if finding.whole)
    local = [finding for finding in findings if not finding.whole]
    stop = min(length, len(article.text))
    if len(local) > marks:
        stop = min(stop, local[marks].start)
    numbered = [
        finding for finding in local[:marks] if finding.start < stop or stop == len(article.text)
    ]
    notes = tuple(
        Note(number, finding, _quote(article, finding))
        for number, finding in enumerate(numbered, 1)
    )
    stop = max([stop, *(finding.end for finding in numbered if finding.changed)])
    paragraphs = tuple(_paragraphs(_steps(article.text, notes, stop)))
    return Layout(paragraphs, notes, whole[:marks], stop, len(local) - len(numbered))


def _quote(article: Article, finding: AuditFinding) -> tuple[Piece, ...]:
    if finding.changed and finding.kind != "removed" and finding.after:
        return after_of(article.text, article.cleaned, finding, _AROUND)
    return before_of(article.text, finding, _AROUND)


def _steps(text: str, notes: Sequence[Note], stop: int) -> Iterator[_Step]:
    """Yield steps from each beginning or end of a finding to the next."""
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


def _point(note: Note) -> _Step:
    finding = note.finding
    piece = piece_of("", finding)._replace(numbers=(note.number,), message=finding.message)
    if finding.changed:
        return _Step((piece,), shortened(piece._replace(text=finding.after or ""), _LONGEST))
    return _Step((piece,), (piece,))


def _changed(
    text: str, start: int, note: Note, covering: Sequence[Note], ending: tuple[int, ...]
) -> _Step:
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
    return _Step(shortened(drawn, _LONGEST), after, ends)


def _unchanged(text: str, covering: Sequence[Note], ending: tuple[int, ...]) -> Iterator[_Step]:
    """Draw an unchanged span, line by line."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        last = index == len(lines) - 1
        piece = _drawn(line, covering, ending if last else ())
        pieces = (piece,) if line or piece.numbers else ()
        yield _Step(pieces, pieces, ends=not last)


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


def _paragraphs(steps: Iterable[_Step]) -> Iterator[Paragraph]:
    before: list[Piece] = []
    after: list[Piece] = []
    for step in [*steps, _Step((), (), ends=True)]:
        before += step.before
        after += step.after
        if step.ends:
            if _is_visible([*before, *after]):
                yield Paragraph(tuple(before), tuple(after))
            before, after = [], []


def _is_visible(pieces: Iterable[Piece]) -> bool:
    return any(piece.marked or piece.text.strip() for piece in pieces)
