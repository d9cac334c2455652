"""Which files of a folder are passed over: by configuration, by ``.gitignore``, or as vendored.

``.gitignore`` holds in a repository, from its root down, and ``.ignore`` everywhere; a deeper file
goes before, and in one folder ``.ignore`` does. Source: gitignore(5); ``.ignore``, and that
``.gitignore`` does not hold outside a repository, as in ripgrep and its kin.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleanup.config.globs import Globs
from cleanup.errors import CannotRun

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

VENDORED = frozenset(
    "__pycache__ __pypackages__ _build build buck-out dist node_modules site-packages venv".split()
)
"""Names of folders of other people's files and of what was built; ``exclude`` replaces them."""

_OF_GIT = (".git/info/exclude", ".gitignore")


@dataclass
class Excluded:
    """Which files and folders are passed over.

    ``patterns_of`` returns the patterns that the configuration of a folder gives, and whether they
    replace ``VENDORED``. Paths are absolute. With ``force``, named paths are passed over as well.
    ``count`` is how many files and folders were passed over.
    """

    patterns_of: Callable[[Path], tuple[Sequence[Globs], bool]]
    gitignore: bool = True
    force: bool = False
    count: int = field(default=0, init=False)
    _levels: dict[Path, tuple[Globs, ...]] = field(default_factory=dict, init=False, repr=False)
    _repositories: dict[Path, bool] = field(default_factory=dict, init=False, repr=False)

    def named(self, path: Path) -> bool:
        """Return whether a path that was named itself is passed over."""
        if not self.force:
            return False
        return self.passes_over(path, folder=path.is_dir()) or any(
            self.passes_over(parent, folder=True) for parent in path.parents
        )

    def passes_over(self, path: Path, *, folder: bool) -> bool:
        """Return whether a file or folder is passed over, found in a folder that is not."""
        found = self._matches(path, folder=folder)
        self.count += found
        return found

    def _matches(self, path: Path, *, folder: bool) -> bool:
        globs, replace = self.patterns_of(path.parent)
        if folder and not replace and path.name in VENDORED:
            return True
        if any(one.verdict(path, folder=folder) for one in globs):
            return True
        return self.gitignore and self._ignored(path, folder=folder)

    def _ignored(self, path: Path, *, folder: bool) -> bool:
        for globs in reversed(self._above(path.parent)):
            found = globs.verdict(path, folder=folder)
            if found is not None:
                return found
        return False

    def _above(self, folder: Path) -> tuple[Globs, ...]:
        """Return the patterns that hold in a folder, the highest first.

        What is named although it is ignored is meant: patterns above do not hold in it.
        """
        if folder not in self._levels:
            above: tuple[Globs, ...] = ()
            if not (folder / ".git").exists() and folder.parent != folder:
                above = self._above(folder.parent)
                if any(globs.verdict(folder, folder=True) for globs in above):
                    above = ()
            names = (*_OF_GIT, ".ignore") if self._in_repository(folder) else (".ignore",)
            own = [Globs(_lines(folder / name), folder) for name in names]
            self._levels[folder] = (*above, *(globs for globs in own if globs.lines))
        return self._levels[folder]

    def _in_repository(self, folder: Path) -> bool:
        if folder not in self._repositories:
            above = folder.parent != folder and self._in_repository(folder.parent)
            self._repositories[folder] = above or (folder / ".git").exists()
        return self._repositories[folder]


def _lines(path: Path) -> tuple[str, ...]:
    try:
        return tuple(path.read_bytes().decode("utf-8-sig", "surrogateescape").splitlines())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return ()
    except OSError as error:
        raise CannotRun(f"{path}: {error.strerror or error}; check the permissions") from None
