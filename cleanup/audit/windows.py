"""Draw windows in which nothing was found: what a reader sees there is what the rules miss."""

from __future__ import annotations

import re
from heapq import merge
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from cleanup.audit.articles import rebuilt
from cleanup.audit.findings import findings_of
from cleanup.audit.samples import place_id
from cleanup.audit.values import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.audit.values import Article

WORDS = 40
"""The most words of a window: a few sentences, which a reader judges at once."""

OF_ARTICLE = 16
"""How many windows of one article can be drawn."""

_AROUND = 80
"""How many code points are shown on either side of a window."""

_TRIED = 10
"""So many windows are looked at for each that is drawn: something was found in others."""

_PRIME = 2_147_483_647
_WORD = re.compile(r"\S+")


class Window(NamedTuple):
    """Words of an article in which nothing was found, with what is around them."""

    id: str
    where: str
    before: tuple[Piece, ...]
    words: int


class _Candidate(NamedTuple):
    """What a window is drawn by, with its ``row`` in a frame until it was looked at."""

    key: float
    row: int | None
    number: int
    window: Window | None = None


class Windows:
    """The windows so far, ``most`` of them: every word of the corpus is as likely as every other.

    An article is divided into windows, each word in one of them, and drawn with the weight of their
    number, by the key ``-log(u) / weight`` of Efraimidis and Spirakis (Weighted random sampling
    with a reservoir, 2006). The ones with the least keys are looked at, whatever the order of the
    rows; a window in which something was found is left out and none takes its place, or the rest
    of a damaged article would be more likely.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._tried: list[_Candidate] = []

    def add(self, frame: pl.DataFrame) -> None:
        """Draw from the rows of a frame."""
        articles: dict[int, Article | None] = {}
        tried: list[_Candidate] = []
        drawn: set[str] = set()
        for one in merge(self._tried, _candidates(frame), key=itemgetter(0)):
            if len(drawn) >= self._most or len(tried) >= _TRIED * self._most:
                break
            window = one.window
            if one.row is not None:
                if one.row not in articles:
                    articles[one.row] = rebuilt(frame, one.row)
                article = articles[one.row]
                window = _window(article, one.number) if article else None
            tried.append(_Candidate(one.key, None, one.number, window))
            drawn.update([window.id] if window else [])
        self._tried = tried

    @property
    def windows(self) -> tuple[Window, ...]:
        """The windows, in the order in which they were drawn; of one in several rows the first."""
        by_id: dict[str, Window] = {}
        for one in self._tried:
            if one.window:
                by_id.setdefault(one.window.id, one.window)
        return tuple(by_id.values())


def _candidates(frame: pl.DataFrame) -> Iterator[_Candidate]:
    """Yield what can be drawn from a frame, the least key first."""
    words = pl.col("text").str.count_matches(r"\S+").fill_null(0)
    rows = frame.select("row", "review_draw", windows=-(-words.cast(pl.Int64) // WORDS))
    nth = pl.lit(range(1, OF_ARTICLE + 1), dtype=pl.List(pl.Int64))
    rows = rows.filter(pl.col("windows") > 0).with_columns(nth=nth).explode("nth")
    number = (pl.col("review_draw") + 104_729 * pl.col("nth")) * 69_621 % _PRIME
    rows = rows.with_columns(number=number.clip(1))
    key = -(pl.col("number") / _PRIME).log() / pl.col("windows")
    ordered = rows.with_columns(key=key).sort("key", "row", "number")
    yield from (_Candidate(*one) for one in ordered.select("key", "row", "number").iter_rows())


def _window(article: Article, number: int) -> Window | None:
    """Return one of the windows of an article; ``None`` if something was found in it."""
    words = list(_WORD.finditer(article.text))
    windows = -(-len(words) // WORDS)
    if not windows:
        return None
    nth = number % windows
    inside = words[nth * len(words) // windows : (nth + 1) * len(words) // windows]
    start, end = inside[0].start(), inside[-1].end()
    found = findings_of(article.cleaned)
    if any(one.start < end and one.end > start and not one.whole for one in found):
        return None
    return Window(
        place_id(article, start, end, "window"),
        f"{article.source}#{article.row}:{start}-{end}",
        _pieces(article.text, start, end),
        len(inside),
    )


def _pieces(text: str, start: int, end: int) -> tuple[Piece, ...]:
    before, after = max(0, start - _AROUND), min(len(text), end + _AROUND)
    return (
        Piece(("… " if before else "") + text[before:start]),
        Piece(text[start:end], flag="window"),
        Piece(text[end:after] + (" …" if after < len(text) else "")),
    )
