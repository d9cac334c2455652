"""Policy: which rules run, which candidates are applied, and which give way to others."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from cleanup.engine.omissions import Omissions
from cleanup.graphemes import divides_grapheme, has_clusters
from cleanup.prefilter.hints import Always, tests_lines
from cleanup.rule import FAMILIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from cleanup.engine.detect import Candidate
    from cleanup.prefilter.hints import Hint
    from cleanup.rule import Rule
    from cleanup.settings import Settings
    from cleanup.values import Tier

ORDER = ("removal", "encoding", "invisible", "markup", "join", "space")
"""Where changes overlap, the one of the first kind wins, one of no kind here last; then the longer,
then the code."""
_RANKS = {kind: rank for rank, kind in enumerate(ORDER)}
_ALWAYS = Always()


class Decision(NamedTuple):
    """One round's candidates: those to apply, in order and disjoint, and those that are left."""

    kept: tuple[Candidate, ...]
    left: tuple[Candidate, ...]


class Policy(NamedTuple):
    """The rules that run, and those of them that may act on a text.

    ``guards`` find what was lost though they are not selected: they keep changes away, and report
    nothing. They are asked only if a change could hide it.
    """

    rules: tuple[Rule, ...]
    acting: frozenset[Rule]
    settings: Settings
    guards: tuple[Rule, ...] = ()
    marks: bool = False
    """Whether holes are marked in a text in which nothing else is to be done."""

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The hint of each rule, in order; tests of lines know only the shipped phrases."""
        return _hints_of(self.rules, has_own_phrases=bool(self.settings.phrases))

    def without(self, codes: AbstractSet[str]) -> Policy:
        """Return the policy with some rules disabled."""
        return self._replace(rules=tuple(rule for rule in self.rules if rule.code not in codes))


@lru_cache(maxsize=32)
def _hints_of(rules: tuple[Rule, ...], *, has_own_phrases: bool) -> tuple[Hint, ...]:
    hints = tuple(rule.hint for rule in rules)
    if not has_own_phrases:
        return hints
    return tuple(_ALWAYS if tests_lines(hint) else hint for hint in hints)


def policy_of(rules: Iterable[Rule], settings: Settings) -> Policy:
    """Return what the settings select of ``rules``; ``ValueError`` if a code fits no rule."""
    rules = tuple(rules)
    selected = chosen(rules, settings)
    acting = frozenset(rule for rule in selected if may_act(rule, settings))
    guards = tuple(
        rule for rule in rules if rule not in selected and fits(rule, settings) and finds_loss(rule)
    )
    return Policy(selected, acting, settings, guards)


def chosen(rules: Iterable[Rule], settings: Settings) -> tuple[Rule, ...]:
    """Return the rules that the settings select; ``ValueError`` if a code fits no rule."""
    rules = tuple(rules)
    for prefix in (*settings.select, *settings.extend_select, *settings.ignore):
        if not any(rule.code.startswith(prefix) for rule in rules):
            raise ValueError(
                f"no rule has a code that begins with {prefix!r}; `cleanup rules` lists them"
            )
    for name in settings.remove:
        if name not in FAMILIES.values() and not any(is_called(rule, name) for rule in rules):
            raise ValueError(
                f"no rule that could remove {name!r}; give codes, their beginnings, names or"
                " families, which `cleanup rules` lists"
            )
    return tuple(
        rule
        for rule in rules
        if (not settings.select or rule.code.startswith(settings.select))
        and not (settings.ignore and rule.code.startswith(settings.ignore))
        and fits(rule, settings)
    )


def fits(rule: Rule, settings: Settings) -> bool:
    """Return whether a rule is for texts of the form that the settings give."""
    return rule.form in (None, settings.form)


def is_called(rule: Rule, name: str) -> bool:
    """Return whether a code, the beginning of one, a rule's name or a family means a rule."""
    return name in (rule.name, rule.family) or rule.code.startswith(name)


def finds_loss(rule: Rule) -> bool:
    """Return whether a rule finds places where words, a mark or a letter were lost."""
    return rule.family == "hole" or (rule.family == "encoding" and rule.severity == "lost")


def may_close(rule: Rule) -> bool:
    """Return whether changes of a rule could hide a hole."""
    return rule.family in ("join", "space") and not rule.beside_holes


