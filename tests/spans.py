"""Spans of two texts, and what must hold of them when labels are moved from one to the other.

``tests/labels/`` holds generated texts to it, ``tests/long/projected.py`` a million spans. Nothing
here shares code with ``cleanup.labels``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Literal, NamedTuple

from cleanup import project

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from cleanup import Cleaned, Edit, Projected

Pair = tuple[int, int]


class Passage(NamedTuple):
    """An edit as one side sees it: a span there, and the span of the other side."""

    start: int
    end: int
    other_start: int
    other_end: int


class Way(NamedTuple):
    """The way from one text to the other: both texts, and the passages in order."""

    to: Literal["cleaned", "original"]
    text: str
    other: str
    passages: Sequence[Passage]


def ways(original: str, cleaned: str, edits: Sequence[Edit]) -> tuple[Way, Way]:
    """Return the way to the cleaned text, and the way back."""
    there = []
    shift = 0
    for edit in edits:
        start = edit.start + shift
        there.append(Passage(edit.start, edit.end, start, start + len(edit.after)))
        shift += len(edit.after) - len(edit.before)
    back = [Passage(one[2], one[3], one[0], one[1]) for one in there]
    return Way("cleaned", original, cleaned, there), Way("original", cleaned, original, back)


def random_spans(random: Random, way: Way, count: int) -> list[Pair]:
    """Draw spans of the first text: any, and those that end in, at or beside an edit."""
    length = len(way.text)
    edges = [edge + by for one in way.passages for edge in one[:2] for by in (-1, 0, 0, 0, 1)]
    edges = [edge for edge in edges if 0 <= edge <= length] or [0]
    spans = []
    for _ in range(count):
        one = random.choice(edges) if random.random() < 0.5 else random.randint(0, length)
        other = random.choice(edges) if random.random() < 0.4 else one + random.randint(0, 12)
        other = random.randint(0, length) if other > length else other
        spans.append((min(one, other), max(one, other)))
    return spans


def keeps_spans(result: Cleaned, way: Way, spans: Sequence[Pair]) -> list[Projected]:
    """Check every law of projected spans for one text; return what came out."""
    found = project(spans, result, to=way.to)
    starts = [one.start for one in way.passages]
    assert len(found) == len(spans)
    for span, one in zip(spans, found, strict=True):
        _keeps_span(way, starts, span, one)
    _keeps_order(spans, found)
    kept = [place for place, one in enumerate(found) if one.status == "kept"]
    back: Literal["cleaned", "original"] = "original" if way.to == "cleaned" else "cleaned"
    returned = project([found[place] for place in kept], result, to=back)
    assert returned == [(*spans[place], "kept") for place in kept], "kept, but does not return"
    return found


def _keeps_span(way: Way, starts: Sequence[int], span: Pair, found: Projected) -> None:
    (start, end), told = span, f"{span} -> {found}"
    assert 0 <= found.start <= found.end <= len(way.other), told
    same = way.text[start:end] == way.other[found.start : found.end]
    if not touched(way.passages, starts, span):
        place = bisect_right(starts, start) - 1
        shift = way.passages[place].other_end - way.passages[place].end if place >= 0 else 0
        assert found == (start + shift, end + shift, "kept"), f"{told}: no edit is in it"
        assert same, f"{told}: untouched, but another text"
    elif found.status == "kept":
        assert same, f"{told}: kept, but another text"
    elif found.status == "lost":
        assert found.start == found.end, f"{told}: lost, but not empty"
    else:
        assert found.status == "changed", told
        assert found.start < found.end or start == end, f"{told}: empty, but not lost"
    _reaches(way, starts, start, found.start, 0)
    if start < end:
        _reaches(way, starts, end - 1, found.end, 1)


def _reaches(way: Way, starts: Sequence[int], place: int, found: int, behind: int) -> None:
    """Check that a border follows its code point exactly, or lies within the edit that has it."""
    number = bisect_right(starts, place) - 1
    if number < 0:
        assert found == place + behind, f"border at {place} moved to {found}"
        return
    passage = way.passages[number]
    if place < passage.end:
        assert passage.other_start <= found <= passage.other_end, f"border at {place} to {found}"
    else:
        assert found == place + behind + passage.other_end - passage.end, f"{place} to {found}"


def touched(passages: Sequence[Passage], starts: Sequence[int], span: Pair) -> bool:
    """Return whether an edit is in a span, or has the code point behind an empty one."""
    start, end = span
    number = bisect_left(starts, max(end, start + 1)) - 1
    if number < 0:
        return False
    last = passages[number]
    return last.end > start or (last.end == last.start and start < last.start < end)


def _keeps_order(spans: Sequence[Pair], found: Sequence[Projected]) -> None:
    """Check that borders keep their order, by which spans stay within those that hold them."""
    both = list(zip(spans, found, strict=True))
    starts = sorted({(span[0], one.start) for span, one in both})
    ends = sorted({(span[1], one.end) for span, one in both if span[0] < span[1]})
    for pairs in (starts, ends):
        others = [other for _, other in pairs]
        assert others == sorted(others), f"out of order: {pairs}"
        assert len(pairs) == len({place for place, _ in pairs}), f"one place, two: {pairs}"
