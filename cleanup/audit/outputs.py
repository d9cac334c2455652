"""Read the output of a run for an audit: its rows as they are stored, and nothing cleaned again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]

from cleanup.audit.frames import AUDITED, Grouping, as_string, value_inside
from cleanup.errors import CannotRun
from cleanup.provenance import PREFIX
from cleanup.read.json_line import value_of
from cleanup.read.nested import strings_of, type_of
from cleanup.read.row import no_text_column
from cleanup.read.shape import Misshapen
from cleanup.schema import SCHEMA
from cleanup.stored.columns import REQUIRED, judged, not_rebuilt, stored
from cleanup.stored.output import manifest_of
from cleanup.stored.rows import (
    json_columns,
    open_parquet_output,
    sound,
    stored_rows,
    text_column_of,
)
from cleanup.write.manifest import QUARANTINE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from cleanup.read.source import Source
    from cleanup.stored.output import Output

_ROWS = 2_000
"""Rows of JSONL and CSV in a frame."""

_MAYBE_NULL = frozenset(
    {
        "cleanup_source",
        "cleanup_original_sha256",
        "cleanup_findings.after",
        "cleanup_kind.lang",
    }
)

_PARQUET_ROWS, _PARQUET_BYTES = 50_000, 64 << 20
"""The most rows of Parquet in a frame, and about how many bytes: many small frames cost more."""


def is_output(source: Source) -> bool:
    """Return whether a source is the output of a run: a manifest or its columns say so."""
    if source.local or source.kind == "text":
        return False
    return manifest_of(source.path) is not None or any(
        name.startswith(PREFIX) for name in _names(source)
    )


def main_output(path: str) -> str | None:
    """Return the output that the name of a quarantine, or of dropped rows, says they belong to."""
    if path.endswith(QUARANTINE):
        return path.removesuffix(QUARANTINE)
    main, dropped, _ = path.rpartition(".dropped.")
    return main if dropped else None


def _names(source: Source) -> Iterable[str]:
    """Return the names of the columns, as far as they can be read; whoever reads more complains."""
    from cleanup.read import Columns, read_rows
    from cleanup.read.row import Row

    try:
        if source.kind == "parquet":
            from cleanup.read.parquet_budget import check_footer, open_parquet

            check_footer(source.path, source.file)
            with open_parquet(source.file) as opened:
                return list(opened.schema_arrow.names)
        first = next(iter(read_rows(source, Columns("cleanup_source"))), None)
        return first.record if isinstance(first, Row) else ()
    except (CannotRun, OSError, pa.ArrowException):
        return ()


def output_frames(
    output: Output,
    grouping: Grouping,
    text: str | None = None,
    title: str | None = None,
    *,
    dropped: bool = False,
) -> Iterator[pl.DataFrame]:
    """Yield the rows of an output as audited frames. Raises ``CannotRun``.

    Without the names of ``text`` and ``title`` they are those that its run was given.
    """
    title = title or columns_of(output).get("title") or "title"
    if output.source.kind == "parquet":
        frames = _of_parquet(output, grouping, text, title)
    else:
        frames = _of_lines(output, grouping, text or text_column_of(output.path), title)
    for frame in frames:
        yield frame.with_columns(dropped=pl.lit(dropped)).select(list(AUDITED))


def columns_of(output: Output) -> dict[str, str | None]:
    """Return the columns that the run of an output was given, if a manifest says so."""
    return output.manifest["columns"] if output.manifest else {}


def _of_parquet(
    output: Output, grouping: Grouping, text: str | None, title: str
) -> Iterator[pl.DataFrame]:
    from cleanup.read.parquet import STRINGS

    table, name = open_parquet_output(output.source, text, tuple(SCHEMA))
    grouping = grouping.with_url(table.arrow.names)
    encoded = json_columns(table)
    for named in grouping.named:
        first = type_of(table.arrow, named.partition(".")[0])
        in_json = first is not None and any(holds(first) for holds in STRINGS)
        if type_of(table.arrow, named) is None and not in_json:
            raise no_column_of(output.path, named)
    number = 0
    for rows in _gathered(table.batches()):
        frame = pl.from_arrow(rows.select(list(SCHEMA)))
        assert isinstance(frame, pl.DataFrame)
        held = title if title in table.arrow.names else None
        own = {
            "text": _texts(rows, name),
            "title": _strings(rows, held, encoded, _if_text),
            **{key: _strings(rows, one, encoded) for key, one in grouping._asdict().items()},
        }
        casts = [pl.col(column).cast(dtype, strict=False) for column, dtype in SCHEMA.items()]
        frame = frame.with_columns(*casts, **own)
        _refuse_unsound(output.path, frame, number)
        yield frame
        number += frame.height


def _refuse_unsound(path: str, frame: pl.DataFrame, number: int) -> None:
    """Raise ``CannotRun`` for a row that no run wrote; the first one is row ``number``.

    What can be computed for all rows at once says whether there may be one.
    """
    digest = pl.col("cleanup_original_sha256").fill_null("0" * 64)
    plausible = (
        pl.col("cleanup_damage").is_between(0, 1000).fill_null(value=False),
        digest.str.contains("^[0-9a-f]{64}$"),
        pl.col("cleanup_row") >= 0,
    )
    sound = frame.select(pl.all_horizontal(plausible).all()).item()
    if sound and not any(_lacks_values(frame[name].to_arrow(), name) for name in SCHEMA):
        return
    for place, values in enumerate(frame.iter_rows(named=True), number):
        try:
            stored(values)
            judged(values)
        except Misshapen as error:
            raise not_rebuilt(path, place, str(error), values) from None


def _lacks_values(array: pa.Array, place: str) -> bool:
    """Return whether null is anywhere in an array where a run writes a value."""
    if array.null_count and place not in _MAYBE_NULL:
        return True
    if pa.types.is_large_list(array.type):
        return _lacks_values(array.flatten(), place)
    if pa.types.is_struct(array.type):
        names = (f"{place}.{field.name}" for field in array.type)
        return any(map(_lacks_values, array.flatten(), names))
    return False


def _gathered(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Yield the batches, some together."""
    parts: list[pa.RecordBatch] = []
    rows = size = 0
    for batch in batches:
        parts.append(batch)
        rows, size = rows + batch.num_rows, size + batch.nbytes
        if rows >= _PARQUET_ROWS or size >= _PARQUET_BYTES:
            yield pa.Table.from_batches(parts)
            parts, rows, size = [], 0, 0
    if parts:
        yield pa.Table.from_batches(parts)


