"""One frame for all that is audited: rows as a run writes them, whether it wrote them or not.

Rows that are cleaned for the audit get the columns that a run would add; rows of a run have them.
What is counted, drawn and sampled is computed from these frames, so both give the same figures.
"""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]

from cleanup.read.json_line import Malformed, parse_value, value_of
from cleanup.schema import SCHEMA, provenance_columns, text_column

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleanup.read.row import Row
    from cleanup.values import Cleaned

OWN: dict[str, pl.DataType] = {
    "text": pl.String(),
    "title": pl.String(),
    "publisher": pl.String(),
    "url": pl.String(),
    "date": pl.String(),
    "dropped": pl.Boolean(),
}
"""What is kept of a row itself: the cleaned text, and what groups rows, as strings."""

AUDITED: dict[str, pl.DataType] = {**OWN, **SCHEMA}
"""The columns of an audited frame; ``length`` and ``row`` are added by ``measured``."""

URLS = ("url", "link", "uri", "canonical_url", "source_url")
"""Columns that hold the address of an article, the first there is."""


class Grouping(NamedTuple):
    """The columns by which rows are grouped: who published them, where, and when."""

    publisher: str | None = None
    url: str | None = None
    date: str | None = None

    def with_url(self, names: Sequence[str]) -> Grouping:
        """Return the grouping with the first column of addresses among ``names``, if it has none.

        A publisher that is named needs no address.
        """
        if self.publisher or self.url:
            return self
        return self._replace(url=next((name for name in URLS if name in names), None))

    def values(self, record: Mapping[str, Any]) -> dict[str, str | None]:
        """Return the values that a row has in these columns."""
        return {
            name: as_string(_value(record, column)) if column else None
            for name, column in self._asdict().items()
        }

    @property
    def named(self) -> tuple[str, ...]:
        """The columns that are named."""
        return tuple(filter(None, self))


def frame_of_rows(
    rows: Sequence[Row], results: Sequence[Cleaned], ruleset: str, grouping: Grouping
) -> pl.DataFrame:
    """Return rows with the results of cleaning them."""
    originals = [row.text for row in rows]
    groups = [grouping.values(row.record) for row in rows]
    added = provenance_columns(
        [row.source for row in rows], [row.row for row in rows], originals, results, ruleset
    )
    own = {
        "text": text_column(originals, results),
        "title": pa.array([row.title for row in rows], pa.large_string()),
        **{
            name: pa.array([group[name] for group in groups], pa.large_string())
            for name in Grouping._fields
        },
        "dropped": pa.array([False] * len(rows), pa.bool_()),
    }
    table = pa.Table.from_arrays([*own.values(), *added], names=[*own, *SCHEMA])
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    return frame.select(list(AUDITED))


def measured(frame: pl.DataFrame) -> pl.DataFrame:
    """Add ``length``, that of the original in code points, and ``row``, the row in the frame."""
    edit = pl.element().struct
    grown = pl.col("cleanup_edits").list.eval(
        edit.field("after").str.len_chars().cast(pl.Int64)
        - edit.field("before").str.len_chars().cast(pl.Int64)
    )
    length = pl.col("text").str.len_chars().fill_null(0).cast(pl.Int64)
    return frame.with_columns(
        length=length - grown.list.sum().fill_null(0),
    ).with_row_index("row")


NO_GROUPING = Grouping()
"""Groups by the site of an address, if there is one, else by file."""


def _value(record: Mapping[str, Any], column: str) -> object:
    """Return the value of a column, also of one inside a cell of CSV that holds JSON text."""
    try:
        return value_of(record, column)
    except (KeyError, TypeError):
        first, _, inner = column.partition(".")
        return value_inside(record.get(first), inner) if inner else None


def value_inside(cell: object, inner: str) -> object:
    """Return the value at ``inner`` in JSON text, the whole of it for an empty path; else null."""
    if not isinstance(cell, str):
        return None
    try:
        value = parse_value(cell)
        return value_of(value, inner) if inner else value  # type: ignore[arg-type]
    except (Malformed, KeyError, TypeError):
        return None  # a row of JSONL need not have what others have


def as_string(value: object) -> str | None:
    """Return a value as what names a group: null for no value, and for bytes and nested values."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and not isfinite(value):
        return None
    return str(value) if isinstance(value, str | int | float | Decimal) else None
