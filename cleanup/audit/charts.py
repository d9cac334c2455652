"""The geometry of the charts: parts of bars and columns, in per cent of the longest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.audit.values import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.audit.values import Counts, GroupCount, Kind

_LEAST = 0.8
"""A part is at least so long, in per cent, else it is not seen."""

_LABELS = 12
"""How many columns have a label beneath them."""


class Bar(NamedTuple):
    """A part of a bar, in per cent of the longest."""

    kind: Kind
    start: float
    width: float


class Column(NamedTuple):
    """A column of a chart over time, in per cent: where it stands, and how high its parts are.

    ``damaged`` is the share of its articles that are damaged, ``lost`` of those that lost text.
    """

    group: GroupCount
    start: float
    width: float
    damaged: float
    lost: float
    label: str


def bars(counts: Counts, highest: int) -> Iterator[Bar]:
    """Yield the parts of a bar, whose whole length is ``highest``."""
    start = 0.0
    for kind, count in zip(KINDS, counts, strict=True):
        if count:
            width = max(_LEAST, round(100 * count / highest, 2))
            yield Bar(kind, round(start, 2), width)
            start += width


def columns(groups: Sequence[GroupCount]) -> Iterator[Column]:
    """Yield a column for each period."""
    step = 100 / max(1, len(groups))
    every = -(-len(groups) // _LABELS)
    for number, group in enumerate(groups):
        lost = group.grades[0] / group.articles if group.articles else 0.0
        yield Column(
            group,
            round(number * step + step * 0.1, 3),
            round(step * 0.8, 3),
            round(100 * group.share, 2),
            round(100 * lost, 2),
            group.name if number % every == 0 else "",
        )


def percent(part: int, whole: int) -> str:
    """Return a share in per cent: with a decimal near 0 and 100, which only nothing and all are."""
    if not whole or not part:
        return "0 %"
    share = 100 * part / whole
    if share < 9.95 or (part != whole and share >= 99.5):
        return f"{min(max(share, 0.1), 99.9):.1f} %"
    return f"{share:.0f} %"
