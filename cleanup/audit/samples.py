"""Choose places and articles to show: at random, the same ones whatever the order of the rows.

A place is drawn by a number that follows from the hash of its article and its position, so that a
sample is the same for raw input and for the output of a run, in one batch or in many.
"""

from __future__ import annotations

import hashlib
from bisect import insort
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from cleanup.audit.articles import article_of, rebuilt
from cleanup.audit.findings import findings_of, kind_for, sample_of
from cleanup.audit.grades import GRADES
from cleanup.provenance import LIFTED, sha256

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from cleanup.audit.places import Places
    from cleanup.audit.values import Article, Sample

SAMPLES = 20
"""How many samples are kept of one rule."""

OF_ARTICLE = 4
"""How many of a rule's samples may come from the same article."""

WORST = 10
"""How many of the most damaged articles are kept."""

WEIGHTS = {"lost": 3, "meaning": 2, "not-article": 1}
"""How much a place counts by its grade where the most damaged articles are chosen."""

_PRIME = 2_147_483_647
_FACTOR = 48_271
"""The multiplier and the modulus of the "minimal standard" generator (Park and Miller, 1988)."""


class _Drawn(NamedTuple):
    """A sample and its rank: which one of its rule in its article, then its number."""

    rank: tuple[int, int]
    sample: Sample


def with_draw(frame: pl.DataFrame) -> pl.DataFrame:
    """Add ``draw`` and ``review_draw``, numbers for each row that follow from its original's hash.

    They follow from different digits, so what is reviewed is drawn apart from what is shown.
    """
    return frame.with_columns(draw=_number(0), review_draw=_number(12))


def _number(start: int) -> pl.Expr:
    digits = pl.col("cleanup_original_sha256").str.slice(start, 12).str.to_integer(base=16)
    return ((digits.fill_null(0) + pl.col("cleanup_row")) % _PRIME).cast(pl.Int64)


def drawn(row: pl.Expr, start: pl.Expr) -> pl.Expr:
    """Return the number of a place, from that of its row and where it begins."""
    return (row + (start + 1) * 7_919) % _PRIME * _FACTOR % _PRIME


class Samples:
    """At most ``most`` samples of each rule, of them ``of_article`` from one article."""

    def __init__(
        self, most: int = SAMPLES, of_article: int | None = OF_ARTICLE, draw: str = "draw"
    ) -> None:
        self._most, self._of_article, self._by = most, of_article, draw
        self._drawn: dict[str, list[_Drawn]] = {}

    def add(self, frame: pl.DataFrame, places: Places) -> None:
        """Draw from the places of a frame."""
        ranked = self._ranked(frame, places)
        articles: dict[int, Article | None] = {}
        for code, group in ranked.group_by("code", maintain_order=True):
            self._draw(str(code[0]), group, frame, articles)

    def _ranked(self, frame: pl.DataFrame, places: Places) -> pl.DataFrame:
        """Return the places in the order in which they are drawn.

        Where few may come from one article, all articles come first with one of theirs.
        """
        number = drawn(pl.col(self._by), pl.col("start"))
        rows = frame.select("row", self._by)
        joined = places.by_code.join(rows, on="row", maintain_order="left")
        ranked = joined.with_columns(number=number).sort("number", "start", "end")
        if self._of_article is None:
            return ranked.with_columns(nth=pl.lit(0))
        ranked = ranked.with_columns(nth=pl.int_range(pl.len()).over("code", "row"))
        few = ranked.filter(pl.col("nth") < self._of_article)
        return few.sort("nth", "number", "start", "end")

    def _draw(
        self,
        code: str,
        places: pl.DataFrame,
        frame: pl.DataFrame,
        articles: dict[int, Article | None],
    ) -> None:
        kept = self._drawn.setdefault(code, [])
        columns = places.select("nth", "number", "row", "start", "end")
        for nth, number, row, start, end in columns.iter_rows():
            rank = (nth, number)
            if len(kept) >= self._most and rank >= kept[-1].rank:
                break
            if row not in articles:
                articles[row] = rebuilt(frame, row)
            article = articles[row]
            sample = _sample(article, code, start, end) if article else None
            if sample and _only(kept, rank, sample):
                insort(kept, _Drawn(rank, sample), key=_rank)
                del kept[self._most :]

    def of(self, code: str) -> tuple[Sample, ...]:
        """Return the samples of a rule."""
        return tuple(one.sample for one in self._drawn.get(code, ()))


