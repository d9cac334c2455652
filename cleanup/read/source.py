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

Kind = Literal["text", "jsonl", "parquet", "csv", "tsv"]
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
    ".csv": "csv",
    ".tsv": "tsv",
}
"""Suffixes that are read in folders. A file that is named itself and has another is a text."""

DELIMITED: frozenset[Kind] = frozenset({"csv", "tsv"})
"""Tables whose cells are all strings, with a character between them."""

TABLES = frozenset(".json .xlsx .xls .arrow .feather .orc .avro".split())
"""Suffixes of tables that are not read; as one text they would be misread."""

COMPRESSIONS: dict[str, Compression] = {".gz": "gzip", ".zst": "zstd"}

STDIN = "-"


class Reading(NamedTuple):
    """What is said about all inputs beyond what their names say.

    ``kind`` holds for every file, whatever its suffix. ``delimiter`` and ``quotechar`` are those
    of CSV, one ASCII character each: without a delimiter it is told from the header, and with an
    empty ``quotechar`` quotes are characters like others. A text may have ``max_document`` bytes
    of UTF-8. ``bounded`` is false for what a run wrote itself: of that, everything is read.
    """

    kind: Kind | None = None
    delimiter: str | None = None
    quotechar: str = '"'
    max_document: int = 16 << 20
    bounded: bool = True

    @property
    def options(self) -> list[tuple[str, str]]:
        """The options of a command that say this, without those that say nothing new."""
        usual = Reading()
        named: list[tuple[str, object, object]] = [
            ("--input-format", self.kind, usual.kind),
            ("--delimiter", self.delimiter, usual.delimiter),
            ("--quotechar", self.quotechar or "none", usual.quotechar),
            ("--max-document", self.max_document, usual.max_document),
        ]
        return [(option, str(value)) for option, value, known in named if value != known]

    @property
    def longest(self) -> int:
        """How many bytes a line, a row of CSV or a text file may have to be read at all."""
        return 4 * self.max_document if self.bounded else 1 << 62


PLAIN = Reading()
"""What is held where nothing is said."""


class Source(NamedTuple):
    """One input: its path as given, with forward slashes, and how to read it.

    ``local`` is where the bytes lie: the path itself, or the spooled copy of standard input.
    """

    path: str
    kind: Kind
    compression: Compression | None
    local: str = ""
    reading: Reading = PLAIN

    @property
    def file(self) -> Path:
        """The file to open."""
        return Path(self.local or self.path)


def find_sources(paths: Sequence[str], reading: Reading = PLAIN) -> list[Source]:
    """Return the inputs that the paths name, each once, in the order given.

    A folder stands for the files below it that have a suffix of ``KINDS`` (also with ``.gz`` or
    ``.zst``), sorted by path, hidden ones left out. ``-`` is standard input, copied to a
    temporary file: Parquet or JSONL if it begins so, else one text. Where ``reading`` names a
    kind, all that is named is of it, and in folders what has its suffix or none at all. Raises
    ``CannotRun`` for a path that is missing, not a file, or a folder without texts.
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


def kind_of(path: Path) -> tuple[Kind | None, Compression | None]:
    """Return what a file's name says about its kind and its compression."""
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    compression = COMPRESSIONS.get(suffixes[-1]) if suffixes else None
    if compression:
        suffixes.pop()
    return KINDS.get(suffixes[-1]) if suffixes else None, compression


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
        yield Source(_plain(path), kind or "text", compression)


def _of_kind(path: str, kind: Kind) -> Source:
    """Return a file of a known kind; its first bytes tell the compression, not its name."""
    from cleanup.read.decompress import compression_of

    try:
        with Path(path).open("rb") as file:
            return Source(_plain(path), kind, compression_of(file.read(4)))
    except OSError as error:
        raise CannotRun(f"{path}: {error.strerror}; check its permissions") from None


def _in_folder(folder: str, only: Kind | None) -> Iterator[Source]:
    found = []
    for where, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            kind, compression = kind_of(Path(name))
            path = Path(where, name)
            if name.startswith(".") or not path.is_file():
                continue
            if only and (kind == only or COMPRESSIONS.keys() >= set(path.suffixes)):
                found.append(_of_kind(str(path), only))
            elif kind and not only:
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
def _standard_input(stream: BinaryIO, kind: Kind | None) -> Source:
    """Copy standard input, once, to a temporary file that lives as long as the process."""
    from cleanup.read.decompress import compression_of, open_bytes

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
    with open_bytes(source) as unpacked:
        begins = unpacked.read(1 << 20).lstrip()
    return source._replace(kind="jsonl" if begins.startswith(b"{") else "text")
