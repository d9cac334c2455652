"""Restore the original rows from the output of a run, each verified by its hash."""

from __future__ import annotations

import json
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from cleanup.errors import CannotRun
from cleanup.provenance import PREFIX
from cleanup.read import read_rows, shape
from cleanup.read.decompress import Meter
from cleanup.read.json_line import (
    Malformed,
    find_nested,
    parse_line,
    parse_value,
    replace_value,
)
from cleanup.read.row import Columns, Reject, no_column
from cleanup.read.shape import Misshapen
from cleanup.read.source import DELIMITED
from cleanup.stored.columns import (
    REQUIRED,
    check_required,
    check_types,
    decoded,
    not_rebuilt,
    original,
)
from cleanup.stored.output import manifest_of
from cleanup.write.delimited import looks_guarded, unguard
from cleanup.write.manifest import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pyarrow as pa  # type: ignore[import-untyped]

    from cleanup.read.parquet import Table
    from cleanup.read.row import Row
    from cleanup.read.source import Source
    from cleanup.stored.output import Output


_REMEDY = "; run cleanup anew"
_REMEDIES = {"no-text": "; name the text with --text", "row-too-large": ""}
"""What to do about a row that cannot be read, by the reason, if the message does not say it."""


def numbered_lines(output: Output, text: str | None = None) -> Iterator[tuple[int, str]]:
    """Yield the original rows as lines of JSON, each after its number in the file it came from.

    ``text`` names the text column. Raises ``CannotRun`` if a restored row does not match the hash
    that the run recorded.
    """
    if output.source.kind in DELIMITED:
        return _lines_of_csv(output, text or text_column_of(output.path))
    if output.source.kind == "jsonl":
        return _lines_of_jsonl(output, text or text_column_of(output.path))
    return _lines_of_parquet(output.source, text)


def column_names(output: Output, text: str | None) -> tuple[str, ...]:
    """Return the names of the columns of all original rows."""
    if output.source.kind in DELIMITED:
        return tuple(name for name in _csv_names(output) if not is_provenance(name))
    if output.source.kind == "parquet":
        return tuple(original_tables(output, text)[0].names)
    lines = (line for _, line in numbered_lines(output, text))
    return tuple(dict.fromkeys(name for line in lines for name in parse_line(line).values))


def original_tables(output: Output, text: str | None) -> tuple[pa.Schema, Iterator[pa.Table]]:
    """Return the columns of the original rows of Parquet, and the rows in order."""
    table, name = open_parquet_output(output.source, text)
    schema = _original_schema(table, name)
    tables = _original_tables(table, name)
    if output.dropped:
        tables = _merged(
            tables, _original_tables(*open_parquet_output(output.dropped.source, text))
        )
    return schema, (rows for _, rows in tables)


def stored_rows(output: Output) -> Iterator[dict[str, Any] | CannotRun]:
    """Yield the rows of an output of a run as stored, with their provenance.

    For a row that cannot be read comes the error that names it. Raises ``CannotRun`` if the output
    as a whole cannot be read.
    """
    source = output.source
    if source.kind in DELIMITED:
        yield from _csv_rows(output)
    elif source.kind == "jsonl":
        for row in _output_rows(output, REQUIRED[-1]):
            yield row if isinstance(row, CannotRun) else row.record
    else:
        from cleanup.read.parquet import STRINGS, open_table

        table = open_table(source, Meter())
        check_types(source.path, table.arrow)
        own = [
            field.name
            for field in table.arrow
            if not is_provenance(field.name) and any(holds(field.type) for holds in STRINGS)
        ]
        for batch in table.batches():
            yield from batch.select([*own, *REQUIRED]).to_pylist()


def sound(row: Row | dict[str, Any] | CannotRun) -> Any:  # noqa: ANN401
    """Return a row. Raises the error that came in its place."""
    if isinstance(row, CannotRun):
        raise row
    return row


def is_provenance(name: str) -> bool:
    """Return whether a run added a column of this name."""
    return name.startswith(PREFIX)


def text_column_of(out: str) -> str:
    """Return the name of the text column from the manifest of an output, by default ``text``."""
    manifest = manifest_of(out)
    return str(manifest["columns"]["text"]) if manifest else "text"


def _output_rows(output: Output, text: str) -> Iterator[Row | CannotRun]:
    source = output.source
    if output.is_empty and source.kind == "jsonl":
        return
    for row in read_rows(source, Columns(text)):
        if isinstance(row, Reject):
            where = f"{source.path}:{row.position.line}"
            asked = {} if text in REQUIRED else _REMEDIES
            yield CannotRun(f"{where}: {row.message}{asked.get(row.reason, _REMEDY)}")
            continue
        if source.kind == "jsonl":
            check_required(source.path, row.record)
        yield row


