"""Single articles of an audited frame: rebuilt, verified by their hash, and as values to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from cleanup.audit.places import finding_of
from cleanup.audit.values import Article
from cleanup.ledger import undo
from cleanup.provenance import sha256
from cleanup.read.shape import Misshapen
from cleanup.stored.columns import edits_of
from cleanup.values import Cleaned, Kind, Lifted, Offsets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleanup.values import Edit


def article_of(row: Mapping[str, Any]) -> Article:
    """Return a row as an article.

    Raises ``ValueError`` if its text, its ledger and its findings disagree.
    """
    edits = _ledger(row["cleanup_edits"])
    text = row["text"] or ""
    original = undo(text, edits)
    findings = tuple(map(finding_of, row["cleanup_findings"]))
    if not all(0 <= one.start <= one.end <= len(original) for one in findings):
        raise ValueError("a finding lies outside the text")
    cleaned = Cleaned(
        text=text,
        edits=edits,
        findings=findings,
        lifted=Lifted(**{name: tuple(values) for name, values in row["cleanup_lifted"].items()}),
        damage=row["cleanup_damage"],
        status=row["cleanup_status"],
        offsets=Offsets(edits, len(original)),
        found=(),
        kind=Kind(row["cleanup_kind"]["lang"], tuple(row["cleanup_kind"]["traits"])),
    )
    source = row["cleanup_source"] or ""
    return Article(source, row["cleanup_row"], row["title"], original, cleaned, row["group"])


def rebuilt(frame: pl.DataFrame, row: int) -> Article | None:
    """Return a row of a frame as an article; ``None`` if it cannot be rebuilt, which is told."""
    try:
        return article_of(frame.row(row, named=True))
    except ValueError:
        return None


def broken_rows(frame: pl.DataFrame) -> Iterator[int]:
    """Yield the rows of a frame that are not what their run wrote.

    Their original is not rebuilt, or has another hash, or a finding lies outside it.
    """
    yield from _with_findings_outside(frame)
    columns = frame.select("row", "text", "cleanup_edits", "cleanup_original_sha256")
    for row, text, edits, digest in columns.iter_rows():
        try:
            original = undo(text, _ledger(edits)) if edits else text
        except (ValueError, TypeError):
            yield row
            continue
        if sha256(original) != digest:
            yield row


def _ledger(edits: Sequence[Mapping[str, Any]]) -> tuple[Edit, ...]:
    """Return stored edits as such. Raises ``ValueError`` if their offsets contradict each other."""
    try:
        return edits_of(edits, "cleanup_edits")
    except Misshapen as error:
        raise ValueError(str(error)) from None


def _with_findings_outside(frame: pl.DataFrame) -> list[int]:
    finding = pl.element().struct
    starts = pl.col("cleanup_findings").list.eval(finding.field("start")).list.min()
    ends = pl.col("cleanup_findings").list.eval(finding.field("end")).list.max()
    turned = pl.col("cleanup_findings").list.eval(finding.field("end") < finding.field("start"))
    outside = (starts < 0) | (ends > pl.col("length")) | turned.list.any()
    rows: list[int] = frame.filter(outside).get_column("row").to_list()
    return rows
