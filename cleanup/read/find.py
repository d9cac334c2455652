"""Find the inputs that paths name: files, folders and standard input."""

from __future__ import annotations

import os
import stat
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from cleanup.config.globs import absolute
from cleanup.errors import CannotRun
from cleanup.read.decompress import compression_of, open_bytes
from cleanup.read.regular import open_regular
from cleanup.read.source import (
    BASELINE,
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
    from collections.abc import Callable, Iterator, Sequence

    from cleanup.read.excluded import Excluded


def find_sources(
    paths: Sequence[str],
    reading: Reading = DEFAULT_READING,
    *,
    within: Sequence[str] = (),
    on_link: Callable[[str], object] = lambda sentence: None,
    excluded: Excluded | None = None,
) -> list[Source]:
    """Return the inputs that the paths name, each once, in the order given.

    A folder stands for the files below it that have a suffix of ``KINDS`` (also with ``.gz`` or
    ``.zst``), sorted by path, without hidden ones. A link in a folder is followed to a file that
    is inside ``paths`` or ``within``; ``on_link`` is called with a sentence for each other one, and
    no link to a folder is followed. What is ``excluded`` is passed over. A path that does not exist
    and has ``*``, ``?`` or ``[`` in it is a pattern, with ``**`` for any folders. ``-`` is standard
    input, copied to a temporary file: Parquet or JSONL if its first bytes say so, else one text.
    If ``reading`` has a kind, every named file is of that kind, and in folders every file with its
    suffix or with none.
    Raises ``CannotRun`` for a path that is missing, not a file, or a folder without texts.
    """
    sources: dict[Path | str, Source] = {}
    links = _Links([os.path.realpath(path) for path in (*paths, *within)], on_link)
    passed_over = False
    for path in _expanded(paths):
        if path == STDIN:
            sources.setdefault(STDIN, _standard_input(sys.stdin.buffer, reading.kind))
        elif Path(path).name == BASELINE:
            passed_over = True
        elif not (excluded and excluded.named(absolute(path))):
            for source in _named(path, reading, links, excluded):
                sources.setdefault(source.file.resolve(), source)
    if not sources and not (passed_over or (excluded and excluded.count)):
        raise CannotRun("no input was named; give files, folders, or - for standard input")
    return [source._replace(reading=reading) for source in sources.values()]


def _expanded(paths: Sequence[str]) -> Iterator[str]:
    """Yield the paths, and for patterns what they match, sorted."""
    from glob import glob, has_magic

    for path in paths:
        if path == STDIN or not has_magic(path) or os.path.lexists(path):
            yield path
        elif found := sorted(glob(path, recursive=True)):  # noqa: PTH207  # absolute ones, too
            yield from found
        else:
            raise CannotRun(f"{path}: nothing matches this pattern; check it")


def _named(
    path: str, reading: Reading, links: _Links, excluded: Excluded | None
) -> Iterator[Source]:
    try:
        mode = Path(path).stat().st_mode
    except OSError as error:
        raise CannotRun(f"{path}: {error.strerror}; check the path") from None
    if stat.S_ISDIR(mode):
        yield from _in_folder(path, reading.kind, links, excluded)
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


class _Links(NamedTuple):
    """Which links found in folders are followed: those to files inside what was named."""

    roots: list[str]
    on_link: Callable[[str], object]

    def follows(self, path: Path) -> bool:
        """Return whether a file, if it is a link, is followed; say so if it is not."""
        if not path.is_symlink():
            return path.is_file()
        inside = self.is_inside(path)
        if inside and path.is_file():
            return True
        where = "nowhere" if inside or not path.exists() else "outside what was named"
        self.on_link(
            f"{path}: this link leads {where} and is passed over; name it itself to include it"
        )
        return False

    def pass_over_folder(self, path: Path) -> None:
        """Say that a folder is passed over, if it is a link to one outside."""
        if path.is_symlink() and not self.is_inside(path):
            self.on_link(
                f"{path}: this link leads to a folder outside what was named and is passed over;"
                " name it itself to include it"
            )

    def is_inside(self, path: Path) -> bool:
        """Return whether a link leads to something inside what was named."""
        target = os.path.realpath(path)
        return any(Path(target).is_relative_to(root) for root in self.roots)


def _in_folder(
    folder: str, only: Kind | None, links: _Links, excluded: Excluded | None
) -> Iterator[Source]:
    found: list[tuple[Source, bool]] = []
    before = excluded.count if excluded else 0
    for path in _files_below(folder, links, excluded):
        kind, compression = kind_of(Path(path.name))
        if not (kind == only or COMPRESSIONS.keys() >= set(path.suffixes) if only else kind):
            continue
        if excluded and excluded.passes_over(absolute(path), folder=False):
            continue
        if excluded and not _is_utf8(path):
            links.on_link(f"{str(path)!a}: this file name is not UTF-8; it is passed over")
        elif links.follows(path):
            source = Source(_with_slashes(str(path)), kind or "text", compression)
            found.append((_of_kind(str(path), only) if only else source, path.is_symlink()))
    if not found and (excluded is None or excluded.count == before):
        endings = " ".join(KINDS)
        raise CannotRun(
            f"{folder}: this folder holds no texts (files that end in {endings}, also with"
            " .gz or .zst); name the files themselves if theirs end otherwise"
        )
    yield from _each_once(found)


def _files_below(folder: str, links: _Links, excluded: Excluded | None) -> Iterator[Path]:
    """Yield the files below a folder that are not hidden, nor in a folder that is passed over."""
    for where, folders, names in os.walk(folder, onerror=_raise_unreadable):
        above = absolute(where)
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".")
            and not (excluded and excluded.passes_over(above / name, folder=True))
        ]
        for name in folders:
            links.pass_over_folder(Path(where, name))
        for name in names:
            if not name.startswith("."):
                yield Path(where, name)


def _each_once(found: list[tuple[Source, bool]]) -> Iterator[Source]:
    """Yield the sources sorted, without links to others of them."""
    ends = {source.file.resolve() for source, linked in found if linked}
    files = {source.file.resolve() for source, linked in found if not linked} if ends else set()
    for source, linked in sorted(found):
        if not linked or source.file.resolve() not in files:
            yield source


def _is_utf8(path: Path) -> bool:
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


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
