"""Policy: which rules run, which of their findings are applied, and which give way."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from cleanup.engine.hole_marks import Seals
from cleanup.graphemes import divides_grapheme, has_clusters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleanup.engine.detect import Sighting
    from cleanup.rule import Rule
    from cleanup.settings import Settings
    from cleanup.values import Tier

_KINDS = ("removal", "encoding", "invisible", "markup", "join", "space")
_ORDER = {kind: place for place, kind in enumerate(_KINDS)}
"""Where changes overlap, the one whose kind stands first wins; then the longer, then the code."""


class Decision(NamedTuple):
    """What becomes of one round's sightings: those to act on, in order, and those that are left."""

    made: tuple[Sighting, ...]
    left: tuple[Sighting, ...]


def chosen(rules: Iterable[Rule], settings: Settings) -> tuple[Rule, ...]:
    """Return the rules that the settings let run; ``ValueError`` if a code fits no rule."""
    rules = tuple(rules)
    for prefix in (*settings.select, *settings.ignore):
        if not any(rule.code.startswith(prefix) for rule in rules):
            raise ValueError(
                f"no rule has a code that begins with {prefix!r}; `cleanup rules` lists them"
            )
    return tuple(
        rule
        for rule in rules
        if (not settings.select or rule.code.startswith(settings.select))
        and not (settings.ignore and rule.code.startswith(settings.ignore))
        and rule.form in (None, settings.form)
    )


def decide(text: str, sightings: Sequence[Sighting], settings: Settings) -> Decision:
    """Choose the changes of a round: allowed by tier, clear of holes, none overlapping.

    Where the text says itself that words are left out, no hole is seen and none is closed.
    """
    if sightings and (seals := Seals(text, settings.mark_holes)):
        sightings = [sighting for sighting in sightings if not seals.hold(sighting)]
    if not sightings:
        return Decision((), ())
    holes = _Holes(sighting for sighting in sightings if sighting.rule.family == "hole")
    simple = not has_clusters(text)
    allowed: list[Sighting] = []
    left: list[Sighting] = []
    for sighting in sightings:
        if sighting.after is None or not may_change(sighting.tier, settings):
            left.append(sighting)
        elif not holes.closed_by(sighting) and (simple or _whole(text, sighting)):
            allowed.append(sighting)
    return Decision(_disjoint(allowed), tuple(left))


def may_act(rule: Rule, settings: Settings) -> bool:
    """Tell whether a rule may change a text, or keep others from it by seeing a hole."""
    return may_change(rule.tier, settings) or rule.family == "hole"


def may_change(tier: Tier, settings: Settings) -> bool:
    """Tell whether the settings let changes of a tier be made."""
    return tier == "safe" or (tier == "unsafe" and settings.unsafe)


class _Holes:
    """The places of a round where text was lost; no join or space rule may edit there."""

    def __init__(self, sightings: Iterable[Sighting]) -> None:
        spans = sorted((sighting.start, sighting.end) for sighting in sightings)
        self._starts = [start for start, _ in spans]
        self._furthest = list(accumulate((end for _, end in spans), max))

    def closed_by(self, sighting: Sighting) -> bool:
        """Tell whether a sighting's change would touch a hole and thereby hide it."""
        if sighting.rule.beside_holes or sighting.rule.family not in ("join", "space"):
            return False
        if not self._starts:
            return False
        before = bisect_right(self._starts, sighting.end)
        return before > 0 and self._furthest[before - 1] >= sighting.start


def _whole(text: str, sighting: Sighting) -> bool:
    return sighting.rule.within_graphemes or not (
        divides_grapheme(text, sighting.start) or divides_grapheme(text, sighting.end)
    )


def _rank(sighting: Sighting) -> tuple[int, int, str, int]:
    kind = "removal" if sighting.rule.removes else sighting.rule.family
    place = _ORDER.get(kind, len(_ORDER))
    return place, sighting.start - sighting.end, sighting.rule.code, sighting.start


def _disjoint(allowed: list[Sighting]) -> tuple[Sighting, ...]:
    """Keep the strongest of overlapping changes, in order of their places."""
    kept: list[Sighting] = []
    cluster: list[Sighting] = []
    reach = insertion = -1
    for sighting in sorted(allowed, key=_place):
        start, end = _place(sighting)
        if start > reach or (start == reach and start not in (end, insertion)):
            kept += _strongest(cluster)
            cluster.clear()
        if start == end:
            insertion = end
        cluster.append(sighting)
        reach = max(reach, end)
    return tuple(kept + _strongest(cluster))


def _strongest(cluster: list[Sighting]) -> list[Sighting]:
    """Choose by rank among changes that meet, leaving out what overlaps one chosen before."""
    if len(cluster) < 2:
        return cluster.copy()
    if len(cluster) == 2:
        one, other = cluster
        if _overlap(_place(one), _place(other)):
            return [min(one, other, key=_rank)]
        return [one, other]
    spans: list[tuple[int, int, int]] = []
    winners: list[Sighting] = []
    for sighting in sorted(cluster, key=_rank):
        span = (sighting.start, sighting.end, len(winners))
        index = bisect_left(spans, span)
        near = spans[max(0, index - 1) : index + 1]
        if not any(_overlap(span[:2], other[:2]) for other in near):
            spans.insert(index, span)
            winners.append(sighting)
    return [winners[number] for _, _, number in spans]


def _place(sighting: Sighting) -> tuple[int, int]:
    return sighting.found[:2]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether two spans share a place; an insertion shares the places it touches."""
    if one[0] == one[1] or other[0] == other[1]:
        return one[0] <= other[1] and other[0] <= one[1]
    return one[0] < other[1] and other[0] < one[1]
