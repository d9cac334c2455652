"""Clean a column of a frame or of an Arrow table, and say beside it what was done."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeVar

import polars as pl

from cleanup.columns import clean_column
from cleanup.ruleset import ruleset
from cleanup.settings import Settings
from cleanup.settle import Context
from cleanup.write.provenance import EDIT, FINDING, LIFTED, PREFIX, members, sha256

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa  # type: ignore[import-untyped]

    from cleanup.values import Cleaned

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)

_ROWS = 2_000

_STRINGS = pl.List(pl.String)
_EDIT = pl.Struct(
    {
        "start": pl.Int64,
        "end": pl.Int64,
        "before": pl.String,
        "after": pl.String,
        "codes": _STRINGS,
        "removal": pl.Boolean,
    }
)
_FINDING = pl.Struct(
    {
        "code": pl.String,
        "name": pl.String,
        "family": pl.String,
        "tier": pl.String,
        "confidence": pl.Float64,
        "start": pl.Int64,
        "end": pl.Int64,
        "after": pl.String,
        "message": pl.String,
    }
)
_LIFTED = pl.Struct(dict.fromkeys(LIFTED, _STRINGS))

SCHEMA: dict[str, pl.DataType] = {
    "cleanup_source": pl.String(),
    "cleanup_row": pl.Int64(),
    "cleanup_original_sha256": pl.String(),
    "cleanup_status": pl.String(),
    "cleanup_edits": pl.List(_EDIT),
    "cleanup_findings": pl.List(_FINDING),
    "cleanup_lifted": _LIFTED,
    "cleanup_damage": pl.Float64(),
    "cleanup_ruleset": pl.String(),
}
"""The columns that are added, the same for every table."""


def clean_frame(
    frame: Frame,
    text: str = "text",
    *,
    title: str | None = None,
    lang: str | None = None,
    settings: Settings | None = None,
) -> Frame:
    """Return the frame with its column ``text`` cleaned and the ``cleanup_*`` columns added.

    ``title`` and ``lang`` name the columns of titles and of ISO 639-1 codes. Each row is what
    ``clean`` makes of it; ``cleanup_row`` is its number in this frame, ``cleanup_source`` is
    null. Raises ``ValueError`` if the text column is not there or holds no strings, or if
    there are ``cleanup_*`` columns already.
    """
    schema = dict(frame.lazy().collect_schema())
    _check(schema, text, title, lang)
    chosen = settings or Settings()

    def work(part: pl.DataFrame) -> pl.DataFrame:
        numbers = part["cleanup_row"].cast(pl.Int64)
        return _cleaned(part.drop("cleanup_row"), numbers, (text, title, lang), chosen)

    if isinstance(frame, pl.DataFrame):
        parts = [work(part) for part in frame.with_row_index("cleanup_row").iter_slices(_ROWS)]
        return pl.concat(parts) if parts else pl.DataFrame(schema=schema | SCHEMA)
    return frame.with_row_index("cleanup_row").map_batches(
        work,
        schema=schema | SCHEMA,
        predicate_pushdown=False,
        projection_pushdown=False,
        slice_pushdown=False,
        streamable=True,
    )


def clean_table(
    table: pa.Table,
    text: str = "text",
    *,
    title: str | None = None,
    lang: str | None = None,
    settings: Settings | None = None,
) -> pa.Table:
    """Do what ``clean_frame`` does, from Arrow to Arrow: for Ray Data, Spark, Daft, datasets."""
    frame = pl.from_arrow(table)
    if not isinstance(frame, pl.DataFrame):
        raise TypeError(f"an Arrow table is needed, not {type(table).__name__}")
    return clean_frame(frame, text, title=title, lang=lang, settings=settings).to_arrow()


def provenance_columns(
    sources: Sequence[str | None],
    numbers: Sequence[int],
    originals: Sequence[str | None],
    results: Sequence[Cleaned],
    ruleset: str,
) -> list[pl.Series]:
    """Return the columns of ``SCHEMA`` for these rows."""
    values: dict[str, list[Any]] = {
        "cleanup_source": list(sources),
        "cleanup_row": list(numbers),
        "cleanup_original_sha256": [sha256(original) for original in originals],
        "cleanup_status": [cleaned.status for cleaned in results],
        "cleanup_lifted": [members(cleaned.lifted, LIFTED) for cleaned in results],
        "cleanup_damage": [cleaned.damage for cleaned in results],
        "cleanup_ruleset": [ruleset] * len(results),
    }
    listed = {
        "cleanup_edits": _lists([cleaned.edits for cleaned in results], EDIT, _EDIT),
        "cleanup_findings": _lists([cleaned.findings for cleaned in results], FINDING, _FINDING),
    }
    return [
        listed[name].alias(name) if name in listed else pl.Series(name, values[name], dtype=dtype)
        for name, dtype in SCHEMA.items()
    ]


def _lists(rows: Sequence[Sequence[Any]], names: Sequence[str], dtype: pl.Struct) -> pl.Series:
    """Return one list of structs a row: flat columns first, then cut by the rows' lengths."""
    flat = [value for row in rows for value in row]
    fields = [
        _cut([value.codes for value in flat], pl.Series(_chained(flat), dtype=pl.String))
        if name == "codes"
        else pl.Series([getattr(value, name) for value in flat], dtype=field.dtype)
        for name, field in zip(names, dtype.fields, strict=True)
    ]
    columns = [series.alias(name) for name, series in zip(names, fields, strict=True)]
    return _cut(rows, pl.DataFrame(columns).to_struct())


