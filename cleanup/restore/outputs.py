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
from cleanup.restore.rows import is_ours, original, original_lines, original_tables, stored_rows
from cleanup.write import choose_target, replacing, write_blocks, write_lines
from cleanup.write.delimited import Sheet, rows_in
from cleanup.write.manifest import MANIFEST, read_manifest
from cleanup.write.paths import below, put

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cleanup.read.source import Source


def restore(
    out: str,
    originals: str,
    *,
    text: str | None = None,
    force: bool = False,
    wrote: Callable[[Path], None] | None = None,
) -> int:
    """Write the rows that ``out`` was made from to ``originals``; return how many.

    ``out`` is the Parquet, JSONL or CSV of a run. Any of them becomes JSONL or CSV, and Parquet
    also Parquet; what was stored as CSV is strings. Where ``originals`` has no known
    suffix it is a folder, and text files come out below it under the paths they were read from;
    of absolute paths, what all of them share is left out. ``wrote`` is told of each. ``text``
    names the text column; the output says itself which it is, as long as its manifest
    (or the metadata of the Parquet file) is there. Rows in quarantine are not in ``out``; their
    bytes are in the quarantine file. Raises ``CannotRun`` if a row does not come out with the
    hash that the run noted.
    """
    source, *others = find_sources([out], Reading(bounded=False))
    if others or source.kind == "text":
        raise CannotRun(
            f"{out}: this is not the output of a run; name its .parquet, .jsonl or .csv file"
        )
    if kind_of(Path(originals)) == (None, None) or originals.endswith("/"):
        places = _places(source, originals)
        return _restore_files(source, places, text, force=force, wrote=wrote)
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
    with replacing(target.file) as data:
        if target.kind == "parquet":
            from cleanup.write.parquet import write_parquet

            schema, tables = original_tables(source, text)
            return write_parquet(tables, data, schema=schema, metadata={})
        if target.kind == "jsonl":
            return write_lines(original_lines(source, text), data, target.compression)
        lines = original_lines(source, text)
        names = dict.fromkeys(name for line in lines for name in parse_line(line).values)
        sheet = Sheet(tuple(names), target.kind)
        rows = chain([sheet.header], map(sheet.row, original_lines(source, text)))
        blocks = (f"{row}\n".encode() for row in rows)
        return write_blocks(blocks, data, target.compression, rows_in) - 1


def restore_folder(
    folder: str,
    originals: str,
    complain: Callable[[str], None],
    *,
    text: str | None = None,
    force: bool = False,
) -> int:
    """Write the original of each output in the folder of a run below ``originals``.

    Returns how many there are. One that cannot be rebuilt is complained about.
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
            kind, path = (read_manifest(manifest)["inputs"][0][part] for part in ("kind", "path"))
            place = Path(originals, out.relative_to(folder)).with_name(PurePath(path).name)
            place.parent.mkdir(parents=True, exist_ok=True)
            if kind == "text":
                [source] = find_sources([str(out)], Reading(bounded=False))
                _restore_files(source, [_unpacked(place)], text, force=force)
            else:
                back = place if _can_be(place, kind, out) else place.with_name(out.name)
                restore(str(out), str(back), text=text, force=force)
            count += 1
        except CannotRun as error:
            complain(str(error))
    return count


def _can_be(place: Path, kind: str, out: Path) -> bool:
    """Return whether originals under their own name can have the form that it says."""
    form, compression = kind_of(place)
    if form == "parquet":
        return kind_of(out)[0] == "parquet" and not compression
    return form == kind


def _places(source: Source, folder: str) -> list[Path]:
    """Return where each original text goes. One from a compressed file comes out unpacked."""
    paths = []
    for stored in stored_rows(source):
        path = Path(stored["cleanup_source"])
        if kind_of(path)[0] not in (None, "text"):
            raise CannotRun(
                f"{source.path}: some of its rows come from the table {path};"
                " name a file that ends in .parquet or .jsonl to put them in"
            )
        paths.append(_unpacked(path))
    parents = [path.parent for path in paths if path.is_absolute()]
    shared = os.path.commonpath(parents) if parents else "/"
    return [
        below(str(path.relative_to(shared) if path.is_absolute() else path), folder)
        for path in paths
    ]


def _unpacked(path: Path) -> Path:
    return path.with_suffix("") if kind_of(path)[1] else path


def _restore_files(
    source: Source,
    places: Sequence[Path],
    text: str | None,
    *,
    force: bool,
    wrote: Callable[[Path], None] | None = None,
) -> int:
    """Write each original text to its place; return how many there were."""
    for number, (stored, place) in enumerate(zip(stored_rows(source), places, strict=True)):
        name = text or next(name for name in stored if not is_ours(name))
        found = original(source.path, number, stored[name], stored)
        put(place, (found or "").encode(), force=force)
        if wrote:
            wrote(place)
    return len(places)
