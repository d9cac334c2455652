"""Open a file as the bytes it holds, whether it is compressed or not.

A compressed stream that ends too early, or is damaged, stops the command: nothing that is
written from half an input could be told from the whole. Several gzip members or zstd frames
after one another are one stream.

So that a small file cannot fill the memory or keep a run busy for ever, these stop it as well:
a line longer than ``Reading.longest``, ``BLANK`` bytes of blank lines on end in a compressed
stream, and one that grows to more than ``RATIO`` times its size and ``FREE`` bytes besides. Texts
seldom grow to 20 times, rows that are all the same to 1,000 times with gzip; unpacked by hand all
of that is read.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from typing import TYPE_CHECKING, Protocol

from cleanup.errors import CannotRun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from _typeshed import WriteableBuffer

    from cleanup.read.source import Compression, Source

_PIECE = 1 << 20
_PACKED_PIECE = 1 << 11
"""Compressed bytes taken at a time: few, because a bomb makes thousands of times as many."""

RATIO = 200
FREE = 256 << 20
BLANK = 1 << 20
SMALL = 8 << 20
"""Compressed files up to this size are unpacked once before any work: bombs are small."""

_WINDOW = 1 << 27
"""The memory that one zstd frame may ask for, which is what the program zstd grants."""

_MAGIC: dict[Compression, bytes] = {"gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}


class Meter:
    """Counts and hashes the bytes of one file while they are read."""

    def __init__(self) -> None:
        self.bytes = 0
        self._digest = hashlib.sha256()

    def add(self, piece: bytes) -> None:
        """Count these bytes, which come next."""
        self.bytes += len(piece)
        self._digest.update(piece)

    @property
    def sha256(self) -> str:
        """The hash of all bytes so far, in hexadecimal."""
        return self._digest.hexdigest()


def compression_of(head: bytes) -> Compression | None:
    """Tell a compression from the first four bytes. No UTF-8 text begins like one."""
    return next((name for name, magic in _MAGIC.items() if head.startswith(magic)), None)


def open_bytes(source: Source, meter: Meter | None = None) -> io.BufferedReader:
    """Open the bytes of a source, decompressed; ``meter`` counts them as they lie on the disk.

    Raises ``CannotRun``, also while it is read, if the file cannot be read, is not compressed
    as its name says, or breaks off.
    """
    try:
        file = source.file.open("rb", buffering=0)
    except OSError as error:
        raise CannotRun(f"{source.path}: {error.strerror}; check its permissions") from None
    head = file.read(4)
    file.seek(0)
    _check_name(source, head)
    return io.BufferedReader(_Bytes(source, file, meter or Meter()), _PIECE)


def refuse_bomb(source: Source) -> None:
    """Unpack a small compressed file once, to refuse before any work what grows without end."""
    if source.compression and source.file.stat().st_size <= SMALL:
        with open_bytes(source) as stream:
            while stream.read(_PIECE):
                pass


def bounded_lines(source: Source, stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of an open source, each with its line feed.

    Raises ``CannotRun`` for a line that is too long, and for too many blank ones.
    """
    longest = source.reading.longest
    number = blank = 0
    take = stream.readline
    while line := take(longest + 1):
        number += 1
        if len(line) > longest:
            raise too_long(source, number)
        blank = blank + len(line) if line.isspace() else 0
        if blank > BLANK and source.compression and source.reading.bounded:
            raise CannotRun(
                f"{source.path}: this {source.compression} stream holds a megabyte of blank lines"
                f" before line {number:,}; unpack it, see what it holds, and give that"
            )
        yield line


def whole(source: Source, stream: BinaryIO) -> bytes:
    """Return all bytes of an open source. Raises ``CannotRun`` if they are too many."""
    longest = source.reading.longest
    raw = stream.read(longest + 1)
    if len(raw) > longest:
        raise too_long(source)
    return raw