def _texts(rows: pa.Table, name: str) -> pl.Series:
    """Return the texts, also those inside a column of JSON text."""
    if type_of(rows.schema, name) is not None:
        return pl.Series(strings_of(rows, name), dtype=pl.String)
    column, _, inner = name.partition(".")
    cells = rows.column(column).to_pylist()
    return pl.Series([_if_text(value_inside(cell, inner)) for cell in cells], dtype=pl.String)


def _if_text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _strings(
    rows: pa.Table,
    name: str | None,
    encoded: Collection[str],
    said: Callable[[object], str | None] = as_string,
) -> pl.Series:
    """Return what is ``said`` of the values of a column, also of those inside JSON text."""
    if name is None:
        return pl.Series([None] * rows.num_rows, dtype=pl.String)
    column, _, inner = (name, "", "") if name in rows.schema.names else name.partition(".")
    values: Iterable[object]
    if column in encoded or type_of(rows.schema, name) is None:
        values = (value_inside(cell, inner) for cell in rows.column(column).to_pylist())
    else:
        values = pl.Series(strings_of(rows, name))
        if values.dtype == pl.String:
            return values
    return pl.Series(map(said, values), dtype=pl.String)


def _of_lines(output: Output, grouping: Grouping, text: str, title: str) -> Iterator[pl.DataFrame]:
    """Yield the rows of JSONL and CSV, each checked."""
    records: list[dict[str, Any]] = []
    seen: set[str] = set()
    for number, values in enumerate(map(sound, stored_rows(output))):
        grouping = grouping.with_url(list(values)) if not number else grouping
        seen.update(values)
        try:
            held = stored(values)
            record = {name: values[name] for name in REQUIRED} | judged(values)
        except Misshapen as error:
            raise not_rebuilt(output.path, number, str(error), values) from None
        try:
            text_value = _text_of(values, text, empty=held.sha256 is None)
        except (KeyError, TypeError):
            raise no_text_column(output.path, text, values) from None
        own = {"text": text_value, "title": _if_text(values.get(title))}
        records.append(own | grouping.values(values) | record)
        if len(records) >= _ROWS:
            yield _frame(records)
            records = []
    for named in grouping.named:
        if seen and named.partition(".")[0] not in seen and named not in seen:
            raise no_column_of(output.path, named)
    yield _frame(records)


def _text_of(values: Mapping[str, Any], text: str, *, empty: bool) -> str | None:
    """Return the cleaned text of a stored row; ``empty`` if it was null."""
    if empty:
        return None
    column, _, inner = text.partition(".")
    if text not in values and isinstance(values[column], str):
        return _if_text(value_inside(values[column], inner))
    return _if_text(value_of(values, text))


def _frame(records: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame(
        records, schema={name: AUDITED[name] for name in AUDITED if name != "dropped"}
    )


def no_column_of(path: str, name: str) -> CannotRun:
    """Return the error for a column that no row of a file has."""
    return CannotRun(f"{path}: no column is called {name!r}; name one that its rows have")
