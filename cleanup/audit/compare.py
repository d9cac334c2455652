"""Compare two runs, rule sets, versions or corpora: what one finds and changes, and not the other.

Texts are the same if their originals have the same hash. Of a place the rule, the span in the
original, what became of it, and the text put in or proposed are compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from cleanup.audit.grades import GRADES, facts_of
from cleanup.audit.samples import drawn, sample_at
from cleanup.audit.values import counted

if TYPE_CHECKING:
    from cleanup.audit.grades import Grade
    from cleanup.audit.outcome import Audit
    from cleanup.audit.places import Places
    from cleanup.audit.values import Sample

SAMPLES = 8
"""How many places are shown of one rule that only one side has."""

_PLACE = ("sha256", "code", "start", "end", "kind", "after")
_PARTS = 64

_COPIES = 20
"""In so many rows of a text a place is looked for: what else a row says may have hidden it."""


class Side:
    """One side: its places, and its rows in a temporary folder, from which samples are cut."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._places: list[pl.DataFrame] = []
        self._texts: list[pl.DataFrame] = []
        self._files = 0

    def add(self, frame: pl.DataFrame, places: Places) -> None:
        """Keep what a frame holds."""
        rows = frame.select("row", "draw", sha256="cleanup_original_sha256")
        by_code = places.by_code.join(rows, on="row")
        self._places.append(
            by_code.select(
                *("sha256", "code", "start", "end", "kind"),
                after=pl.col("after").hash(),
                number=drawn(pl.col("draw"), pl.col("start")),
            )
        )
        self._texts.append(
            frame.select(sha256="cleanup_original_sha256", text=pl.col("text").hash())
        )
        frame.write_parquet(self._folder / f"{self._files:06}.parquet", compression="lz4")
        self._files += 1
        if len(self._places) > _PARTS:
            self._places, self._texts = [self.places], [self.texts]

    @property
    def places(self) -> pl.DataFrame:
        """The places, each once, also of a text in several rows."""
        schema = dict.fromkeys(_PLACE, pl.String) | {"number": pl.Int64}
        places = pl.concat(self._places) if self._places else pl.DataFrame(schema=schema)
        return places.group_by(_PLACE).agg(pl.col("number").min())

    @property
    def texts(self) -> pl.DataFrame:
        """The hash of each original, with one of what it became; null is no text."""
        schema = {"sha256": pl.String, "text": pl.UInt64}
        texts = pl.concat(self._texts) if self._texts else pl.DataFrame(schema=schema)
        return texts.drop_nulls("sha256").group_by("sha256").agg(pl.col("text").min())

    def samples(self, places: pl.DataFrame) -> dict[str, tuple[Sample, ...]]:
        """Return samples of these places by code, drawn as those of an audit."""
        few = (
            places.sort("number", "sha256", "start", "end")
            .group_by("code", maintain_order=True)
            .head(SAMPLES)
        )
        if not few.height:
            return {}
        rows = (
            pl.scan_parquet(self._folder / "*.parquet")
            .filter(pl.col("cleanup_original_sha256").is_in(few.get_column("sha256").implode()))
            .collect()
            .group_by("cleanup_original_sha256", maintain_order=True)
            .head(_COPIES)
        )
        copies: dict[str, list[dict[str, Any]]] = {}
        for row in rows.iter_rows(named=True):
            copies.setdefault(row["cleanup_original_sha256"], []).append(row)
        samples: dict[str, tuple[Sample, ...]] = {}
        for sha256, code, start, end in few.select("sha256", "code", "start", "end").iter_rows():
            seen = (sample_at(row, code, start, end) for row in copies[sha256])
            samples[code] = (*samples.get(code, ()), *islice(filter(None, seen), 1))
        return samples


class RuleDifference(NamedTuple):
    """How many places of a rule both sides have, and how many only one of them; with samples."""

    code: str
    name: str
    grade: Grade
    both: int
    only_a: int
    only_b: int
    samples_a: tuple[Sample, ...]
    samples_b: tuple[Sample, ...]


class TextCounts(NamedTuple):
    """How many texts are ``shared``, in one side alone, and how many shared became another."""

    shared: int
    only_a: int
    only_b: int
    otherwise: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two audits, and where they differ in the texts that both have.

    ``rules`` have places that only one side has, the gravest first.
    """

    a: Audit
    b: Audit
    names: tuple[str, str]
    texts: TextCounts
    rules: tuple[RuleDifference, ...]
    command: str

    @property
    def verdict(self) -> str:
        """The outcome in one sentence."""
        if not self.texts.shared:
            return "No text is in both, so only their totals can be compared."
        more, less = (
            sum(getattr(rule, side) for rule in self.rules) for side in ("only_b", "only_a")
        )
        shared, otherwise = self.texts.shared, self.texts.otherwise
        texts = f"Of {counted(shared, 'text')} that both have, {otherwise:,} became another text"
        return f"{texts}; B has {more:,} places that A has not, and A {less:,} that B has not."


def difference(a: Side, b: Side) -> tuple[TextCounts, tuple[RuleDifference, ...]]:
    """Return how the texts of two sides differ, and the rules that do."""
    texts = a.texts.join(b.texts, on="sha256", suffix="_b")
    otherwise = texts.filter(pl.col("text") != pl.col("text_b")).height
    shared = texts.select("sha256")
    ours, theirs = (side.places.join(shared, on="sha256", how="semi") for side in (a, b))
    only_a = ours.join(theirs, on=_PLACE, how="anti", nulls_equal=True)
    only_b = theirs.join(ours, on=_PLACE, how="anti", nulls_equal=True)
    alone_a, alone_b = (side.texts.height - shared.height for side in (a, b))
    counts = TextCounts(shared.height, alone_a, alone_b, otherwise)
    rules = _rules(ours, (only_a, only_b), (a.samples(only_a), b.samples(only_b)))
    return counts, rules


def _rules(
    ours: pl.DataFrame,
    only: tuple[pl.DataFrame, pl.DataFrame],
    samples: tuple[dict[str, tuple[Sample, ...]], dict[str, tuple[Sample, ...]]],
) -> tuple[RuleDifference, ...]:
    all_a, only_a, only_b = map(_by_code, (ours, *only))
    rules = [
        RuleDifference(
            code,
            facts_of(code).name,
            facts_of(code).grade,
            all_a.get(code, 0) - only_a.get(code, 0),
            only_a.get(code, 0),
            only_b.get(code, 0),
            samples[0].get(code, ()),
            samples[1].get(code, ()),
        )
        for code in only_a.keys() | only_b.keys()
    ]
    return tuple(sorted(rules, key=_importance))


def _importance(rule: RuleDifference) -> tuple[int, int, str]:
    return GRADES.index(rule.grade), -(rule.only_a + rule.only_b), rule.code


def _by_code(places: pl.DataFrame) -> dict[str, int]:
    return dict(places.group_by("code").len().iter_rows())


def sides_in(folder: str) -> tuple[Side, Side]:
    """Return two sides that keep their rows below a folder."""
    paths = [Path(folder) / name for name in ("a", "b")]
    for path in paths:
        path.mkdir()
    return Side(paths[0]), Side(paths[1])
