"""Clean a column of a frame or of an Arrow table, and say beside it what was done."""

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
    added = provenance_columns(nothing, numbers.to_list(), originals, results, ruleset(settings))
    return part.with_columns(
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
