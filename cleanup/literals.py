"""Where the literals of hints stand: any number of them is looked for in one pass.

Aho-Corasick finds any number of literals at the same cost. A column's texts are joined by a byte
that UTF-8 never holds, so that no literal can match across two of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation

from cleanup.hint import AnyOf, Both, Chars, Either, LineStart, Shape, matches

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from cleanup.hint import Hint

_SEAM = b"\xff"


Leaf = AnyOf | LineStart | Chars
_FEW = 64
"""So many code points are sought one by one, as literals; more are left to a pattern."""


@dataclass(frozen=True, slots=True)
class Spots:
    """Where literals stand in one text.

    A leaf that was ``sought`` and has no places does not hold.
    """

    sought: AbstractSet[Leaf]
    found: Mapping[Leaf, Sequence[int]]
    """The places, in bytes of ``encoded``, of each leaf that holds."""
    encoded: bytes

    def of(self, leaf: Leaf) -> Sequence[int] | None:
        """Return the places of a leaf in code points, in order; ``None`` if it was not sought."""
        if leaf not in self.sought:
            return None
        places = sorted(self.found.get(leaf, ()))
        if not places or self.encoded.isascii():
            return places
        at = point = 0
        points = []
        for place in places:
            point += len(self.encoded[at:place].decode())
            at = place
            points.append(point)
        return points


class Literals:
    """The literals, and the few code points, within some hints, judged together."""

    def __init__(self, hints: Sequence[Hint]) -> None:
        self._owners: dict[str, list[Leaf]] = {}
        sought = [(leaf, _literals(leaf)) for hint in hints for leaf in _leaves(hint)]
        for leaf, literals in dict(sought).items():
            for literal in literals:
                self._owners.setdefault(literal, []).append(leaf)
        self._sought = frozenset(leaf for leaf, literals in sought if literals)
        self._leaves = list(self._owners.values())
        self._automaton = BytesAhoCorasick(
            [literal.encode() for literal in self._owners], implementation=Implementation.DFA
        )

    def spots(self, texts: Sequence[str]) -> list[Spots]:
        """Return, for each text, where its literals stand.

        A line feed is set before each text, so that its first line begins like any other.
        """
        pieces = [text.encode() for text in texts]
        starts = list(accumulate((len(piece) + 2 for piece in pieces), initial=0))
        found: list[dict[Leaf, list[int]]] = [{} for _ in texts]
        row = 0
        joined = _SEAM.join(b"\n" + piece for piece in pieces)
        matches = self._automaton.find_matches_as_indexes(joined, overlapping=True)
        for literal, start, end in sorted(matches, key=_by_end):
            while end >= starts[row + 1]:
                row += 1
            place = start - starts[row] - 1
            for leaf in self._leaves[literal]:
                if isinstance(leaf, LineStart):
                    found[row].setdefault(leaf, []).append(place + 1)
                elif place >= 0:
                    found[row].setdefault(leaf, []).append(place)
        return [
            Spots(self._sought, places, piece) for places, piece in zip(found, pieces, strict=True)
        ]


@lru_cache(maxsize=8)
def literals_of(hints: tuple[Hint, ...]) -> Literals:
    """Return the matcher for these hints; it is built once."""
    return Literals(hints)


def places(hint: Hint, text: str) -> Iterator[int]:
    """Yield where a hint that is no ``Both`` is seen to hold, in no certain order.

    At least one place of each line in which it holds is among them.
    """
    match hint:
        case AnyOf(literals):
            found = _automaton(literals).find_matches_as_indexes(text, overlapping=True)
            yield from (start for _, start, _ in found)
        case LineStart():
            found = _automaton(_literals(hint)).find_matches_as_indexes(
                f"\n{text}", overlapping=True
            )
            yield from (start for _, start, _ in found)
        case Chars() | Shape():
            yield from (match.start() for match in matches(hint, text))
        case Either(left, right):
            yield from places(left, text)
            yield from places(right, text)
        case _:
            raise TypeError(f"{type(hint).__name__} holds for a text, not at a place")


@cache
def _automaton(literals: tuple[str, ...]) -> AhoCorasick:
    return AhoCorasick(literals, implementation=Implementation.DFA)


def _leaves(hint: Hint) -> Iterator[Leaf]:
    match hint:
        case AnyOf() | LineStart() | Chars():
            yield hint
        case Both(left, right) | Either(left, right):
            yield from _leaves(left)
            yield from _leaves(right)


def _literals(leaf: Leaf) -> tuple[str, ...]:
    """Return what to seek for a leaf; nothing for one with too many code points."""
    if isinstance(leaf, LineStart):
        return tuple(f"\n{literal}" for literal in leaf.literals)
    if isinstance(leaf, AnyOf):
        return leaf.literals
    points = tuple(islice(leaf.points(), _FEW + 1))
    return points if len(points) <= _FEW else ()


def _by_end(match: tuple[int, int, int]) -> int:
    return match[2]
