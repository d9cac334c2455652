"""Rules as data of JSON, and back: all that is declared, and where the finder is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cleanup.compiled.deferred import Deferred
from cleanup.compiled.hints import HintTable, hints_of
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
_FORMS: dict[str, Any] = {"tuple": tuple, "frozenset": frozenset, "dict": dict}


def _rule(row: dict[str, Any], hints: list[Any]) -> Rule:
    module, path = row.pop("find")
    hint = hints[row.pop("hint")]
    fields = {name: _unpacked(value) for name, value in row.items()}
    return Rule(**fields, hint=hint, find=Deferred(module, f"{path}.find"))


def _packed(value: object) -> object:
    """Return a field as data: what is no string, number or ``None`` as a pair of type and items."""
    match value:
        case None | str() | bool() | int() | float():
            return value
        case Mapping():
            return ["dict", [[_packed(key), _packed(item)] for key, item in value.items()]]
        case tuple():
            return ["tuple", [_packed(item) for item in value]]
        case frozenset():
            return ["frozenset", [_packed(item) for item in sorted(value)]]
    raise TypeError(f"a rule has a field of the type {type(value).__name__}: {value!r}")


def _unpacked(value: Any) -> Any:  # noqa: ANN401
    if not isinstance(value, list):
        return value
    form, items = value
    if form == "dict":
        return dict(items)
    return _FORMS[form](map(_unpacked, items))
