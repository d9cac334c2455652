"""Where a text says itself that words are omitted: an ellipsis in square brackets, a hole mark."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from cleanup.engine.hole_marks import mark_place, widened
from cleanup.text.pattern import Pattern
from cleanup.text.whitespace import begins_line, ends_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleanup.engine.detect import Candidate


_ELLIPSIS = Pattern(r"\[ ?(?:\u2026|\. ?\. ?\.(?: ?\.)?) ?\]")


class Omissions:
    """The places of a text that say themselves that words are omitted there.

    These are the ellipses in square brackets that authors and this program write, and ``mark``.
    Any other mark is known by its setting alone; so it only hides holes, and a text at a fixpoint
    with the setting is at one without it.
    """

    def __init__(self, text: str, mark: str | None = None) -> None:
        found = _ELLIPSIS.finditer(text) if "[" in text else ()
        ellipses = {one.span() for one in found}
        marked = re.finditer(re.escape(mark), text) if mark and mark in text else ()
        self._text = text
        self._ellipses = _Spans(ellipses)
        self._all = _Spans(ellipses.union(one.span() for one in marked))

    def __bool__(self) -> bool:
        return self._all.any

    def cover(self, candidate: Candidate) -> bool:
        """Return whether the text already marks an omission here, so the candidate is ignored.

        That holds for holes, and for changes that close the place; those that only correct the
        white space beside it stay.
        """
        text, rule = self._text, candidate.rule
        if rule.family == "hole":
            place = mark_place(text, candidate.found)
            span = candidate.found[:2] if place is None else (place, place)
            return self._all.touch(*widened(text, *span))
        if rule.family not in ("join", "space") or rule.beside_holes:
            return False
        return self._ellipses.touch(*candidate.found[:2]) and _closes_up(text, candidate)


class _Spans:
    """Spans, to look up whether another span touches one of them."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = sorted(end for _, end in ordered)
        self.any = bool(ordered)

    def touch(self, start: int, end: int) -> bool:
        """Return whether one of the spans touches ``start:end``."""
        return bisect_left(self._ends, start) < bisect_right(self._starts, end)


def _closes_up(text: str, candidate: Candidate) -> bool:
    """Return whether a change does more than replace white space by white space in a line."""
    start, end = candidate.start, candidate.end
    if candidate.after is None or not text[start:end].isspace():
        return candidate.after is not None
    return not (candidate.after or begins_line(text, start) or ends_line(text, end))
