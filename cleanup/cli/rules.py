"""``cleanup rules`` and ``cleanup rule CODE``: what rules there are, and what one of them does."""

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
    everything = all_rules()
    if options.format == "json":
        print(json.dumps([_members(rule) for rule in everything], indent=2))
        return 0
    rows = [(rule.code, rule.name, rule.tier, family_of(rule), rule.message) for rule in everything]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)][:-1]
    for *cells, message in rows:
        padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        print("  ".join((*padded, message)))
    return 0


def explain(options: Namespace) -> int:
    """Print the manual page of one rule, named by its code or its name."""
    print(page(find_rule(options.code)))
    return 0


def find_rule(wanted: str) -> Rule:
    """Return the rule with this code or name; ``CannotRun`` naming what comes nearest."""
    everything = {rule.code: rule for rule in all_rules()}
    names = {rule.name: rule for rule in everything.values()}
    found = everything.get(wanted.upper()) or names.get(wanted.lower())
    if found:
        return found
    if family := [code for code in everything if wanted and code.startswith(wanted.upper())]:
        raise CannotRun(f"{wanted} stands for several rules; name one of {', '.join(family)}")
    near = get_close_matches(wanted.upper(), everything, 1, 0.0)
    near = get_close_matches(wanted.lower(), names, 1, 0.7) or near
    raise CannotRun(
        f"no rule is called {wanted!r}; the nearest is {near[0]}, and `cleanup rules` lists all"
    )


def _members(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "tier": rule.tier,
        "family": rule.family,
        "confidence": rule.confidence,
        "form": rule.form,
        "langs": sorted(rule.langs),
        "removes": rule.removes,
        "hole": rule.hole,
        "message": rule.message,
    }
