"""Clean a column of a frame or of an Arrow table, and add the provenance columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import polars as pl

from cleanup.engine.clean_column import clean_column
from cleanup.frame.columns import FrameColumns, values_of, with_values
from cleanup.frame.forks import start_threads
from cleanup.ruleset import ruleset
from cleanup.schema import SCHEMA, provenance_columns, text_column
from cleanup.settings import Settings, check_settings
from cleanup.values import Context

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]
    import pyarrow as pa  # type: ignore[import-untyped]

    Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame, pd.DataFrame)

_ROWS = 2_000
_NUMBER = "cleanup_row"


def clean_frame(
    frame: Frame,
    text: str = "text",
    *,
    title: str | None = None,
    lang: str | None = None,
    source: str | None = None,
    row: str | None = None,
    settings: Settings | None = None,
) -> Frame:
    """Return the frame with its column ``text`` cleaned and the ``cleanup_*`` columns added.

    The frame is one of polars, eager or lazy, or of pandas. ``title`` and ``lang`` name the columns
    of titles and of ISO 639-1 codes; ``source`` and ``row`` those that say where a row is from and
    which it is there, for frames that are parts of a whole. Without them ``cleanup_source`` is
    null, and ``cleanup_row`` the number of the row in this frame, from 0. A column may be nested in
    structs of polars: ``article.body``. Each text is cleaned as by ``clean``.

    Raises ``TypeError`` for anything but a frame; ``ValueError`` if a named column is missing or of
    another type, or if there are ``cleanup_*`` columns already; ``RuntimeError`` in a process that
    was forked after another call.
    """
    columns = FrameColumns(text, title, lang, source, row)
    check_settings(settings)
    start_threads()
    policy = settings or Settings()
    if isinstance(frame, pl.DataFrame):
        columns.check(dict(frame.schema))
        return _clean_eager(frame, columns, policy)
    if isinstance(frame, pl.LazyFrame):
        return _clean_lazy(frame, columns, policy)
    if type(frame).__module__.partition(".")[0] == "pandas" and hasattr(frame, "columns"):
        return _clean_pandas(frame, columns, policy)
    raise TypeError(
        f"a frame of polars or pandas is needed, not {type(frame).__name__}: "
        "clean_table takes an Arrow table, clean one text"
    )


def clean_table(
    table: pa.Table,
    text: str = "text",
    *,
    title: str | None = None,
    lang: str | None = None,
    source: str | None = None,
    row: str | None = None,
    settings: Settings | None = None,
) -> pa.Table:
    """Clean an Arrow table as ``clean_frame`` does a frame: for Ray Data, Spark, Daft, datasets.

    Raises ``TypeError`` for anything but a table, and what ``clean_frame`` raises.
    """
    import pyarrow as pa

    if not isinstance(table, pa.Table):
        raise TypeError(f"an Arrow table is needed, not {type(table).__name__}")
    start_threads()
    frame: pl.DataFrame = pl.DataFrame(table)
    cleaned = clean_frame(
        frame, text, title=title, lang=lang, source=source, row=row, settings=settings
    )
    return cleaned.to_arrow()


def _clean_eager(frame: pl.DataFrame, columns: FrameColumns, settings: Settings) -> pl.DataFrame:
    slices = frame.with_row_index(_NUMBER).iter_slices(_ROWS)
    cleaned = [_cleaned(rows, columns, settings) for rows in slices]
    return pl.concat(cleaned) if cleaned else pl.DataFrame(schema=dict(frame.schema) | SCHEMA)


def _clean_lazy(frame: pl.LazyFrame, columns: FrameColumns, settings: Settings) -> pl.LazyFrame:
    schema = dict(frame.collect_schema())
    columns.check(schema)
    return frame.with_row_index(_NUMBER).map_batches(
        lambda rows: _cleaned(rows, columns, settings),
        schema=schema | SCHEMA,
        predicate_pushdown=False,
        projection_pushdown=False,
        slice_pushdown=False,
        streamable=True,
    )


def _clean_pandas(frame: pd.DataFrame, columns: FrameColumns, settings: Settings) -> pd.DataFrame:
    """Clean the named columns alone; the others, the index and their types stay as they are."""
    names = list(frame.columns)
    if double := next((name for name in columns.names if names.count(name) > 1), None):
        raise ValueError(f"{names.count(double)} columns are called {double!r}")
    types: dict[str, pl.DataType] = {str(name): pl.Null() for name in names}
    read = [name for name in columns.names if name in names]
    types |= {name: pl.Int64() if name == columns.row else pl.String() for name in read}
    columns.check(types)
    rows = pl.DataFrame({name: _series(frame[name], name, types[name]) for name in read})
    cleaned = _clean_eager(rows, columns, settings)
    return frame.assign(**{name: cleaned[name].to_list() for name in (columns.text, *SCHEMA)})


def _series(values: pd.Series, name: str, kind: pl.DataType) -> pl.Series:
    """Return a column of pandas. Raises ``ValueError`` naming the first value of another type."""
    wanted = int if kind == pl.Int64 else str
    plain = [
        None if missing else value
        for value, missing in zip(values.tolist(), values.isna().tolist(), strict=True)
    ]
    for number, value in enumerate(plain):
        if not isinstance(value, wanted | None):
            raise ValueError(
                f"the column {name!r} holds {type(value).__name__} in row {number}, "
                f"not {wanted.__name__}; cast it"
            )
    return pl.Series(name, plain, kind)


def _cleaned(rows: pl.DataFrame, columns: FrameColumns, settings: Settings) -> pl.DataFrame:
    """Return rows with their text cleaned and the provenance columns added."""
    numbers = values_of(rows, columns.row or _NUMBER).to_list()
    rows = rows.drop(_NUMBER)
    originals: list[str | None] = values_of(rows, columns.text).to_list()
    titles, langs, sources = (
        values_of(rows, name).to_list() if name else [None] * rows.height
        for name in (columns.title, columns.lang, columns.source)
    )
    contexts = list(map(Context, titles, langs))
    results = clean_column(originals, contexts, settings)
    added = provenance_columns(sources, numbers, originals, results, ruleset(settings))
    texts = pl.Series(text_column(originals, results))
    return with_values(rows, columns.text, texts).with_columns(
        pl.Series(name, column) for name, column in zip(SCHEMA, added, strict=True)
    )