def _lines_of_jsonl(output: Output, text: str) -> Iterator[tuple[int, str]]:
    for row in map(sound, _output_rows(output, text)):
        text_before = original(output.path, row.row, row.text, row.record)
        line = replace_value(row.line, row.span, row.text, text_before)
        yield row.record["cleanup_row"], _own_members(line)


def _own_members(line: str) -> str:
    """Return a line of JSON without the members that a run added, which come last."""
    spans = parse_line(line).spans
    own = {name: span for name, span in spans.items() if not is_provenance(name)}
    if list(spans)[: len(own)] == list(own):
        end = max((end for _, end in own.values()), default=line.index("{") + 1)
        return f"{line[:end]}}}"
    return _object({name: line[slice(*span)] for name, span in own.items()})


def _lines_of_csv(output: Output, text: str) -> Iterator[tuple[int, str]]:
    source = output.source
    column, _, inner = text.partition(".")
    for number, stored in enumerate(map(sound, _csv_rows(output))):
        values = {name: value for name, value in stored.items() if not is_provenance(name)}
        if text in values:
            empty = stored["cleanup_original_sha256"] is None
            value = None if empty else values[text]
            values[text] = original(source.path, number, value, stored)
        elif inner and column in values:
            values[column] = _in_json(source.path, number, values[column], inner, stored)
        else:
            raise no_column(source.path, text, values)
        yield stored["cleanup_row"], json.dumps(values, ensure_ascii=False)


def _csv_names(output: Output) -> list[str]:
    """Return the names of the columns of CSV, unguarded."""
    from cleanup.read.delimited import read_header

    names = read_header(output.source, Columns(REQUIRED[0])).names
    return [unguard(name) for name in names] if _is_guarded(output) else names


def _csv_rows(output: Output) -> Iterator[dict[str, Any] | CannotRun]:
    """Yield the rows of CSV, unguarded, with their ``cleanup_*`` cells decoded."""
    source, guarded, names = output.source, _is_guarded(output), _csv_names(output)
    for row in _output_rows(output, REQUIRED[0]):
        if isinstance(row, CannotRun):
            yield row
            continue
        values: dict[str, Any] = row.record
        if guarded is None and any(map(looks_guarded, (*names, *values.values()))):
            raise CannotRun(
                f"{source.path}: some of its cells look as --guard-formulas leaves them, and only"
                f" its manifest tells; bring back {source.path}{MANIFEST}, and the output as the"
                " run wrote it"
            )
        if guarded:
            values = {unguard(name): unguard(cell) for name, cell in values.items()}
        check_required(source.path, values)
        try:
            yield values | decoded(values)
        except Misshapen as error:
            yield not_rebuilt(source.path, row.row, str(error), values)


def _is_guarded(output: Output) -> bool | None:
    """Return whether formulas are guarded; ``None`` if no manifest vouches for the output."""
    manifest = output.manifest
    return None if manifest is None else bool(manifest["output"].get("guard_formulas"))


def open_parquet_output(
    source: Source, text: str | None = None, names: Sequence[str] = REQUIRED
) -> tuple[Table, str]:
    """Open the Parquet output of a run, which has the columns ``names``.

    Returns it and the name of its text column. Raises ``CannotRun``.
    """
    from cleanup.read.parquet import check_columns, open_table

    table = open_table(source, Meter())
    columns = _metadata(table, "cleanup_columns", "{}", shape.members({}, {"text": shape.string}))
    name = text or columns.get("text", "text")
    check_types(source.path, table.arrow, names)
    if name in table.schema or name.partition(".")[0] not in json_columns(table):
        check_columns(table, Columns(name))
    return table, name


def json_columns(table: Table) -> list[str]:
    """Return the columns of an output that hold JSON text, as no other type fits their values."""
    names: list[str] = _metadata(
        table, "cleanup_json_columns", "[]", shape.items(shape.one_of(*table.schema))
    )
    return names


def _metadata(table: Table, name: str, default: str, of_shape: shape.Shape) -> Any:  # noqa: ANN401
    """Return what the metadata of an output say. Raises ``CannotRun`` if a run never wrote that."""
    try:
        value = parse_value(table.metadata.get(name, default))
        of_shape(value)
    except (Malformed, Misshapen) as error:
        raise CannotRun(
            f"{table.path}: its metadata {name!r} are not what a run writes ({error}); give the"
            " output of `cleanup run` as it wrote it"
        ) from None
    return value


