"""Undo a run: write the original rows of its output, or the text files they came from."""

from __future__ import annotations

import os
from itertools import chain
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from cleanup.errors import CannotRun
from cleanup.read.find import find_sources
from cleanup.read.json_line import parse_line
from cleanup.read.source import Reading, kind_of
from cleanup.restore.rows import (
    is_provenance,
    original,
    original_lines,
    original_tables,
    stored_rows,
)
from cleanup.write import choose_target, replace_atomically, write_blocks, write_lines
from cleanup.write.delimited import CsvFormat, rows_in
from cleanup.write.manifest import MANIFEST, read_manifest
from cleanup.write.paths import path_within, write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cleanup.read.source import Source
    from cleanup.write import Target


def restore(
    out: str,
    originals: str,
    *,
    text: str | None = None,
    force: bool = False,
    on_written: Callable[[Path], None] | None = None,
) -> int:
    """Write the rows that ``out`` was made from to ``originals``; return how many.

    ``out`` is the Parquet, JSONL or CSV of a run. Any of them can be restored as JSONL or CSV, and
    Parquet also as Parquet; values from CSV are strings. If ``originals`` has no known suffix, it
    is a folder: text files are written below it under the paths they were read from, absolute
    paths without their common parent, and ``on_written`` is called with each. ``text`` names the
    text column; by default it is read from the manifest, or from the metadata of Parquet. Rows in
    quarantine are not in ``out``; their bytes are in the quarantine file. Raises ``CannotRun`` if
    a restored row does not match the hash that the run recorded.
    """
    source, *rest = find_sources([out], Reading(bounded=False))
    if rest or source.kind == "text":
        raise CannotRun(
            f"{out}: this is not the output of a run; name its .parquet, .jsonl or .csv file"
        )
    if kind_of(Path(originals)) == (None, None) or originals.endswith("/"):
        paths = _text_paths(source, originals)
        return _restore_files(source, paths, text, force=force, on_written=on_written)
    if kind_of(Path(originals))[0] in (None, "text"):
        raise CannotRun(
            f"{originals}: text files come out below a folder, under their own names, and tables"
            " as .parquet, .jsonl or .csv; name a folder or such a file"
        )
    target = choose_target(originals, [source.file], force=force)
    if target.kind == "parquet" and source.kind != "parquet":
        raise CannotRun(
            f"{originals}: originals are written as Parquet from Parquet alone; name a .jsonl or"
            " .csv file"
        )
    return _restore_table(source, target, text)


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


def restore_folder(
    folder: str,
    originals: str,
    on_error: Callable[[str], None],
    *,
    text: str | None = None,
    force: bool = False,
) -> int:
    """Write the original of each output in the folder of a run below ``originals``.

    Returns how many were written. ``on_error`` is called with a message for each of the others.
    """
    if kind_of(Path(originals)) != (None, None):
        raise CannotRun(f"{originals}: the originals of a folder go into a folder; name one")
    manifests = sorted(Path(folder).rglob(f"*{MANIFEST}"))
    if not manifests:
        raise CannotRun(f"{folder}: no output of a run is in this folder; name the output itself")
    count = 0
    for manifest in manifests:
        out = Path(str(manifest).removesuffix(MANIFEST))
        try:
            [file, *_] = read_manifest(manifest)["inputs"]
            path = Path(originals, out.relative_to(folder)).with_name(PurePath(file["path"]).name)
            path.parent.mkdir(parents=True, exist_ok=True)
            if file["kind"] == "text":
                [source] = find_sources([str(out)], Reading(bounded=False))
                _restore_files(source, [_without_compression(path)], text, force=force)
            else:
                fits = _can_be(path, file["kind"], out)
                target = path if fits else path.with_name(out.name)
                restore(str(out), str(target), text=text, force=force)
            count += 1
        except CannotRun as error:
            on_error(str(error))
    return count


def _can_be(path: Path, kind: str, out: Path) -> bool:
    """Return whether the originals can be written in the format that their own name says."""
    named, compression = kind_of(path)
    if named == "parquet":
        return kind_of(out)[0] == "parquet" and not compression
    return named == kind


def _text_paths(source: Source, folder: str) -> list[Path]:
    """Return the path for each original text. Files that were compressed are not again."""
    paths = []
    for stored in stored_rows(source):
        path = Path(stored["cleanup_source"])
        if kind_of(path)[0] not in (None, "text"):
            raise CannotRun(
                f"{source.path}: some of its rows come from the table {path};"
                " name a file that ends in .parquet or .jsonl to put them in"
            )
        paths.append(_without_compression(path))
    parents = [path.parent for path in paths if path.is_absolute()]
    shared = os.path.commonpath(parents) if parents else "/"
    return [
        path_within(str(path.relative_to(shared) if path.is_absolute() else path), folder)
        for path in paths
    ]


def _without_compression(path: Path) -> Path:
    return path.with_suffix("") if kind_of(path)[1] else path


def _restore_files(
    source: Source,
    paths: Sequence[Path],
    text: str | None,
    *,
    force: bool,
    on_written: Callable[[Path], None] | None = None,
) -> int:
    """Write each original text to its path; return how many there were."""
    for number, (stored, path) in enumerate(zip(stored_rows(source), paths, strict=True)):
        name = text or next(name for name in stored if not is_provenance(name))
        text_before = original(source.path, number, stored[name], stored)
        write_file(path, (text_before or "").encode(), force=force)
        if on_written:
            on_written(path)
    return len(paths)
