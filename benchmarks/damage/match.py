"""Match findings with places of damage, one to one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.damage.values import GROUPS, Group, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmarks.damage.cleaners import Finding

REACH = 3
"""How far a finding may be from the place that it matches, in code points."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Matched:
    """The places of a group in one text, each with whether it was found, and the false findings."""

    places: tuple[tuple[Place, bool], ...]
    false: int


def match(findings: Sequence[Finding], damage: Sequence[Place]) -> Mapping[Group, Matched]:
    """Match each group's findings with its places; nearest first, each once.

    Findings of a group that overlap are one finding; places of a group with the same span are one
    place, represented by the first. A finding that matches no place of its group is false, unless
    there is a place of another group: then it counts neither way. Places that are ``extra`` count
    neither as missed nor against a finding.
    """
    all_spans = sorted({place[:2] for place in damage if place.group})
    return {
        group: _matched(
            _merged((finding.start, finding.end) for finding in findings if finding.group == group),
            [place for place in damage if place.group == group],
            all_spans,
        )
        for group in GROUPS
    }


def _matched(findings: list[Span], damage: list[Place], all_spans: list[Span]) -> Matched:
    places: dict[Span, list[Place]] = {}
    for place in damage:
        places.setdefault((place.offset, place.end), []).append(place)
    spans = sorted(places)
    pairs = _pairs(findings, spans)
    true, found = {finding for finding, _ in pairs}, {span for _, span in pairs}
    false = sum(not nearby(finding, all_spans) for finding in findings if finding not in true)
    scored = [span for span in spans if not all(place.extra for place in places[span])]
    return Matched(tuple((places[span][0], span in found) for span in scored), false)


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(set(spans)):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _pairs(findings: list[Span], places: list[Span]) -> list[tuple[Span, Span]]:
    """Pair findings with places greedily by the distance of their middles."""
    distances = sorted(
        (abs(sum(finding) - sum(place)), finding, place)
        for finding in findings
        for place in nearby(finding, places)
    )
    pairs, paired_findings, paired_places = [], set(), set()
    for _, finding, place in distances:
        if finding not in paired_findings and place not in paired_places:
            paired_findings.add(finding)
            paired_places.add(place)
            pairs.append((finding, place))
    return pairs


def nearby(span: Span, places: list[Span]) -> list[Span]:
    """Return which of some sorted, disjoint places are within ``REACH`` of a span."""
    first = bisect_left(places, span[0] - REACH, key=lambda place: place[1])
    last = bisect_left(places, span[1] + REACH + 1, key=lambda place: place[0])
    return places[first:last]
