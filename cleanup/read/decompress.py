"""Open a file as its decompressed bytes, with limits against decompression bombs.

A compressed stream that is truncated or damaged stops the command: the output of half an input
would look complete. Consecutive gzip members or zstd frames are one stream.

So that a small file cannot fill the memory or keep a run busy for ever, these also stop the
command: a line longer than ``Reading.longest``; ``BLANK`` consecutive bytes of blank lines in a
compressed stream; and a stream that decompresses to more than ``RATIO`` times its size plus
``FREE`` bytes. Texts seldom grow 20 times, identical rows 1,000 times with gzip. A file that the
user decompressed has no such limit.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from typing import TYPE_CHECKING, Protocol

from cleanup.errors import CannotRun, NotText
from cleanup.read.regular import open_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from _typeshed import WriteableBuffer

    from cleanup.read.source import Compression, Source

_BLOCK = 1 << 20
_COMPRESSED_BLOCK = 1 << 11
"""Compressed bytes read at a time: few, because a bomb expands them thousands of times."""

RATIO = 200
FREE = 256 << 20
BLANK = 1 << 20
SMALL = 8 << 20
"""Compressed files up to this size are decompressed once before any work: bombs are small."""

_WINDOW = 1 << 27
"""The most memory, in bytes, that one zstd frame may request: the default of the zstd program."""

_MAGIC: dict[Compression, bytes] = {"gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}


class Meter:
    """Count and hash the bytes of one file while they are read."""

    def __init__(self) -> None:
        self.bytes = 0
        self._digest = hashlib.sha256()

    def add(self, block: bytes) -> None:
        """Count and hash the next bytes."""
        self.bytes += len(block)
        self._digest.update(block)

    @property
    def sha256(self) -> str:
        """The hash of all bytes so far, in hexadecimal."""
        return self._digest.hexdigest()


def compression_of(head: bytes) -> Compression | None:
    """Detect a compression from the first four bytes; no UTF-8 text begins like one."""
    return next((name for name, magic in _MAGIC.items() if head.startswith(magic)), None)


def open_bytes(source: Source, meter: Meter | None = None) -> io.BufferedReader:
    """Open the bytes of a source, decompressed; ``meter`` counts the bytes on disk.

    Raises ``CannotRun``, also during reading, if the file cannot be read, is not compressed as
    its name says, or is truncated.
    """
    file = open_regular(source.file)
    head = file.read(4)
    file.seek(0)
    _check_name(source, head)
    return io.BufferedReader(_Bytes(source, file, meter or Meter()), _BLOCK)


def refuse_bomb(source: Source) -> None:
    """Decompress a small compressed file once, to refuse a bomb before any work."""
    if source.compression and source.file.stat().st_size <= SMALL:
        with open_bytes(source) as stream:
            while stream.read(_BLOCK):
                pass


def bounded_lines(source: Source, stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of an open source, each with its line feed.

    Raises ``CannotRun`` for a line that is too long, and for too many blank lines.
    """
    longest = source.reading.longest
    number = blank = 0
    readline = stream.readline
    while line := readline(longest + 1):
        number += 1
        if len(line) > longest:
            raise too_long(source, number)
        blank = blank + len(line) if line.isspace() else 0
        if blank > BLANK and source.compression:
            raise CannotRun(
                f"{source.path}: this {source.compression} stream holds a megabyte of blank lines"
                f" before line {number:,}; unpack it, see what it holds, and give that"
            )
        yield line


def read_all(source: Source, stream: BinaryIO) -> bytes:
    """Return all bytes of an open source. Raises ``NotText`` if they are too many."""
    longest = source.reading.longest
    raw = stream.read(longest + 1)
    if len(raw) > longest:
        raise too_long(source)
    return raw


def too_long(source: Source, line: int = 0, guess: str = "") -> CannotRun:
    """Return the error for a text file, or a row that begins at this line, that is too long."""
    what = f"line {line:,}" if line else "this text"
    error = CannotRun if line else NotText
    return error(
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
        self._blocks = self._decompressed_blocks()
        self._buffer = memoryview(b"")
        self._bytes_read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, target: WriteableBuffer, /) -> int:
        while not self._buffer:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._buffer = memoryview(block)
        view = memoryview(target)
        count = min(len(view), len(self._buffer))
        view[:count] = self._buffer[:count]
        self._buffer = self._buffer[count:]
        return count

    def close(self) -> None:
        self._file.close()
        super().close()

    def _decompressed_blocks(self) -> Iterator[bytes]:
        compression = self._source.compression
        blocks = self._read(_COMPRESSED_BLOCK if compression else _BLOCK)
        if not compression:
            return blocks
        return self._bounded(_decompressed(self._source.path, compression, blocks))

    def _bounded(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        """Refuse a stream that grows out of proportion to its compressed bytes."""
        size = 0
        for block in blocks:
            size += len(block)
            if size > FREE + RATIO * self._bytes_read and not self._source.reading.vouched:
                raise CannotRun(
                    f"{self._source.path}: this {self._source.compression} stream grows to more"
                    f" than {RATIO} times its size; if that is meant, unpack it and give that"
                )
            yield block

    def _read(self, size: int) -> Iterator[bytes]:
        try:
            while block := self._file.read(size):
                self._meter.add(block)
                self._bytes_read += len(block)
                yield block
        except OSError as error:
            raise CannotRun(f"{self._source.path}: {error.strerror}; copy it anew") from None


class _Decompressor(Protocol):
    """What zlib and zstandard share. ``unused_data`` are the bytes after the end of a stream."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /) -> bytes: ...


def _decompressed(path: str, compression: Compression, blocks: Iterator[bytes]) -> Iterator[bytes]:
    start, damage_error = _decompressor(compression)
    current: _Decompressor | None = None
    try:
        for block in blocks:
            while block := block if current else block.lstrip(b"\0"):
                current = current or start()
                yield current.decompress(block)
                block, current = (current.unused_data, None) if current.eof else (b"", current)
    except damage_error as error:
        if "too much memory" in str(error):
            raise CannotRun(
                f"{path}: this {compression} stream asks for more than {_WINDOW >> 20} MB to be"
                " unpacked; pack it anew without --long"
            ) from None
        raise CannotRun(
            f"{path}: this {compression} stream is damaged ({error}); fetch it again"
        ) from None
    if current is not None:
        raise CannotRun(
            f"{path}: this {compression} stream breaks off before its end; fetch it again, or"
            " unpack what is left and give that"
        )


def _decompressor(compression: Compression) -> tuple[Callable[[], _Decompressor], type[Exception]]:
    """Return what makes the decompressor of one stream, and its error for a damaged stream."""
    if compression == "gzip":
        return lambda: zlib.decompressobj(wbits=31), zlib.error
    import zstandard

    decompressor = zstandard.ZstdDecompressor(max_window_size=_WINDOW)
    return decompressor.decompressobj, zstandard.ZstdError
