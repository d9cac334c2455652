"""Rebuild text files from an output, each under the path that it was read from."""

from __future__ import annotations

import os
from itertools import filterfalse
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from cleanup.errors import CannotRun
from cleanup.read.row import no_column
from cleanup.read.shape import Misshapen
from cleanup.read.source import kind_of
from cleanup.restore.places import Places
from cleanup.stored.columns import original, stored
from cleanup.stored.output import rejected_rows
from cleanup.stored.rows import is_provenance, sound, stored_rows
from cleanup.write import compressed_bytes
from cleanup.write.paths import write_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.read.source import Compression
    from cleanup.restore.how import Undo
    from cleanup.stored.output import Output


def restore_texts(output: Output, folder: str, how: Undo) -> int:
    """Write the original texts of all rows below a folder; return how many.

    Those that could not be read when the run was are in quarantine, with their bytes.
    """
    count = 0
    for place, text in zip(_planned(output, folder, how), _texts(output, how), strict=True):
        try:
            if isinstance(text, CannotRun):
                raise text
            if place:
                write_text(place, text, kind_of(place)[1], how)
                count += 1
        except CannotRun as error:
            how.on_error(str(error))
    return count


def restore_text(output: Output, place: Path, compression: Compression | None, how: Undo) -> None:
    """Write the original text of an output of one row. Raises ``CannotRun``."""
    texts = _texts(output, how)
    text = next(texts, None)
    if text is None or next(texts, None) is not None:
        count = "no row" if text is None else "more than one row"
        raise CannotRun(
            f"{output.path}: this holds {count}, not one text; take the original itself"
        )
    if isinstance(text, CannotRun):
        raise text
    write_text(place, text, compression, how)


def write_text(place: Path, raw: bytes, compression: Compression | None, how: Undo) -> None:
    """Write an original to its place. Raises ``CannotRun``."""
    write_file(place, compressed_bytes(raw, compression), force=how.force)
    how.on_written(place)


def _texts(output: Output, how: Undo) -> Iterator[bytes | CannotRun]:
    """Yield the bytes of each original, or why it cannot be rebuilt: kept, dropped, quarantined."""
    for one in output.with_dropped:
        for number, row in enumerate(stored_rows(one)):
            yield _text(one, number, row, how)
    if output.rejects:
        yield from (rejected.raw for rejected in rejected_rows(output))


def _text(
    output: Output, number: int, row: dict[str, Any] | CannotRun, how: Undo
) -> bytes | CannotRun:
    """Return the bytes of an original, or why it cannot be rebuilt."""
    try:
        values = sound(row)
        name = how.text or next((name for name in values if not is_provenance(name)), "text")
        if name not in values:
            raise no_column(output.path, name, filterfalse(is_provenance, values))
        text = original(output.path, number, values[name], values)
    except CannotRun as error:
        return error
    return (text or "").encode()


def _planned(output: Output, folder: str, how: Undo) -> list[Path | None]:
    """Return the place of each original text, all before the first is written."""
    paths = list(_without_repeated(output, _paths(output)))
    if output.missing:
        how.on_note(output.missing_sentence)
    if output.rejects:
        paths += [rejected.source for rejected in rejected_rows(output)]
    elif output.quarantine:
        how.on_left(output.quarantine)
    if table := next((path for path in paths if path and _is_table(path)), None):
        raise CannotRun(
            f"{output.path}: some of its rows come from the table {table};"
            " name a file that ends in .parquet or .jsonl to put them in"
        )
    places = Places(folder)
    planned = [_taken(places, path, how) if path else None for path in _without_shared(paths)]
    for sentence in places.parted:
        how.on_note(sentence)
    return planned


def _paths(output: Output) -> Iterator[str | None]:
    """Yield the path that each row came from."""
    for one in output.with_dropped:
        for number, row in enumerate(stored_rows(one)):
            yield _text_path(one, number, row)


def _without_repeated(output: Output, paths: Iterator[str | None]) -> Iterator[str | None]:
    """Yield paths. Raises ``CannotRun`` if one comes twice: a text file is one row."""
    seen: set[str] = set()
    for path in paths:
        if path in seen:
            raise CannotRun(
                f"{output.path}: several of its rows come from {path}, so that was a table;"
                " name a file that ends in .parquet or .jsonl to put them in"
            )
        if path:
            seen.add(path)
        yield path


def _is_table(path: str) -> bool:
    """Return whether a path is named like a table."""
    return kind_of(Path(path))[0] not in (None, "text")


def _taken(places: Places, path: str, how: Undo) -> Path | None:
    """Return the place of a path; ``None`` if there is none, which ``how`` is told."""
    try:
        return places.take(path)
    except CannotRun as error:
        how.on_error(str(error))
        return None


def _text_path(output: Output, number: int, row: dict[str, Any] | CannotRun) -> str | None:
    """Return the path that a row came from; ``None`` if the row cannot be read.

    Raises ``CannotRun`` if it came from no file.
    """
    if isinstance(row, CannotRun):
        return None
    try:
        path = stored(row).source
    except Misshapen:
        return None
    if path is None:
        raise CannotRun(
            f"{output.path}: row {number} came from no file; name a file that ends in .parquet or"
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
