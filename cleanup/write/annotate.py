"""Put the cleaned texts and their provenance into rows, as a frame or as lines of JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import polars as pl

from cleanup.errors import CannotRun
from cleanup.frame import provenance_columns, text_column
from cleanup.read.parse import splice
from cleanup.read.survey import as_frame
from cleanup.write.provenance import provenance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.read import Columns
    from cleanup.read.gather import Batch
    from cleanup.read.survey import Plan
    from cleanup.values import Cleaned


def annotated_frame(
    batch: Batch, results: Sequence[Cleaned], columns: Columns, ruleset: str, plan: Plan
) -> pl.DataFrame:
    """Return a batch as a frame: the plan's columns, then those of ``cleanup.frame.SCHEMA``."""
    originals = [row.text for row in batch.rows]
    return as_frame(batch, plan).with_columns(
        text_column(columns.text, originals, results),
        *provenance_columns(
            [row.source for row in batch.rows],
            [row.row for row in batch.rows],
            originals,
            results,
            ruleset,
        ),
    )


def annotated_lines(
    batch: Batch, results: Sequence[Cleaned], columns: Columns, ruleset: str
) -> Iterator[str]:
    """Yield each row of a batch as one line of JSON.

    A row of JSONL stays as it was but for its text and what is added at its end. Columns of
    Parquet that JSON has no form for become strings (dates and times ISO 8601, decimals with all
    digits, bytes base64); floats that are no numbers become null.
    """
    encoded = _encoded(batch, results, columns.text)
    for place, (row, cleaned) in enumerate(zip(batch.rows, results, strict=True)):
        facts = provenance(row.source, row.row, row.text, cleaned, ruleset)
        added = f", {json.dumps(facts, ensure_ascii=False)[1:-1]}}}"
        if encoded:
            yield encoded[place].removesuffix("}") + added
        elif row.line:
            yield splice(row.line, row.spans[columns.text], row.text, cleaned.text, added)
        else:
            line = json.dumps({columns.text: cleaned.text}, ensure_ascii=False)
            yield line.removesuffix("}") + added


def _encoded(batch: Batch, results: Sequence[Cleaned], text: str) -> list[str]:
    """Return the rows of a frame with their cleaned texts; nothing for rows without a frame."""
    if batch.frame is None:
        return []
    originals = [row.text for row in batch.rows]
    return encoded_rows(batch.frame.with_columns(text_column(text, originals, results)))


def encoded_rows(frame: pl.DataFrame) -> list[str]:
    """Return each row of a frame as one line of JSON."""
    binary = [name for name, dtype in frame.schema.items() if dtype == pl.Binary]
    plain = frame.with_columns(pl.col(name).bin.encode("base64") for name in binary)
    return plain.select(pl.struct(pl.all()).struct.json_encode()).to_series().to_list()


def check_encodable(path: str, schema: dict[str, pl.DataType]) -> None:
    """Raise ``CannotRun`` if a column nests bytes, which polars does not write as JSON."""
    for name, dtype in schema.items():
        if dtype.is_nested() and "Binary" in str(dtype):
            raise CannotRun(
                f"{path}: the column {name!r} holds {dtype}, which has no form in JSON;"
                " write Parquet instead"
            )