def _chained(flat: Sequence[Any]) -> list[str]:
    return [code for value in flat for code in value.codes]


def _cut(rows: Sequence[Sequence[Any]], flat: pl.Series) -> pl.Series:
    """Cut a flat series into one list a row, as long as the rows are."""
    lengths = [len(row) for row in rows]
    if not rows:
        return pl.Series([], dtype=pl.List(flat.dtype))
    starts = list(accumulate(lengths, initial=0))[:-1]
    places = pl.DataFrame({"start": starts, "length": lengths})
    whole = pl.lit(flat.implode())
    return places.select(whole.list.slice(pl.col("start"), pl.col("length"))).to_series()


def _cleaned(
    part: pl.DataFrame,
    numbers: pl.Series,
    names: tuple[str, str | None, str | None],
    settings: Settings,
) -> pl.DataFrame:
    text, title, lang = names
    originals: list[str | None] = part[text].to_list()
    nothing = [None] * part.height
    titles = part[title].to_list() if title else nothing
    langs = part[lang].to_list() if lang else nothing
    contexts = [Context(*known) for known in zip(titles, langs, strict=True)]
    results = clean_column(originals, contexts, settings)
    return part.with_columns(
        text_column(text, originals, results),
        *provenance_columns(nothing, numbers.to_list(), originals, results, ruleset(settings)),
    )


def text_column(
    name: str, originals: Sequence[str | None], results: Sequence[Cleaned]
) -> pl.Series:
    """Return the cleaned texts, null where the original is."""
    texts = [
        None if original is None else cleaned.text
        for original, cleaned in zip(originals, results, strict=True)
    ]
    return pl.Series(name, texts, dtype=pl.String)


def _check(schema: dict[str, pl.DataType], text: str, title: str | None, lang: str | None) -> None:
    if taken := next((name for name in schema if name.startswith(PREFIX)), None):
        raise ValueError(f"the column {taken!r} is already there: clean the original instead")
    for name in filter(None, (text, title, lang)):
        if name not in schema:
            raise ValueError(f"no column is called {name!r}; there are {', '.join(schema)}")
        if schema[name] != pl.String:
            raise ValueError(f"the column {name!r} holds {schema[name]}, not strings; cast it")
