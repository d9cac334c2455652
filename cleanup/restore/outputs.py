"""Undo a run: write the original rows of its output, or the text files they came from."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.errors import CannotRun
from cleanup.read.source import kind_of
from cleanup.restore.how import UNDO
from cleanup.restore.places import Places
from cleanup.restore.tables import Rebuilt, restore_table
from cleanup.restore.texts import restore_text, restore_texts
from cleanup.stored.output import open_output
from cleanup.write import choose_target
from cleanup.write.manifest import MANIFEST, read_manifest
from cleanup.write.paths import make_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.restore.how import Undo


def restore(out: str, originals: str, how: Undo = UNDO) -> int:
    """Write the rows that ``out`` was made from to ``originals``; return how many.

    ``out`` is the Parquet, JSONL or CSV of a run. Any of them can be restored as JSONL or CSV, and
    Parquet also as Parquet; values from CSV are strings. If ``originals`` has no known suffix, it
    is a folder: text files are written below it under the paths they were read from, absolute
    paths without their common parent. Raises ``CannotRun`` if a row of a table cannot be read, or
    does not match the hash that the run recorded; of text files, the others are written.
    """
    output = open_output(out, how.max_document)
    if kind_of(Path(originals)) == (None, None) or originals.endswith("/"):
        return restore_texts(output, originals, how)
    if kind_of(Path(originals))[0] in (None, "text"):
        raise CannotRun(
            f"{originals}: text files come out below a folder, under their own names, and tables"
            " as .parquet, .jsonl or .csv; name a folder or such a file"
        )
    target = choose_target(originals, [output.source.file], force=how.force)
    if target.kind == "parquet" and output.source.kind != "parquet":
        raise CannotRun(
            f"{originals}: originals are written as Parquet from Parquet alone; name a .jsonl or"
            " .csv file"
        )
    return restore_table(output, Rebuilt(target.file, target.kind, target.compression), how)


class _Planned(NamedTuple):
    """An output in a folder, the input it was made from, and the place of the original."""

    out: str
    file: dict[str, Any]
    place: Path


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
    for planned in list(_planned(manifests, folder, originals, how)):
        try:
            _restore_one(planned, how)
            count += 1
        except CannotRun as error:
            how.on_error(str(error))
    return count


def _planned(
    manifests: Sequence[Path], folder: str, originals: str, how: Undo
) -> Iterator[_Planned]:
    """Yield what to restore where, all before the first is written."""
    places = Places(originals)
    for manifest in manifests:
        out = Path(str(manifest).removesuffix(MANIFEST))
        try:
            inputs = read_manifest(manifest)["inputs"]
            if len(inputs) != 1 or not out.name or out == Path(folder):
                raise CannotRun(
                    f"{manifest}: this is not the manifest of one input and its output; name the"
                    " output itself"
                )
            [file] = inputs
            inside = out.relative_to(folder).parent / _name(file, out)
            yield _Planned(str(out), file, places.take(inside.as_posix()))
        except CannotRun as error:
            how.on_error(str(error))
    for sentence in places.parted:
        how.on_note(sentence)


def _name(file: dict[str, Any], out: Path) -> str:
    """Return the name of the original, or of the output if it cannot be written in its format."""
    name = PurePath(file["path"]).name
    if file["kind"] == "parquet" and kind_of(out)[0] != "parquet":
        return out.name
    return name


def _restore_one(planned: _Planned, how: Undo) -> None:
    """Write the original of one output in a folder. Raises ``CannotRun``."""
    output, (_, file, place) = open_output(planned.out, how.max_document), planned
    kind, compression = file["kind"], file["compression"]
    if kind == "text":
        restore_text(output, place, compression, how)
        return
    if kind == "parquet":
        compression = None
        if output.source.kind != "parquet":
            kind, compression = output.source.kind, output.source.compression
    if place.exists() and not how.force:
        raise CannotRun(f"{place}: this exists already; name a new folder, or give --force")
    if place.exists() and not place.is_file():
        raise CannotRun(f"{place}: this exists and is no regular file; name a new folder")
    make_folder(place.parent)
    restore_table(output, Rebuilt(place, kind, compression), how)
