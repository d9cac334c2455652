"""Check the codes of a configuration against the rules there are."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from cleanup.config.keys import PER_FILE
from cleanup.config.values import CODES, codes
from cleanup.engine.decide import is_called
from cleanup.errors import Misconfigured
from cleanup.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cleanup.config.table import Table


def check_codes(table: Table) -> None:
    """Raise ``Misconfigured`` with a sentence for each code that means no rule."""
    places: list[tuple[tuple[str, ...], Mapping[str, Any]]] = [((), table.values)]
    places += [((PER_FILE, pattern), values) for pattern, values in table.per_file.items()]
    faults = [fault for above, values in places for fault in _faults(table, above, values)]
    if faults:
        raise Misconfigured(*faults)


def _faults(table: Table, above: tuple[str, ...], values: Mapping[str, Any]) -> Iterator[str]:
    for key in CODES:
        for code in codes(values.get(key, [])):
            if wrong := _wrong_with(code, names=key == "remove"):
                yield f"{table.place(*above, key)}: {key}: {wrong}"


def _wrong_with(code: str, *, names: bool) -> str:
    """Return what is wrong with a code, with the nearest one; an empty string if it is known."""
    rules = all_rules()
    if any(rule.code.startswith(code) or (names and is_called(rule, code)) for rule in rules):
        return ""
    known = {rule.code: rule.code for rule in rules}
    known |= {rule.name: rule.name if names else rule.code for rule in rules}
    near = get_close_matches(code, known, n=1, cutoff=0.6)
    hint = f"did you mean {known[near[0]]}?" if near else "`cleanup rules` lists them"
    return f"no rule has a code that begins with {code!r}; {hint}"