def decide(
    text: str,
    candidates: Sequence[Candidate],
    settings: Settings,
    guarding: Sequence[Candidate] = (),
) -> Decision:
    """Choose the changes of a round: allowed by tier, clear of holes, none overlapping.

    ``guarding`` are what guards found. Where the text itself marks an omission, no hole is
    reported and none is closed.
    """
    if candidates and (omissions := Omissions(text, settings.mark_holes)):
        candidates = [candidate for candidate in candidates if not omissions.cover(candidate)]
        guarding = [candidate for candidate in guarding if not omissions.cover(candidate)]
    if not candidates:
        return Decision((), ())
    holes = Holes(one for one in (*candidates, *guarding) if one.rule.family == "hole")
    stand_ins = Holes(
        (
            *(one for one in candidates if stands_for_lost(one, settings)),
            *(one for one in guarding if one.rule.family == "encoding"),
        )
    )
    simple = not has_clusters(text)
    allowed: list[Candidate] = []
    left: list[Candidate] = []
    for candidate in candidates:
        if candidate.after is None or not may_change(candidate.rule, candidate.tier, settings):
            left.append(candidate)
        elif (
            not holes.closed_by(candidate)
            and not stand_ins.divided_by(candidate)
            and (simple or is_whole(text, candidate))
        ):
            allowed.append(candidate)
    return Decision(_disjoint(allowed), tuple(left))


def may_act(rule: Rule, settings: Settings) -> bool:
    """Return whether a rule may change a text, guard a place of it as a hole, or is heard early."""
    return may_change(rule, rule.tier, settings) or rule.family == "hole" or rule.by_surroundings


def may_change(rule: Rule, tier: Tier, settings: Settings) -> bool:
    """Return whether the settings allow changes of a tier that a rule proposes."""
    if tier == "display" or not settings.applies:
        return False
    return tier == "safe" or settings.unsafe or _is_to_be_removed(rule, settings)


def _is_to_be_removed(rule: Rule, settings: Settings) -> bool:
    return rule.removes and any(is_called(rule, name) for name in settings.remove)


def stands_for_lost(candidate: Candidate, settings: Settings) -> bool:
    """Return whether a candidate is what stands for a lost letter or mark, and stays."""
    stays = candidate.after is None or not may_change(candidate.rule, candidate.tier, settings)
    return stays and candidate.rule.family == "encoding"


class Holes:
    """The places of a round where something was lost; no join or space rule may edit there."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        spans = sorted((candidate.start, candidate.end) for candidate in candidates)
        self._starts = [start for start, _ in spans]
        self._furthest = list(accumulate((end for _, end in spans), max))

    def closed_by(self, candidate: Candidate) -> bool:
        """Return whether the change of a candidate would touch a hole and so hide it."""
        return may_close(candidate.rule) and self._touch(candidate)

    def divided_by(self, candidate: Candidate) -> bool:
        """Return whether a candidate of the family join is beside a place or in it."""
        return candidate.rule.family == "join" and self._touch(candidate)

    def _touch(self, candidate: Candidate) -> bool:
        if not self._starts:
            return False
        before = bisect_right(self._starts, candidate.end)
        return before > 0 and self._furthest[before - 1] >= candidate.start


def is_whole(text: str, candidate: Candidate) -> bool:
    """Return whether a change divides no grapheme cluster, or its rule may."""
    return candidate.rule.within_graphemes or not (
        divides_grapheme(text, candidate.start) or divides_grapheme(text, candidate.end)
    )


def rank(candidate: Candidate) -> tuple[int, int, str, int]:
    """Return what decides between changes that overlap: the least is made."""
    kind = "removal" if candidate.rule.removes else candidate.rule.family
    return (
        _RANKS.get(kind, len(_RANKS)),
        candidate.start - candidate.end,
        candidate.rule.code,
        candidate.start,
    )


def _disjoint(allowed: list[Candidate]) -> tuple[Candidate, ...]:
    """Keep the strongest of overlapping changes, in order of their places."""
    kept: list[Candidate] = []
    cluster: list[Candidate] = []
    reach = insertion = -1
    for candidate in sorted(allowed, key=_place):
        start, end = _place(candidate)
        if start > reach or (start == reach and start not in (end, insertion)):
            kept += _strongest(cluster)
            cluster.clear()
        if start == end:
            insertion = end
        cluster.append(candidate)
        reach = max(reach, end)
    return tuple(kept + _strongest(cluster))


def _strongest(cluster: list[Candidate]) -> list[Candidate]:
    """Choose by rank among changes that touch, skipping those that overlap one chosen before."""
    if len(cluster) < 2:
        return cluster.copy()
    if len(cluster) == 2:
        first, second = cluster
        if overlap(_place(first), _place(second)):
            return [min(first, second, key=rank)]
        return [first, second]
    spans: list[tuple[int, int, int]] = []
    winners: list[Candidate] = []
    for candidate in sorted(cluster, key=rank):
        span = (candidate.start, candidate.end, len(winners))
        index = bisect_left(spans, span)
        near = spans[max(0, index - 1) : index + 1]
        if not any(overlap(span[:2], other[:2]) for other in near):
            spans.insert(index, span)
            winners.append(candidate)
    return [winners[number] for _, _, number in spans]


def _place(candidate: Candidate) -> tuple[int, int]:
    return candidate.found[:2]


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Return whether two spans overlap; an insertion overlaps what it touches."""
    if one[0] == one[1] or other[0] == other[1]:
        return one[0] <= other[1] and other[0] <= one[1]
    return one[0] < other[1] and other[0] < one[1]
