"""On which side of a mark its word stands: the quotation marks and apostrophes of a line.

Straight marks do not tell. Each may open or close a quotation, and one apostrophe more may belong
to the word before (``the crew 's``, ``the boats '``) or after it (``' 90s``). Of all ways to read
the marks of a line the one of least cost is taken, where to open twice or to close what is not
open costs most. The costs count only beside one another. They were chosen on 775 paragraphs with
2,429 straight double marks, of which 39 come out wrong, most of them where one quotation of several
paragraphs was set in one.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from cleanup.grammar.detokenising.signs import Token

Side = Literal["before", "after"]
"""Where the word is to which a mark is attached."""

_Reading = Literal["open", "close", "ends", "begins"]
_Costs = dict[str, float]
_OWN: tuple[_Reading, ...] = ("ends", "begins")
"""Readings of an apostrophe that is no quotation mark."""

_ATTACHED_OPENING = Pattern(
    r"'(?!(?i:s|re|ve|ll|d|m|t|em|til|cause|tis|twas)(?!\w))\w", timed=False
)
_OPENED = 2.0
"""What it costs to open again where the mark that opens was left attached to its word."""
_BREACH = 4.0
"""What it costs to open within a quotation of the same marks, or to close none."""
_NEXT_PARAGRAPH = 0.8
"""The same behind the end of a sentence: quotations of several paragraphs open each of them."""
_LEFT_OPEN = 1.5
"""What a quotation costs that goes on beyond its line."""
_CLOSING = frozenset([".", ",", "!", "?", ";", ":", ")", "]", "...", "%", "\u2026"])
_DOUBLE = frozenset(['"', "\u201d"])
_BEFORE_OPENING = frozenset([",", ":", "(", "[", "-", "--", "\u2013", "\u2014", "/", ";"])
_ENDED = frozenset([".", "!", "?", "...", "\u2026"])
CUT_HEAD = Pattern(r"(?i:[0-9]{2}s?|em|til|cause|tis|twas|n|bout|cos)", timed=False)
_VOICE = 1.3
"""What one word costs that is seldom read where the reading of the marks puts it."""
_MOST = 4.0
_TELLING = frozenset(
    "said told added says wrote insisted warned explained Mr Mrs Ms chief statement former director"
    " report meanwhile Meanwhile later Monday Tuesday Wednesday Thursday Friday Saturday"
    " Sunday".split()
)
_SPEAKING = frozenset(
    "I me my am we We us our ours you You your 'm 're 'll 've n't don really very lot going think"
    " need want hope believe great good something If What".split()
)
_IT_IS = frozenset("it It that That there There here what What".split())
"""Words whose ``'s`` is ``is``: who tells writes it out."""
_SAYING = frozenset("said says he she they say told according added wrote".split())
_BEFORE_QUOTE = frozenset(
    "said says say saying the a an called calls his her their its as of is was and that".split()
)


def sides_of(tokens: Sequence[Token], attached: AbstractSet[str]) -> dict[int, Side]:
    """Return by its number in the line the side of each mark that stands alone."""
    sides: dict[int, Side] = {}
    for mark in ('"', "'"):
        numbers = [number for number, token in enumerate(tokens) if token.sign == mark]
        if numbers and mark in attached:
            sides.update((number, _of_ptb(tokens, number)) for number in numbers)
        elif numbers:
            sides.update(_least_cost(tokens, numbers, mark))
    return sides


def _of_ptb(tokens: Sequence[Token], number: int) -> Side:
    """Return the side of an apostrophe where those that open stay attached to words."""
    after = tokens[number + 1].sign if number + 1 < len(tokens) else ""
    opens = tokens[number].raw == "`" or number == 0 or (len(after) == 1 and after.isalnum())
    return "after" if opens else "before"


