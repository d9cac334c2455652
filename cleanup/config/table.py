"""Read a configuration file, and report everything that is wrong in it at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from cleanup.config import PYPROJECT
from cleanup.config.globs import Globs, wrong_pattern
from cleanup.config.keys import INNER, PER_FILE, TOP, Key
from cleanup.errors import CannotRun, Misconfigured

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Keys = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """What one file says: ``values`` for all files, ``per_file`` by pattern.

    ``top`` are the keys that lead to the table inside its file.
    """

    path: Path
    top: Keys = ()
    text: str = field(default="", repr=False)
    values: Mapping[str, Any] = field(default_factory=dict)
    per_file: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def patterns_for(self, path: str) -> tuple[str, ...]:
        """Return the patterns of ``per-file`` that match a path, in the order of the file."""
        return tuple(name for name, globs in self._globs.items() if globs.match(Path(path)))

    @cached_property
    def _globs(self) -> dict[str, Globs]:
        return {name: Globs((name,), self.path.parent) for name in self.per_file}

    def place(self, *keys: str) -> str:
        """Return the file, with the line of a key of the table if it can be found."""
        from cleanup.config.locate import line_of

        where = (*self.top, *keys)
        line = line_of(self.text, where) if where else None
        return f"{self.path}:{line}" if line else f"{self.path}"


def read_table(path: Path) -> Table | None:
    """Return what a file says; ``None`` for a pyproject.toml without ``[tool.cleanup]``.

    Raises ``CannotRun`` if it cannot be read or is no TOML, and ``Misconfigured`` with a line for
    each key that is unknown or holds something of a wrong type.
    """
    import tomllib

    text = _read(path)
    inside = path.name == PYPROJECT
    if inside and not ("tool" in text and "cleanup" in text):
        return None
    try:
        document: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CannotRun(f"{path}: this is no TOML: {error}; mend it there") from None
    top: Keys = ("tool", "cleanup") if inside else ()
    for key in top:
        document = document.get(key) if isinstance(document, dict) else None
    if document is None:
        return None
    table = Table(path, top, text)
    if problems := list(_problems(document)):
        raise Misconfigured(*(_sentence(table, keys, what) for keys, what in problems))
    per_file = document.pop(PER_FILE, {})
    return Table(path, top, text, document, per_file)


def required_table(path: Path) -> Table:
    """Return what a file says that was named itself. Raises ``CannotRun`` also without a table."""
    if (table := read_table(path)) is None:
        raise CannotRun(f"{path}: this file has no table [tool.cleanup]; add one, or name another")
    return table


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CannotRun(f"{path}: {error.strerror or error}; check the path") from None
    except UnicodeDecodeError:
        raise CannotRun(f"{path}: this is not UTF-8; TOML is always UTF-8") from None


def _problems(table: object) -> Iterator[tuple[Keys, str]]:
    """Yield the keys that lead to each fault, and what it is."""
    if not isinstance(table, dict):
        yield (), f"expected a table, got {_named(table)}"
        return
    for name, value in table.items():
        if name != PER_FILE:
            yield from _in_key(TOP, (), name, value)
        elif not isinstance(value, dict):
            yield (name,), f'expected a table of patterns, as in ["*.md"], got {_named(value)}'
        else:
            yield from _in_patterns(value)


def _in_patterns(per_file: dict[str, Any]) -> Iterator[tuple[Keys, str]]:
    for pattern, values in per_file.items():
        keys = (PER_FILE, pattern)
        if wrong := wrong_pattern(pattern):
            yield keys, f"this is no pattern: {wrong}"
        if not isinstance(values, dict):
            yield keys, f"expected a table of settings, got {_named(values)}"
            continue
        for name, value in values.items():
            yield from _in_key(INNER, keys, name, value)


def _in_key(
    known: Mapping[str, Key], above: Keys, name: str, value: object
) -> Iterator[tuple[Keys, str]]:
    keys = (*above, name)
    if name not in known:
        yield keys, _unknown(name, known)
    elif expected := known[name].wrong(value):
        yield keys, f"expected {expected}; got {_named(value)}"
    elif name in ("exclude", "extend-exclude"):
        for pattern in cast("list[str]", value):
            if wrong := wrong_pattern(pattern):
                yield keys, f"{pattern!r} is no pattern: {wrong}"


def _unknown(name: str, known: Mapping[str, Key]) -> str:
    from difflib import get_close_matches

    if name == "tool":
        return "cleanup.toml holds the keys themselves; leave [tool.cleanup] out"
    if name in TOP:
        return "this holds for all files, not for some of them; move it up"
    if name in INNER:
        return f"this is for some files; put it into [{PER_FILE}.PATTERN]"
    near = get_close_matches(name.lower().replace("_", "-"), known, n=1, cutoff=0.5)
    if near:
        return f"unknown key; did you mean {near[0]}?"
    return f"unknown key; known are {', '.join(known)} and {PER_FILE}"


def _sentence(table: Table, keys: Keys, what: str) -> str:
    named = ".".join(key if key.replace("-", "").isalnum() else f'"{key}"' for key in keys)
    return f"{table.place(*keys)}: {named or 'tool.cleanup'}: {what}"


def _named(value: object) -> str:
    """Return a value as TOML would have it, cut, with its type."""
    import json

    kinds = {bool: "boolean", int: "integer", float: "float", str: "string", list: "array"}
    kind = kinds.get(type(value), "table" if isinstance(value, dict) else type(value).__name__)
    if isinstance(value, dict):
        return "a table"
    written = json.dumps(value, ensure_ascii=False, default=str)
    return f"{written if len(written) <= 40 else written[:39] + '…'} ({kind})"
