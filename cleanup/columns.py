"""Judge and clean a whole column of texts at once, with the same results as one by one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl

from cleanup.clean import Context, clean_all
from cleanup.hint import Always, AnyOf, Both, Chars, Either, Never, Shape
from cleanup.judge import Judged, judge
from cleanup.literals import literals_of
from cleanup.provenance import UNTOUCHED

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
    """A column of texts, in which literals and code points were looked for once."""

    def __init__(self, texts: Sequence[str], hints: tuple[Hint, ...]) -> None:
        self.all = frozenset(range(len(texts)))
        self._texts = pl.Series(texts, dtype=pl.String)
        self.spots = literals_of(hints).spots(texts)
        self._literals: dict[AnyOf, set[int]] = {}
        for row, spots in enumerate(self.spots):
            for leaf in spots.places:
                self._literals.setdefault(leaf, set()).add(row)
        ranges = "".join(dict.fromkeys(_code_points(hints)))
        self._unusual = self._matching(f"[{_escaped(ranges)}]", self.all) if ranges else self.all

    def rows(self, hint: Hint, among: AbstractSet[int]) -> AbstractSet[int]:
        """Return those of the rows ``among`` in which a hint holds."""
        match hint:
            case AnyOf():
                return self._literals.get(hint, set()) & among
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
            case Never():
                return frozenset()

    def _matching(self, pattern: str, among: AbstractSet[int]) -> AbstractSet[int]:
        if len(among) == len(self.all):
            return set(self._texts.str.contains(pattern).arg_true())
        places = sorted(among)
        found = self._texts.gather(places).str.contains(pattern).arg_true()
        return {places[place] for place in found}


def _code_points(hints: Iterable[Hint]) -> Iterator[str]:
    """Yield the ranges of the ``Chars`` within hints."""
    for hint in hints:
        match hint:
            case Chars(ranges):
                yield ranges
            case Both(left, right) | Either(left, right):
                yield from _code_points((left, right))


def _escaped(ranges: str) -> str:
    """Return the inside of a class with those signs escaped that Rust gives a meaning."""
    return _MEANT_LITERALLY.sub(r"\1\\\2", ranges)
