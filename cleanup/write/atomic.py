"""Replace a file whole or not at all.

What is written goes to a temporary file in the folder of its target, is synced to the disk and
then takes the target's name: at any moment the target is absent, old, or new and complete.

The temporary file of ``NAME`` is ``.NAME.MACHINE.tmp``, so a machine has one for each target.
Whoever writes it holds a lock on it (``flock``), and the lock ends with its process, however that
ends. A file of this machine that nobody holds was left by a process that was killed: the next one
to write the target removes it. A file of another machine is left alone for ``ABANDONED`` seconds
after the last write to it, because not every network file system shares its locks.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import re
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
_LOCKLESS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
"""What a file system answers that has no locks."""


@contextmanager
def replacing(path: Path, *, unless_empty: bool = False) -> Iterator[Path]:
    """Yield a temporary file; move it to ``path`` if the block ends well, else remove it.

    With ``unless_empty``, a file of 0 bytes does not take the place of ``path``: then nothing is
    there afterwards. Raises ``CannotRun`` if the disk refuses, or somebody else is writing the
    file. Whatever was at ``path`` stays until the move.
    """
    with writing(path):
        temporary, handle = _temporary(path)
    moved = False
    try:
        with writing(path):
            if path.exists():
                temporary.chmod(path.stat().st_mode & 0o7777)
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
def writing(path: Path) -> Iterator[None]:
    """Make an error of the disk within the block a ``CannotRun`` that names ``path``."""
    try:
        yield
    except OSError as error:
        denied = error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)
        remedy = "change the permissions there" if denied else "make room"
        raise CannotRun(
            f"{path}: this could not be written ({error.strerror or error}); {remedy} or name"
            " another place, and run again"
        ) from error


def try_writing(path: Path) -> None:
    """Raise ``OSError`` if no file can be made beside ``path``."""
    temporary, handle = _temporary(path)
    temporary.unlink()
    os.close(handle)


def sweep(folder: Path) -> list[Path]:
    """Remove the temporary files below ``folder`` that nobody is writing; return the others.

    Those that are left are of processes that live, or of other machines.
    """
    left = []
    for where, _, names in os.walk(folder):
        for name in names:
            found = _TEMPORARY.fullmatch(name)
            path = Path(where, name)
            if found and not _swept(path, ours=found["machine"] == _machine()):
                left.append(path)
    return sorted(left)


def _swept(path: Path, *, ours: bool) -> bool:
    try:
        if not ours and time.time() - path.stat().st_mtime < ABANDONED:
            return False
        _remove_unheld(path)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _temporary(path: Path) -> tuple[Path, int]:
    """Make the temporary file of ``path``; return it with the open handle that holds its lock."""
    temporary = path.with_name(f".{path.name}.{_machine()}.tmp")
    while True:
        _make_way(temporary, path)
        with suppress(FileExistsError):
            handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o666)
            if _hold(handle, temporary):
                return temporary, handle


def _make_way(temporary: Path, path: Path) -> None:
    try:
        _remove_unheld(temporary)
    except FileNotFoundError:
        return
    except BlockingIOError:
        raise CannotRun(
            f"{path}: another run is writing this file just now; wait until it has ended, or name"
            " another output"
        ) from None
    except OSError as error:
        if error.errno not in _LOCKLESS:
            raise
        raise CannotRun(
            f"{temporary}: this was left by a run that ended early, or another is writing it just"
            f" now; which of the two cannot be told here ({error.strerror}). Remove it if no"
            " other run is going on"
        ) from None


def _remove_unheld(temporary: Path) -> None:
    """Remove a file on which nobody holds a lock; raise ``OSError`` if that cannot be had."""
    handle = os.open(temporary, os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if _is_at(handle, temporary):
            temporary.unlink()
    finally:
        os.close(handle)


def _hold(handle: int, temporary: Path) -> bool:
    """Lock a file that was just made; tell whether it is still there.

    Another process may have taken it for one that was left, in the moment before it was locked.
    A file system without locks is no reason not to write.
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
    """Return eight hexadecimal digits that stand for this machine."""
    names = [os.uname().nodename]
    with suppress(OSError):
        names.append(Path("/etc/machine-id").read_text("ascii"))
    return hashlib.sha256("\0".join(names).encode()).hexdigest()[:8]


def _sync(path: Path) -> None:
    """Have the disk hold a file, or the names in a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
