"""Restore the original rows from the output of a run, each verified by its hash."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleanup.errors import CannotRun
from cleanup.ledger import undo
from cleanup.provenance import PREFIX, edit_of, sha256
from cleanup.read import read_rows
from cleanup.read.decompress import Meter
from cleanup.read.json_line import Malformed, find_nested, parse_line, replace_value
from cleanup.read.row import Columns, Reject, no_column
from cleanup.read.source import DELIMITED
from cleanup.write.delimited import looks_guarded, unguard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pyarrow as pa  # type: ignore[import-untyped]

    from cleanup.read.parquet import Table
    from cleanup.read.row import Row
    from cleanup.read.source import Source

_REQUIRED = ("cleanup_edits", "cleanup_original_sha256", "cleanup_row", "cleanup_source")


def original_lines(source: Source, text: str | None = None) -> Iterator[str]:
    """Yield the original rows of an output as lines of JSON; ``text`` names the text column.

    Raises ``CannotRun`` if a restored row does not match the hash that the run recorded.
    """
    if source.kind in DELIMITED:
        return _lines_of_csv(source, text or text_column_of(source.path))
    if source.kind == "jsonl":
        return _lines_of_jsonl(source, text or text_column_of(source.path))
    return _lines_of_parquet(source, text)


def original_tables(source: Source, text: str | None) -> tuple[pa.Schema, Iterator[pa.Table]]:
    """Return the columns of the original rows of Parquet, and the rows in order."""
    table, name = _open_output(source, text)
    return _original_schema(table, name), _original_tables(table, name)


def stored_rows(source: Source) -> Iterator[dict[str, Any]]:
    """Yield the rows of an output of a run as stored, with their provenance."""
    if source.kind in DELIMITED:
        yield from _csv_rows(source)
    elif source.kind == "jsonl":
        for row in _output_rows(source, _REQUIRED[-1]):
            yield row.record
    else:
        from cleanup.read.parquet import open_table

        table = open_table(source, Meter())
        _check_ledger(source.path, table.schema)
        for frame in table.frames():
            yield from frame.iter_rows(named=True)


def original(path: str, number: int, text: object, stored: Mapping[str, Any]) -> str | None:
    """Return the original text of a row with this cleaned ``text`` and ``cleanup_*`` values.

    Raises ``CannotRun`` if it does not match the hash.
    """
    problem = "it does not match its hash"
    try:
        edits = [edit_of(edit) for edit in stored["cleanup_edits"]]
        text_before = undo(text, edits) if isinstance(text, str) else None
        if sha256(text_before) == stored["cleanup_original_sha256"]:
            return text_before
    except (ValueError, KeyError, TypeError) as error:
        problem = str(error)
    raise CannotRun(
        f"{path}: row {number} cannot be rebuilt: {problem}. The text or its ledger was changed"
        f" after the run; take row {stored['cleanup_row']} of {stored['cleanup_source']} itself"
    )


def is_provenance(name: str) -> bool:
    """Return whether a run added a column of this name."""
    return name.startswith(PREFIX)


def text_column_of(out: str) -> str:
    """Return the name of the text column from the manifest of an output, by default ``text``."""
    return str(_manifest_part(out, "columns").get("text", "text"))


def _output_rows(source: Source, text: str) -> Iterator[Row]:
    for row in read_rows(source, Columns(text)):
        if isinstance(row, Reject):
            raise CannotRun(f"{source.path}:{row.position.line}: {row.message}; run cleanup anew")
        if source.kind == "jsonl":
            _check_ledger(source.path, row.record)
        yield row


def _lines_of_jsonl(source: Source, text: str) -> Iterator[str]:
    for row in _output_rows(source, text):
        text_before = original(source.path, row.row, row.text, row.record)
        name = text if text in row.spans else text.partition(".")[0]
        values = {
            name: row.line[slice(*span)]
            for name, span in row.spans.items()
            if not is_provenance(name)
        }
        if row.span:
            start = row.spans[name][0]
            span = (row.span[0] - start, row.span[1] - start)
            values[name] = replace_value(values[name], span, row.text, text_before)
        yield _object(values)


def _lines_of_csv(source: Source, text: str) -> Iterator[str]:
    column, _, inner = text.partition(".")
    for number, stored in enumerate(_csv_rows(source)):
        values = {name: value for name, value in stored.items() if not is_provenance(name)}
        if text in values:
            empty = stored["cleanup_original_sha256"] is None
            value = None if empty else values[text]
            values[text] = original(source.path, number, value, stored)
        elif inner and column in values:
            values[column] = _in_json(source.path, number, values[column], inner, stored)
        else:
            raise no_column(source.path, text, values)
        yield json.dumps(values, ensure_ascii=False)


def _csv_rows(source: Source) -> Iterator[dict[str, Any]]:
    """Yield the rows of CSV, unguarded, with their ``cleanup_*`` cells decoded."""
    from cleanup.read.delimited import read_header

    guarded: bool | None = _manifest_part(source.path, "output").get("guard_formulas")
    names = read_header(source, Columns(_REQUIRED[0])).names
    for row in _output_rows(source, _REQUIRED[0]):
        values: dict[str, Any] = row.record
        if guarded is None and any(map(looks_guarded, (*names, *values.values()))):
            raise CannotRun(
                f"{source.path}: some of its cells look as --guard-formulas leaves them, and only"
                f" its manifest tells; bring back {source.path}.manifest.json"
            )
        if guarded:
            values = {unguard(name): unguard(cell) for name, cell in values.items()}
        _check_ledger(source.path, values)
        try:
            edits = json.loads(values["cleanup_edits"])
        except ValueError as error:
            raise CannotRun(
                f"{source.path}: row {row.row} cannot be rebuilt: its ledger is no JSON ({error});"
                " it was changed after the run"
            ) from None
        digest = values["cleanup_original_sha256"] or None
        yield values | {"cleanup_edits": edits, "cleanup_original_sha256": digest}


def _open_output(source: Source, text: str | None) -> tuple[Table, str]:
    """Open the Parquet output of a run; return it and the name of its text column."""
    from cleanup.read.parquet import check_columns, open_table

    table = open_table(source, Meter())
    columns = json.loads(table.metadata.get("cleanup_columns", "{}"))
    name = str(text or columns.get("text", "text"))
    _check_ledger(source.path, table.schema)
    if name in table.schema or name.partition(".")[0] not in _json_columns(table):
        check_columns(table, Columns(name))
    return table, name


def _json_columns(table: Table) -> list[str]:
    """Return the columns that hold JSON text because no other type fits their values."""
    names: list[str] = json.loads(table.metadata.get("cleanup_json_columns", "[]"))
    return names


def _original_schema(table: Table, text: str) -> pa.Schema:
    """Return the columns without provenance; the text column can hold texts of any length."""
    import pyarrow as pa

    fields = [field for field in table.arrow if not is_provenance(field.name)]
    return pa.schema(
        pa.field(text, pa.large_string()) if field.name == text else field for field in fields
    )


def _original_tables(table: Table, text: str) -> Iterator[pa.Table]:
    import pyarrow as pa

    from cleanup.read.nested import strings_of, type_of, with_strings

    schema, number = _original_schema(table, text), 0
    column, _, inner = text.partition(".")
    is_column = type_of(table.arrow, text) is not None
    for batch in table.batches():
        rows = pa.Table.from_batches([batch])
        texts = strings_of(rows, text if is_column else column).to_pylist()
        originals: list[str | None] = []
        for value, stored in zip(texts, rows.select(_REQUIRED).to_pylist(), strict=True):
            if is_column:
                originals.append(original(table.path, number, value, stored))
            else:
                originals.append(_in_json(table.path, number, value, inner, stored))
            number += 1
        strings = pa.array(originals, pa.large_string())
        rebuilt = with_strings(rows, text if is_column else column, strings)
        yield rebuilt.select(schema.names).cast(schema)


def _in_json(
    path: str, number: int, cell: str | None, inner: str, stored: Mapping[str, Any]
) -> str | None:
    """Return the JSON text of an object with the original text as its member ``inner``."""
    try:
        nested = find_nested(cell, parse_line(cell), inner) if cell else None
    except Malformed as error:
        raise CannotRun(
            f"{path}: row {number} cannot be rebuilt: {error}. It was changed after the run"
        ) from None
    text_before = original(path, number, nested.value if nested else None, stored)
    return replace_value(cell, nested.span, nested.value, text_before) if cell and nested else cell


def _lines_of_parquet(source: Source, text: str | None) -> Iterator[str]:
    """Yield rows as lines of JSON; columns of JSON text are decoded."""
    from cleanup.write.rows import json_of_rows

    table, name = _open_output(source, text)
    encoded = _json_columns(table)
    for part in _original_tables(table, name):
        for line in json_of_rows(part):
            record, spans = parse_line(line)
            values = {name: line[slice(*span)] for name, span in spans.items()}
            values |= {name: record[name] for name in encoded if record[name] is not None}
            yield _object(values)


def _object(values: Mapping[str, str]) -> str:
    """Return a JSON object of values that are JSON text already."""
    inside = (f"{json.dumps(name, ensure_ascii=False)}: {value}" for name, value in values.items())
    return f"{{{', '.join(inside)}}}"


def _check_ledger(path: str, names: Iterable[str]) -> None:
    if missing := set(_REQUIRED).difference(names):
        raise CannotRun(
            f"{path}: there is no column {min(missing)!r}, without which nothing can be rebuilt;"
            " give the output of `cleanup run` with all its columns"
        )


def _manifest_part(out: str, part: str) -> dict[str, Any]:
    """Return a part of the manifest of an output; ``{}`` if there is no manifest."""
    manifest = Path(f"{out}.manifest.json")
    if not manifest.is_file():
        return {}
    try:
        return dict(json.loads(manifest.read_bytes())[part])
    except (ValueError, KeyError, TypeError):
        raise CannotRun(f"{manifest}: this is no manifest of a run; remove it") from None
