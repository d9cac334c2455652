"""How an original and its cleaned text correspond, stretch by stretch, as the ledger says."""

from __future__ import annotations

from bisect import bisect_right
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup.values import Edit

ENDLESS = 1 << 62
"""More code points than any text has."""


class Stretch(NamedTuple):
    """A stretch of one text, ``start:end``, and what stands for it in the other, in code points.

    An ``equal`` one has the same text on both sides; of any other one side may be empty.
    """

    start: int
    end: int
    other_start: int
    other_end: int
    equal: bool


class Image(NamedTuple):
    """What became of a code point: in a stretch of this number it is now a part of ``start:end``.

    In an ``equal`` stretch that is one code point, the same one.
    """

    stretch: int
    start: int
    end: int
    equal: bool


class Side:
    """One text of an alignment: its stretches in order, and what became of them."""

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self._stretches = list(stretches)
        self._starts = [stretch.start for stretch in self._stretches]

    def image(self, position: int) -> Image:
        """Return what became of the code point at a position, which is 0 or greater."""
        # Of stretches that start there, only the last one is not empty.
        number = bisect_right(self._starts, position) - 1
        start, _, other_start, other_end, equal = self._stretches[number]
        if equal:
            other_start += position - start
            other_end = other_start + 1
        return Image(number, other_start, other_end, equal)


def sides(edits: Iterable[Edit]) -> tuple[Side, Side]:
    """Return the sides of an alignment by sorted, disjoint edits: of original and cleaned text.

    What follows the last edit is endless, so that the lengths of the texts need not be known.
    Raises ``ValueError`` for edits that contradict themselves or each other.
    """
    stretches = list(_stretches(edits))
    turned = (
        Stretch(other_start, other_end, start, end, equal)
        for start, end, other_start, other_end, equal in stretches
    )
    return Side(stretches), Side(turned)


def _stretches(edits: Iterable[Edit]) -> Iterator[Stretch]:
    """Yield the stretches of the original in order, and where they are in the cleaned text."""
    position = last = shift = 0
    for number, edit in enumerate(edits):
        if edit.start < last or edit.end - edit.start != len(edit.before):
            raise ValueError(
                f"edit {number} ({edit.start}, {edit.end}) overlaps the one before it, or is not"
                " as long as its `before`: give the edits of one text, as they were stored"
            )
        last = edit.end
        for start, end, length in _differing(edit):
            yield Stretch(position, start, position + shift, start + shift, equal=True)
            yield Stretch(start, end, start + shift, start + shift + length, equal=False)
            position, shift = end, shift + start + length - end
    yield Stretch(position, ENDLESS, position + shift, ENDLESS + shift, equal=True)


def _differing(edit: Edit) -> Iterator[tuple[int, int, int]]:
    """Yield the spans of the original that an edit changed, with the lengths of what is there now.

    The ledger divides no grapheme, so both texts of an edit may begin or end alike. Words do not
    become a blank, nor does what was removed become the marks in its place: such an edit is a
    removal and an insertion behind it.
    """
    before, after = edit.before, edit.after
    head = _alike(before, after)
    before, after = before[head:], after[head:]
    tail = _alike(before[::-1], after[::-1])
    before, after = before[: len(before) - tail], after[: len(after) - tail]
    start, end = edit.start + head, edit.end - tail
    if before and after and _unrelated(before, after, removal=edit.removal):
        yield start, end, 0
        yield end, end, len(after)
    elif before or after:
        yield start, end, len(after)


def _alike(one: str, other: str) -> int:
    """Return with how many code points two texts begin alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _unrelated(before: str, after: str, *, removal: bool) -> bool:
    """Return whether nothing of ``before`` is in ``after``, so that no label can move there."""
    if before.isspace() != after.isspace():
        return True
    return removal and not any(map(str.isalnum, after))
