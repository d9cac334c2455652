"""Find the configuration of a folder: of the nearest parent that has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.config import FILES

if TYPE_CHECKING:
    from pathlib import Path

    from cleanup.config.table import Table


class Tables:
    """The configuration of each folder, given as an absolute path; each file is read once."""

    def __init__(self) -> None:
        self._known: dict[Path, Table | None] = {}

    def nearest(self, folder: Path) -> Table | None:
        """Return the configuration that holds in a folder, if there is one.

        In each folder ``cleanup.toml`` goes before a pyproject.toml with ``[tool.cleanup]``.
        Raises ``CannotRun`` as ``read_table`` does.
        """
        if folder not in self._known:
            table = self._in(folder)
            if table is None and folder.parent != folder:
                table = self.nearest(folder.parent)
            self._known[folder] = table
        return self._known[folder]

    def _in(self, folder: Path) -> Table | None:
        for name in FILES:
            if (folder / name).is_file():
                from cleanup.config.table import read_table

                if table := read_table(folder / name):
                    return table
        return None
