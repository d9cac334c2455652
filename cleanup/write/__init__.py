"""Choose the output file and its format, and write lines in it."""

from __future__ import annotations

import gzip
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from cleanup.errors import CannotRun
from cleanup.read.regular import resolved
from cleanup.read.source import DELIMITED, Compression, kind_of
from cleanup.write.atomic import check_writable, replace_atomically, wrap_write_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import BinaryIO

_ENDINGS: dict[Compression | None, str] = {None: "", "gzip": ".gz", "zstd": ".zst"}

__all__ = [
    "Target",
    "block_writer",
    "choose_target",
    "compressed_bytes",
    "dropped_suffix",
    "replace_atomically",
    "wrap_write_errors",
    "write_blocks",
    "write_lines",
]


class _Writer(Protocol):
    def write(self, data: bytes, /) -> int: ...


class Target(NamedTuple):
    """The output, as named, and its format.

    With ``guard_formulas``, CSV has an apostrophe before what a spreadsheet would run as a formula.
    """

    path: str
    kind: Literal["jsonl", "parquet", "csv", "tsv"]
    compression: Compression | None
    guard_formulas: bool = False

    @property
    def file(self) -> Path:
        """The file to replace: the target of a symbolic link, so that the link stays."""
        return resolved(self.path)

    @property
    def manifest(self) -> Path:
        """The path of the manifest."""
        return Path(f"{self.path}.manifest.json")

    @property
    def quarantine(self) -> Path:
        """The path of the file for rejected rows."""
        return Path(f"{self.path}.quarantine.jsonl")

    @property
    def dropped(self) -> Path:
        """The path of the file for rows that are dropped by a verdict."""
        return Path(f"{self.path}{dropped_suffix(self.kind, self.compression)}")


def dropped_suffix(kind: str | None, compression: Compression | None) -> str:
    """Return what is added to the name of an output for its dropped rows, in the same format."""
    return f".dropped.{kind}{_ENDINGS[compression]}"


def choose_target(
    path: str, inputs: Iterable[Path], *, force: bool, guard_formulas: bool = False
) -> Target:
    """Return the output to write at ``path``.

    Raises ``CannotRun`` if the suffix is unknown, the folder is missing or cannot be written to,
    the file exists (unless ``force``), it is one of the inputs, or formulas are to be guarded and
    it is not CSV.
    """
    kind, compression = kind_of(Path(path))
    if kind is None or kind == "text" or (kind == "parquet" and compression):
        raise CannotRun(
            f"{path}: the output is one file that ends in .parquet, .jsonl, .ndjson, .csv or .tsv"
            " (all but the first also with .gz or .zst), or for `run` a folder: a name without a"
            " suffix, or one that ends in /; name one of these"
        )
    if guard_formulas and kind not in DELIMITED:
        raise CannotRun(
            f"{path}: formulas are guarded in .csv and .tsv alone; leave --guard-formulas out, or"
            " name such a file"
        )
    target = Target(path, kind, compression, guard_formulas)
    companions = (target.manifest, target.quarantine, target.dropped)
    names = {resolved(file) for file in (target.file, *companions)}
    if taken := next((file for file in inputs if file.resolve() in names), None):
        raise CannotRun(
            f"{path}: writing this would replace the input {taken}; name another output"
        )
    if target.file.exists() and not target.file.is_file():
        raise CannotRun(f"{path}: this exists and is no regular file; name another output")
    if target.file.exists() and not force:
        raise CannotRun(f"{path}: this file exists; name another, or give --force to replace it")
    if odd := next((file for file in companions if file.exists() and not file.is_file()), None):
        raise CannotRun(
            f"{odd}: this is no regular file and in the way of a file beside {path}; move it, or"
            " name another output"
        )
    if not force and (existing := next((file for file in companions if file.exists()), None)):
        raise CannotRun(
            f"{existing}: this is left of an earlier run and would be replaced; move it,"
            " or give --force"
        )
    _check_folder(target)
    return target


def _check_folder(target: Target) -> None:
    folder = target.file.parent
    if not folder.is_dir():
        raise CannotRun(f"{target.path}: there is no folder {folder}; make it first")
    try:
        check_writable(target.file)
    except OSError as error:
        raise CannotRun(
            f"{target.path}: the folder {folder} cannot be written to ({error.strerror});"
            " change its permissions or name another"
        ) from None


def write_lines(lines: Iterable[str], path: Path, compression: Compression | None) -> int:
    """Write lines as UTF-8, compressed if ``compression`` is given; return how many there were."""
    return write_blocks((line.encode() + b"\n" for line in lines), path, compression)


def write_blocks(
    blocks: Iterable[bytes],
    path: Path,
    compression: Compression | None,
    rows_in: Callable[[bytes], int] = lambda block: block.count(b"\n"),
) -> int:
    """Write blocks of complete rows; return how many rows there were, as ``rows_in`` counts."""
    count = 0
    with block_writer(path, compression) as write:
        for block in blocks:
            write(block)
            count += rows_in(block)
    return count


@contextmanager
def block_writer(
    path: Path, compression: Compression | None, header: bytes = b""
) -> Iterator[Callable[[bytes], object]]:
    """Yield a function that writes blocks of rows to a file, behind a header."""
    with path.open("wb") as file, _compressed(file, compression) as stream:
        stream.write(header)
        yield stream.write


def compressed_bytes(raw: bytes, compression: Compression | None) -> bytes:
    """Return bytes, compressed if ``compression`` is given."""
    stream = BytesIO()
    with _compressed(stream, compression) as writer:
        writer.write(raw)
    return stream.getvalue()


@contextmanager
def _compressed(file: BinaryIO, compression: Compression | None) -> Iterator[_Writer]:
    if compression is None:
        yield file
    elif compression == "gzip":
        with gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0) as writer:
            yield writer
    else:
        import zstandard

        with zstandard.ZstdCompressor().stream_writer(file, closefd=False) as writer:
            yield writer
