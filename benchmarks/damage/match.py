"""Match findings with places of damage, one to one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.damage.values import GROUPS, Group, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmarks.damage.cleaners import Seen

REACH = 3
"""How many code points a finding may stand away from the place that it means."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Matched:
    """What one text's findings of a group met. ``places`` tells of each place if it was found."""

    places: tuple[tuple[Place, bool], ...]
    false: int


def match(findings: Sequence[Seen], damage: Sequence[Place]) -> Mapping[Group, Matched]:
    """Match each group's findings with its places; nearest first, each once.

    Findings of a group that overlap are one finding; places of a group that share a seam are one
    place, told by its first. A finding that means no place of its group is false, unless there
    is a place of another group: then it counts neither way. Places that are ``extra`` are
    neither asked for nor held against a finding.
    """
    everywhere = sorted({place[:2] for place in damage if place.group})
    return {
        group: _matched(
            _merged((one.start, one.end) for one in findings if one.group == group),
            [place for place in damage if place.group == group],
            everywhere,
        )
        for group in GROUPS
    }


def _matched(spans: list[Span], damage: list[Place], everywhere: list[Span]) -> Matched:
    seams: dict[Span, list[Place]] = {}
    for place in damage:
        seams.setdefault((place.offset, place.end), []).append(place)
    spots = sorted(seams)
    pairs = _pairs(spans, spots)
    met, found = {span for span, _ in pairs}, {spot for _, spot in pairs}
    false = sum(not near(span, everywhere) for span in spans if span not in met)
    wanted = [spot for spot in spots if not all(place.extra for place in seams[spot])]
    return Matched(tuple((seams[spot][0], spot in found) for spot in wanted), false)


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(set(spans)):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _pairs(spans: list[Span], spots: list[Span]) -> list[tuple[Span, Span]]:
    """Pair spans with spots greedily by the distance of their middles."""
    distances = sorted(
        (abs(sum(span) - sum(spot)), span, spot) for span in spans for spot in near(span, spots)
    )
    pairs, spans_met, spots_met = [], set(), set()
    for _, span, spot in distances:
        if span not in spans_met and spot not in spots_met:
            spans_met.add(span)
            spots_met.add(spot)
            pairs.append((span, spot))
    return pairs


def near(span: Span, spots: list[Span]) -> list[Span]:
    """Return which of some sorted, disjoint spots a span touches or almost touches."""
    first = bisect_left(spots, span[0] - REACH, key=lambda spot: spot[1])
    last = bisect_left(spots, span[1] + REACH + 1, key=lambda spot: spot[0])
    return spots[first:last]
