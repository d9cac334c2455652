"""Replace files atomically.

Data is written to a temporary file in the folder of its target, synced to disk, and renamed to
the target: at any moment the target is absent, old, or new and complete.

The temporary file of ``NAME`` is ``.NAME.MACHINE.tmp``, so a machine has one for each target. It is
always created anew, and no link is followed: if something else has that name, as a link or the file
of another user, the name gets a part that nobody can know.

The process that writes it holds a lock on it (``flock``), which is released when the process ends
in any way. A file of this machine without a lock was left by a process that was killed: the next
process to write the target removes it. A file of another machine is kept for ``ABANDONED`` seconds
after the last write to it, because not every network file system shares its locks.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
import secrets
import time
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.errors import CannotRun

if TYPE_CHECKING:
    from collections.abc import Iterator

ABANDONED = 7 * 24 * 3600.0

_TEMPORARY = re.compile(r"\..+\.(?P<machine>[0-9a-f]{8})\.tmp", re.DOTALL)
_LONGEST = 180
"""The most bytes of a name that its temporary file bears: names may have 255."""

_TRIES = 3
"""So often the usual name is tried; between two, another process may have taken it."""

_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
"""Errors of file systems that do not support locks."""


@contextmanager
def replace_atomically(
    path: Path, *, unless_empty: bool = False, like: Path | None = None, most: int = 0o7777
) -> Iterator[Path]:
    """Yield a temporary file; rename it to ``path`` after the block, or remove it after an error.

    With ``unless_empty``, a temporary file of 0 bytes is not renamed, and ``path`` is removed. Its
    mode is that of the file ``like``, by default of ``path``, or if there is none the usual one; it
    has no permission that ``most`` lacks.
    Raises ``CannotRun`` if writing fails, or another process is writing the file. ``path`` is
    unchanged until the rename.
    """
    with wrap_write_errors(path):
        mode = _mode(like or path)
        temporary, handle = _temporary(path, (0o666 if mode is None else mode) & most)
    moved = False
    try:
        with wrap_write_errors(path):
            if mode is not None:
                os.fchmod(handle, mode & most)
            yield temporary
            if not unless_empty or temporary.stat().st_size:
                _sync(temporary)
                temporary.replace(path)
                moved = True
            elif path.exists():
                path.unlink()
            else:
                return
            _sync(path.parent)
    finally:
        if not moved:
            temporary.unlink(missing_ok=True)
        os.close(handle)


@contextmanager
def wrap_write_errors(path: Path) -> Iterator[None]:
    """Turn an ``OSError`` in the block into a ``CannotRun`` that names ``path``."""
    try:
        yield
    except OSError as error:
        denied = error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)
        remedy = "change the permissions there" if denied else "make room"
        raise CannotRun(
            f"{path}: this could not be written ({error.strerror or error}); {remedy} or name"
            " another place, and run again"
        ) from error


def check_writable(path: Path) -> None:
    """Raise ``OSError`` if no file can be created in the folder of ``path``."""
    temporary, handle = _temporary(path, 0o600)
    temporary.unlink()
    os.close(handle)


def _mode(path: Path) -> int | None:
    """Return the permissions of a file; ``None`` if there is none."""
    try:
        return path.stat().st_mode & 0o7777
    except OSError:
        return None


def remove_abandoned(folder: Path) -> list[Path]:
    """Remove the temporary files below ``folder`` that no process is writing; return the others.

    The others are of running processes, or of other machines.
    """
    remaining = []
    for where, _, names in os.walk(folder):
        for name in names:
            match = _TEMPORARY.fullmatch(name)
            path = Path(where, name)
            if (
                match
                and _is_file(path)
                and not _removed_if_abandoned(path, of_this_machine=match["machine"] == _machine())
            ):
                remaining.append(path)
    return sorted(remaining)


def _removed_if_abandoned(path: Path, *, of_this_machine: bool) -> bool:
    try:
        if not of_this_machine and time.time() - path.stat().st_mtime < ABANDONED:
            return False
        _remove_unlocked(path)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _temporary(path: Path, mode: int) -> tuple[Path, int]:
    """Create the temporary file of ``path``; return it with the open handle that holds its lock."""
    for temporary in _names(path):
        if not _is_free(temporary, path):
            continue
        with suppress(FileExistsError):
            handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode)
            if _lock(handle, temporary):
                return temporary, handle
    raise AssertionError("there is always another name")


def _names(path: Path) -> Iterator[Path]:
    """Yield names for the temporary file of ``path``: the usual one, then some nobody can know."""
    name = path.name
    if len(os.fsencode(name)) > _LONGEST:
        digest = hashlib.sha256(os.fsencode(name)).hexdigest()[:16]
        name = f"{os.fsencode(name)[:_LONGEST].decode(errors='ignore')}~{digest}"
    for _ in range(_TRIES):
        yield path.with_name(f".{name}.{_machine()}.tmp")
    while True:
        yield path.with_name(f".{name}.{secrets.token_hex(8)}.{_machine()}.tmp")


def _is_free(temporary: Path, path: Path) -> bool:
    """Remove what a killed process left under a name; return whether nothing has it now.

    What no process of ours left stays as it is. Raises ``CannotRun`` if a process is writing it.
    """
    try:
        if not _is_file(temporary):
            return not os.path.lexists(temporary)
        _remove_unlocked(temporary)
    except FileNotFoundError:
        return True
    except PermissionError:
        return not os.path.lexists(temporary)
    except BlockingIOError:
        raise CannotRun(
            f"{path}: another run is writing this file just now; wait until it has ended, or name"
            " another output"
        ) from None
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
        raise CannotRun(
            f"{temporary}: this was left by a run that ended early, or another is writing it just"
            f" now; which of the two cannot be told here ({error.strerror}). Remove it if no"
            " other run is going on"
        ) from None
    return True


def _is_file(path: Path) -> bool:
    """Return whether a regular file has this name itself, and not a link to one."""
    return path.is_file() and not path.is_symlink()


def _remove_unlocked(temporary: Path) -> None:
    """Remove a file that no process has locked; raise ``OSError`` if it is locked."""
    handle = os.open(temporary, os.O_RDWR | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if _is_at(handle, temporary):
            temporary.unlink()
    finally:
        os.close(handle)


def _lock(handle: int, temporary: Path) -> bool:
    """Lock a file that was just created; return whether it still exists.

    Another process may have removed it as abandoned before it was locked. On a file system
    without locks, it is written unlocked.
    """
    with suppress(OSError):
        fcntl.flock(handle, fcntl.LOCK_EX)
    if _is_at(handle, temporary):
        return True
    os.close(handle)
    return False


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


@cache
def _machine() -> str:
    """Return eight hexadecimal digits that identify this machine."""
    names = [os.uname().nodename]
    with suppress(OSError):
        names.append(Path("/etc/machine-id").read_text("ascii"))
    return hashlib.sha256("\0".join(names).encode()).hexdigest()[:8]


def _sync(path: Path) -> None:
    """Sync a file, or the entries of a folder, to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