def _least_cost(tokens: Sequence[Token], numbers: Sequence[int], mark: str) -> dict[int, Side]:
    """Read the marks of one kind so that the sum of their costs is least."""
    totals = [0.0, _BREACH]
    steps: list[list[tuple[int, _Reading]]] = []
    start = 0
    for number in numbers:
        told, spoken = _voices(tokens[start:number]) if mark == '"' else (0.0, 0.0)
        totals = [totals[0] + spoken, totals[1] + told]
        costs = _costs(tokens, number, mark)
        if mark == "'" and any(
            _ATTACHED_OPENING.match(token.sign) for token in tokens[start:number]
        ):
            costs["open"] += _OPENED
        best = [min(_ways(totals, costs, inside)) for inside in (0, 1)]
        totals = [total for total, _, _ in best]
        steps.append([(previous, reading) for _, previous, reading in best])
        start = number + 1
    told, spoken = _voices(tokens[start:]) if mark == '"' else (0.0, 0.0)
    inside = int(totals[1] + told + _LEFT_OPEN < totals[0] + spoken)
    sides: dict[int, Side] = {}
    for number, step in zip(reversed(numbers), reversed(steps), strict=True):
        inside, reading = step[inside]
        sides[number] = "after" if reading in ("open", "begins") else "before"
    return sides


def _voices(tokens: Sequence[Token]) -> tuple[float, float]:
    """Return what it costs to read words as spoken, and as told: who says ``I`` is quoted."""
    signs = [token.sign for token in tokens]
    told = sum(sign in _TELLING for sign in signs)
    spoken = sum(sign in _SPEAKING for sign in signs)
    spoken += sum(after == "'s" and before in _IT_IS for before, after in pairwise(signs))
    return min(_MOST, told * _VOICE), min(_MOST, spoken * _VOICE)


def _ways(totals: Sequence[float], costs: _Costs, inside: int) -> list[tuple[float, int, _Reading]]:
    """Return the ways to be inside a quotation, or not, behind a mark."""
    last: _Reading = "open" if inside else "close"
    ways: list[tuple[float, int, _Reading]] = [
        (totals[1 - inside] + costs[last], 1 - inside, last),
        (totals[inside] + costs[last] + costs["breach"], inside, last),
    ]
    for reading in _OWN:
        if reading in costs:
            ways.append((totals[inside] + costs[reading], inside, reading))
    return ways


def _costs(tokens: Sequence[Token], number: int, mark: str) -> _Costs:
    """Return what each reading of a mark costs beside its neighbours."""
    token = tokens[number]
    before = tokens[number - 1].sign if number else ""
    after = tokens[number + 1].sign if number + 1 < len(tokens) else ""
    if token.raw in ("``", "`"):
        return {"open": 0.0, "close": 9.0, "breach": 0.0}
    if token.raw == "''":
        return {"open": 9.0, "close": 0.0, "breach": 0.0}
    costs: _Costs = {"open": _opening(before, after), "close": _closing(before, after)}
    costs["breach"] = _BREACH
    if before in _ENDED and after[:1].isupper():
        costs["breach"] = _NEXT_PARAGRAPH
    if mark == "'":
        costs["ends"] = 0.5 if before.endswith(("s", "S", "z", "x")) else 2.5
        if before.lstrip("'") == "n" or (before.endswith("in") and len(before) > 3):
            costs["ends"] = 0.4
        if costs["ends"] < 1 and before.isalpha():
            costs["open"] += 0.8
        costs["begins"] = 0.5 if CUT_HEAD.fullmatch(after) else 4.0
    return costs


def _opening(before: str, after: str) -> float:
    """Return what it costs to read a mark as an opening one."""
    cost = 0.2
    if not after:
        cost += 3.0
    elif after in _CLOSING or after in _DOUBLE:
        cost += 2.0
    if before in _ENDED:
        cost += 2.5 if after[:1].islower() else 0.5
    elif before == "," and after.lower() in _SAYING:
        cost += 2.0
    elif not before or before in _BEFORE_OPENING or before.lower() in _BEFORE_QUOTE:
        cost -= 0.5
    return cost


def _closing(before: str, after: str) -> float:
    """Return what it costs to read a mark as a closing one."""
    cost = 0.2
    if not before:
        cost += 3.0
    elif before in ("(", "[", "-", "--", ":"):
        cost += 2.0
    elif before.lower() in _BEFORE_QUOTE:
        cost += 0.7
    if not after or after in _CLOSING or after in _DOUBLE or after.lower() in _SAYING:
        cost -= 0.5
    return cost
