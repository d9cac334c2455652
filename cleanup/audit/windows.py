"""Draw windows in which nothing was found: what a reader sees there is what the rules miss."""

from __future__ import annotations

import math
import re
from bisect import insort
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from cleanup.audit.articles import article_of
from cleanup.audit.findings import findings_of
from cleanup.audit.samples import place_id
from cleanup.audit.values import Piece

if TYPE_CHECKING:
    from cleanup.audit.values import Article

WORDS = 40
"""How many words a window has: a few sentences, which a reader judges at once."""

OF_ARTICLE = 4
"""How many windows of one article can be drawn."""

_AROUND = 80
"""How many code points are shown on either side of a window."""

_TRIES = 6
"""How often another place is tried where something was found."""

_PRIME = 2_147_483_647
_WORD = re.compile(r"\S+")


class Window(NamedTuple):
    """Words of an article in which nothing was found, with what is around them."""

    id: str
    where: str
    before: tuple[Piece, ...]
    words: int


class Windows:
    """The windows so far, ``most`` of them: every word of the corpus is as likely as every other.

    An article is drawn with the weight of its words, by the key ``-log(u) / weight`` of Efraimidis
    and Spirakis (Weighted random sampling with a reservoir, 2006).
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._drawn: list[tuple[float, Window]] = []

    def add(self, frame: pl.DataFrame) -> None:
        """Draw from the rows of a frame."""
        words = pl.col("text").str.count_matches(r"\S+").fill_null(0)
        rows = frame.select("row", "review_draw", words=words).filter(pl.col("words") > 0)
        candidates = sorted(
            (-math.log(number / _PRIME) / weight, row, number)
            for row, start, weight in rows.iter_rows()
            for number in _numbers(start)
        )
        articles: dict[int, Article | None] = {}
        for key, row, number in candidates[: 4 * self._most]:
            if len(self._drawn) >= self._most and key >= self._drawn[-1][0]:
                break
            if row not in articles:
                articles[row] = _article(frame, row)
            article = articles[row]
            window = _window(article, number) if article else None
            if window and all(window.id != other.id for _, other in self._drawn):
                insort(self._drawn, (key, window), key=lambda one: one[0])
                del self._drawn[self._most :]

    @property
    def windows(self) -> tuple[Window, ...]:
        """The windows, in the order in which they were drawn."""
        return tuple(window for _, window in self._drawn)


def _numbers(start: int) -> list[int]:
    """Return the numbers of an article's windows, each from 1 on."""
    return [(start + 104_729 * nth) * 69_621 % _PRIME or 1 for nth in range(1, OF_ARTICLE + 1)]


def _article(frame: pl.DataFrame, row: int) -> Article | None:
    try:
        return article_of(frame.row(row, named=True))
    except ValueError:
        return None


def _window(article: Article, number: int) -> Window | None:
    """Return a window in which nothing was found; ``None`` if there is none where it is looked."""
    words = list(_WORD.finditer(article.text))
    if not words:
        return None
    found = findings_of(article.cleaned)
    for _ in range(_TRIES):
        first = number % max(1, len(words) - WORDS + 1)
        inside = words[first : first + WORDS]
        start, end = inside[0].start(), inside[-1].end()
        if not any(one.start < end and one.end > start and not one.whole for one in found):
            return Window(
                place_id(article, start, end, "window"),
                f"{article.source}#{article.row}:{start}-{end}",
                _pieces(article.text, start, end),
                len(inside),
            )
        number = number * 48_271 % _PRIME
    return None


def _pieces(text: str, start: int, end: int) -> tuple[Piece, ...]:
    before, after = max(0, start - _AROUND), min(len(text), end + _AROUND)
    return (
        Piece(("… " if before else "") + text[before:start]),
        Piece(text[start:end], flag="window"),
        Piece(text[end:after] + (" …" if after < len(text) else "")),
    )
