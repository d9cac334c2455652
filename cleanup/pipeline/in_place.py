"""Repair a text file where it lies: whole or not at all, and nothing but its damage.

Bytes go in and bytes come out: line ends, a byte order mark and the end of the file stay as they
are, and so do the file's permissions and a symbolic link that leads to it. A file without damage
is not opened for writing. The new file is written beside the old one, synced, and renamed over
it; extended attributes do not survive that.
"""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.engine.clean import clean
from cleanup.errors import CannotRun
from cleanup.write import replacing

if TYPE_CHECKING:
    from cleanup.settings import Settings
    from cleanup.values import Edit, Finding

GAVE_UP = ("DOC001", "DOC002")
"""Findings by which the engine says that it left repairs undone."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A file's bytes before and after, with the ledger that leads from one to the other.

    ``edits`` and ``findings`` (those that are left) count code points of the decoded file after
    its byte order mark, if it has one.
    """

    path: str
    before: bytes
    after: bytes
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]

    @property
    def changed(self) -> bool:
        """Return whether there is anything to write."""
        return self.before != self.after

    @property
    def unfinished(self) -> bool:
        """Return whether damage is left that these settings should have repaired."""
        return any(finding.code in GAVE_UP for finding in self.findings)


def fix_bytes(path: str, raw: bytes, settings: Settings) -> Fixed:
    """Return what becomes of a file that holds ``raw``; nothing is written.

    Raises ``CannotRun`` naming ``path`` if this is no UTF-8 text.
    """
    mark, text = decode(path, raw)
    result = clean(text, source=path, settings=settings)
    after = mark + result.text.encode() if result.edits else raw
    return Fixed(path, raw, after, result.edits, result.findings)


def decode(path: str, raw: bytes) -> tuple[bytes, str]:
    """Return a byte order mark, if there is one, and the text after it.

    Raises ``CannotRun`` naming the offset of what is no UTF-8.
    """
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise CannotRun(
            f"{path}: this is UTF-16, not UTF-8; convert it, for instance with"
            " iconv -f UTF-16 -t UTF-8"
        )
    refuse_binary(path, raw)
    mark = BOM_UTF8 if raw.startswith(BOM_UTF8) else b""
    try:
        return mark, raw.decode().removeprefix(mark.decode())
    except UnicodeDecodeError as error:
        raise CannotRun(
            f"{path}: byte {error.start} (0x{raw[error.start]:02x}) is not UTF-8;"
            " convert the file if it is in another encoding"
        ) from None


def refuse_binary(path: str, raw: bytes) -> None:
    """Raise ``CannotRun`` if bytes hold a NUL, which no text file does."""
    if (place := raw.find(b"\0")) >= 0:
        raise CannotRun(f"{path}: byte {place} is NUL: this is a binary file, not a text")


def read_file(path: str) -> bytes:
    """Return the bytes of a file; ``CannotRun`` if it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise CannotRun(f"{path}: {error.strerror}; check the path and its permissions") from None


def refuse_unwritable(path: str) -> None:
    """Raise ``CannotRun`` if a file must not be replaced: write-protected, or with other names."""
    status = Path(path).stat()
    if not status.st_mode & 0o222:
        raise CannotRun(f"{path}: this file is write-protected; chmod u+w it if it may be changed")
    if status.st_nlink > 1:
        raise CannotRun(
            f"{path}: this file has {status.st_nlink} names (hard links), which repairing it would"
            " part; copy it, or repair it with `cleanup fix - < FILE`"
        )


def write_fixed(fixed: Fixed) -> None:
    """Put the repaired bytes in the file's place.

    Raises ``CannotRun``, leaving the file as it is, if it must not be replaced, if the disk
    refuses, or if somebody changed it since it was read.
    """
    refuse_unwritable(fixed.path)
    target = Path(fixed.path).resolve()
    owner = target.stat()
    with replacing(target) as temporary:
        with temporary.open("r+b") as stream:
            stream.write(fixed.after)
            stream.flush()
            os.fsync(stream.fileno())
            with suppress(PermissionError):
                os.fchown(stream.fileno(), owner.st_uid, owner.st_gid)
        if target.read_bytes() != fixed.before:
            raise CannotRun(
                f"{fixed.path}: this file was changed by somebody else while it was repaired;"
                " it was left alone, run again"
            )
