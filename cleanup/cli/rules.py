"""``cleanup rules`` and ``cleanup rule CODE``: list the rules, and explain one of them."""

from __future__ import annotations

import json
from difflib import get_close_matches
from typing import TYPE_CHECKING

from cleanup.errors import CannotRun
from cleanup.manual import family_of, page
from cleanup.rules import all_rules

if TYPE_CHECKING:
    from argparse import Namespace

    from cleanup.rule import Rule


def rules(options: Namespace) -> int:
    """List all rules."""
    listed = all_rules()
    if options.format == "json":
        print(json.dumps([_members(rule) for rule in listed], indent=2))
        return 0
    rows = [
        (rule.code, rule.name, rule.tier, family_of(rule), rule.severity, rule.message)
        for rule in listed
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
    for *cells, message in rows:
        padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        print("  ".join((*padded, message)))
    return 0


_DIGITS = str.maketrans("OIL", "011")
"""Letters that are typed for the digits of a code."""


def explain(options: Namespace) -> int:
    """Print the manual page of one rule, named by its code or its name."""
    print(page(find_rule(options.code)))
    return 0


def find_rule(name: str) -> Rule:
    """Return the rule with this code or name; ``CannotRun`` names the nearest."""
    by_code = {rule.code: rule for rule in all_rules()}
    by_name = {rule.name: rule for rule in by_code.values()}
    found = by_code.get(name.upper()) or by_name.get(name.lower())
    if found:
        return found
    if family := [code for code in by_code if name and code.startswith(name.upper())]:
        raise CannotRun(f"{name} matches several rules; name one of {', '.join(family)}")
    code = name[:3].upper() + name[3:].upper().translate(_DIGITS)
    nearest = get_close_matches(code, by_code, 1, 0.0)
    nearest = get_close_matches(name.lower(), by_name, 1, 0.7) or nearest
    raise CannotRun(
        f"no rule is called {name!r}; the nearest is {nearest[0]}, and `cleanup rules` lists all"
    )


def _members(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "tier": rule.tier,
        "family": rule.family,
        "severity": rule.severity,
        "confidence": rule.confidence,
        "measured": [one.record for one in rule.measured],
        "form": rule.form,
        "langs": sorted(rule.langs),
        "removes": rule.removes,
        "hole": rule.hole,
        "message": rule.message,
    }
