"""Count what an audited frame holds: articles by grade, places by kind, and both by group."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Protocol

import polars as pl

from cleanup.audit.articles import article_of, broken_rows
from cleanup.audit.frames import measured
from cleanup.audit.grades import GRADES
from cleanup.audit.groups import with_groups
from cleanup.audit.places import places_of
from cleanup.audit.samples import LiftedSamples, Samples, Worst, with_draw
from cleanup.audit.values import KINDS
from cleanup.provenance import LIFTED

if TYPE_CHECKING:
    from cleanup.audit.places import Places
    from cleanup.audit.values import Article

GROUPINGS = ("group", "cleanup_source", "month")
"""By what articles are grouped."""

OF_GRADE = tuple(f"with {grade}" for grade in GRADES)
OF_KIND = tuple(f"places {kind}" for kind in KINDS)
"""The columns that count the articles with each grade, and the places of each kind."""

_SUMS = ("articles", "damaged", "length", "covered", *OF_GRADE, *OF_KIND)
"""What is counted of a group."""

_PARTS = 64
"""Counts of so many frames are kept before they are added up."""

_NAMED = 20
"""How many rows that cannot be rebuilt are named."""


class Sums:
    """Sums of counts by key, added up now and then."""

    def __init__(self, *keys: str) -> None:
        self._keys = keys
        self._parts: list[pl.DataFrame] = []

    def add(self, counts: pl.DataFrame) -> None:
        """Add the counts of one frame: the keys and any number of columns of numbers."""
        self._parts.append(counts)
        if len(self._parts) >= _PARTS:
            self._parts = [self.total]

    @property
    def total(self) -> pl.DataFrame:
        """The sums so far; an empty frame without any."""
        if not self._parts:
            return pl.DataFrame()
        return pl.concat(self._parts).group_by(self._keys).sum()


class Observer(Protocol):
    """What is given each frame with its places, besides the tally."""

    def add(self, frame: pl.DataFrame, places: Places) -> None:
        """Look at a frame."""


class Tally:
    """The counts so far; ``observers`` are given each frame, too."""

    def __init__(self, *observers: Observer) -> None:
        self._observers = observers
        self.counts: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self.languages: Counter[str | None] = Counter()
        self.traits: Counter[str] = Counter()
        self.lifted: Counter[str] = Counter()
        self.rulesets: Counter[str] = Counter()
        self.verdicts: Counter[str] = Counter()
        self.worst_grade: Counter[int] = Counter()
        self.places: Counter[tuple[int, str]] = Counter()
        self.by_rule: Counter[tuple[str, str]] = Counter()
        self.articles_of_rule: Counter[str] = Counter()
        self.groups = {name: Sums(name) for name in GROUPINGS}
        self.rules_of_group = Sums("group", "code")
        self.samples = Samples()
        self.lifted_samples = LiftedSamples()
        self.worst = Worst()
        self.broken: list[str] = []
        self.has_sites = False
        self.first: Article | None = None

    def add(self, frame: pl.DataFrame) -> None:
        """Count an audited frame."""
        if not frame.height:
            return
        frame = with_draw(with_groups(measured(frame)))
        self._verify(frame)
        self.has_sites = self.has_sites or frame.get_column("url").null_count() < frame.height
        places = places_of(frame)
        self._count_rows(frame)
        self._count_places(frame, places)
        self._count_groups(frame, places)
        self.samples.add(frame, places)
        self.lifted_samples.add(frame)
        self.worst.add(frame, places)
        for observer in self._observers:
            observer.add(frame, places)
        if self.counts["articles"] == 1 and not self.broken:
            self.first = article_of(frame.row(0, named=True))

    def _verify(self, frame: pl.DataFrame) -> None:
        broken = sorted(set(broken_rows(frame)))
        self.counts["rebuilt"] += frame.height - len(broken)
        for row in broken[: max(0, _NAMED - len(self.broken))]:
            source, number = frame.select("cleanup_source", "cleanup_row").row(row)
            self.broken.append(f"{source}#{number}")

    def _count_rows(self, frame: pl.DataFrame) -> None:
        self.counts["articles"] += frame.height
        self.counts["nulls"] += frame.get_column("text").null_count()
        self.counts["dropped"] += int(frame.get_column("dropped").sum())
        self.counts["length"] += int(frame.get_column("length").sum())
        self.counts["covered"] += int(frame.select(_covered().sum()).item() or 0)
        for column in ("edits", "findings"):
            lengths = pl.col(f"cleanup_{column}").list.len().cast(pl.Int64).sum()
            self.counts[column] += int(frame.select(lengths).item() or 0)
        kind = pl.col("cleanup_kind").struct
        _count(self.statuses, frame.select("cleanup_status"))
        _count(self.rulesets, frame.select("cleanup_ruleset"))
        _count(self.languages, frame.select(kind.field("lang")))
        _count(self.traits, _items(frame.select(kind.field("traits"))))
        for name in LIFTED:
            values = pl.col("cleanup_lifted").struct.field(name).list.len().cast(pl.Int64)
            self.lifted[name] += int(frame.select(values.sum()).item() or 0)
        dropped = frame.filter("dropped").select("cleanup_findings").explode("cleanup_findings")
        whole = dropped.unnest("cleanup_findings").filter(family="document", end=0)
        _count(self.verdicts, whole.select("code"))

    def _count_places(self, frame: pl.DataFrame, places: Places) -> None:
        _count(self.places, places.places.select("grade", "kind"))
        _count(self.by_rule, places.by_code.select("code", "kind"))
        _count(self.articles_of_rule, places.by_code.select("row", "code").unique().select("code"))
        worst = places.places.group_by("row").agg(pl.col("grade").min())
        _count(self.worst_grade, worst.select("grade"))

    def _count_groups(self, frame: pl.DataFrame, places: Places) -> None:
        counted = _counted(frame, places)
        for name in OF_GRADE:
            self.counts[name] += int(counted.get_column(name).sum())
        for name, sums in self.groups.items():
            keyed = counted.filter(pl.col(name).is_not_null()) if name == "month" else counted
            sums.add(keyed.group_by(name).agg(pl.col(_SUMS).sum()))
        groups = places.by_code.join(frame.select("row", "group"), on="row")
        self.rules_of_group.add(
            groups.group_by("group", "code").agg(places=pl.len().cast(pl.Int64))
        )


def _covered() -> pl.Expr:
    """Return how many code points of a row edits and findings cover: what ``damage`` is made of."""
    return (pl.col("cleanup_damage") * pl.col("length") / 1000).round().cast(pl.Int64)


def _counted(frame: pl.DataFrame, places: Places) -> pl.DataFrame:
    """Return a row for each article: its groups, and what ``_SUMS`` counts."""
    of_article = places.places.group_by("row").agg(
        damaged=(pl.col("grade") < GRADES.index("white-space")).any().cast(pl.Int64),
        **{
            name: (pl.col("grade") == rank).any().cast(pl.Int64)
            for rank, name in enumerate(OF_GRADE)
        },
        **{
            name: (pl.col("kind") == kind).sum().cast(pl.Int64)
            for name, kind in zip(OF_KIND, KINDS, strict=True)
        },
    )
    rows = frame.select("row", *GROUPINGS, "length", covered=_covered())
    joined = rows.join(of_article, on="row", how="left")
    return joined.with_columns(
        pl.lit(1, pl.Int64).alias("articles"), pl.col("damaged", *OF_GRADE, *OF_KIND).fill_null(0)
    )


def _items(lists: pl.DataFrame) -> pl.DataFrame:
    [name] = lists.columns
    return lists.filter(pl.col(name).list.len() > 0).explode(name)


def _count(counter: Counter[Any], values: pl.DataFrame) -> None:
    """Add how often each value comes; a tuple for several columns."""
    counted = values.group_by(values.columns).agg(pl.len())
    for *value, count in counted.iter_rows():
        counter[value[0] if len(value) == 1 else tuple(value)] += count
