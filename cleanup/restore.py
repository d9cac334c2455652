"""Undo a run: rebuild the original rows from its output, and prove each by its hash."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleanup.errors import CannotRun
from cleanup.read import Columns, Reject, no_column, read_rows
from cleanup.read.parse import parse_line
from cleanup.read.sources import DELIMITED, Reading, find_sources, kind_of
from cleanup.read.unpack import Meter
from cleanup.repair import undo
from cleanup.write import choose_target, replacing, write_blocks, write_lines
from cleanup.write.below import below, put
from cleanup.write.delimited import Sheet, looks_guarded, rows_in, unguard
from cleanup.write.provenance import PREFIX, edit_of, sha256

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pyarrow as pa  # type: ignore[import-untyped]

    from cleanup.read.parquet import Table
    from cleanup.read.sources import Source

_NEEDED = ("cleanup_edits", "cleanup_original_sha256", "cleanup_row", "cleanup_source")


def restore(out: str, originals: str, *, text: str | None = None, force: bool = False) -> int:
    """Write the rows that ``out`` was made from to ``originals``; return how many.

    ``out`` is the Parquet, JSONL or CSV of a run. Any of them becomes JSONL or CSV, and Parquet
    also Parquet; what was stored as CSV is strings. Where ``originals`` has none of their
    suffixes it is a folder, and text files come out below it under the paths they were read from.
    ``text`` names the text column; the output says itself which it is, as long as its manifest
    (or the metadata of the Parquet file) is there. Rows in quarantine are not in ``out``; their
    bytes are in the quarantine file. Raises ``CannotRun`` if a row does not come out with the
    hash that the run noted.
    """
    source, *others = find_sources([out], Reading(bounded=False))
    if others or source.kind == "text":
        raise CannotRun(
            f"{out}: this is not the output of a run; name its .parquet, .jsonl or .csv file"
        )
    if kind_of(Path(originals)) == (None, None):
        return _restore_files(source, originals, text, force=force)
    target = choose_target(originals, [source.file], force=force)
    if target.kind == "parquet" and source.kind != "parquet":
        raise CannotRun(
            f"{originals}: originals are written as Parquet from Parquet alone; name a .jsonl or"
            " .csv file"
        )
    with replacing(target.file) as data:
        if target.kind == "parquet":
            return _restore_parquet(source, text, data)
        if target.kind == "jsonl":
            return write_lines(_lines(source, text), data, target.compression)
        names = dict.fromkeys(name for line in _lines(source, text) for name in parse_line(line)[0])
        sheet = Sheet(tuple(names), target.kind)
        rows = chain([sheet.header], map(sheet.row, _lines(source, text)))
        blocks = (f"{row}\n".encode() for row in rows)
        return write_blocks(blocks, data, target.compression, rows_in) - 1


def _lines(source: Source, text: str | None) -> Iterator[str]:
    """Yield the original rows of an output as lines of JSON."""
    if source.kind in DELIMITED:
        return _lines_of_cells(source, text or _noted_in_manifest(source.path))
    if source.kind == "jsonl":
        return _original_lines(source, text or _noted_in_manifest(source.path))
    table, name = _opened(source, text)
    encoded = json.loads(table.metadata.get("cleanup_json_columns", "[]"))
    return _lines_of(_original_tables(table, name), encoded)


def _opened(source: Source, text: str | None) -> tuple[Table, str]:
    """Open the Parquet of a run; return it and the name of its text column."""
    from cleanup.read.parquet import check_columns, open_table

    table = open_table(source, Meter())
    name = text or _noted(table.metadata.get("cleanup_columns"))
    check_columns(table, Columns(name))
    _check_ledger(source.path, table.schema)
    return table, name


def _restore_parquet(source: Source, text: str | None, data: Path) -> int:
    from cleanup.write.parquet import write_parquet

    table, name = _opened(source, text)
    tables = _original_tables(table, name)
    return write_parquet(tables, data, schema=_original_schema(table, name), metadata={})


def _restore_files(source: Source, folder: str, text: str | None, *, force: bool) -> int:
    """Write each original text to its file below ``folder``; return how many.

    A text that was read from a compressed file comes out unpacked.
    """
    for stored in _stored_rows(source):
        if kind_of(Path(stored["cleanup_source"]))[0] not in (None, "text"):
            raise CannotRun(
                f"{source.path}: some of its rows come from the table {stored['cleanup_source']};"
                " name a file that ends in .parquet or .jsonl to put them in"
            )
    count = 0
    for stored in _stored_rows(source):
        path = Path(stored["cleanup_source"])
        place = path.with_suffix("") if kind_of(path)[1] else path
        name = text or next(name for name in stored if not _is_ours(name))
        original = _original(source.path, count, stored[name], stored)
        put(below(str(place), folder), (original or "").encode(), force=force)
        count += 1
    return count


def _stored_rows(source: Source) -> Iterator[dict[str, Any]]:
    """Yield the rows of an output of a run as they stand there."""
    if source.kind in DELIMITED:
        yield from _stored_cells(source)
        return
    if source.kind == "jsonl":
        from cleanup.read.unpack import open_bytes

        with open_bytes(source) as stream:
            for line in stream:
                values = parse_line(line.decode()).values
                _check_ledger(source.path, values)
                yield values
        return
    from cleanup.read.parquet import open_table

    table = open_table(source, Meter())
    _check_ledger(source.path, table.schema)
    for frame in table.frames():
        yield from frame.iter_rows(named=True)


def _stored_cells(source: Source) -> Iterator[dict[str, Any]]:
    """Yield the rows of CSV without their guard, what a run added as the values it was."""
    from cleanup.read.delimited import read_header

    guarded = _noted_guard(source.path)
    columns = Columns(_NEEDED[0])
    if guarded is None and any(map(looks_guarded, read_header(source, columns).names)):
        raise _guard_unknown(source.path)
    for row in read_rows(source, columns):
        if isinstance(row, Reject):
            raise CannotRun(f"{source.path}:{row.position.line}: {row.message}; run cleanup anew")
        values: dict[str, Any] = row.record
        if guarded is None and any(map(looks_guarded, row.record.values())):
            raise _guard_unknown(source.path)
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


def _lines_of_cells(source: Source, text: str) -> Iterator[str]:
    for number, stored in enumerate(_stored_cells(source)):
        if text not in stored:
            raise no_column(source.path, text, (name for name in stored if not _is_ours(name)))
        values = {name: value for name, value in stored.items() if not _is_ours(name)}
        empty = stored["cleanup_original_sha256"] is None
        values[text] = _original(source.path, number, None if empty else stored[text], stored)
        yield json.dumps(values, ensure_ascii=False)


def _original_lines(source: Source, text: str) -> Iterator[str]:
    for row in read_rows(source, Columns(text)):
        if isinstance(row, Reject):
            raise CannotRun(f"{source.path}:{row.position.line}: {row.message}; run cleanup anew")
        _check_ledger(source.path, row.record)
        original = _original(source.path, row.row, row.text, row.record)
        values = {
            name: row.line[slice(*span)] for name, span in row.spans.items() if not _is_ours(name)
        }
        if original != row.text:
            values[text] = json.dumps(original, ensure_ascii=False)
        yield _object(values)


def _original_tables(table: Table, text: str) -> Iterator[pa.Table]:
    import pyarrow as pa

    number = 0
    schema = _original_schema(table, text)
    for batch in table.batches():
        facts = batch.select(_NEEDED).to_pylist()
        texts = []
        for value, stored in zip(batch.column(text).to_pylist(), facts, strict=True):
            texts.append(_original(table.path, number, value, stored))
            number += 1
        columns = [
            pa.array(texts, field.type) if field.name == text else batch.column(field.name)
            for field in schema
        ]
        yield pa.Table.from_arrays(columns, schema=schema)


def _original_schema(table: Table, text: str) -> pa.Schema:
    """Return the columns without ours; texts of any length fit in the one that is rebuilt."""
    import pyarrow as pa

    kept = [field for field in table.arrow if not _is_ours(field.name)]
    return pa.schema(
        pa.field(text, pa.large_string()) if field.name == text else field for field in kept
    )


def _lines_of(tables: Iterable[pa.Table], encoded: Iterable[str]) -> Iterator[str]:
    """Yield rows as lines of JSON; what a run kept as JSON text becomes the value it was."""
    from cleanup.write.annotate import encoded_rows

    for table in tables:
        for line in encoded_rows(table):
            record, spans = parse_line(line)
            values = {name: line[slice(*span)] for name, span in spans.items()}
            values |= {name: record[name] for name in encoded if record[name] is not None}
            yield _object(values)


def _original(path: str, number: int, text: str | None, stored: Mapping[str, Any]) -> str | None:
    """Return the original text of a row that holds ``text`` and these ``cleanup_*`` values."""
    problem = "it does not match its hash"
    try:
        edits = [edit_of(edit) for edit in stored["cleanup_edits"]]
        original = None if text is None else undo(text, edits)
        if sha256(original) == stored["cleanup_original_sha256"]:
            return original
    except (ValueError, KeyError, TypeError) as error:
        problem = str(error)
    raise CannotRun(
        f"{path}: row {number} cannot be rebuilt: {problem}. The text or its ledger was changed"
        f" after the run; take row {stored['cleanup_row']} of {stored['cleanup_source']} itself"
    )


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


def _is_ours(name: str) -> bool:
    return name.startswith(PREFIX)


def _noted_in_manifest(out: str) -> str:
    """Return the name of the text column that a run noted."""
    return _noted(json.dumps(_manifest(out, "columns")))


def _noted_guard(out: str) -> bool | None:
    """Tell whether a run guarded the cells of its CSV; ``None`` if it noted nothing."""
    guarded: bool | None = _manifest(out, "output").get("guard_formulas")
    return guarded


def _guard_unknown(out: str) -> CannotRun:
    return CannotRun(
        f"{out}: some of its cells look as --guard-formulas leaves them, and only its manifest"
        f" tells; bring back {out}.manifest.json"
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


def _noted(columns: str | None) -> str:
    """Return the name of the text column that a run noted; ``text`` if it noted none."""
    return str((json.loads(columns) if columns else {}).get("text", "text"))
