"""Open regular files only: a device or a pipe in the place of one might never end."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path

from cleanup.errors import CannotRun, NotText

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
"""Opening a pipe must not wait for its writer."""


def open_regular(path: Path | str) -> io.FileIO:
    """Open a file to read its bytes.

    Raises ``CannotRun`` if it cannot be opened, or is a folder, a device, a pipe or a socket.
    """
    try:
        handle = os.open(path, _FLAGS)
    except OSError as error:
        raise CannotRun(f"{path}: {error.strerror}; check the path and its permissions") from None
    except ValueError as error:
        raise CannotRun(f"{str(path)!a}: no file has such a name ({error}); mend it") from None
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise CannotRun(f"{path}: this is no regular file, so it is not read; name a file")
    return io.FileIO(handle)


def resolved(path: Path | str) -> Path:
    """Return where a path leads through links. Raises ``CannotRun`` if they are a circle."""
    try:
        return Path(path).resolve()
    except (OSError, RuntimeError):
        raise CannotRun(
            f"{path}: this link leads in a circle; remove it, or name another place"
        ) from None


def read_regular(path: Path | str, most: int, remedy: str = "name another file") -> bytes:
    """Return the bytes of a regular file. Raises ``CannotRun``, also if there are over ``most``."""
    with open_regular(path) as file:
        try:
            size = os.fstat(file.fileno()).st_size
            reader = io.BufferedReader(file)
            raw = reader.read(min(size, most) + 1)  # of which as much memory is taken at once
            if size < len(raw) <= most:
                raw += reader.read(most + 1 - len(raw))
        except OSError as error:
            raise CannotRun(f"{path}: {error.strerror}; copy it anew") from None
    if len(raw) > most:
        raise NotText(f"{path}: this is larger than the {most:,} bytes that are read; {remedy}")
    return raw
