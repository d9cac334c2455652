"""Choose places and articles to show: at random, the same ones whatever the order of the rows.

A place is drawn by a number that follows from the hash of its article and its position, so that a
sample is the same for raw input and for the output of a run, in one batch or in many.
"""

from __future__ import annotations

from bisect import insort
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from cleanup.audit.articles import article_of
from cleanup.audit.findings import findings_of, kind_for, sample_of
from cleanup.audit.grades import GRADES
from cleanup.provenance import LIFTED

if TYPE_CHECKING:
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
    place: tuple[str, int, int]
    sample: Sample


def with_draw(frame: pl.DataFrame) -> pl.DataFrame:
    """Add ``draw`` to a frame, a number for each row that follows from the hash of its original."""
    digits = pl.col("cleanup_original_sha256").str.slice(0, 12).str.to_integer(base=16)
    number = (digits.fill_null(0) + pl.col("cleanup_row")) % _PRIME
    return frame.with_columns(draw=number.cast(pl.Int64))


def drawn(row: pl.Expr, start: pl.Expr) -> pl.Expr:
    """Return the number of a place, from that of its row and where it begins."""
    return (row + (start + 1) * 7_919) % _PRIME * _FACTOR % _PRIME


class Samples:
    """The samples of each rule so far."""

    def __init__(self) -> None:
        self._drawn: dict[str, list[_Drawn]] = {}

    def add(self, frame: pl.DataFrame, places: Places) -> None:
        """Draw from the places of a frame."""
        number = drawn(pl.col("draw"), pl.col("start"))
        joined = places.by_code.join(frame.select("row", "draw"), on="row", maintain_order="left")
        ranked = joined.with_columns(number_drawn=number).sort("number_drawn", "start", "end")
        nth = pl.int_range(pl.len()).over("code", "row")
        ranked = ranked.with_columns(nth=nth).filter(pl.col("nth") < OF_ARTICLE)
        ranked = ranked.sort("nth", "number_drawn", "start", "end")
        articles: dict[int, Article | None] = {}
        for code, group in ranked.group_by("code", maintain_order=True):
            self._draw(str(code[0]), group, frame, articles)

    def _draw(
        self,
        code: str,
        places: pl.DataFrame,
        frame: pl.DataFrame,
        articles: dict[int, Article | None],
    ) -> None:
        kept = self._drawn.setdefault(code, [])
        columns = places.select("nth", "number_drawn", "row", "start", "end")
        for nth, number, row, start, end in columns.iter_rows():
            rank = (nth, number)
            if len(kept) >= SAMPLES and rank >= kept[-1].rank:
                break
            if row not in articles:
                articles[row] = _article(frame, row)
            article = articles[row]
            if article and not any(one.place == (article.text, start, end) for one in kept):
                sample = _sample(article, code, start, end)
                insort(kept, _Drawn(rank, (article.text, start, end), sample), key=_rank)
                del kept[SAMPLES:]

    def of(self, code: str) -> tuple[Sample, ...]:
        """Return the samples of a rule."""
        return tuple(one.sample for one in self._drawn.get(code, ()))


def _rank(one: _Drawn) -> tuple[int, int]:
    return one.rank


def _article(frame: pl.DataFrame, row: int) -> Article | None:
    try:
        return article_of(frame.row(row, named=True))
    except ValueError:
        return None  # the rows that cannot be rebuilt are named by themselves


def _sample(article: Article, code: str, start: int, end: int) -> Sample:
    where = f"{article.source}#{article.row}"
    finding = next(
        one
        for one in findings_of(article.cleaned)
        if (one.start, one.end) == (start, end) and code in one.codes
    )
    sample = sample_of(article.text, article.cleaned, finding, where)
    return sample._replace(kind=kind_for(finding, code))


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
            article = _article(frame, row)
            if article and all(article.text != other.text for _, other in self._articles):
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