def _only(kept: list[_Drawn], rank: tuple[int, int], sample: Sample) -> bool:
    """Return whether a sample is kept: of a place in several rows, that of the lowest rank."""
    known = next((one for one in kept if one.sample.id == sample.id), None)
    if known and known.rank > rank:
        kept.remove(known)
    return known is None or known.rank > rank


def _rank(one: _Drawn) -> tuple[int, int]:
    return one.rank


def sample_at(row: Mapping[str, Any], code: str, start: int, end: int) -> Sample | None:
    """Return a sample of a place of a row; ``None`` if it has none there, or is not rebuilt."""
    try:
        return _sample(article_of(row), code, start, end)
    except ValueError:
        return None


def _sample(article: Article, code: str, start: int, end: int) -> Sample | None:
    where = f"{article.source}#{article.row}"
    found = findings_of(article.cleaned)
    those = (one for one in found if (one.start, one.end) == (start, end) and code in one.codes)
    if (finding := next(those, None)) is None:
        return None
    sample = sample_of(article.text, article.cleaned, finding, where)
    return sample._replace(kind=kind_for(finding, code), id=place_id(article, start, end, code))


def place_id(article: Article, start: int, end: int, code: str) -> str:
    """Return what names a place in every audit of the same text: 16 hexadecimal digits."""
    named = f"{sha256(article.text)} {start} {end} {code}"
    return hashlib.sha256(named.encode()).hexdigest()[:16]


class Worst:
    """The most damaged articles so far: those whose places weigh most (``WEIGHTS``)."""

    def __init__(self) -> None:
        self._articles: list[tuple[tuple[int, int], Article]] = []

    def add(self, frame: pl.DataFrame, places: Places) -> None:
        """Look at the articles of a frame."""
        weights = [WEIGHTS.get(grade, 0) for grade in GRADES]
        weight = pl.col("grade").replace_strict(list(range(len(GRADES))), weights, default=0)
        scored = places.places.group_by("row").agg(score=weight.cast(pl.Int64).sum())
        scored = scored.filter(pl.col("score") > 0).join(frame.select("row", "draw"), on="row")
        for row, score, number in scored.sort(
            "score", "draw", descending=[True, False]
        ).iter_rows():
            rank = (-score, number)
            if len(self._articles) >= WORST and rank >= self._articles[-1][0]:
                break
            if article := rebuilt(frame, row):
                self._insert(rank, article)

    def _insert(self, rank: tuple[int, int], article: Article) -> None:
        """Add an article; of the same text in several rows the one of the lowest rank is kept."""
        known = next((one for one in self._articles if one[1].text == article.text), None)
        if known and known[0] <= rank:
            return
        if known:
            self._articles.remove(known)
        insort(self._articles, (rank, article), key=lambda one: one[0])
        del self._articles[WORST:]

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles, the most damaged first."""
        return tuple(article for _, article in self._articles)


class LiftedSamples:
    """Values that were lifted, drawn by their rows: each value once."""

    def __init__(self) -> None:
        self._drawn: dict[str, dict[str, tuple[int, str]]] = {name: {} for name in LIFTED}

    def add(self, frame: pl.DataFrame) -> None:
        """Draw from the rows of a frame."""
        lifted = pl.col("cleanup_lifted").struct
        where = ("draw", "cleanup_source", "cleanup_row")
        for name, drawn_values in self._drawn.items():
            values = frame.select(*where, value=lifted.field(name))
            values = values.filter(pl.col("value").list.len() > 0).explode("value")
            first = values.sort("draw", "value").unique("value", keep="first", maintain_order=True)
            for number, source, row, value in first.head(SAMPLES).iter_rows():
                known = drawn_values.get(value)
                drawn_values[value] = min(filter(None, (known, (number, f"{source}#{row}"))))
            kept = sorted(drawn_values.items(), key=lambda item: (item[1], item[0]))[:SAMPLES]
            self._drawn[name] = dict(kept)

    def of(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return the values of a kind, each with its row."""
        return tuple((value, where) for value, (_, where) in self._drawn[name].items())
