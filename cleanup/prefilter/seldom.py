"""Patterns that match in few texts, searched all together: where none of them does, one look tells.

Which they are is learnt from the first texts. It changes what a search costs, and no result.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from cleanup.prefilter.classes import class_of
from cleanup.prefilter.engines import searcher
from cleanup.prefilter.hints import Chars, Lines, Shape

if TYPE_CHECKING:
    import re2

    from cleanup.prefilter.hints import Hint
    from cleanup.prefilter.literals import LiteralHits

_TEXTS, _MOST = 64, 1
"""So many texts say which hints are asked of most texts, and hold in next to none."""


class Seldom:
    """Hints by a pattern that hold in next to none of the first texts."""

    def __init__(self) -> None:
        self._left = _TEXTS
        self._asked: Counter[Shape | Chars] = Counter()
        self._held: Counter[Shape | Chars] = Counter()
        self._hints: list[Shape | Chars] = []
        self._searcher: re2._Regexp | None = None

    def rule_out(self, hits: LiteralHits) -> None:
        """Say of all these hints that they do not hold in a text, if none does."""
        if self._searcher and self._searcher.search(hits.encoded) is None:
            hits.shapes.update(dict.fromkeys(self._hints, False))

    def learn(self, hits: LiteralHits) -> None:
        """Count the hints that were asked of a text; after the first texts no more."""
        if self._left <= 0:
            return
        for hint, held in hits.shapes.items():
            if not isinstance(hint, Lines):
                self._asked[hint] += 1
                self._held[hint] += held
        self._left -= 1
        if not self._left:
            usual = (hint for hint, count in self._asked.items() if 2 * count > _TEXTS)
            self._hints = [hint for hint in usual if self._held[hint] <= _MOST]
            patterns = "|".join(f"(?:{_pattern(hint)})" for hint in self._hints)
            self._searcher = searcher(patterns) if patterns else None


def _pattern(hint: Shape | Chars) -> str:
    return hint.pattern if isinstance(hint, Shape) else class_of(hint.ranges)


@lru_cache(maxsize=8)
def seldom_of(hints: tuple[Hint, ...]) -> Seldom:
    """Return what is known of these hints."""
    return Seldom()
