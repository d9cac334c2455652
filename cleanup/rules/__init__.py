"""The rules, one file each, and their registry."""

from __future__ import annotations

import importlib
from functools import cache
from threading import RLock

from cleanup.cache.key import own_key
from cleanup.cache.pages import Pages
from cleanup.compiled.rules import packed, unpacked
from cleanup.rule import Rule

_READING = RLock()


def all_rules() -> tuple[Rule, ...]:
    """Return the rules of every module below ``cleanup.rules``, ordered by code.

    What they declare is read from the cache; the module of a rule is imported when it searches.
    Raises ``ValueError`` when two rules claim the same code or the same name.
    """
    with _READING:  # rules are compared by identity: two threads must not make two sets of them
        return _read()


@cache
def _read() -> tuple[Rule, ...]:
    return unpacked(Pages("rules", own_key(), lambda: [packed(_imported())])[0])


def _imported() -> tuple[Rule, ...]:
    """Import every module and return their rules, as ``all_rules`` does."""
    import pkgutil

    package = importlib.import_module("cleanup.rules")
    by_code: dict[str, Rule] = {}
    for info in pkgutil.walk_packages(package.__path__, "cleanup.rules."):
        module = importlib.import_module(info.name)
        for found in vars(module).values():
            if isinstance(found, Rule) and found.find.__module__ == info.name:
                if found.code in by_code:
                    earlier = by_code[found.code]
                    raise ValueError(f"{found.code} is both {earlier.name} and {found.name}")
                by_code[found.code] = found
    names = {found.name for found in by_code.values()}
    if len(names) != len(by_code):
        raise ValueError("two rules have the same name")
    return tuple(by_code[code] for code in sorted(by_code))


@cache
def import_rules() -> None:
    """Import the modules of all rules, once.

    A long run ends with the rules that it began with, even if the package is replaced meanwhile.
    """
    for found in all_rules():
        importlib.import_module(found.find.__module__)


def rule_for(code: str) -> Rule:
    """Return the rule with this code; ``KeyError`` if there is none."""
    return _index()[code]


@cache
def _index() -> dict[str, Rule]:
    return {found.code: found for found in all_rules()}
