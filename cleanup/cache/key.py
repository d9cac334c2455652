"""What files made of a package depend on."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator


@cache
def own_key() -> bytes:
    """Return the key of this package, read once; ``OSError`` if it is not in a folder."""
    return key_of(str(Path(__file__).parents[1]))


def key_of(package: str) -> bytes:
    """Return the names, sizes and times of all files of a package, with its and Python's version.

    As for Python's own compiled files, a change is known by the size or the time of a file.
    Raises ``OSError`` if the package is not in a folder.
    """
    return "\n".join([__version__, sys.version, *sorted(_files(package))]).encode()


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _files(entry.path)
            elif entry.is_file():  # no dangling link, which editors make beside an unsaved file
                stat = entry.stat()
                yield f"{entry.path} {stat.st_size} {stat.st_mtime_ns}"
