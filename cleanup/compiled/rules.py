"""Rules as data of JSON, and back: all that is declared, and where the finder is."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from cleanup.compiled.deferred import Deferred
from cleanup.compiled.hints import HintTable, hints_of
from cleanup.measurement import Measurement
from cleanup.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable


def packed(rules: Iterable[Rule]) -> bytes:
    """Return rules as data.

    Raises ``TypeError`` if a field has a type that is not known here.
    """
    table = HintTable()
    rows = []
    for rule in rules:
        fields = {name: _packed(value) for name, value in vars(rule).items() if name in _DECLARED}
        where = [rule.find.__module__, rule.find.__qualname__]
        rows.append({**fields, "hint": table.number(rule.hint), "find": where})
    return json.dumps({"hints": table.rows, "rules": rows}).encode()


def unpacked(data: bytes) -> tuple[Rule, ...]:
    """Return the rules of such data. Their modules are imported when they search."""
    content = json.loads(data)
    hints = hints_of(content["hints"])
    return tuple(_rule(row, hints) for row in content["rules"])


_DECLARED = frozenset(Rule.__dataclass_fields__) - {"hint", "find"}
_FORMS: Mapping[str, Callable[[Any], Any]] = {
    "tuple": tuple,
    "frozenset": frozenset,
    "dict": dict,
    "measured": lambda rows: tuple(Measurement(*row) for row in rows),
}


def _rule(row: dict[str, Any], hints: list[Any]) -> Rule:
    module, path = row.pop("find")
    hint = hints[row.pop("hint")]
    for name, value in row.items():
        if type(value) is list:
            form, items = value
            row[name] = _FORMS[form](items)
    return Rule(**row, hint=hint, find=Deferred(module, f"{path}.find"))


def _packed(value: object) -> object:
    """Return a field as data: a collection as its form and its items."""
    match value:
        case Mapping():
            return ["dict", {_plain(key): _plain(item) for key, item in value.items()}]
        case tuple():
            measured = [list(item) for item in value if isinstance(item, Measurement)]
            return ["measured", measured] if measured else ["tuple", list(map(_plain, value))]
        case frozenset():
            return ["frozenset", sorted(_plain(item) for item in value)]
    return None if value is None else _plain(value)


def _plain(value: object) -> Any:  # noqa: ANN401
    if isinstance(value, str | bool | int | float):
        return value
    raise TypeError(f"a rule has a value of the type {type(value).__name__}: {value!r}")
