"""``cleanup settings``: what holds for a path, and where each value is from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cleanup.cli.configuration import DEFAULTS, Configuration, Resolved
from cleanup.config.quoted import quoted
from cleanup.values import MARK
from cleanup.visible import shown

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator


def print_resolved(options: Namespace) -> int:
    """Print what holds for the path that the options name, as TOML or JSON."""
    resolved = Configuration(options).at(options.path)
    resolved.in_files  # noqa: B018  # raises for what is no setting
    if options.format == "json":
        values = {
            key: {"value": value, "from": resolved.origin(key)} for key, value in _values(resolved)
        }
        print(json.dumps({"path": options.path, "settings": values}, indent=2))
    else:
        print("\n".join(map(shown, _lines(options.path, resolved))))
    return 0


def _values(resolved: Resolved) -> Iterator[tuple[str, Any]]:
    for key in DEFAULTS:
        yield key, getattr(resolved.options, key.replace("-", "_"))


def _lines(path: str, resolved: Resolved) -> Iterator[str]:
    """Yield lines of TOML, with a comment that says from where each value is."""
    where = resolved.table.path if resolved.table else "none; these are the defaults"
    yield f"# {path}: configuration: {where}"
    if resolved.patterns:
        yield f"# per-file patterns that match: {', '.join(resolved.patterns)}"
    written = {key: _written(key, value) for key, value in _values(resolved)}
    width = min(_WIDEST, max(map(len, written.values())))
    for key, line in written.items():
        yield f"{line:<{width}}  # {resolved.origin(key)}"


def _written(key: str, value: object) -> str:
    """Return a line of TOML: what is not set is a comment."""
    if value is None:
        return f"# {key} is not set: {_UNSET[key]}"
    return f"{key} = {quoted(value)}"


_WIDEST = 60
"""What is wider moves its own comment to the right, not those of all lines."""

_UNSET = {
    "text": "a column text",
    "preset": "news, and prose for files of documentation",
    "mark-holes": f"true means {MARK}",
    "phrases": "those of the package",
    "title": "a column title, if there is one",
    "lang": "guessed",
    "source-column": "the path",
    "ignore-column": "no row suppresses rules",
    "exclude": "build, dist, node_modules, …",
}
