"""The spans of a text that its directives hold for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.text.directives import Directive
    from cleanup.text.document import Document

    Numbered = tuple[int, Directive, frozenset[str]]
    """A directive, its number in the text, and the codes that it names."""

BY_ROW = -1
"""The number of what a row says of itself; directives are numbered from 0."""
AROUND = 80
"""Code points beside a directive in which a change is looked at for what it does to its line."""

_LINE_END = re.compile("\r\n|[\n\r\u0085\u2028\u2029]")
_BEFORE = frozenset(" \t>")


class Hush(NamedTuple):
    """Codes that are suppressed, and the number and the line (from 1) of what says so."""

    codes: frozenset[str]
    number: int
    line: int
    place: str


def said_by(hush: Hush) -> str:
    """Return what says that codes are suppressed, with its line."""
    if hush.number == BY_ROW:
        return "the column to ignore of this row"
    what = "front matter" if hush.place == "front matter" else "comment"
    return f"the {what} in line {hush.line}"


class Segment(NamedTuple):
    """A span of a text, in code points, and what is suppressed there."""

    start: int
    end: int
    hushes: tuple[Hush, ...]

    def within(self, start: int, end: int) -> Segment:
        """Return what lies in ``start:end``, with offsets in that."""
        return Segment(max(self.start, start) - start, min(self.end, end) - start, self.hushes)


def layers_of(
    document: Document, numbered: Sequence[Numbered], of_row: frozenset[str]
) -> Iterator[tuple[Segment, ...]]:
    """Yield the segments of a text that hold for the whole, between switches, blocks and lines."""
    for layer in (
        _whole(document, numbered, of_row),
        _switched(document, numbered),
        _blocks(document, [one for one in numbered if one[1].place == "own line"]),
        _lines(document, numbered),
    ):
        if segments := tuple(one for one in layer if one.hushes):
            yield segments


def _whole(
    document: Document, numbered: Sequence[Numbered], of_row: frozenset[str]
) -> Iterator[Segment]:
    hushes = [Hush(of_row, BY_ROW, 0, "row")] if of_row else []
    for number, one, codes in numbered:
        if one.place == "front matter" and one.word in ("ignore", "off"):
            hushes.append(Hush(codes, number, one.line, one.place))
    yield Segment(0, len(document.text), tuple(hushes))


def _switched(document: Document, numbered: Sequence[Numbered]) -> Iterator[Segment]:
    """Yield what is between ``off`` and ``on``; blanks before the first belong to it."""
    text = document.text
    hushes: tuple[Hush, ...] = ()
    start = 0
    for number, one, codes in numbered:
        if one.place == "front matter" or one.word not in ("off", "on"):
            continue
        edge = one.end if one.word == "on" else one.start
        yield Segment(start, edge, hushes)
        start = 0 if one.word == "off" and not text[:edge].strip() else edge
        if one.word == "off":
            hushes = _with(hushes, Hush(codes, number, one.line, one.place))
        else:
            left = (hush._replace(codes=hush.codes - codes) for hush in hushes)
            hushes = tuple(hush for hush in left if hush.codes)
    yield Segment(start, len(text), hushes)


def _blocks(document: Document, numbered: Sequence[Numbered]) -> Iterator[Segment]:
    """Yield the blocks behind comments with a line of their own; several may share one."""
    hushes: tuple[Hush, ...] = ()
    start = stop = 0
    for place, (number, one, codes) in enumerate(numbered):
        first, last = line_around(document, one)
        if start < first:
            yield Segment(start, min(first, stop), hushes)
        below = document.line_at(last).stop if last < len(document.text) else last
        begins = _next_filled(document, below)
        within = start < first <= stop
        if first > stop or (within and begins > below):
            hushes = ()
        if one.word == "ignore":
            hushes = _with(hushes, Hush(codes, number, one.line, one.place))
        others = numbered[place + 1 : place + 2]
        if others and line_around(document, others[0][1])[0] == begins:
            start = stop = begins
        elif not (within and begins == below):
            start, stop = begins, _end_of_block(document, begins)
        else:
            start = begins
    yield Segment(start, stop, hushes)


def _lines(document: Document, numbered: Sequence[Numbered]) -> Iterator[Segment]:
    """Yield the lines that end in, or hold, a comment."""
    hushes: tuple[Hush, ...] = ()
    line = (0, 0)
    for number, one, codes in numbered:
        if one.place != "line" or one.word != "ignore":
            continue
        here = document.line_at(one.start).start, document.line_at(max(0, one.end - 1)).end
        if here[0] >= line[1]:
            yield Segment(*line, hushes)
            line, hushes = here, ()
        line = line[0], max(line[1], here[1])
        hushes = _with(hushes, Hush(codes, number, one.line, one.place))
    yield Segment(*line, hushes)


def _with(hushes: tuple[Hush, ...], more: Hush) -> tuple[Hush, ...]:
    """Return what is suppressed with what another directive adds to it."""
    new = more.codes.difference(*(hush.codes for hush in hushes))
    return (*hushes, more._replace(codes=new)) if new else hushes


def line_around(document: Document, one: Directive) -> tuple[int, int]:
    """Return where the lines of a directive begin and end, without the line end."""
    return document.line_at(one.start).start, document.line_at(max(one.start, one.end - 1)).end


def _next_filled(document: Document, place: int) -> int:
    """Return where the next line begins that is not blank, from the line at ``place`` on."""
    text = document.text
    while place < len(text):
        line = document.line_at(place)
        if text[line.start : line.end].strip():
            return line.start
        place = line.stop
    return len(text)


def _end_of_block(document: Document, place: int) -> int:
    """Return where the last line before the next blank one ends."""
    text, end = document.text, place
    while place < len(text):
        line = document.line_at(place)
        if not text[line.start : line.end].strip():
            break
        end, place = line.end, line.stop
    return end


def stays_alone(text: str, span: tuple[int, int], after: str, directive: tuple[int, int]) -> bool:
    """Return whether a directive still has a line of its own if ``after`` replaces ``span``.

    The two do not overlap.
    """
    (start, end), (first, last) = span, directive
    if end <= first:
        before = text[max(0, start - AROUND) : start] + after + text[end:first]
        return _BEFORE.issuperset(_LINE_END.split(before)[-1])
    behind = text[last:start] + after + text[end : end + AROUND]
    return not _LINE_END.split(behind)[0].strip()
