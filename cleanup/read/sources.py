"""Where texts come from: files, folders and standard input, told apart before anything is read."""

from __future__ import annotations

import atexit
import os
import shutil
import stat
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, NamedTuple

from cleanup.errors import CannotRun

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Kind = Literal["text", "jsonl", "parquet"]
Compression = Literal["gzip", "zstd"]

KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".rst": "text",
    ".adoc": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
}
"""Suffixes that are read in folders. A file that is named itself and has another is a text."""

TABLES = frozenset(".csv .tsv .json .xlsx .xls .arrow .feather .orc .avro".split())
"""Suffixes of tables that are not read yet; as one text they would be misread."""

COMPRESSIONS: dict[str, Compression] = {".gz": "gzip", ".zst": "zstd"}

STDIN = "-"


class Source(NamedTuple):
    """One input: its path as given, with forward slashes, and how to read it.

    ``local`` is where the bytes lie: the path itself, or the spooled copy of standard input.
    """

    path: str
    kind: Kind
    compression: Compression | None
    local: str = ""

    @property
    def file(self) -> Path:
        """The file to open."""
        return Path(self.local or self.path)


def find_sources(paths: Sequence[str]) -> list[Source]:
    """Return the inputs that the paths name, each once, in the order given.

    A folder stands for the files below it that have a suffix of ``KINDS`` (also with ``.gz`` or
    ``.zst``), sorted by path, hidden ones left out. ``-`` is standard input, copied to a
    temporary file: JSONL if its first byte that is not blank is ``{``, else one text. Raises
    ``CannotRun`` for a path that is missing, not a file, or a folder without texts.
    """
    sources: dict[Path | str, Source] = {}
    for path in paths:
        if path == STDIN:
            sources.setdefault(STDIN, _standard_input(sys.stdin.buffer))
        for source in _named(path) if path != STDIN else ():
            sources.setdefault(source.file.resolve(), source)
    if not sources:
        raise CannotRun("no input was named; give files, folders, or - for standard input")
    return list(sources.values())


def kind_of(path: Path) -> tuple[Kind | None, Compression | None]:
    """Return what a file's name says about its kind and its compression."""
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    compression = COMPRESSIONS.get(suffixes[-1]) if suffixes else None
    if compression:
        suffixes.pop()
    return KINDS.get(suffixes[-1]) if suffixes else None, compression


def _named(path: str) -> Iterator[Source]:
    try:
        mode = Path(path).stat().st_mode
    except OSError as error:
        raise CannotRun(f"{path}: {error.strerror}; check the path") from None
    if stat.S_ISDIR(mode):
        yield from _in_folder(path)
    elif stat.S_ISREG(mode):
        kind, compression = kind_of(Path(path))
        if TABLES.intersection(map(str.lower, Path(path).suffixes[-2:])):
            raise CannotRun(
                f"{path}: tables of this kind are not read; convert it to .jsonl or .parquet"
            )
        yield Source(_plain(path), kind or "text", compression)
    else:
        raise CannotRun(f"{path}: not a regular file; pipe it to standard input and name it -")


def _in_folder(folder: str) -> Iterator[Source]:
    found = []
    for where, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            kind, compression = kind_of(Path(name))
            path = Path(where, name)
            if kind and not name.startswith(".") and path.is_file():
                found.append(Source(_plain(str(path)), kind, compression))
    if not found:
        endings = " ".join(KINDS)
        raise CannotRun(
            f"{folder}: this folder holds no texts (files that end in {endings}, also with"
            " .gz or .zst); name the files themselves if theirs end otherwise"
        )
    yield from sorted(found)


def _plain(path: str) -> str:
    try:
        path.encode()
    except UnicodeEncodeError:
        raise CannotRun(f"{path!a}: this file name is not UTF-8; rename the file") from None
    return path.replace(os.sep, "/")


def _refuse(error: OSError) -> None:
    raise CannotRun(f"{error.filename}: {error.strerror}; check the permissions of this folder")


@cache
def _standard_input(stream: BinaryIO) -> Source:
    """Copy standard input, once, to a temporary file that lives as long as the process."""
    from cleanup.read.unpack import compression_of, open_bytes

    handle, local = tempfile.mkstemp(prefix="cleanup-stdin-")
    atexit.register(Path(local).unlink, missing_ok=True)
    with os.fdopen(handle, "wb") as spool:
        shutil.copyfileobj(stream, spool)
    with Path(local).open("rb") as spool:
        head = spool.read(4)
    if head == b"PAR1":
        raise CannotRun(
            "-: standard input holds Parquet, which is read from files only; name the file"
        )
    compression = compression_of(head)
    source = Source(STDIN, "text", compression, local)
    with open_bytes(source) as unpacked:
        for line in unpacked:
            if line.strip():
                return source._replace(kind="jsonl" if line.lstrip()[:1] == b"{" else "text")
    return source
