"""Write files below a folder, and never outside it."""

from __future__ import annotations

import os
from pathlib import Path, PurePath

from cleanup.errors import CannotRun
from cleanup.write import replace_atomically


def path_within(path: str, folder: str) -> Path:
    """Return ``path`` below ``folder``, without ``..`` and without the root of an absolute path."""
    steps = [step for step in PurePath(path).parts if step not in (PurePath(path).anchor, "..")]
    inside = Path(folder, *steps)
    if not steps or not _is_below(inside, folder):
        raise CannotRun(f"{path}: this would be written outside {folder}; name a new folder")
    return inside


def _is_below(path: Path, folder: str) -> bool:
    """Return whether a path is below a folder when links are followed; they may be a circle."""
    try:
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
    except (OSError, ValueError):
        return False


def make_folder(folder: Path) -> None:
    """Make a folder and those above it. Raises ``CannotRun``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise CannotRun(
            f"{folder}: a file is in the place of this folder, or of one above it; name another"
        ) from None
    except OSError as error:
        raise CannotRun(f"{folder}: {error.strerror}; name another folder") from None


def write_file(path: Path, raw: bytes, *, force: bool = False) -> None:
    """Write a file, and create the folders it needs.

    Raises ``CannotRun`` if the file exists, unless ``force`` replaces it.
    """
    make_folder(path.parent)
    try:
        if force:
            with replace_atomically(path) as temporary:
                temporary.write_bytes(raw)
            return
        with path.open("xb") as stream:
            stream.write(raw)
    except FileExistsError:
        raise CannotRun(
            f"{path}: this exists already; name a new folder, or give --force"
        ) from None
    except OSError as error:
        raise CannotRun(f"{path}: {error.strerror}; name another folder") from None
