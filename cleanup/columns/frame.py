"""Clean a column of a frame or of an Arrow table, and say beside it what was done."""

from __future__ import annotations

from functools import cache
from itertools import accumulate, chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]

from cleanup.engine.fixpoint import Context
from cleanup.prefilter.columns import clean_column
from cleanup.provenance import LIFTED, PREFIX, sha256
from cleanup.ruleset import ruleset
from cleanup.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


@cache
def arrow_schema() -> pa.Schema:
    """Return the same columns as Arrow has them, with strings that every reader of Arrow knows.

    Asked for when needed: what polars does at import starts its threads, and a process that is
    forked afterwards hangs.
    """
    return pl.DataFrame(schema=SCHEMA).to_arrow(compat_level=pl.CompatLevel.oldest()).schema


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
) -> list[pa.Array]:
    """Return the columns of ``SCHEMA`` for these rows, as ``arrow_schema`` has them."""
    lifted = [cleaned.lifted for cleaned in results]
    values: dict[str, Iterable[Any]] = {
        "cleanup_source": sources,
        "cleanup_row": numbers,
        "cleanup_original_sha256": map(sha256, originals),
        "cleanup_status": [cleaned.status for cleaned in results],
        "cleanup_damage": [cleaned.damage for cleaned in results],
        "cleanup_ruleset": [ruleset] * len(results),
    }
    nested = {
        "cleanup_edits": lambda kind: _lists([cleaned.edits for cleaned in results], kind),
        "cleanup_findings": lambda kind: _lists([cleaned.findings for cleaned in results], kind),
        "cleanup_lifted": lambda kind: _structs(lifted, kind),
    }
    return [
        nested[field.name](field.type)
        if field.name in nested
        else pa.array(values[field.name], field.type, size=len(results))
        for field in arrow_schema()
    ]


def _lists(rows: Sequence[Sequence[Any]], kind: pa.LargeListType) -> pa.Array:
    """Return one list a row: the values of all rows in one array, cut where rows end."""
    flat = list(chain.from_iterable(rows))
    inner = kind.value_type
    values = _structs(flat, inner) if pa.types.is_struct(inner) else pa.array(flat, inner)
    ends = pa.array(accumulate(map(len, rows), initial=0), pa.int64(), size=len(rows) + 1)
    return pa.LargeListArray.from_arrays(ends, values, type=kind)


def _structs(flat: Sequence[Any], kind: pa.StructType) -> pa.Array:
    """Return values as structs of those of their attributes that are fields."""
    columns = []
    for field in kind:
        values = list(map(attrgetter(field.name), flat))
        nests = pa.types.is_large_list(field.type)
        columns.append(_lists(values, field.type) if nests else pa.array(values, field.type))
    return pa.StructArray.from_arrays(columns, fields=list(kind))


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


def text_column(originals: Sequence[str | None], results: Sequence[Cleaned]) -> pa.Array:
    """Return the cleaned texts, null where the original is."""
    texts = [
        None if original is None else cleaned.text
        for original, cleaned in zip(originals, results, strict=True)
    ]
    return pa.array(texts, pa.large_string())


def _check(schema: dict[str, pl.DataType], text: str, title: str | None, lang: str | None) -> None:
    if taken := next((name for name in schema if name.startswith(PREFIX)), None):
        raise ValueError(f"the column {taken!r} is already there: clean the original instead")
    for name in filter(None, (text, title, lang)):
        if name not in schema:
            raise ValueError(f"no column is called {name!r}; there are {', '.join(schema)}")
        if schema[name] != pl.String:
            raise ValueError(f"the column {name!r} holds {schema[name]}, not strings; cast it")