def _original_schema(table: Table, text: str) -> pa.Schema:
    """Return the columns without provenance; the text column can hold texts of any length."""
    import pyarrow as pa

    fields = [field for field in table.arrow if not is_provenance(field.name)]
    return pa.schema(
        pa.field(text, pa.large_string()) if field.name == text else field for field in fields
    )


def _original_tables(table: Table, text: str) -> Iterator[tuple[list[int], pa.Table]]:
    """Yield the original rows, each part after the numbers of its rows in their file."""
    import pyarrow as pa

    from cleanup.read.nested import strings_of, type_of, with_strings

    schema, number = _original_schema(table, text), 0
    column, _, inner = text.partition(".")
    is_column = type_of(table.arrow, text) is not None
    for batch in table.batches():
        rows = pa.Table.from_batches([batch])
        texts = strings_of(rows, text if is_column else column).to_pylist()
        originals: list[str | None] = []
        for value, stored in zip(texts, rows.select(REQUIRED).to_pylist(), strict=True):
            if is_column:
                originals.append(original(table.path, number, value, stored))
            else:
                originals.append(_in_json(table.path, number, value, inner, stored))
            number += 1
        strings = pa.array(originals, pa.large_string())
        rebuilt = with_strings(rows, text if is_column else column, strings)
        yield rows.column("cleanup_row").to_pylist(), rebuilt.select(schema.names).cast(schema)


def _merged(
    ones: Iterator[tuple[list[int], pa.Table]], others: Iterator[tuple[list[int], pa.Table]]
) -> Iterator[tuple[list[int], pa.Table]]:
    """Yield the rows of both in the order of their numbers, in parts as large as those of both."""
    import pyarrow as pa

    numbers, waiting = next(others, ([], None))
    for mine, rows in ones:
        parts, keys = [rows], list(mine)
        while waiting is not None and mine and (count := bisect_left(numbers, mine[-1])):
            parts.append(waiting.slice(0, count))
            keys += numbers[:count]
            numbers, waiting = numbers[count:], waiting.slice(count)
            if not numbers:
                numbers, waiting = next(others, ([], None))
        if len(parts) > 1:
            order = sorted(range(len(keys)), key=keys.__getitem__)
            rows, keys = pa.concat_tables(parts).take(order), sorted(keys)
        yield keys, rows
    if waiting is not None:
        yield numbers, waiting
        yield from others


def _in_json(
    path: str, number: int, cell: str | None, inner: str, stored: Mapping[str, Any]
) -> str | None:
    """Return the JSON text of an object with the original text as its member ``inner``."""
    try:
        nested = find_nested(cell, parse_line(cell), inner) if cell else None
    except Malformed as error:
        raise not_rebuilt(path, number, str(error), stored) from None
    text_before = original(path, number, nested.value if nested else None, stored)
    return replace_value(cell, nested.span, nested.value, text_before) if cell and nested else cell


def _lines_of_parquet(source: Source, text: str | None) -> Iterator[tuple[int, str]]:
    """Yield rows as lines of JSON; columns of JSON text are decoded."""
    from cleanup.write.rows import check_encodable

    table, name = open_parquet_output(source, text)
    encoded = json_columns(table)
    check_encodable(table.path, table.schema)
    for numbers, part in _original_tables(table, name):
        for number, line in zip(numbers, _json_lines(table.path, part), strict=True):
            try:
                record, spans = parse_line(line)
                values = {name: line[slice(*span)] for name, span in spans.items()}
                values |= {
                    name: _json_text(record[name]) for name in encoded if record[name] is not None
                }
            except Malformed as error:
                raise CannotRun(
                    f"{table.path}: a value of it has no form in JSON ({error}); undo it to a"
                    " .parquet file"
                ) from None
            yield number, _object(values)


def _json_lines(path: str, part: pa.Table) -> list[str]:
    import polars as pl

    from cleanup.write.rows import json_of_rows

    try:
        return json_of_rows(part)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        detail = str(error).partition("\n")[0]
        raise CannotRun(
            f"{path}: a column of it has no form in JSON ({detail}); undo it to a .parquet file"
        ) from None


def _json_text(cell: object) -> str:
    """Return a cell that is JSON text. Raises ``Malformed`` for any other."""
    if not isinstance(cell, str):
        raise Malformed("malformed-json", "a cell is no JSON text")
    parse_value(cell)
    return cell


def _object(values: Mapping[str, str]) -> str:
    """Return a JSON object of values that are JSON text already."""
    inside = (f"{json.dumps(name, ensure_ascii=False)}: {value}" for name, value in values.items())
    return f"{{{', '.join(inside)}}}"
