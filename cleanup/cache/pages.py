"""Pages of bytes in a file: each is read and checked by its hash when it is asked for.

A file begins with the hash of its head. The head is ``_MAGIC``, the key of what the pages were made
from, their number, and for each where it ends and its hash. Nothing in a file is executed.
"""

from __future__ import annotations

import os
import sys
from array import array
from hashlib import sha256
from typing import TYPE_CHECKING

from cleanup.cache.folder import folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_MAGIC = b"cleanup pages 1\n"
_HASH = sha256().digest_size
_NUMBER = 4
_FIXED = _HASH + len(_MAGIC) + _HASH + _NUMBER
_MOST_PAGES = 1 << 16
_KEPT = 4
"""How many files of a name are kept, for environments side by side."""


class _UnusableError(Exception):
    """A file is no file of pages, or not as it was written."""


class Pages:
    """Pages that ``make`` returns, read from the cache folder if they are there.

    ``name`` is the beginning of a file name, ``key`` says all that the pages depend on. A page that
    is damaged is made again, and the file with it.
    """

    def __init__(self, name: str, key: bytes, make: Callable[[], Sequence[bytes]]) -> None:
        self._key = sha256(sys.byteorder.encode() + key).digest()
        self._name = name
        self._make = make
        self._made: Sequence[bytes] = ()
        self._file: _File | None = None
        try:
            self._file = _File(self._path(), self._key)
        except (OSError, _UnusableError):
            self._replace()

    def __len__(self) -> int:
        """Return the number of pages."""
        return file.count if (file := self._file) else len(self._made)

    def __getitem__(self, number: int) -> bytes:
        """Return a page, counted from 0."""
        if file := self._file:
            try:
                return file.page(number)
            except (OSError, _UnusableError):
                self._replace()
        return self._made[number]

    def __iter__(self) -> Iterator[bytes]:
        """Yield the pages in order."""
        return map(self.__getitem__, range(len(self)))

    def _path(self) -> str:
        """Return the path of the file; raise ``OSError`` if there is no cache folder."""
        if (kept := folder()) is None:
            raise FileNotFoundError
        return f"{kept}/{self._name}-{self._key.hex()[:16]}.pages"

    def _replace(self) -> None:
        """Make the pages, and write them if that is possible."""
        self._made = self._make()
        self._file = None
        try:
            _write(self._path(), _joined(self._key, self._made))
            _remove_old(self._path(), self._name)
        except OSError:
            return


class _File:
    """An open file of pages, whose head is valid."""

    _close = staticmethod(os.close)  # at the end of the process, os may be gone before this

    def __init__(self, path: str, key: bytes) -> None:
        """Raise ``OSError`` or ``_UnusableError`` if it cannot be used."""
        self._descriptor = -1
        self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            self._read_head(key)
        except BaseException:
            self.close()
            raise

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Close the file, if it is open."""
        if (descriptor := self._descriptor) >= 0:
            self._descriptor = -1
            self._close(descriptor)

    def _read_head(self, key: bytes) -> None:
        if os.fstat(self._descriptor).st_uid not in (0, os.geteuid()):
            raise _UnusableError
        fixed = os.pread(self._descriptor, _FIXED, 0)
        count = int.from_bytes(fixed[-_NUMBER:], "little")
        if not fixed.startswith(_MAGIC + key, _HASH) or count > _MOST_PAGES:
            raise _UnusableError
        rest = os.pread(self._descriptor, (_NUMBER + _HASH) * count, _FIXED)
        if sha256(fixed[_HASH:] + rest).digest() != fixed[:_HASH]:
            raise _UnusableError
        self.count = count
        self._first = _FIXED + len(rest)
        self._ends = array("I", rest[: _NUMBER * count])
        self._hashes = rest[_NUMBER * count :]

    def page(self, number: int) -> bytes:
        """Return a page; raise ``_UnusableError`` if it is not as it was written."""
        start = self._ends[number - 1] if number else 0
        size = self._ends[number] - start
        content = os.pread(self._descriptor, size, self._first + start)
        if sha256(content).digest() != self._hashes[_HASH * number : _HASH * (number + 1)]:
            raise _UnusableError
        return content


def _joined(key: bytes, pages: Sequence[bytes]) -> bytes:
    """Return the content of the file of these pages."""
    ends, end = array("I"), 0
    for page in pages:
        end += len(page)
        ends.append(end)
    count = len(pages).to_bytes(_NUMBER, "little")
    hashes = b"".join(sha256(page).digest() for page in pages)
    head = b"".join((_MAGIC, key, count, ends.tobytes(), hashes))
    return b"".join((sha256(head).digest(), head, *pages))


def _write(path: str, content: bytes) -> None:
    """Write a file at once: another process sees all of it, or what was there before."""
    from tempfile import NamedTemporaryFile

    directory = os.path.dirname(path)  # noqa: PTH120
    os.makedirs(directory, mode=0o700, exist_ok=True)  # noqa: PTH103
    with NamedTemporaryFile(dir=directory, prefix=".", delete=False) as file:
        try:
            file.write(content)
            file.close()
            os.replace(file.name, path)  # noqa: PTH105
        except BaseException:
            os.unlink(file.name)  # noqa: PTH108
            raise


def _remove_old(path: str, name: str) -> None:
    """Remove all but the newest files of a name beside a file."""
    from pathlib import Path

    paths = Path(path).parent.glob(f"{name}-{'[0-9a-f]' * 16}.pages")
    for old in sorted(paths, key=lambda path: path.stat().st_mtime, reverse=True)[_KEPT:]:
        old.unlink(missing_ok=True)
