"""Plan where originals go below a folder, before the first of them is written."""

from __future__ import annotations

import os
from pathlib import Path

from cleanup.write.paths import path_within


class Places:
    """The places of originals below a folder: each is taken once, by one file.

    Two paths can ask for the same place, as ``../a.txt`` and ``a.txt`` do, because no original is
    written outside the folder. Then the second goes into a subfolder named by a number; ``parted``
    has a sentence about each.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.parted: list[str] = []
        self._files: dict[str, str] = {}
        self._folders: set[str] = set()

    def take(self, path: str) -> Path:
        """Return the place for the original of ``path``.

        Raises ``CannotRun`` if it would be outside the folder.
        """
        place, number = path_within(path, self.folder), 1
        while other := self._in_the_way(place):
            number += 1
            place = path_within(f"{number}/{path.lstrip('/')}", self.folder)
            if not self._in_the_way(place):
                self.parted.append(
                    f"{path}: its place is that of {other}, so it is in {place} instead"
                )
        file = os.path.realpath(place)
        self._files[file] = path
        self._folders.update(map(str, Path(file).parents))
        return place

    def _in_the_way(self, place: Path) -> str:
        """Return the path that has this place, or one above or below it; else nothing."""
        file = os.path.realpath(place)
        if file in self._folders:
            return "a folder of others"
        above = (self._files.get(str(parent)) for parent in (file, *Path(file).parents))
        return next(filter(None, above), "")
