"""Patterns as in ``.gitignore``, relative to the folder of the file that they stand in.

Source of the semantics: gitignore(5), by the package ``pathspec``, which is imported where there
are patterns.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_ABOVE = "ps_d"
"""The group in which an expression of ``pathspec`` captures the slash behind a folder."""


@dataclass(frozen=True)
class Globs:
    """Patterns, and the folder that they are relative to. Compiled when they are first asked."""

    lines: tuple[str, ...]
    folder: Path

    def match(self, path: Path) -> bool:
        """Return whether the patterns include a file, itself or as a part of a folder.

        A path outside the folder fits no pattern.
        """
        inside = self._inside(path)
        return bool(inside) and self._compiled.match_file(inside)

    def verdict(self, path: Path, *, folder: bool = False) -> bool | None:
        """Return what the last pattern that fits a path says of it; ``None`` if none fits.

        A pattern that fits a folder above does not count: for who goes down from folder to folder,
        as git does.
        """
        inside = self._inside(path)
        name = f"{inside}/" if folder else inside
        for pattern in reversed(self._compiled.patterns) if inside else ():
            if pattern.include is not None and (found := pattern.match_file(name)):
                groups = found.match.groupdict()
                if not groups.get(_ABOVE) or found.match.end(_ABOVE) == len(name):
                    return bool(pattern.include)
        return None

    def _inside(self, path: Path) -> str:
        """Return a path relative to the folder; an empty string if it is not inside."""
        inside = os.path.relpath(path, self.folder) if self.lines else os.curdir
        outside = inside == os.curdir or Path(inside).parts[0] == os.pardir
        return "" if outside else inside.replace(os.sep, "/")

    @cached_property
    def _compiled(self) -> GitIgnoreSpec:
        from pathspec import GitIgnoreSpec

        return GitIgnoreSpec.from_lines(self.lines)


def absolute(path: str | Path) -> Path:
    """Return a path from the root, without ``..``; a link stays the name that it was given."""
    return Path(os.path.abspath(path))  # noqa: PTH100  # resolve() would follow links


def wrong_pattern(pattern: str) -> str:
    """Return why something is no pattern; an empty string if it is one."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([pattern])
    except ValueError as error:
        return str(error)
    return ""
