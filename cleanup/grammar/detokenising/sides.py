"""On which side of a mark its word stands: the quotation marks and apostrophes of a line.

Straight marks do not tell. Each may open or close a quotation, and one apostrophe more may belong
to the word before (``the crew 's``, ``the boats '``) or after it (``' 90s``). Of all ways to read
the marks of a line the one of least cost is taken, where to open twice or to close what is not
open costs most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.grammar.detokenising.signs import Token

Side = Literal["before", "after"]
"""Where the word is to which a mark is attached."""

_Reading = Literal["open", "close", "ends", "begins"]
_Costs = dict[_Reading, float]

_BREACH = 3.0
"""What it costs to open within a quotation of the same marks, or to close none."""
_LEFT_OPEN = 1.0
"""What a quotation costs that goes on beyond its line."""
_CLOSING = frozenset([".", ",", "!", "?", ";", ":", ")", "]", "...", "%", "\u2026"])
_BEFORE_OPENING = frozenset([",", ":", "(", "[", "-", "--", "\u2013", "\u2014", "/", ";"])
_ENDED = frozenset([".", "!", "?", "...", "\u2026"])
_CUT_HEAD = Pattern(r"(?i:[0-9]{2}s?|em|til|cause|tis|twas|n|bout|cos)", timed=False)
_BEFORE_QUOTE = frozenset(
    "said says say saying the a an called calls his her their its as of is was and that".split()
)


def sides_of(tokens: Sequence[Token]) -> dict[int, Side]:
    """Return by its number in the line the side of each mark that stands alone."""
    sides: dict[int, Side] = {}
    for mark in ('"', "'"):
        numbers = [number for number, token in enumerate(tokens) if token.sign == mark]
        if numbers:
            sides.update(_least_cost(tokens, numbers, mark))
    return sides


def _least_cost(tokens: Sequence[Token], numbers: Sequence[int], mark: str) -> dict[int, Side]:
    """Read the marks of one kind so that the sum of their costs is least."""
    paths: list[tuple[float, list[_Reading]]] = [(0.0, []), (_BREACH, [])]
    steps: list[list[tuple[int, _Reading]]] = []
    totals = [0.0, _LEFT_OPEN]
    for number in numbers:
        costs = _costs(tokens, number, mark)
        step: list[tuple[int, _Reading]] = []
        new: list[float] = []
        for inside in (0, 1):
            total, previous, reading = min(_ways(totals, costs, inside))
            new.append(total)
            step.append((previous, reading))
        totals = new
        steps.append(step)
    del paths
    inside = 0 if totals[0] <= totals[1] + _LEFT_OPEN else 1
    sides: dict[int, Side] = {}
    for number, step in zip(reversed(numbers), reversed(steps), strict=True):
        inside, reading = step[inside]
        sides[number] = "after" if reading in ("open", "begins") else "before"
    return sides


def _ways(totals: Sequence[float], costs: _Costs, inside: int) -> list[tuple[float, int, _Reading]]:
    """Return the ways to be inside a quotation, or not, behind a mark."""
    last: _Reading = "open" if inside else "close"
    ways: list[tuple[float, int, _Reading]] = [
        (totals[1 - inside] + costs[last], 1 - inside, last),
        (totals[inside] + costs[last] + _BREACH, inside, last),
    ]
    ways += [
        (totals[inside] + costs[reading], inside, reading)
        for reading in ("ends", "begins")
        if reading in costs
    ]
    return ways


def _costs(tokens: Sequence[Token], number: int, mark: str) -> _Costs:
    """Return what each reading of a mark costs beside its neighbours."""
    token = tokens[number]
    before = tokens[number - 1].sign if number else ""
    after = tokens[number + 1].sign if number + 1 < len(tokens) else ""
    if token.raw in ("``", "`"):
        return {"open": 0.0, "close": 9.0}
    if token.raw == "''":
        return {"open": 9.0, "close": 0.0}
    costs: _Costs = {"open": _opening(before, after), "close": _closing(before, after)}
    if mark == "'":
        costs["ends"] = 0.9 if before.endswith(("s", "S", "in", "x", "z")) else 2.5
        costs["begins"] = 0.5 if _CUT_HEAD.fullmatch(after) else 4.0
    return costs


def _opening(before: str, after: str) -> float:
    cost = 0.0
    if not after:
        cost += 3.0
    elif after in _CLOSING:
        cost += 2.0
    if before in _ENDED or before.isdigit():
        cost += 0.5
    if not before or before in _BEFORE_OPENING or before.lower() in _BEFORE_QUOTE:
        cost -= 0.5
    return cost + 0.2


def _closing(before: str, after: str) -> float:
    cost = 0.0
    if not before:
        cost += 3.0
    elif before in ("(", "[", "-", "--"):
        cost += 2.0
    if before.lower() in _BEFORE_QUOTE:
        cost += 0.7
    if not after or after in _CLOSING:
        cost -= 0.5
    return cost + 0.2
