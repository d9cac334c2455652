"""Repair a text file in place, atomically, without changing anything but its damage.

Line ends, a byte order mark and the end of the file are preserved, and so are the file's
permissions and a symbolic link to it. A file without damage is not opened for writing. The new
file is written in the same folder, synced, and renamed to the old one; extended attributes are
lost.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.engine.clean import clean
from cleanup.errors import CannotRun
from cleanup.pipeline.counts import Counts
from cleanup.read.encoded import UTF8, decode
from cleanup.read.regular import read_regular
from cleanup.read.source import DEFAULT_READING
from cleanup.write import replace_atomically

if TYPE_CHECKING:
    from cleanup.settings import Settings
    from cleanup.values import Edit, Finding

REMEDY = "split it, or allow more with --max-document"

CHANGED = (
    "this file was changed by somebody else while it was repaired; it was left alone, run again"
)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file's bytes before and after, with the edits between them.

    The offsets of ``edits`` and of the remaining ``findings`` count code points of the decoded
    file after its byte order mark, if it has one.
    """

    path: str
    before: bytes
    after: bytes
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]
    preset: str = "news"
    """What the text was judged as."""
    encoding: str = UTF8

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return self.before != self.after

    @property
    def counts(self) -> Counts:
        """The edits and the remaining findings, counted."""
        counts = Counts()
        counts.add(self.edits, self.findings)
        return counts


def fix_bytes(path: str, raw: bytes, settings: Settings, encoding: str = UTF8) -> Fixed:
    """Return the repair of a file with the bytes ``raw``; nothing is written.

    Raises ``NotText`` naming ``path`` if they are no text of this encoding, and ``CannotRun`` if
    the encoding does not have a character of the repair.
    """
    decoded = decode(path, raw, encoding)
    result = clean(decoded.text, source=path, settings=settings)
    after = decoded.encode(result.text) if result.edits else raw
    return Fixed(path, raw, after, result.edits, result.findings, result.preset, encoding)


def read_file(path: str, most: int = DEFAULT_READING.max_document) -> bytes:
    """Return the bytes of a regular file.

    Raises ``CannotRun`` if it cannot be read, ``NotText`` if it has more than ``most`` bytes.
    """
    return read_regular(path, most, REMEDY)


def refuse_unwritable(path: str) -> None:
    """Raise ``CannotRun`` if a file must not be replaced: write-protected, or with hard links."""
    status = Path(path).stat()
    if not status.st_mode & 0o222:
        raise CannotRun(f"{path}: this file is write-protected; chmod u+w it if it may be changed")
    if status.st_nlink > 1:
        raise CannotRun(
            f"{path}: this file has {status.st_nlink} names (hard links), which repairing it would"
            " part; copy it, or repair it with `cleanup fix - < FILE`"
        )


def write_fixed(fixed: Fixed) -> None:
    """Replace the file by the repaired bytes. Raises ``CannotRun`` as ``replace_bytes`` does."""
    replace_bytes(fixed.path, fixed.before, fixed.after)


def replace_bytes(path: str, before: bytes, after: bytes) -> None:
    """Replace the bytes of a file.

    Raises ``CannotRun``, leaving the file unchanged, if it must not be replaced, if writing fails,
    or if it was changed since ``before`` was read.
    """
    refuse_unwritable(path)
    target = Path(path).resolve()
    owner = target.stat()
    with replace_atomically(target) as temporary:
        with temporary.open("r+b") as stream:
            stream.write(after)
            stream.flush()
            os.fsync(stream.fileno())
            with suppress(PermissionError):
                os.fchown(stream.fileno(), owner.st_uid, owner.st_gid)
        if target.read_bytes() != before:
            raise CannotRun(f"{path}: {CHANGED}")
