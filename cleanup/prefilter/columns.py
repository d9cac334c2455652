"""Find the hints that hold in each text of a column, with polars, all texts at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from cleanup.prefilter.classes import class_of
from cleanup.prefilter.hints import (
    Always,
    AnyOf,
    Both,
    Chars,
    Either,
    LineStart,
    OneLine,
    Outer,
    Shape,
    Share,
    Token,
)
from cleanup.prefilter.literals import literals_of
from cleanup.prefilter.texts import Prefiltered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from cleanup.prefilter.hints import Hint, Spoken

_NONE: frozenset[int] = frozenset()


def prefilter_column(
    hints: Sequence[Hint], texts: Sequence[str], languages: Sequence[Spoken] = ()
) -> list[Prefiltered]:
    """Find for each text the hints that hold in it, as ``cleanup.prefilter.texts`` does."""
    column = _Column(texts, tuple(hints), languages)
    prefiltered = [
        Prefiltered([], hits, languages[row] if languages else None)
        for row, hits in enumerate(column.hits)
    ]
    for number, hint in enumerate(hints):
        for row in column.rows(hint, column.all):
            prefiltered[row].holding.append(number)
    return prefiltered


class _Column:
    """A column of texts, in which literals, code points and shapes are searched once."""

    def __init__(
        self, texts: Sequence[str], hints: tuple[Hint, ...], languages: Sequence[Spoken]
    ) -> None:
        self._languages = languages
        self.all = frozenset(range(len(texts)))
        self._with_runs: dict[Token, AbstractSet[int]] = {}
        self._runs: dict[tuple[int, ...], tuple[pl.Series, pl.Series, pl.Series]] = {}
        self._plain = texts
        self._texts = pl.Series("text", texts, dtype=pl.String)
        literals = literals_of(hints)
        self.hits = literals.hits(texts)
        self._searched = literals.searched
        self._found: dict[Hint, set[int]] = {}
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
            case Token():
                return self._with_run(hint) & among
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

    def _with_run(self, hint: Token) -> AbstractSet[int]:
        """Find the rows with runs that pass, and keep these; each distinct run is tested once."""
        if hint not in self._with_runs:
            found: dict[int, set[str]] = {}
            for row, runs in self._search_runs(hint, self._spoken(hint)):
                found.setdefault(row, set()).update(runs)
            for row, hits in enumerate(self.hits):
                hits.runs[hint] = frozenset(found.get(row, ()))
            self._with_runs[hint] = found.keys()
        return self._with_runs[hint]

    def _spoken(self, hint: Token) -> list[int]:
        """Return the rows whose runs are tested, in order."""
        if not hint.langs or not self._languages:
            return sorted(self.all)
        return [row for row, language in enumerate(self._languages) if hint.concerns(language)]

    def _search_runs(self, hint: Token, among: list[int]) -> Iterator[tuple[int, AbstractSet[str]]]:
        """Yield the row and the runs that pass of what stands between two blanks."""
        ends, runs, distinct = self._runs_of(among)
        long = distinct.filter(distinct.str.len_bytes() >= hint.shortest)
        shaped = long.filter(long.str.contains(hint.shape))
        passing = hint.passing_in(shaped)
        if passing:
            places = runs.is_in(list(passing)).arg_true()
            rows = ends.search_sorted(places, side="right")
            for row, run in zip(rows, runs.gather(places), strict=True):
                yield among[row], passing[run]

    def _runs_of(self, among: list[int]) -> tuple[pl.Series, pl.Series, pl.Series]:
        """Return where the runs of each row end, all runs, and each of them once."""
        rows = tuple(among)
        if rows not in self._runs:
            texts = self._texts if len(among) == len(self.all) else self._texts.gather(among)
            parts = texts.str.split(" ")
            runs = parts.explode()
            self._runs[rows] = parts.list.len().cum_sum(), runs, runs.unique(maintain_order=True)
        return self._runs[rows]

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
