"""Rebuild the original rows from the output of a run, and prove each by its hash."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleanup.errors import CannotRun
from cleanup.ledger import undo
from cleanup.provenance import PREFIX, edit_of, sha256
from cleanup.read import read_rows
from cleanup.read.decompress import Meter
from cleanup.read.json_line import Malformed, find, parse_line, replace
from cleanup.read.row import Columns, Reject, no_column
from cleanup.read.source import DELIMITED
from cleanup.write.delimited import looks_guarded, unguard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pyarrow as pa  # type: ignore[import-untyped]

    from cleanup.read.parquet import Table
    from cleanup.read.row import Row
    from cleanup.read.source import Source

_NEEDED = ("cleanup_edits", "cleanup_original_sha256", "cleanup_row", "cleanup_source")


def original_lines(source: Source, text: str | None = None) -> Iterator[str]:
    """Yield the original rows of an output as lines of JSON; ``text`` names the text column.

    Raises ``CannotRun`` if a row does not come out with the hash that the run noted.
    """
    if source.kind in DELIMITED:
        return _of_cells(source, text or noted_text(source.path))
    if source.kind == "jsonl":
        return _of_lines(source, text or noted_text(source.path))
    return _of_tables(source, text)


def original_tables(source: Source, text: str | None) -> tuple[pa.Schema, Iterator[pa.Table]]:
    """Return the columns of the original rows of Parquet, and the rows in order."""
    table, name = _opened(source, text)
    return _schema(table, name), _tables(table, name)


def stored_rows(source: Source) -> Iterator[dict[str, Any]]:
    """Yield the rows of an output of a run as they stand there."""
    if source.kind in DELIMITED:
        yield from _cells(source)
    elif source.kind == "jsonl":
        for row in _rows(source, _NEEDED[-1]):
            yield row.record
    else:
        from cleanup.read.parquet import open_table

        table = open_table(source, Meter())
        _check_ledger(source.path, table.schema)
        for frame in table.frames():
            yield from frame.iter_rows(named=True)


def original(path: str, number: int, text: object, stored: Mapping[str, Any]) -> str | None:
    """Return the original text of a row that holds ``text`` and these ``cleanup_*`` values."""
    problem = "it does not match its hash"
    try:
        edits = [edit_of(edit) for edit in stored["cleanup_edits"]]
        found = undo(text, edits) if isinstance(text, str) else None
        if sha256(found) == stored["cleanup_original_sha256"]:
            return found
    except (ValueError, KeyError, TypeError) as error:
        problem = str(error)
    raise CannotRun(
        f"{path}: row {number} cannot be rebuilt: {problem}. The text or its ledger was changed"
        f" after the run; take row {stored['cleanup_row']} of {stored['cleanup_source']} itself"
    )


def is_ours(name: str) -> bool:
    """Return whether a run added a column of this name."""
    return name.startswith(PREFIX)


def noted_text(out: str) -> str:
    """Return the name of the text column that the manifest of an output notes, else ``text``."""
    return str(_manifest(out, "columns").get("text", "text"))


def _rows(source: Source, text: str) -> Iterator[Row]:
    for row in read_rows(source, Columns(text)):
        if isinstance(row, Reject):
            raise CannotRun(f"{source.path}:{row.position.line}: {row.message}; run cleanup anew")
        if source.kind == "jsonl":
            _check_ledger(source.path, row.record)
        yield row


def _of_lines(source: Source, text: str) -> Iterator[str]:
    for row in _rows(source, text):
        found = original(source.path, row.row, row.text, row.record)
        name = text if text in row.spans else text.partition(".")[0]
        values = {
            name: row.line[slice(*span)] for name, span in row.spans.items() if not is_ours(name)
        }
        if row.span:
            start = row.spans[name][0]
            span = (row.span[0] - start, row.span[1] - start)
            values[name] = replace(values[name], span, row.text, found)
        yield _object(values)


def _of_cells(source: Source, text: str) -> Iterator[str]:
    holder, _, inner = text.partition(".")
    for number, stored in enumerate(_cells(source)):
        values = {name: value for name, value in stored.items() if not is_ours(name)}
        if text in values:
            empty = stored["cleanup_original_sha256"] is None
            value = None if empty else values[text]
            values[text] = original(source.path, number, value, stored)
        elif inner and holder in values:
            values[holder] = _in_json(source.path, number, values[holder], inner, stored)
        else:
            raise no_column(source.path, text, values)
        yield json.dumps(values, ensure_ascii=False)


def _cells(source: Source) -> Iterator[dict[str, Any]]:
    """Yield the rows of CSV without their guard, what a run added as the values it was."""
    from cleanup.read.delimited import read_header

    guarded: bool | None = _manifest(source.path, "output").get("guard_formulas")
    names = read_header(source, Columns(_NEEDED[0])).names
    for row in _rows(source, _NEEDED[0]):
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


def _opened(source: Source, text: str | None) -> tuple[Table, str]:
    """Open the Parquet of a run; return it and the name of its text column."""
    from cleanup.read.parquet import check_columns, open_table

    table = open_table(source, Meter())
    noted = json.loads(table.metadata.get("cleanup_columns", "{}"))
    name = str(text or noted.get("text", "text"))
    _check_ledger(source.path, table.schema)
    if name in table.schema or name.partition(".")[0] not in _encoded(table):
        check_columns(table, Columns(name))
    return table, name


def _encoded(table: Table) -> list[str]:
    """Return the columns that hold JSON text, because no other type fits what was in them."""
    names: list[str] = json.loads(table.metadata.get("cleanup_json_columns", "[]"))
    return names


def _schema(table: Table, text: str) -> pa.Schema:
    """Return the columns without ours; texts of any length fit in the one that is rebuilt."""
    import pyarrow as pa

    kept = [field for field in table.arrow if not is_ours(field.name)]
    return pa.schema(
        pa.field(text, pa.large_string()) if field.name == text else field for field in kept
    )


def _tables(table: Table, text: str) -> Iterator[pa.Table]:
    import pyarrow as pa

    from cleanup.read.nested import strings_of, type_of, with_strings

    schema, number = _schema(table, text), 0
    holder, _, inner = text.partition(".")
    is_column = type_of(table.arrow, text) is not None
    for batch in table.batches():
        whole = pa.Table.from_batches([batch])
        held = strings_of(whole, text if is_column else holder).to_pylist()
        found = []
        for value, stored in zip(held, whole.select(_NEEDED).to_pylist(), strict=True):
            if is_column:
                found.append(original(table.path, number, value, stored))
            else:
                found.append(_in_json(table.path, number, value, inner, stored))
            number += 1
        strings = pa.array(found, pa.large_string())
        rebuilt = with_strings(whole, text if is_column else holder, strings)
        yield rebuilt.select(schema.names).cast(schema)


def _in_json(
    path: str, number: int, cell: str | None, inner: str, stored: Mapping[str, Any]
) -> str | None:
    """Return the JSON text of an object with the original text as its member ``inner``."""
    try:
        member = find(cell, parse_line(cell), inner) if cell else None
    except Malformed as error:
        raise CannotRun(
            f"{path}: row {number} cannot be rebuilt: {error}. It was changed after the run"
        ) from None
    found = original(path, number, member.value if member else None, stored)
    return replace(cell, member.span, member.value, found) if cell and member else cell


def _of_tables(source: Source, text: str | None) -> Iterator[str]:
    """Yield rows as lines of JSON; what a run kept as JSON text becomes the value it was."""
    from cleanup.write.rows import encoded_rows

    table, name = _opened(source, text)
    encoded = _encoded(table)
    for part in _tables(table, name):
        for line in encoded_rows(part):
            record, spans = parse_line(line)
            values = {name: line[slice(*span)] for name, span in spans.items()}
            values |= {name: record[name] for name in encoded if record[name] is not None}
            yield _object(values)


def _object(values: Mapping[str, str]) -> str:
    """Return an object of values that are JSON already."""
    inside = (f"{json.dumps(name, ensure_ascii=False)}: {value}" for name, value in values.items())
    return f"{{{', '.join(inside)}}}"


def _check_ledger(path: str, names: Iterable[str]) -> None:
    if missing := set(_NEEDED).difference(names):
        raise CannotRun(
            f"{path}: there is no column {min(missing)!r}, without which nothing can be rebuilt;"
            " give the output of `cleanup run` with all its columns"
        )


def _manifest(out: str, part: str) -> dict[str, Any]:
    """Return a part of the manifest of an output; nothing if there is no manifest."""
    manifest = Path(f"{out}.manifest.json")
    if not manifest.is_file():
        return {}
    try:
        return dict(json.loads(manifest.read_bytes())[part])
    except (ValueError, KeyError, TypeError):
        raise CannotRun(f"{manifest}: this is no manifest of a run; remove it") from None