def too_long(source: Source, line: int = 0, guess: str = "") -> CannotRun:
    """Say that a text file, or the row that begins at this line, is too long to be read."""
    what = f"line {line:,}" if line else "this text"
    return CannotRun(
        f"{source.path}: {what} is longer than {source.reading.longest:,} bytes"
        f"{f' ({guess})' if guess else ''}; split it, or allow more with --max-document"
    )


def _check_name(source: Source, head: bytes) -> None:
    found = compression_of(head)
    if source.compression and not head:
        raise CannotRun(f"{source.path}: this file is empty (0 bytes); fetch or write it again")
    if source.compression and found != source.compression:
        raise CannotRun(f"{source.path}: this file is not {source.compression}; rename it")
    if found and not source.compression:
        suffix = ".gz" if found == "gzip" else ".zst"
        raise CannotRun(f"{source.path}: this file is {found}; rename it to end in {suffix}")


class _Bytes(io.RawIOBase):
    """The decompressed bytes of a file."""

    def __init__(self, source: Source, file: io.FileIO, meter: Meter) -> None:
        self._source, self._file, self._meter = source, file, meter
        self._pieces = self._unpacked()
        self._rest = memoryview(b"")
        self._packed = 0

    def readable(self) -> bool:
        return True

    def readinto(self, target: WriteableBuffer, /) -> int:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = memoryview(piece)
        view = memoryview(target)
        count = min(len(view), len(self._rest))
        view[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def close(self) -> None:
        self._file.close()
        super().close()

    def _unpacked(self) -> Iterator[bytes]:
        packed = self._source.compression
        pieces = self._read(_PACKED_PIECE if packed else _PIECE)
        if not packed:
            return pieces
        return self._bounded(_decompressed(self._source.path, packed, pieces))

    def _bounded(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Stop a stream that grows out of all proportion to what was read of it."""
        size = 0
        for piece in pieces:
            size += len(piece)
            if size > FREE + RATIO * self._packed and self._source.reading.bounded:
                raise CannotRun(
                    f"{self._source.path}: this {self._source.compression} stream grows to more"
                    f" than {RATIO} times its size; if that is meant, unpack it and give that"
                )
            yield piece

    def _read(self, size: int) -> Iterator[bytes]:
        try:
            while piece := self._file.read(size):
                self._meter.add(piece)
                self._packed += len(piece)
                yield piece
        except OSError as error:
            raise CannotRun(f"{self._source.path}: {error.strerror}; copy it anew") from None


class _Decompressor(Protocol):
    """What zlib and zstandard share. ``unused_data`` is what follows the end of one stream."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /) -> bytes: ...


def _decompressed(path: str, packed: Compression, pieces: Iterator[bytes]) -> Iterator[bytes]:
    start, damage = _decompressor(packed)
    current: _Decompressor | None = None
    try:
        for piece in pieces:
            while piece := piece if current else piece.lstrip(b"\0"):
                current = current or start()
                yield current.decompress(piece)
                piece, current = (current.unused_data, None) if current.eof else (b"", current)
    except damage as error:
        if "too much memory" in str(error):
            raise CannotRun(
                f"{path}: this {packed} stream asks for more than {_WINDOW >> 20} MB to be"
                " unpacked; pack it anew without --long"
            ) from None
        raise CannotRun(
            f"{path}: this {packed} stream is damaged ({error}); fetch it again"
        ) from None
    if current is not None:
        raise CannotRun(
            f"{path}: this {packed} stream breaks off before its end; fetch it again, or unpack"
            " what is left and give that"
        )


def _decompressor(packed: Compression) -> tuple[Callable[[], _Decompressor], type[Exception]]:
    """Return what starts to unpack one stream, and the error it raises for a damaged one."""
    if packed == "gzip":
        return lambda: zlib.decompressobj(wbits=31), zlib.error
    import zstandard

    unpacker = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    return unpacker.decompressobj, zstandard.ZstdError
