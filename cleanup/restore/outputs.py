"""Undo a run: write the original rows of its output, or the text files they came from."""

from __future__ import annotations

import os
from collections.abc import Callable  # noqa: TC003  a field of a named tuple has it
from itertools import chain, islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.errors import CannotRun
from cleanup.read.find import find_sources
from cleanup.read.json_line import parse_line
from cleanup.read.shape import Misshapen
from cleanup.read.source import Reading, kind_of
from cleanup.restore.places import Places, Say, ignore, refuse
from cleanup.restore.rows import (
    is_provenance,
    original_lines,
    original_tables,
    sound,
    stored_rows,
)
from cleanup.restore.stored import not_rebuilt, original, stored
from cleanup.write import choose_target, replace_atomically, write_blocks, write_lines
from cleanup.write.delimited import CsvFormat, rows_in
from cleanup.write.manifest import MANIFEST, read_manifest
from cleanup.write.paths import path_within, write_file

if TYPE_CHECKING:
    from cleanup.read.source import Source
    from cleanup.write import Target


class Undo(NamedTuple):
    """How to undo an output of a run, and whom to tell what.

    ``text`` names the text column; by default it is read from the manifest, or from the metadata
    of Parquet. ``on_error`` is called with a message for each row or output that cannot be
    rebuilt, ``on_parted`` for each original whose place is that of another, and ``on_written``
    with the path of each text file.
    """

    text: str | None = None
    force: bool = False
    on_error: Say = refuse
    on_parted: Say = ignore
    on_written: Callable[[Path], None] = lambda path: None


UNDO = Undo()
"""Stops at the first row that cannot be rebuilt."""


def restore(out: str, originals: str, how: Undo = UNDO) -> int:
    """Write the rows that ``out`` was made from to ``originals``; return how many.

    ``out`` is the Parquet, JSONL or CSV of a run. Any of them can be restored as JSONL or CSV, and
    Parquet also as Parquet; values from CSV are strings. If ``originals`` has no known suffix, it
    is a folder: text files are written below it under the paths they were read from, absolute
    paths without their common parent. Rows in quarantine are not in ``out``; their bytes are in
    the quarantine file. Raises ``CannotRun`` if a row of a table cannot be read, or does not match
    the hash that the run recorded; of text files, the others are written.
    """
    source = _output(out)
    if kind_of(Path(originals)) == (None, None) or originals.endswith("/"):
        return _restore_files(source, originals, how)
    if kind_of(Path(originals))[0] in (None, "text"):
        raise CannotRun(
            f"{originals}: text files come out below a folder, under their own names, and tables"
            " as .parquet, .jsonl or .csv; name a folder or such a file"
        )
    target = choose_target(originals, [source.file], force=how.force)
    if target.kind == "parquet" and source.kind != "parquet":
        raise CannotRun(
            f"{originals}: originals are written as Parquet from Parquet alone; name a .jsonl or"
            " .csv file"
        )
    return _restore_table(source, target, how.text)


def _output(out: str) -> Source:
    """Return the output of a run. Raises ``CannotRun`` if its name is not that of one."""
    if Path(out).is_dir():
        raise CannotRun(f"{out}: this is a folder, not the output of a run; name the output")
    [source] = find_sources([out], Reading(bounded=False))
    if source.kind == "text":
        raise CannotRun(
            f"{out}: this is not the output of a run; name its .parquet, .jsonl or .csv file"
        )
    return source


def _restore_table(source: Source, target: Target, text: str | None) -> int:
    """Write the original rows in the format of the target; return how many there were."""
    with replace_atomically(target.file) as data:
        if target.kind == "parquet":
            from cleanup.write.parquet import write_parquet

            schema, tables = original_tables(source, text)
            return write_parquet(tables, data, schema=schema, metadata={})
        if target.kind == "jsonl":
            return write_lines(original_lines(source, text), data, target.compression)
        lines = original_lines(source, text)
        names = dict.fromkeys(name for line in lines for name in parse_line(line).values)
        csv_format = CsvFormat(tuple(names), target.kind)
        rows = chain([csv_format.header], map(csv_format.row, original_lines(source, text)))
        blocks = (f"{row}\n".encode() for row in rows)
        return write_blocks(blocks, data, target.compression, rows_in) - 1


def restore_folder(folder: str, originals: str, how: Undo) -> int:
    """Write the original of each output in the folder of a run below ``originals``.

    Returns how many were written. ``how.on_error`` is called with a message for each of the others.
    """
    if kind_of(Path(originals)) != (None, None):
        raise CannotRun(f"{originals}: the originals of a folder go into a folder; name one")
    manifests = sorted(Path(folder).rglob(f"*{MANIFEST}"))
    if not manifests:
        raise CannotRun(f"{folder}: no output of a run is in this folder; name the output itself")
    count = 0
    for manifest in manifests:
        try:
            count += _restore_one(manifest, folder, originals, how)
        except CannotRun as error:
            how.on_error(str(error))
    return count


