"""Turn what a configuration says into arguments of ``Settings``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleanup.errors import CannotRun
from cleanup.values import MARK

if TYPE_CHECKING:
    from collections.abc import Mapping

CODES = ("select", "extend-select", "ignore", "remove")
"""Keys that hold codes of rules."""

_PLAIN = ("preset", "unsafe", "threshold", "mark-threshold")


def settings_in(path: str | Path) -> dict[str, Any]:
    """Return the arguments of ``Settings`` that a file gives. Raises ``CannotRun``."""
    from cleanup.config.table import required_table

    table = required_table(Path(path))
    values = table.values
    found = {_argument(name): values[name] for name in _PLAIN if name in values}
    found |= {_argument(name): codes(values[name]) for name in CODES if name in values}
    if "mark-holes" in values:
        found["mark_holes"] = mark(values["mark-holes"])
    if "phrases" in values:
        found["phrases"] = phrases_in(table.path.parent / values["phrases"])
    return found


def codes(given: list[str]) -> tuple[str, ...]:
    """Return codes in capitals; names of rules and families as they are."""
    return tuple(name.upper() if name[:3].isalpha() and _is_code(name) else name for name in given)


def mark(value: bool | str) -> str | None:
    """Return the mark that ``mark-holes`` means: ``true`` is the usual one."""
    if isinstance(value, str):
        return value
    return MARK if value else None


def merged(*layers: Mapping[str, Any]) -> dict[str, Any]:
    """Return what layers say together: a later one overrides, and extends what is a list to add."""
    found: dict[str, Any] = {}
    for layer in layers:
        for name, value in layer.items():
            adds = name in ("extend-select", "ignore", "remove") and name in found
            found[name] = [*found[name], *value] if adds else value
    return found


def _is_code(name: str) -> bool:
    return len(name) == 3 or name[3:].isdigit()


def _argument(name: str) -> str:
    return name.replace("-", "_")


def phrases_in(path: Path) -> str:
    """Return the text of a table of phrases, which is a part of the settings.

    Raises ``CannotRun`` with the line of what is not UTF-8. Whether the phrases are well-formed is
    not looked at.
    """
    try:
        return "\n".join(path.read_bytes().decode("utf-8-sig").splitlines())
    except OSError as error:
        raise CannotRun(f"{path}: {error.strerror or error}; check the path") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise CannotRun(f"{path}: line {line}: this is not UTF-8; convert the file") from None
