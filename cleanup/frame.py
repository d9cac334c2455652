"""Clean a column of a polars frame or of an Arrow table, and add the provenance columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import polars as pl

from cleanup.engine.clean_column import clean_column
from cleanup.provenance import PREFIX
from cleanup.ruleset import ruleset
from cleanup.schema import SCHEMA, provenance_columns, text_column
from cleanup.settings import Settings
from cleanup.values import Context

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)

_ROWS = 2_000


def clean_frame(
    frame: Frame,
    text: str = "text",
    *,
    title: str | None = None,
    lang: str | None = None,
    settings: Settings | None = None,
) -> Frame:
    """Return the frame with its column ``text`` cleaned and the ``cleanup_*`` columns added.

    ``title`` and ``lang`` name the columns of titles and of ISO 639-1 codes. Each text is cleaned
    as by ``clean``; ``cleanup_row`` is the number of the row in this frame, ``cleanup_source`` is
    null. Raises ``ValueError`` if a named column is missing or is not of strings, or if there are
    ``cleanup_*`` columns already.
    """
    schema = dict(frame.lazy().collect_schema())
    _check(schema, text, title, lang)
    policy = settings or Settings()

    def clean_slice(rows: pl.DataFrame) -> pl.DataFrame:
        numbers = rows["cleanup_row"].cast(pl.Int64)
        return _cleaned(rows.drop("cleanup_row"), numbers, (text, title, lang), policy)

    if isinstance(frame, pl.DataFrame):
        slices = frame.with_row_index("cleanup_row").iter_slices(_ROWS)
        cleaned = [clean_slice(rows) for rows in slices]
        return pl.concat(cleaned) if cleaned else pl.DataFrame(schema=schema | SCHEMA)
    return frame.with_row_index("cleanup_row").map_batches(
        clean_slice,
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
    """Clean an Arrow table as ``clean_frame`` does a frame: for Ray Data, Spark, Daft, datasets.

    Raises ``TypeError`` for anything but a table, and what ``clean_frame`` raises.
    """
    frame = pl.from_arrow(table)
    if not isinstance(frame, pl.DataFrame):
        raise TypeError(f"an Arrow table is needed, not {type(table).__name__}")
    return clean_frame(frame, text, title=title, lang=lang, settings=settings).to_arrow()


def _cleaned(
    rows: pl.DataFrame,
    numbers: pl.Series,
    names: tuple[str, str | None, str | None],
    settings: Settings,
) -> pl.DataFrame:
    text, title, lang = names
    originals: list[str | None] = rows[text].to_list()
    nulls = [None] * rows.height
    titles = rows[title].to_list() if title else nulls
    langs = rows[lang].to_list() if lang else nulls
    contexts = [Context(title, lang) for title, lang in zip(titles, langs, strict=True)]
    results = clean_column(originals, contexts, settings)
    added = provenance_columns(nulls, numbers.to_list(), originals, results, ruleset(settings))
    return rows.with_columns(
        pl.Series(text, text_column(originals, results)),
        *(pl.Series(name, column) for name, column in zip(SCHEMA, added, strict=True)),
    )


def _check(schema: dict[str, pl.DataType], text: str, title: str | None, lang: str | None) -> None:
    if taken := next((name for name in schema if name.startswith(PREFIX)), None):
        raise ValueError(f"the column {taken!r} is already there: clean the original instead")
    for name in filter(None, (text, title, lang)):
        if name not in schema:
            raise ValueError(f"no column is called {name!r}; there are {', '.join(schema)}")
        if schema[name] != pl.String:
            raise ValueError(f"the column {name!r} holds {schema[name]}, not strings; cast it")
