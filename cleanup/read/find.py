"""Find the inputs that paths name: files, folders and standard input."""

from __future__ import annotations

import os
import stat
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cleanup.errors import CannotRun
from cleanup.read.decompress import compression_of, open_bytes
from cleanup.read.regular import open_regular
from cleanup.read.source import (
    COMPRESSIONS,
    DEFAULT_READING,
    KINDS,
    STDIN,
    TABLES,
    Kind,
    Reading,
    Source,
    kind_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def find_sources(paths: Sequence[str], reading: Reading = DEFAULT_READING) -> list[Source]:
    """Return the inputs that the paths name, each once, in the order given.

    A folder stands for the files below it that have a suffix of ``KINDS`` (also with ``.gz`` or
    ``.zst``), sorted by path, without hidden ones. ``-`` is standard input, copied to a temporary
    file: Parquet or JSONL if its first bytes say so, else one text. If ``reading`` has a kind,
    every named file is of that kind, and in folders every file with its suffix or with none.
    Raises ``CannotRun`` for a path that is missing, not a file, or a folder without texts.
    """
    sources: dict[Path | str, Source] = {}
    for path in paths:
        if path == STDIN:
            sources.setdefault(STDIN, _standard_input(sys.stdin.buffer, reading.kind))
        for source in _named(path, reading) if path != STDIN else ():
            sources.setdefault(source.file.resolve(), source)
    if not sources:
        raise CannotRun("no input was named; give files, folders, or - for standard input")
    return [source._replace(reading=reading) for source in sources.values()]


def _named(path: str, reading: Reading) -> Iterator[Source]:
    try:
        mode = Path(path).stat().st_mode
    except OSError as error:
        raise CannotRun(f"{path}: {error.strerror}; check the path") from None
    if stat.S_ISDIR(mode):
        yield from _in_folder(path, reading.kind)
    elif not stat.S_ISREG(mode):
        raise CannotRun(f"{path}: not a regular file; pipe it to standard input and name it -")
    elif reading.kind:
        yield _of_kind(path, reading.kind)
    else:
        kind, compression = kind_of(Path(path))
        if TABLES.intersection(map(str.lower, Path(path).suffixes[-2:])):
            raise CannotRun(
                f"{path}: tables of this kind are not read; convert it to .jsonl, .csv or .parquet,"
                " or say with --input-format what it holds"
            )
        yield Source(_with_slashes(path), kind or "text", compression)


def _of_kind(path: str, kind: Kind) -> Source:
    """Return a file of a known kind; the compression is detected from its first bytes."""
    with open_regular(path) as file:
        return Source(_with_slashes(path), kind, compression_of(file.read(4)))


def _in_folder(folder: str, only: Kind | None) -> Iterator[Source]:
    found = []
    for where, folders, names in os.walk(folder, onerror=_raise_unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            kind, compression = kind_of(Path(name))
            path = Path(where, name)
            if name.startswith(".") or not path.is_file():
                continue
            if only and (kind == only or COMPRESSIONS.keys() >= set(path.suffixes)):
                found.append(_of_kind(str(path), only))
            elif kind and not only:
                found.append(Source(_with_slashes(str(path)), kind, compression))
    if not found:
        endings = " ".join(KINDS)
        raise CannotRun(
            f"{folder}: this folder holds no texts (files that end in {endings}, also with"
            " .gz or .zst); name the files themselves if theirs end otherwise"
        )
    yield from sorted(found)


def _with_slashes(path: str) -> str:
    try:
        path.encode()
    except UnicodeEncodeError:
        raise CannotRun(f"{path!a}: this file name is not UTF-8; rename the file") from None
    return path.replace(os.sep, "/")


def _raise_unreadable(error: OSError) -> None:
    raise CannotRun(f"{error.filename}: {error.strerror}; check the permissions of this folder")


@cache
def _standard_input(stream: BinaryIO, kind: Kind | None) -> Source:
    """Copy standard input, once, to a temporary file that is removed when the process exits."""
    import atexit
    import shutil
    import tempfile

    handle, local = tempfile.mkstemp(prefix="cleanup-stdin-")
    atexit.register(Path(local).unlink, missing_ok=True)
    with os.fdopen(handle, "wb") as spool:
        shutil.copyfileobj(stream, spool)
    with Path(local).open("rb") as spool:
        head = spool.read(4)
    source = Source(STDIN, kind or "text", compression_of(head), local)
    if kind:
        return source
    if head == b"PAR1":
        return source._replace(kind="parquet")
    with open_bytes(source) as stream:
        beginning = stream.read(1 << 20).lstrip()
    return source._replace(kind="jsonl" if beginning.startswith(b"{") else "text")
