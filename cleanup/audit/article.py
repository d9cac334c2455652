"""Lay out one article as it was beside what it is now, paragraph by paragraph, places numbered."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cleanup.audit.places import after_of, before_of, piece_of, places_of, shortened
from cleanup.audit.values import Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleanup.audit.values import Article, Change, Place

_LONGEST = 2_000
"""How many code points of one changed stretch are shown."""

_AROUND = 32
"""How many code points the list of places quotes on either side of one."""


class Note(NamedTuple):
    """A place, its number in the article, and a few words around it."""

    number: int
    place: Place
    quote: tuple[Piece, ...]


class Paragraph(NamedTuple):
    """The same stretch of text before and after."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]

    @property
    def same(self) -> bool:
        """Return whether there is nothing to point out."""
        return not any(piece.marked for piece in (*self.before, *self.after))


class Layout(NamedTuple):
    """The paragraphs; the numbered places; findings about the whole text; what is not shown."""

    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    whole: tuple[Place, ...]
    shown: int
    hidden: int


class _Stroke(NamedTuple):
    """What is drawn next on either side, and whether a paragraph ends with it."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    ends: bool = False


def lay_out(article: Article, length: int, marks: int) -> Layout:
    """Lay out at most ``length`` code points of the original with at most ``marks`` places."""
    places = places_of(article.cleaned)
    whole = tuple(place for place in places if place.whole)
    spots = [place for place in places if not place.whole]
    stop = min(length, len(article.text))
    if len(spots) > marks:
        stop = min(stop, spots[marks].start)
    seen = [place for place in spots[:marks] if place.start < stop or stop == len(article.text)]
    notes = tuple(
        Note(number, place, _quote(article, place)) for number, place in enumerate(seen, 1)
    )
    stop = max([stop, *(place.end for place in seen if place.changed)])
    paragraphs = tuple(_paragraphs(_strokes(article.text, notes, stop)))
    return Layout(paragraphs, notes, whole[:marks], stop, len(spots) - len(seen))


def _quote(article: Article, place: Place) -> tuple[Piece, ...]:
    if place.changed and place.kind != "removed" and place.after:
        return after_of(article.text, article.cleaned, place, _AROUND)
    return before_of(article.text, place, _AROUND)


def _strokes(text: str, notes: Sequence[Note], stop: int) -> Iterator[_Stroke]:
    """Walk through the text from one place where something begins or ends to the next."""
    spans = [note for note in notes if note.place.start < note.place.end]
    points = [note for note in notes if note.place.start == note.place.end]
    ends = (min(edge, stop) for note in notes for edge in (note.place.start, note.place.end))
    for start, end in pairwise([*sorted({0, stop, *ends}), stop]):
        yield from (_point(note) for note in points if note.place.start == start)
        covering = [note for note in spans if note.place.start <= start < note.place.end]
        ending = tuple(note.number for note in covering if min(note.place.end, stop) == end)
        if start == end:
            continue
        changed = next((note for note in covering if note.place.changed), None)
        if changed:
            yield _changed(text[start:end], start, changed, covering, ending)
        else:
            yield from _kept(text[start:end], covering, ending)


def _point(note: Note) -> _Stroke:
    place = note.place
    piece = piece_of("", place)._replace(numbers=(note.number,), message=place.message)
    if place.changed:
        return _Stroke((piece,), shortened(piece._replace(text=place.after or ""), _LONGEST))
    return _Stroke((piece,), (piece,))


def _changed(
    text: str, start: int, note: Note, covering: Sequence[Note], ending: tuple[int, ...]
) -> _Stroke:
    """Draw a stretch of an edit; what it became is drawn with its first stretch."""
    edit = note.place
    drawn = _drawn(text, covering, ending)
    others = tuple(number for number in ending if number != note.number)
    after: tuple[Piece, ...] = ()
    if edit.start == start:
        now = drawn._replace(text=edit.after or "", numbers=(note.number, *others))
        after = shortened(now, _LONGEST)
    elif others:
        after = (drawn._replace(text="", change="", numbers=others),)
    taken = not edit.after or edit.after.endswith("\n")
    ends = note.number in ending and edit.before.endswith("\n") and taken
    return _Stroke(shortened(drawn, _LONGEST), after, ends)


def _kept(text: str, covering: Sequence[Note], ending: tuple[int, ...]) -> Iterator[_Stroke]:
    """Draw a stretch that stayed as it was, line by line."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        last = index == len(lines) - 1
        piece = _drawn(line, covering, ending if last else ())
        pieces = (piece,) if line or piece.numbers else ()
        yield _Stroke(pieces, pieces, ends=not last)


def _drawn(text: str, covering: Sequence[Note], numbers: tuple[int, ...]) -> Piece:
    changed = {note.place.kind for note in covering if note.place.changed}
    left = {note.place.kind for note in covering if not note.place.changed}
    change: Change = "removed" if "removed" in changed else "lost" if "lost" in changed else ""
    return Piece(
        text,
        change="repaired" if "repaired" in changed and not change else change,
        flag="lost" if "lost" in left else "flagged" if "flagged" in left else "",
        numbers=numbers,
        message="; ".join(dict.fromkeys(note.place.message for note in covering)),
    )


def _paragraphs(strokes: Iterable[_Stroke]) -> Iterator[Paragraph]:
    before: list[Piece] = []
    after: list[Piece] = []
    for stroke in [*strokes, _Stroke((), (), ends=True)]:
        before += stroke.before
        after += stroke.after
        if stroke.ends:
            if _holds_something([*before, *after]):
                yield Paragraph(tuple(before), tuple(after))
            before, after = [], []


def _holds_something(pieces: Iterable[Piece]) -> bool:
    return any(piece.marked or piece.text.strip() for piece in pieces)
