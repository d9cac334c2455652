"""Judge and clean a whole column of texts at once, with the same results as one by one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl

from cleanup.hint import Always, Both, Chars, Either, Shape
from cleanup.judge import Judged, judge
from cleanup.literals import literals_of
from cleanup.settle import Context, clean_all
from cleanup.write.provenance import UNTOUCHED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from cleanup.hint import Hint
    from cleanup.rule import Rule
    from cleanup.settings import Settings
    from cleanup.values import Cleaned

FEW = 8
"""Up to so many texts, plain Python is quicker than setting up a column."""

_MEANT_LITERALLY = re.compile(r"(?<!\\)((?:\\\\)*)([\[&~])")


def clean_column(
    texts: Sequence[str | None], contexts: Sequence[Context], settings: Settings
) -> list[Cleaned]:
    """Clean each text for itself; null becomes ``UNTOUCHED``."""
    present = [place for place, text in enumerate(texts) if text is not None]
    results = [UNTOUCHED] * len(texts)
    cleaned = clean_all(
        [text for text in texts if text is not None],
        [contexts[place] for place in present],
        settings,
        judge_column,
    )
    for place, result in zip(present, cleaned, strict=True):
        results[place] = result
    return results


def judge_column(rules: Sequence[Rule], texts: Sequence[str]) -> list[Judged]:
    """Judge each text for itself, as ``cleanup.judge.judge`` does."""
    if len(texts) <= FEW:
        return judge(rules, texts)
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
        self._texts = pl.Series("text", texts, dtype=pl.String)
        self.spots = literals_of(hints).spots(texts)
        self._sought = self.spots[0].sought
        self._known: dict[Hint, set[int]] = {}
        for row, spots in enumerate(self.spots):
            for leaf in spots.found:
                self._known.setdefault(leaf, set()).add(row)
        self._look_for(hints)

    def _look_for(self, hints: Iterable[Hint]) -> None:
        """Find the rows of all shapes that are judged first, and of all code points together."""
        shapes = [leaf for leaf in _first_leaves(hints) if isinstance(leaf, Shape)]
        ranges = "".join(
            leaf.ranges
            for leaf in _first_leaves(hints)
            if isinstance(leaf, Chars) and leaf not in self._sought
        )
        patterns: dict[str, Hint] = {f"[{_escaped(ranges)}]": Chars(ranges)} if ranges else {}
        patterns |= {shape.pattern: shape for shape in shapes}
        masks = self._texts.to_frame().select(
            pl.col("text").str.contains(pattern).alias(pattern) for pattern in patterns
        )
        for pattern, leaf in patterns.items():
            self._known[leaf] = set(masks[pattern].arg_true())
        self._unusual = self._known.get(Chars(ranges), set())

    def rows(self, hint: Hint, among: AbstractSet[int]) -> AbstractSet[int]:
        """Return those of the rows ``among`` in which a hint holds."""
        if hint in self._known or hint in self._sought:
            return self._known.get(hint, set()) & among
        match hint:
            case Chars(ranges):
                return self._matching(f"[{_escaped(ranges)}]", among & self._unusual)
            case Shape(pattern):
                return self._matching(pattern, among)
            case Both(left, right):
                return self.rows(right, self.rows(left, among))
            case Either(left, right):
                found = self.rows(left, among)
                return found | self.rows(right, among - found)
            case Always():
                return among
            case _:
                return frozenset()

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


def _escaped(ranges: str) -> str:
    """Return the inside of a class with those signs escaped that Rust gives a meaning."""
    return _MEANT_LITERALLY.sub(r"\1\\\2", ranges)