def _restore_one(manifest: Path, folder: str, originals: str, how: Undo) -> int:
    """Write the original of one output in a folder; return how many were written."""
    out = Path(str(manifest).removesuffix(MANIFEST))
    inputs = read_manifest(manifest)["inputs"]
    if len(inputs) != 1 or not out.name or out == Path(folder):
        raise CannotRun(
            f"{manifest}: this is not the manifest of one input and its output; name the output"
            " itself"
        )
    [file] = inputs
    name = PurePath(file["path"]).name
    inside = out.relative_to(folder).parent.as_posix()
    path = path_within(f"{inside}/{name}", originals)
    path.parent.mkdir(parents=True, exist_ok=True)
    if file["kind"] == "text":
        _restore_text(_output(str(out)), _without_compression(path), how)
        return 1
    fits = _can_be(path, file["kind"], out)
    restore(str(out), str(path if fits else path.with_name(out.name)), how)
    return 1


def _restore_text(source: Source, place: Path, how: Undo) -> None:
    """Write the original text of an output of one row. Raises ``CannotRun``."""
    rows = list(islice(stored_rows(source), 2))
    if len(rows) != 1:
        raise CannotRun(
            f"{source.path}: this holds {'more than one row' if rows else 'no row'}, not one text;"
            " take the original itself"
        )
    _write_text(source, 0, rows[0], place, how)


def _can_be(path: Path, kind: str, out: Path) -> bool:
    """Return whether the originals can be written in the format that their own name says."""
    named, compression = kind_of(path)
    if named == "parquet":
        return kind_of(out)[0] == "parquet" and not compression
    return named == kind


def _without_compression(path: Path) -> Path:
    return path.with_suffix("") if kind_of(path)[1] else path


def _restore_files(source: Source, folder: str, how: Undo) -> int:
    """Write the original texts of all rows below a folder; return how many."""
    count = 0
    planned = _planned(source, folder, how)
    for number, (row, place) in enumerate(zip(stored_rows(source), planned, strict=True)):
        if place:
            try:
                _write_text(source, number, row, place, how)
                count += 1
            except CannotRun as error:
                how.on_error(str(error))
    return count


def _write_text(
    source: Source, number: int, row: dict[str, Any] | CannotRun, place: Path, how: Undo
) -> None:
    """Write the original text of a row to its place. Raises ``CannotRun``."""
    values = sound(row)
    name = how.text or next((name for name in values if not is_provenance(name)), "text")
    text_before = original(source.path, number, values.get(name), values)
    write_file(place, (text_before or "").encode(), force=how.force)
    how.on_written(place)


def _planned(source: Source, folder: str, how: Undo) -> list[Path | None]:
    """Return the place of each original text, all before the first is written."""
    paths: list[str | None] = []
    for number, row in enumerate(stored_rows(source)):
        try:
            paths.append(_text_path(source, number, sound(row)))
        except CannotRun as error:
            how.on_error(str(error))
            paths.append(None)
    if table := next((path for path in paths if path and _is_table(path)), None):
        raise CannotRun(
            f"{source.path}: some of its rows come from the table {table};"
            " name a file that ends in .parquet or .jsonl to put them in"
        )
    places = Places(folder)
    planned = [_taken(places, path, how) if path else None for path in _without_shared(paths)]
    for sentence in places.parted:
        how.on_parted(sentence)
    return planned


def _is_table(path: str) -> bool:
    """Return whether a path is named like a table."""
    return kind_of(Path(path))[0] not in (None, "text")


def _taken(places: Places, path: str, how: Undo) -> Path | None:
    """Return the place of a path; ``None`` if there is none, which ``how`` is told."""
    try:
        return places.take(str(_without_compression(Path(path))))
    except CannotRun as error:
        how.on_error(str(error))
        return None


def _text_path(source: Source, number: int, values: dict[str, Any]) -> str:
    """Return the path that a row came from. Raises ``CannotRun`` if it has none."""
    try:
        path = stored(values).source
    except Misshapen as error:
        raise not_rebuilt(source.path, number, str(error), values) from None
    if path is None:
        raise CannotRun(
            f"{source.path}: row {number} came from no file; name a file that ends in .parquet or"
            " .jsonl to put its rows in"
        )
    return path


def _without_shared(paths: list[str | None]) -> list[str | None]:
    """Return paths with the absolute ones relative to what all of these share."""
    absolute = {path: _plain(path) for path in paths if path and path.startswith("/")}
    parents = [str(PurePath(path).parent) for path in absolute.values()]
    shared = os.path.commonpath(parents) if parents else ""
    return [
        absolute[path].removeprefix(shared).lstrip("/") or "/" if path in absolute else path
        for path in paths
    ]


def _plain(path: str) -> str:
    """Return an absolute path with one slash between its steps, as ``/a/b`` for ``//a/./b``."""
    return "/" + "/".join(step for step in path.split("/") if step not in ("", "."))
