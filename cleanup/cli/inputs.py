"""The files that a command line names: its paths, its list of paths, and what is passed over."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.cli.options import reading_from
from cleanup.config.globs import Globs, absolute
from cleanup.errors import CannotRun
from cleanup.read.excluded import Excluded
from cleanup.read.find import find_sources
from cleanup.read.source import STDIN, kind_of

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

    from cleanup.cli.configuration import Configuration
    from cleanup.read.source import Source


class Inputs:
    """The inputs that a command line names; ``on_link`` is told of links that are passed over.

    Raises ``CannotRun`` if no path is named, or the list of paths cannot be read.
    """

    def __init__(
        self, options: Namespace, configuration: Configuration, on_link: Callable[[str], object]
    ) -> None:
        if options.stdin_filename and STDIN not in options.paths:
            raise CannotRun("--stdin-filename names what standard input is judged as; name - , too")
        if not options.paths and options.file_list is None:
            raise CannotRun("no input was named; give files, folders, or - for standard input")
        listed = _listed(options.file_list)
        for path in listed:
            if not os.path.lexists(path):
                on_link(f"{path}: this file of the list is not there (any more) and is passed over")
        there = (path for path in listed if os.path.lexists(path))
        self._options, self._configuration, self._on_link = options, configuration, on_link
        self._excluded = excluded_by(options, configuration)
        self.paths = tuple(filter(self._is_wanted, (*options.paths, *there)))
        """The paths that are named, without standard input if it is judged as what is excluded."""

    def _is_wanted(self, path: str) -> bool:
        name = self._options.stdin_filename
        return path != STDIN or not name or not self._excluded.named(absolute(name))

    def sources(self) -> list[Source]:
        """Return all inputs, each once. Raises ``CannotRun`` as ``find_sources`` does."""
        return self._found(self.paths) if self.paths else []

    def at(self, path: str) -> list[Source]:
        """Return the inputs that one of the paths names."""
        return self._found([path])

    def _found(self, paths: Sequence[str]) -> list[Source]:
        found = find_sources(
            paths,
            reading_from(self._options),
            within=self.paths,
            on_link=self._on_link,
            excluded=self._excluded,
        )
        return [_configured(source, self._options, self._configuration) for source in found]


def excluded_by(options: Namespace, configuration: Configuration) -> Excluded:
    """Return what the options and the configuration of each folder pass over."""
    given = Globs((*(options.exclude or ()), *(options.extend_exclude or ())), Path.cwd())
    names = ("extend-exclude",) if options.exclude else ("exclude", "extend-exclude")
    of_tables: dict[Path, Globs] = {}

    def patterns_of(folder: Path) -> tuple[Sequence[Globs], bool]:
        table = configuration.table_of(folder)
        if table is None:
            return [given], options.exclude is not None
        if table.path not in of_tables:
            lines = tuple(line for name in names for line in table.values.get(name, ()))
            of_tables[table.path] = Globs(lines, table.path.parent)
        replaced = options.exclude is not None or "exclude" in table.values
        return [of_tables[table.path], given], replaced

    return Excluded(patterns_of, gitignore=not options.no_gitignore, force=options.force_exclude)


def _configured(source: Source, options: Namespace, configuration: Configuration) -> Source:
    if source.path == STDIN and options.stdin_filename:
        kind = source.reading.kind or kind_of(Path(options.stdin_filename))[0] or "text"
        source = source._replace(path=options.stdin_filename, kind=kind)
    encoding = configuration.at(source.path).encoding
    return source._replace(reading=source.reading._replace(encoding=encoding))


def _listed(name: str | None) -> list[str]:
    """Return the paths in a list: between line feeds, or between NULs if there is one."""
    if name is None:
        return []
    try:
        raw = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as error:
        raise CannotRun(f"{name}: {error.strerror or error}; check the path") from None
    lines = raw.split(b"\0") if b"\0" in raw else raw.splitlines()
    return [os.fsdecode(line) for line in lines if line.strip()]
