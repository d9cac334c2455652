"""Judge and clean a whole column of texts at once, with the same results as one by one."""

from __future__ import annotations

import gc
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import polars as pl

from cleanup.engine.fixpoint import Context, clean_all
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
    Token,
)
from cleanup.prefilter.literals import literals_of
from cleanup.prefilter.texts import Judged
from cleanup.provenance import UNTOUCHED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from cleanup.prefilter.hints import Hint
    from cleanup.rule import Rule
    from cleanup.settings import Settings
    from cleanup.values import Cleaned

_NONE: frozenset[int] = frozenset()
_MEANT_LITERALLY = re.compile(r"(?<!\\)((?:\\\\)*)([\[&~])")
_ESCAPED = r"\1\\\2"


def clean_column(
    texts: Sequence[str | None], contexts: Sequence[Context], settings: Settings
) -> list[Cleaned]:
    """Clean each text for itself; null becomes ``UNTOUCHED``."""
    present = [place for place, text in enumerate(texts) if text is not None]
    results = [UNTOUCHED] * len(texts)
    with _without_collector():
        cleaned = clean_all(
            [text for text in texts if text is not None],
            [contexts[place] for place in present],
            settings,
            judge_column,
        )
    for place, result in zip(present, cleaned, strict=True):
        results[place] = result
    return results


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the collector of cycles away: it would go through all results so far, many times."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def judge_column(rules: Sequence[Rule], texts: Sequence[str]) -> list[Judged]:
    """Judge each text for itself, as ``cleanup.prefilter.texts.judge`` does."""
    column = _Column(texts, tuple(rule.hint for rule in rules))
    judged = [Judged([], spots) for spots in column.spots]
    for rule in rules:
        for row in column.rows(rule.hint, column.all):
            judged[row].rules.append(rule)
    return judged


class _Column:
    """A column of texts, in which literals, code points and shapes were looked for once."""

    def __init__(self, texts: Sequence[str], hints: tuple[Hint, ...]) -> None:
        self.all = frozenset(range(len(texts)))
        self._with_runs: dict[Token, AbstractSet[int]] = {}
        self._plain = texts
        self._texts = pl.Series("text", texts, dtype=pl.String)
        literals = literals_of(hints)
        self.spots = literals.spots(texts)
        self._sought = literals.sought
        self._found: dict[Hint, set[int]] = {}
        for row, spots in enumerate(self.spots):
            for leaf in spots.found:
                self._found.setdefault(leaf, set()).add(row)
        self._matched = self._look_for(list(_first_leaves(hints)))

    def _look_for(self, leaves: Sequence[Hint]) -> dict[str, AbstractSet[int]]:
        """Find the rows of all patterns that are judged first.

        Code points that were not sought are looked for together, then those of one class, and
        those of the others together where some are.
        """
        shapes = dict.fromkeys(leaf.pattern for leaf in leaves if isinstance(leaf, Shape))
        masks = self._texts.to_frame().select(
            pl.col("text").str.contains(pattern).alias(pattern) for pattern in shapes
        )
        matched: dict[str, AbstractSet[int]] = {
            pattern: frozenset(masks[pattern].arg_true()) for pattern in shapes
        }
        sought = [leaf for leaf in leaves if isinstance(leaf, Chars) and leaf not in self._sought]
        classes = list(dict.fromkeys(leaf.ranges for leaf in sought))
        rows: AbstractSet[int] = self.all
        if all(leaf.is_foreign for leaf in sought):
            rows = {row for row, text in enumerate(self._plain) if not text.isascii()}
        for place, ranges in enumerate(classes):
            rows = self._matching(_class("".join(classes[place:])), rows)
            matched[_class(ranges)] = self._matching(_class(ranges), rows)
        return matched

    def rows(self, hint: Hint, among: AbstractSet[int]) -> AbstractSet[int]:
        """Return those of the rows ``among`` in which a hint holds."""
        match hint:
            case AnyOf() | LineStart() | Chars() if hint in self._sought:
                return self._found.get(hint, _NONE) & among
            case Chars(ranges):
                return self._matched[_class(ranges)] & among
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
                spots = self.spots
                return {row for row in self.rows(first, among) if spots[row].hold(hint)}
            case Outer():
                return {row for row in among if hint.at(self._plain[row])}
            case Token():
                return self._with_run(hint) & among
            case Always():
                return among
            case _:
                return _NONE

    def _with_run(self, hint: Token) -> AbstractSet[int]:
        """Find, once, the rows with a run that passes; each distinct run is tested once."""
        if hint not in self._with_runs:
            self._with_runs[hint] = rows = self._look_for_runs(hint)
            for row, spots in enumerate(self.spots):
                spots.tokens[hint] = row in rows
        return self._with_runs[hint]

    def _look_for_runs(self, hint: Token) -> AbstractSet[int]:
        parts = self._texts.str.split(" ")
        runs = parts.explode()
        kinds = runs.filter(runs.str.len_bytes() >= hint.shortest).unique()
        shaped = kinds.filter(kinds.str.contains(hint.shape))
        passing = [run for run in shaped if hint.within(run)]
        if not passing:
            return _NONE
        ends = parts.list.len().cum_sum()
        places = runs.is_in(passing).arg_true()
        return frozenset(ends.search_sorted(places, side="right"))

    def _matching(self, pattern: str, among: AbstractSet[int]) -> AbstractSet[int]:
        if not among:
            return among
        places = sorted(among)
        found = self._texts.gather(places).str.contains(pattern).arg_true()
        return {places[place] for place in found}


def _first_leaves(hints: Iterable[Hint]) -> Iterator[Hint]:
    """Yield the leaves that are judged on every row: not what stands on the right of a ``Both``.

    Code points are sought together wherever they stand, so theirs are all among them.
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


def _class(ranges: str) -> str:
    """Return a class, with those signs escaped that Rust gives a meaning."""
    return f"[{_MEANT_LITERALLY.sub(_ESCAPED, ranges)}]"
