"""What holds for a path: the command line, then the configuration, then the defaults."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleanup.cli.options import columns_from, form_of, settings_from
from cleanup.config.find import Tables
from cleanup.config.globs import absolute
from cleanup.config.values import CODES, codes, mark, merged
from cleanup.errors import CannotRun

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleanup.config.table import Table
    from cleanup.read.row import Columns
    from cleanup.read.source import Source
    from cleanup.settings import Settings
    from cleanup.values import Form

DEFAULTS: dict[str, Any] = {
    "preset": None,
    "select": [],
    "extend-select": [],
    "ignore": [],
    "remove": [],
    "unsafe": False,
    "threshold": 0.8,
    "mark-holes": None,
    "mark-threshold": 0.9,
    "phrases": None,
    "text": None,
    "title": None,
    "lang": None,
    "source-column": None,
    "ignore-column": None,
    "encoding": "utf-8",
    "exclude": None,
    "extend-exclude": [],
}
"""What holds where neither an option nor a configuration says anything, by key."""


@dataclass(frozen=True)
class Resolved:
    """What holds for a path.

    ``options`` has a value for each of ``DEFAULTS``, and as ``given`` the command line itself;
    ``values`` are those by key that are no defaults. ``table`` is the configuration, and
    ``patterns`` are those of its ``per-file`` that match.
    """

    options: Namespace
    table: Table | None
    patterns: tuple[str, ...]
    values: Mapping[str, Any] = field(repr=False)

    @property
    def folder(self) -> Path:
        """Where what belongs to a configuration is kept: beside it, else in the working folder."""
        return self.table.path.parent if self.table else Path()

    @cached_property
    def in_files(self) -> Settings:
        """The settings for what is edited in place."""
        return self._settings("file")

    @cached_property
    def in_tables(self) -> Settings:
        """The settings for rows of a corpus."""
        return self._settings("table")

    def settings_for(self, source: Source) -> Settings:
        """Return the settings for a source: those of ``fix`` if it is repaired in place."""
        return self.in_files if form_of(source) == "file" else self.in_tables

    @cached_property
    def columns(self) -> Columns:
        """The columns of tables."""
        return columns_from(self.options)

    @property
    def encoding(self) -> str:
        """How text files are encoded."""
        return str(self.options.encoding)

    def origin(self, key: str) -> str:
        """Return where a value is from: a file with the line, ``command line`` or ``default``."""
        if key not in self.values:
            return "default"
        if self.table is None or _given(self.options.given, key) is not None:
            return "command line"
        from cleanup.config.keys import PER_FILE

        above = [
            (PER_FILE, pattern) for pattern in self.patterns if key in self.table.per_file[pattern]
        ]
        return self.table.place(*(above[-1] if above else ()), key)

    def _settings(self, form: Form) -> Settings:
        try:
            return settings_from(self.options, form)
        except CannotRun as error:
            if self.table is None:
                raise
            raise CannotRun(f"{error} (the configuration is {self.table.path})") from None


class Configuration:
    """The options of a command, with what the configuration of each path adds to them.

    ``--config`` names one file for all paths, and ``--isolated`` ignores all files.
    """

    def __init__(self, options: Namespace) -> None:
        self._options = options
        self._isolated = options.isolated
        self._tables = Tables()
        self._only = _only(options.config)
        self._at: dict[str, Resolved] = {}
        self._resolved: dict[tuple[Path | None, tuple[str, ...]], Resolved] = {}

    def here(self) -> Resolved:
        """Return what holds in the working folder, without what is said for some files."""
        return self._resolve(self.table_of(Path.cwd()), ())

    def at(self, path: str) -> Resolved:
        """Return what holds for a file or a folder."""
        if path not in self._at:
            place = absolute(path)
            table = self.table_of(place if place.is_dir() else place.parent)
            patterns = table.patterns_for(str(place)) if table else ()
            self._at[path] = self._resolve(table, patterns)
        return self._at[path]

    def table_of(self, folder: Path) -> Table | None:
        """Return the configuration of a folder, given as an absolute path."""
        return self._only if self._only or self._isolated else self._tables.nearest(folder)

    def _resolve(self, table: Table | None, patterns: tuple[str, ...]) -> Resolved:
        key = (table.path if table else None, patterns)
        if key not in self._resolved:
            self._resolved[key] = resolve(self._options, table, patterns)
        return self._resolved[key]


def configured(options: Namespace) -> Namespace:
    """Return the options of a command for a whole corpus, with what holds in the working folder."""
    resolved = Configuration(options).here()
    if resolved.table:
        from cleanup.cli.progress import say

        say(f"settings of {resolved.table.path}")
    return resolved.options


def resolve(options: Namespace, table: Table | None, patterns: tuple[str, ...] = ()) -> Resolved:
    """Return what options and a configuration say together.

    Raises ``Misconfigured`` for codes of the configuration that no rule has.
    """
    values: dict[str, Any] = {}
    if table:
        from cleanup.cli.known_codes import check_codes

        check_codes(table)
        values = merged(table.values, *(table.per_file[pattern] for pattern in patterns))
        if "phrases" in values:
            values["phrases"] = str(table.path.parent / values["phrases"])
        for name in values.keys() & set(CODES):
            values[name] = list(codes(values[name]))
    values = _overridden(values, options)
    if "mark-holes" in values:
        values["mark-holes"] = mark(values["mark-holes"])
    filled = {name.replace("-", "_"): value for name, value in (DEFAULTS | values).items()}
    return Resolved(Namespace(**vars(options) | filled, given=options), table, patterns, values)


def _overridden(values: dict[str, Any], options: Namespace) -> dict[str, Any]:
    """Return the values with those of the command line.

    ``--select`` also replaces what the configuration adds to its selection.
    """
    given: dict[str, Any] = {
        name: value for name in DEFAULTS if (value := _given(options, name)) is not None
    }
    if "select" in given:
        values = {name: value for name, value in values.items() if name != "extend-select"}
    for name in ("extend-select", "extend-exclude"):
        if name in given:
            given[name] = [*values.get(name, ()), *given[name]]
    return values | given


def _given(options: Namespace, key: str) -> object:
    return getattr(options, key.replace("-", "_"), None)


def _only(path: str | None) -> Table | None:
    """Return the configuration that ``--config`` names."""
    if path is None:
        return None
    from cleanup.config.table import required_table

    return required_table(absolute(path))
