"""Search for the literals of hints: any number of them in one pass.

Aho-Corasick finds any number of literals at the same cost. The texts of a column are joined by a
byte that UTF-8 never contains, so that no literal can match across two of them.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, islice
from typing import TYPE_CHECKING

from ahocorasick_rs import BytesAhoCorasick, Implementation

from cleanup.prefilter.classes import class_of
from cleanup.prefilter.engines import automaton, occurs_in_bytes
from cleanup.prefilter.hints import (
    RARE_LINE_ENDS,
    AnyOf,
    Both,
    Chars,
    Either,
    LineStart,
    OneLine,
    Shape,
    holds,
    matches,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from cleanup.prefilter.hints import Hint, Lines, Token

_SEPARATOR = b"\xff\n"
"""Separates two texts, with the line feed that precedes each."""
_RARE_ENDS = AnyOf(*RARE_LINE_ENDS)

Leaf = AnyOf | LineStart | Chars
Searchable = Leaf | OneLine
"""Hints that are evaluated by the hits of their literals."""

_BRIEF = 8 << 20
"""After so many bytes an automaton is built that takes ten times as long to build but is faster."""

_FEW = 64
"""Up to so many code points are searched one by one, as literals; more by a pattern."""


class LiteralHits:
    """Where literals occur in one text.

    A literal hint that was ``searched`` and has no hit is false.
    """

    __slots__ = ("_lines", "encoded", "found", "runs", "searched", "shapes")

    def __init__(
        self, searched: AbstractSet[Leaf], found: Mapping[Leaf, Sequence[int]], encoded: bytes
    ) -> None:
        self.searched = searched
        self.found = found
        """The positions, in bytes and in order, of each leaf that holds."""
        self.encoded = encoded
        """The text in UTF-8."""
        self._lines: dict[OneLine, list[int]] = {}
        self.runs: dict[Token, frozenset[str]] = {}
        """The runs that pass the test of a ``Token``, if it was evaluated."""
        self.shapes: dict[Shape | Chars | Lines, bool] = {}
        """Whether a pattern matches, if it was searched for in this text alone."""

    def hold(self, hint: Searchable) -> bool | None:
        """Return whether a hint holds; ``None`` if it was not searched."""
        if isinstance(hint, OneLine):
            return bool(self._starts(hint)) if hint.first in self.searched else None
        return hint in self.found if hint in self.searched else None

    def matches(self, hint: Shape | Chars) -> bool:
        """Return whether a pattern matches somewhere, or one of many code points occurs."""
        if isinstance(hint, Shape):
            return occurs_in_bytes(hint.pattern, self.encoded)
        if hint.is_foreign and self.encoded.isascii():
            return False
        return occurs_in_bytes(class_of(hint.ranges), self.encoded)

    def of(self, hint: Searchable) -> Sequence[int] | None:
        """Return the positions of a hint in code points, in order; ``None`` if it was not searched.

        Those of a ``OneLine`` are the starts of its lines.
        """
        if isinstance(hint, OneLine):
            return self._in_points(self._starts(hint)) if hint.first in self.searched else None
        return self._in_points(self.found.get(hint, ())) if hint in self.searched else None

    def _in_points(self, places: Sequence[int]) -> Sequence[int]:
        encoded = self.encoded
        if not places or encoded.isascii():
            return places
        at = point = 0
        points = []
        for place in places:
            point += len(encoded[at:place].decode())
            at = place
            points.append(point)
        return points

    def _starts(self, hint: OneLine) -> list[int]:
        """Return where the lines begin, in bytes, in which a hint holds."""
        if hint not in self._lines:
            self._lines[hint] = (
                [] if hint.first not in self.found else list(self._matching_lines(hint))
            )
        return self._lines[hint]

    def _matching_lines(self, hint: OneLine) -> Iterator[int]:
        encoded, end = self.encoded, -1
        limit = len(encoded)
        if hint.longest is not None and _RARE_ENDS not in self.found:
            limit = 4 * hint.longest
        for place in self.found[hint.first]:
            if place > end:
                start = encoded.rfind(b"\n", 0, place) + 1
                end = encoded.find(b"\n", place)
                end = len(encoded) if end < 0 else end
                if end - start <= limit and hint.fits(encoded[start:end].decode()):
                    yield start


class Literals:
    """The literals of hints, and code points where they are few, searched together."""

    def __init__(self, hints: Sequence[Hint]) -> None:
        owners: dict[str, list[tuple[Leaf, int]]] = {}
        leaves = [_RARE_ENDS, *dict.fromkeys(leaf for hint in hints for leaf in _leaves(hint))]
        for leaf in leaves:
            for literal in _literals(leaf):
                owners.setdefault(literal, []).append((leaf, isinstance(leaf, LineStart)))
        self.searched = frozenset(leaf for leaf in leaves if _literals(leaf))
        """The leaves whose hits are found; the others have too many code points."""
        self._owners = list(owners.values())
        self._literals = [literal.encode() for literal in owners]
        self._automaton = BytesAhoCorasick(
            self._literals, implementation=Implementation.NoncontiguousNFA
        )
        self._left = _BRIEF

    def hits(self, texts: Sequence[str]) -> list[LiteralHits]:
        """Return, for each text, the hits of the literals.

        A line feed precedes each text, so that its first line begins like any other.
        """
        pieces = [text.encode() for text in texts]
        starts = list(accumulate((len(piece) + 2 for piece in pieces), initial=0))
        found: list[dict[Leaf, list[int]]] = [{} for _ in texts]
        owners, row, first, stop = self._owners, -1, 0, 0
        here: dict[Leaf, list[int]] = {}
        joined = b"\n" + _SEPARATOR.join(pieces)
        automaton = self._automaton_for(len(joined))
        for literal, start, end in automaton.find_matches_as_indexes(joined, overlapping=True):
            while end >= stop:
                row += 1
                first, stop, here = starts[row] + 1, starts[row + 1], found[row]
            for leaf, shift in owners[literal]:
                place = start - first + shift
                if place < 0:
                    continue
                if leaf in here:
                    here[leaf].append(place)
                else:
                    here[leaf] = [place]
        for places in found:
            for positions in places.values():
                positions.sort()
        return [
            LiteralHits(self.searched, places, piece)
            for places, piece in zip(found, pieces, strict=True)
        ]

    def _automaton_for(self, length: int) -> BytesAhoCorasick:
        """Return the automaton for so many bytes more."""
        if self._left > 0:
            self._left -= length
            if self._left <= 0:
                self._automaton = BytesAhoCorasick(
                    self._literals, implementation=Implementation.DFA
                )
        return self._automaton


@lru_cache(maxsize=8)
def literals_of(hints: tuple[Hint, ...]) -> Literals:
    """Return the matcher of these hints, which is built once."""
    return Literals(hints)


def places(hint: Hint, text: str) -> Iterator[int]:
    """Yield positions at which a hint that is no ``Both`` holds, in no particular order.

    At least one position of each line in which it holds is among them.
    """
    match hint:
        case AnyOf(literals):
            found = automaton(literals).find_matches_as_indexes(text, overlapping=True)
            yield from (start for _, start, _ in found)
        case LineStart():
            found = automaton(_literals(hint)).find_matches_as_indexes(
                f"\n{text}", overlapping=True
            )
            yield from (start for _, start, _ in found)
        case Chars() | Shape():
            yield from (match.start() for match in matches(hint, text))
        case Either(left, right):
            yield from places(left, text)
            yield from places(right, text)
        case OneLine(first):
            start = 0
            for line in text.split("\n"):
                if holds(first, line) and hint.fits(line):
                    yield start
                start += len(line) + 1
        case _:
            raise TypeError(f"{type(hint).__name__} holds for a text, not at a place")


def _leaves(hint: Hint) -> Iterator[Leaf]:
    match hint:
        case AnyOf() | LineStart() | Chars():
            yield hint
        case OneLine(first):
            yield first
        case Both(left, right) | Either(left, right):
            yield from _leaves(left)
            yield from _leaves(right)


def _literals(leaf: Leaf) -> tuple[str, ...]:
    """Return what to search for a leaf; nothing for one with too many code points."""
    if isinstance(leaf, LineStart):
        return tuple(f"\n{literal}" for literal in leaf.literals)
    if isinstance(leaf, AnyOf):
        return leaf.literals
    points = tuple(islice(leaf.points(), _FEW + 1))
    return points if len(points) <= _FEW else ()
