"""Where the literals of hints stand: any number of them is looked for in one pass.

Aho-Corasick finds any number of literals at the same cost. A column's texts are joined by a byte
that UTF-8 never holds, so that no literal can match across two of them.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick, BytesAhoCorasick, Implementation

from cleanup.hint import AnyOf, Both, Chars, Either, Shape, matches

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from cleanup.hint import Hint

_SEAM = b"\xff"


class Spots(NamedTuple):
    """Where literals stand in one text: the places, in code points, of each ``AnyOf`` that holds.

    An ``AnyOf`` that was ``sought`` and has no places does not hold.
    """

    sought: AbstractSet[AnyOf]
    places: Mapping[AnyOf, Sequence[int]]

    def of(self, hint: AnyOf) -> Sequence[int] | None:
        """Return the places of a hint; ``None`` if it was not sought."""
        return self.places.get(hint, ()) if hint in self.sought else None


class Literals:
    """The ``AnyOf`` hints within some hints, judged together."""

    def __init__(self, hints: Sequence[Hint]) -> None:
        self._owners: dict[str, list[AnyOf]] = {}
        self._sought = frozenset(leaf for hint in hints for leaf in _leaves(hint))
        for leaf in self._sought:
            for literal in leaf.literals:
                self._owners.setdefault(literal, []).append(leaf)
        self._leaves = list(self._owners.values())
        self._automaton = BytesAhoCorasick(
            [literal.encode() for literal in self._owners], implementation=Implementation.DFA
        )

    def spots(self, texts: Sequence[str]) -> list[Spots]:
        """Return, for each text, where its ``AnyOf`` hold: offsets in code points."""
        pieces = [text.encode() for text in texts]
        starts = list(accumulate((len(piece) + 1 for piece in pieces), initial=0))
        found: list[dict[AnyOf, list[int]]] = [{} for _ in texts]
        row = 0
        matches = self._automaton.find_matches_as_indexes(_SEAM.join(pieces), overlapping=True)
        for literal, start, end in sorted(matches, key=_by_end):
            while end >= starts[row + 1]:
                row += 1
            for leaf in self._leaves[literal]:
                found[row].setdefault(leaf, []).append(start - starts[row])
        return [
            Spots(self._sought, places if text.isascii() else _in_code_points(places, piece))
            for places, text, piece in zip(found, texts, pieces, strict=True)
        ]


def _in_code_points(places: dict[AnyOf, list[int]], piece: bytes) -> dict[AnyOf, list[int]]:
    """Turn offsets in bytes into offsets in code points."""
    points: dict[int, int] = {}
    at = point = 0
    for byte in sorted({byte for bytes_of in places.values() for byte in bytes_of}):
        point += len(piece[at:byte].decode())
        at = byte
        points[byte] = point
    return {leaf: [points[byte] for byte in bytes_of] for leaf, bytes_of in places.items()}


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
            found = _automaton(literals).find_matches_as_indexes(text)
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


def _leaves(hint: Hint) -> Iterator[AnyOf]:
    match hint:
        case AnyOf():
            yield hint
        case Both(left, right) | Either(left, right):
            yield from _leaves(left)
            yield from _leaves(right)


def _by_end(match: tuple[int, int, int]) -> int:
    return match[2]
