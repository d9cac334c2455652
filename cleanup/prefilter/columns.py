"""Find the hints that hold in each text of a column, with polars, all texts at once."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import polars as pl

from cleanup.prefilter.classes import class_of
from cleanup.prefilter.hints import (
    Always,
    AnyOf,
    Both,
    Chars,
    Either,
    Lines,
    LineStart,
    OneLine,
    Outer,
    Shape,
    Share,
    Token,
)
from cleanup.prefilter.literals import literals_of
from cleanup.prefilter.runs import run_tests_of
from cleanup.prefilter.texts import Prefiltered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from cleanup.prefilter.hints import Hint, Spoken
    from cleanup.prefilter.runs import RunTests

_NONE: frozenset[int] = frozenset()


def prefilter_column(
    hints: Sequence[Hint], texts: Sequence[str], languages: Sequence[Spoken] = ()
) -> list[Prefiltered]:
    """Find for each text the hints that hold in it, as ``cleanup.prefilter.texts`` does."""
    told: Sequence[Spoken | None] = languages or [None] * len(texts)
    column = _Column(texts, tuple(hints))
    for tests in run_tests_of(tuple(hints)):
        column.test_runs(tests, [row for row, one in enumerate(told) if tests.concern(one)])
    prefiltered = [Prefiltered([], hits) for hits in column.hits]
    for number, hint in enumerate(hints):
        for row in column.rows(hint, column.all):
            prefiltered[row].holding.append(number)
    return prefiltered


class _Column:
    """A column of texts, in which literals, code points and shapes are searched once."""

    def __init__(self, texts: Sequence[str], hints: tuple[Hint, ...]) -> None:
        self.all = frozenset(range(len(texts)))
        self._plain = texts
        self._texts = pl.Series("text", texts, dtype=pl.String)
        literals = literals_of(hints)
        self.hits = literals.hits(texts)
        self._searched = literals.searched
        self._found: dict[Hint, set[int]] = {}
        self._tested: dict[Hint, tuple[set[int], set[int]]] = {}
        for row, hits in enumerate(self.hits):
            for leaf in hits.found:
                self._found.setdefault(leaf, set()).add(row)
        self._matched = self._search(list(_first_leaves(hints)))

    def _search(self, leaves: Sequence[Hint]) -> dict[str, AbstractSet[int]]:
        """Find the rows of all patterns that are evaluated first.

        Code points that were not searched as literals are matched all together; in the rows that
        match, those of the first class, then those of the other classes together, and so on.
        """
        shapes = dict.fromkeys(leaf.pattern for leaf in leaves if isinstance(leaf, Shape))
        masks = self._texts.to_frame().select(
            pl.col("text").str.contains(pattern).alias(pattern) for pattern in shapes
        )
        matched: dict[str, AbstractSet[int]] = {
            pattern: frozenset(masks[pattern].arg_true()) for pattern in shapes
        }
        searched = [
            leaf for leaf in leaves if isinstance(leaf, Chars) and leaf not in self._searched
        ]
        classes = list(dict.fromkeys(leaf.ranges for leaf in searched))
        rows: AbstractSet[int] = self.all
        if all(leaf.is_foreign for leaf in searched):
            rows = {row for row, text in enumerate(self._plain) if not text.isascii()}
        for place, ranges in enumerate(classes):
            rows = self._matching(class_of("".join(classes[place:])), rows)
            matched[class_of(ranges)] = self._matching(class_of(ranges), rows)
        return matched

    def rows(self, hint: Hint, among: AbstractSet[int]) -> AbstractSet[int]:
        """Return those of the rows ``among`` in which a hint holds."""
        match hint:
            case AnyOf() | LineStart() | Chars() if hint in self._searched:
                return self._found.get(hint, _NONE) & among
            case Chars(ranges):
                return self._matched[class_of(ranges)] & among
            case Shape(pattern) if pattern in self._matched:
                return self._matched[pattern] & among
            case Shape(pattern):
                return self._matching(pattern, among)
            case Both(left, right):
                return self.rows(right, self.rows(left, among))
            case Either(left, right):
                found = self.rows(left, among)
                return found | self.rows(right, among - found)
            case OneLine(first):
                hits = self.hits
                return {row for row in self.rows(first, among) if hits[row].hold(hint)}
            case Outer():
                return {row for row in among if hint.at(self._plain[row])}
            case Share():
                return self._with_share(hint, among)
            case Lines():
                tested, passed = self._tested.setdefault(hint, (set(), set()))
                passed |= {row for row in among - tested if hint.hold(self._plain[row])}
                tested |= among
                return passed & among
            case Token():
                return {row for row in among if self.hits[row].runs[hint]}
            case Always():
                return among
            case _:
                return _NONE

    def _with_share(self, hint: Share, among: AbstractSet[int]) -> AbstractSet[int]:
        places = sorted(among)
        texts = self._texts.gather(places)
        counts = texts.str.count_matches(class_of(hint.ranges))
        lengths = texts.str.len_chars()
        rows = zip(places, counts, lengths, strict=True)
        return {place for place, count, length in rows if hint.allows(count, length)}

    def test_runs(self, tests: RunTests, among: list[int]) -> None:
        """Find the runs that pass in some of the rows; each distinct run is tested once."""
        for hits in self.hits:
            hits.runs.update(tests.nothing)
        parts = self._texts.gather(among).str.replace_all("\n", " ", literal=True).str.split(" ")
        pieces = parts.explode()
        found = tests.passing_in(set(pieces.unique(maintain_order=True).to_list()))
        places = pieces.is_in([*{*chain.from_iterable(found.values())}]).arg_true()
        rows = parts.list.len().cum_sum().search_sorted(places, side="right")
        for row, piece in zip(rows, pieces.gather(places), strict=True):
            runs = self.hits[among[row]].runs
            for token, passing in found.items():
                runs[token] |= passing.get(piece, frozenset())

    def _matching(self, pattern: str, among: AbstractSet[int]) -> AbstractSet[int]:
        if not among:
            return among
        places = sorted(among)
        found = self._texts.gather(places).str.contains(pattern).arg_true()
        return {places[place] for place in found}


def _first_leaves(hints: Iterable[Hint]) -> Iterator[Hint]:
    """Yield the leaves that are evaluated on every row: not the right side of a ``Both``.

    Code points are searched together wherever they occur, so theirs are all among them.
    """
    for hint in hints:
        match hint:
            case Both(left, right):
                yield from _first_leaves((left,))
                yield from (leaf for leaf in _first_leaves((right,)) if isinstance(leaf, Chars))
            case Either(left, right):
                yield from _first_leaves((left, right))
            case _:
                yield hint
