"""Regions of a text: the spans that are not plain running prose."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RegionKind = Literal[
    "prose",
    "heading",
    "list",
    "quote",
    "table",
    "code",
    "link",
    "markup",
    "math",
    "html",
    "front-matter",
    "literal",
    "log",
    "data",
]
"""What a span is.

``prose`` is what no region covers. ``heading`` is the text of a heading: it may be repaired, but
is no boilerplate. ``list`` and ``quote`` are only the markers of items and block quotes; the text
behind them is prose. ``link`` is an address, a reference or the syntax around a link's text.
"""

_BLANK = frozenset(" \t\n\r\x0b\x0c\u0085\u00a0\u2028\u2029")


class Region(NamedTuple):
    """A span ``start:end`` in code points, not empty, and its kind."""

    start: int
    end: int
    kind: RegionKind


class Regions:
    """The spans of one text that are not plain prose: sorted, disjoint, none empty.

    Iteration yields them in order. Spans that lie on each other are parted: of two that overlap,
    the first keeps the common part; headings yield to everything within them.
    """

    def __init__(self, text: str, spans: Iterable[Region] = ()) -> None:
        syntax: list[Region] = []
        headings: list[Region] = []
        for span in spans:
            if span.start < span.end:
                (headings if span.kind == "heading" else syntax).append(span)
        syntax.sort(key=_order)
        headings.sort(key=_order)
        self._text = text
        self._regions = _with_headings(_parted(syntax), _parted(headings))
        self._starts = [region.start for region in self._regions]

    def __iter__(self) -> Iterator[Region]:
        return iter(self._regions)

    def __len__(self) -> int:
        return len(self._regions)

    def within(self, start: int, end: int) -> Regions:
        """Return what lies in ``start:end``, as the regions of that part of the text."""
        cut = (
            Region(max(one.start, start) - start, min(one.end, end) - start, one.kind)
            for one in self.overlapping(start, end)
        )
        return Regions(self._text[start:end], cut)

    def overlapping(self, start: int, end: int) -> Iterator[Region]:
        """Yield the regions that share a code point with ``start:end``, in order.

        For an empty span: the region that has ``start`` strictly inside.
        """
        number = max(bisect_right(self._starts, start) - 1, 0)
        while number < len(self._regions):
            region = self._regions[number]
            if region.start >= end:
                return
            if region.end > start and (start < end or region.start < start):
                yield region
            number += 1

    def kind_at(self, position: int) -> RegionKind:
        """Return the kind of the code point at ``position``, ``prose`` where no region is."""
        number = bisect_right(self._starts, position) - 1
        if number < 0 or self._regions[number].end <= position:
            return "prose"
        return self._regions[number].kind

    def touches(self, start: int, end: int, *, heading: bool = False) -> bool:
        """Return whether an edit of ``start:end`` could change what is not prose.

        It could if they share a code point. Beside a region, an insertion could, and so could a
        change of white space: both part or join what the markup reads. The text of a heading
        counts only with ``heading``, as for the removal of content.
        """
        text = self._text
        first = start - (start == end or text[start] in _BLANK)
        last = end + (start == end or text[end - 1] in _BLANK)
        number = max(bisect_right(self._starts, first) - 1, 0)
        stop = bisect_left(self._starts, last, number)
        return any(
            region.end > first and (heading or region.kind != "heading")
            for region in self._regions[number:stop]
        )


def _order(region: Region) -> tuple[int, int]:
    return region.start, -region.end


def _parted(spans: list[Region]) -> list[Region]:
    """Return sorted spans without overlaps; neighbours of one kind are joined."""
    parted: list[Region] = []
    stop, kind = -1, ""
    for span in spans:
        if span.end <= stop:
            continue
        if span.start <= stop and span.kind == kind:
            parted[-1] = Region(parted[-1].start, span.end, span.kind)
        elif span.start >= stop:
            parted.append(span)
        else:
            parted.append(Region(stop, span.end, span.kind))
        stop, kind = span.end, span.kind
    return parted


def _with_headings(syntax: list[Region], headings: list[Region]) -> list[Region]:
    """Return the syntax and, where it leaves room, the headings."""
    if not headings:
        return syntax
    rest = []
    number = 0
    for start, end, kind in headings:
        while number < len(syntax) and syntax[number].end <= start:
            number += 1
        while number < len(syntax) and syntax[number].start < end:
            if syntax[number].start > start:
                rest.append(Region(start, syntax[number].start, kind))
            start = max(start, syntax[number].end)
            if syntax[number].end > end:
                break
            number += 1
        if start < end:
            rest.append(Region(start, end, kind))
    return sorted([*syntax, *rest])
