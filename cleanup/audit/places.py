"""The places of an audited frame: each edit, and each finding that is left, with what it is.

A hole that was marked is one place, where its mark is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from cleanup.audit.grades import GRADES, facts_of
from cleanup.engine.hole_marks import marked_holes
from cleanup.provenance import edit_of
from cleanup.values import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any


class Places(NamedTuple):
    """The places of a frame, twice.

    Each row of ``places`` is one: ``row`` is that of the frame, ``number`` the place's own,
    ``start`` and ``end`` its span in the original, ``kind`` what became of it, ``grade`` the rank
    in ``GRADES`` of the gravest of its codes. ``by_code`` has a row for each code of each;
    its ``kind`` is what that rule did, ``after`` the text put in or proposed.
    """

    places: pl.DataFrame
    by_code: pl.DataFrame


def places_of(frame: pl.DataFrame) -> Places:
    """Return the places of a frame that is ``measured``."""
    of_edits = _codes_of_edits(frame)
    of_findings = _codes_of_findings(frame, of_edits)
    shift = pl.col("number") + of_edits.get_column("number").n_unique()
    by_code = pl.concat([of_edits.drop("hole"), of_findings.with_columns(shift.cast(pl.UInt32))])
    places = by_code.group_by("number", maintain_order=True).agg(
        pl.col("row", "start", "end").first(),
        kind=pl.col("kind").first(),
        grade=pl.col("grade").min(),
    )
    alone = pl.len().over("number") == 1
    by_code = by_code.with_columns(kind=pl.when(alone).then("kind").otherwise("own_kind"))
    return Places(places, by_code.drop("own_kind"))


def _codes_of_edits(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each code of each edit.

    A space that was corrected beside a removed line is no removal; one beside a mark is no loss.
    """
    rows = frame.filter(pl.col("cleanup_edits").list.len() > 0)
    edits = rows.select("row", "cleanup_edits").explode("cleanup_edits").unnest("cleanup_edits")
    edits = edits.drop("before").filter(pl.col("codes").list.len() > 0)
    codes = edits.with_row_index("number").explode("codes").rename({"codes": "code"})
    known = codes.join(_facts(codes), on="code", how="left", maintain_order="left")
    lost = pl.col("hole").any().over("number")
    kind = pl.when("removal").then(pl.lit("removed")).when(lost).then(pl.lit("lost"))
    own = pl.when("hole").then(pl.lit("lost")).otherwise(pl.lit("repaired"))
    known = known.with_columns(kind=kind.otherwise(pl.lit("repaired")))
    return known.select(
        *("row", "number", "start", "end", "after", "code", "grade", "kind"),
        own_kind=pl.when("removes").then("kind").otherwise(own),
        hole="hole",
    )


def _codes_of_findings(frame: pl.DataFrame, of_edits: pl.DataFrame) -> pl.DataFrame:
    """Return a row for each finding that is left and whose place holds no mark."""
    rows = frame.filter(pl.col("cleanup_findings").list.len() > 0)
    findings = rows.select("row", "cleanup_findings").explode("cleanup_findings")
    findings = findings.unnest("cleanup_findings").select("row", "start", "end", "after", "code")
    holed = of_edits.filter("hole").select(pl.col("row").unique())
    marked = list(_marked(rows.join(holed, on="row", how="semi")))
    if marked:
        keys = ["row", "start", "end", "code"]
        schema = {name: findings.schema[name] for name in keys}
        those = pl.DataFrame(marked, schema=schema, orient="row")
        findings = findings.join(those, on=keys, how="anti", maintain_order="left")
    known = findings.with_row_index("number")
    known = known.join(_facts(known), on="code", how="left", maintain_order="left")
    kind = pl.when("says_loss").then(pl.lit("lost")).otherwise(pl.lit("flagged"))
    known = known.with_columns(kind=kind, own_kind=kind)
    return known.select(
        *("row", "number", "start", "end", "after", "code", "grade", "kind", "own_kind")
    )


def _marked(rows: pl.DataFrame) -> Iterator[tuple[int, int, int, str]]:
    """Yield the findings whose place holds a mark; few rows have an edit that inserted one."""
    for row, edits, findings in rows.select("row", "cleanup_edits", "cleanup_findings").iter_rows():
        ledger = [edit_of(edit) for edit in edits]
        for finding in marked_holes(ledger, map(finding_of, findings)):
            yield row, finding.start, finding.end, finding.code


def finding_of(stored: Mapping[str, Any]) -> Finding:
    """Return the finding that was stored as a mapping."""
    return Finding(**stored, hole=facts_of(stored["code"]).hole)


def _facts(codes: pl.DataFrame) -> pl.DataFrame:
    """Return what must be known of each code: the rank of its grade, and what its rule does."""
    known = [facts_of(code) for code in _distinct(codes)]
    return pl.DataFrame(
        [
            (one.code, GRADES.index(one.grade), one.says_loss, one.removes, one.hole is not None)
            for one in known
        ],
        schema={
            "code": pl.String,
            "grade": pl.Int8,
            "says_loss": pl.Boolean,
            "removes": pl.Boolean,
            "hole": pl.Boolean,
        },
        orient="row",
    )


def _distinct(codes: pl.DataFrame) -> Iterable[str]:
    return codes.get_column("code").unique().sort().to_list()
