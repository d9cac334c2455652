"""The lines that were changed since a revision of git, for ``check --diff-base``."""

from __future__ import annotations

import re
import subprocess
from bisect import bisect_right
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleanup.config.globs import absolute
from cleanup.errors import CannotRun

if TYPE_CHECKING:
    from cleanup.cli.checking.findings import LocatedFinding

_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_GIT = ("git", "-c", "core.quotePath=false", "-c", "diff.external=")


class Changed(NamedTuple):
    """The files of a repository that differ from a revision.

    ``root`` is its folder; ``files`` are those that git knows, and ``new`` those that it does not,
    relative to ``root``. ``base`` is the commit that is compared with.
    """

    root: Path
    base: str
    files: frozenset[Path]
    new: frozenset[Path]

    def __contains__(self, path: object) -> bool:
        """Return whether a file, named from the working folder, has changed."""
        inside = self._inside(str(path))
        return inside in self.files or inside in self.new

    def lines(self, path: str) -> ChangedLines:
        """Return the changed lines of a file that has changed."""
        inside = self._inside(path)
        if inside in self.new:
            return ChangedLines((1,), (_ALL,))
        words = ("diff", "--unified=0", "--no-color", "--no-ext-diff", self.base, "--", str(inside))
        hunks = [
            (int(start), int(count) if count else 1)
            for start, count in _HUNK.findall(_git(self.root, *words))
        ]
        kept = [(start, start + count) for start, count in hunks if count]
        return ChangedLines(tuple(start for start, _ in kept), tuple(stop for _, stop in kept))

    def _inside(self, path: str) -> Path | None:
        here = absolute(path)
        here = here.parent.resolve() / here.name
        return here.relative_to(self.root) if here.is_relative_to(self.root) else None


_ALL = 1 << 62


class ChangedLines(NamedTuple):
    """Ranges of lines, from 1: where each starts, and the line behind it; sorted and apart."""

    starts: tuple[int, ...]
    stops: tuple[int, ...]

    def touch(self, text: str, start: int, end: int) -> bool:
        """Return whether a place, in code points, is on a changed line; git's lines end at LF."""
        first = text.count("\n", 0, start) + 1
        last = first + text.count("\n", start, max(start, end - 1))
        return self.hold(first, last)

    def hold(self, first: int, last: int) -> bool:
        """Return whether one of the lines ``first`` to ``last`` has changed."""
        index = bisect_right(self.starts, last)
        return index > 0 and self.stops[index - 1] > first


class Changes:
    """What differs from a revision, asked for by the findings of a check, file by file.

    Raises ``CannotRun`` as ``changed_since`` does.
    """

    def __init__(self, revision: str) -> None:
        self._changed = changed_since(revision)
        self._lines: dict[str, ChangedLines] = {}

    def __contains__(self, path: object) -> bool:
        return path in self._changed

    def concern(self, located: LocatedFinding) -> bool:
        """Return whether a finding is on a line that has changed.

        A row counts if one of its lines has; of Parquet, if the file has.
        """
        path, finding = located.source.path, located.finding
        if path not in self._lines:
            self._lines[path] = self._changed.lines(path)
        if located.row is None:
            return self._lines[path].touch(located.text, finding.start, finding.end)
        return located.lines is None or self._lines[path].hold(*located.lines)


def changed_since(revision: str) -> Changed:
    """Return what differs from where the work left a revision: from their merge base.

    What is not committed counts, and so do files that git does not know and does not ignore.
    Raises ``CannotRun`` outside a repository, without git, and for what is no revision.
    """
    here = Path.cwd()
    root = Path(_git(here, "rev-parse", "--show-toplevel").decode().removesuffix("\n"))
    try:
        _git(here, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except CannotRun:
        raise CannotRun(
            f"--diff-base {revision}: there is no such commit; name a revision of the repository"
            " here, as in HEAD~1 or origin/main"
        ) from None
    base = _git(here, "merge-base", "--", revision, "HEAD").decode().strip()
    files = _git(root, "diff", "--name-only", "-z", "--no-ext-diff", base)
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return Changed(root, base, _paths(files), _paths(new))


def _paths(listed: bytes) -> frozenset[Path]:
    import os

    return frozenset(Path(os.fsdecode(path)) for path in listed.split(b"\0") if path)


def _git(folder: Path, *words: str) -> bytes:
    command = (*_GIT, *words)
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    except FileNotFoundError:
        raise CannotRun("--diff-base needs git, which is not installed; install it") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        reason = said[0] if said else f"git {words[0]} failed"
        raise CannotRun(f"--diff-base: {reason}; run it in a repository, or leave it out")
    return done.stdout
