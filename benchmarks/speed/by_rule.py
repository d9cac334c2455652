"""The time by rule: its share, the texts it ran on, and those in which it found something."""

from __future__ import annotations

import importlib
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from benchmarks.documents import warming_texts
from cleanup.engine.clean import clean_all
from cleanup.prefilter.columns import prefilter_column
from cleanup.rules import all_rules
from cleanup.settings import Settings
from cleanup.values import Context

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.prefilter.hints import Hint, Spoken
    from cleanup.prefilter.texts import Prefiltered
    from cleanup.rule import Rule
    from cleanup.text.document import Document
    from cleanup.values import Found

BATCH = 1_000


@dataclass
class Clock:
    """Seconds spent in one rule, the texts it ran on, and those in which it found something."""

    seconds: float = 0.0
    given: int = 0
    fired: int = 0

    def timed(self, rule: Rule) -> Rule:
        """Return the rule with every call timed."""

        def find(document: Document) -> Iterator[Found]:
            started = time.perf_counter()
            found = list(rule.find(document))
            self.seconds += time.perf_counter() - started
            self.given += 1
            self.fired += bool(found)
            return iter(found)

        return replace(rule, find=find)


@dataclass
class Clocks:
    """A clock for each rule, one for the hints, one for everything."""

    rules: dict[str, Clock] = field(default_factory=dict)
    hints: float = 0.0
    total: float = 0.0

    def start(self) -> None:
        """Reset all clocks after everything was loaded."""
        self.hints = 0.0
        for clock in self.rules.values():
            clock.seconds, clock.given, clock.fired = 0.0, 0, 0

    def shares(self) -> dict[str, float]:
        """Return the share of the time by rule and of the hints; the engine takes the rest."""
        by_rule = {code: clock.seconds / self.total for code, clock in self.rules.items()}
        return {"hints": self.hints / self.total, **by_rule}

    def prefilter(
        self, hints: Sequence[Hint], texts: Sequence[str], languages: Sequence[Spoken]
    ) -> list[Prefiltered]:
        """Evaluate the hints of a column, timed."""
        started = time.perf_counter()
        prefiltered = prefilter_column(hints, texts, languages)
        self.hints += time.perf_counter() - started
        return prefiltered


def clocked(texts: Sequence[str]) -> Clocks:
    """Clean all texts with the default settings.

    What a document computes once for all rules counts for the rule that uses it first.
    """
    clocks = Clocks({rule.code: Clock() for rule in all_rules()})
    with _engine_with(tuple(clocks.rules[rule.code].timed(rule) for rule in all_rules())):
        _clean(warming_texts(), clocks)
        clocks.start()
        started = time.perf_counter()
        for start in range(0, len(texts), BATCH):
            _clean(texts[start : start + BATCH], clocks)
        clocks.total = time.perf_counter() - started
    return clocks


def _clean(texts: Sequence[str], clocks: Clocks) -> None:
    clean_all(texts, [Context()] * len(texts), Settings(), clocks.prefilter)


@contextmanager
def _engine_with(rules: tuple[Rule, ...]) -> Iterator[None]:
    """Make the engine run these rules."""
    engine = vars(importlib.import_module("cleanup.engine.clean"))
    before, engine["all_rules"] = engine["all_rules"], lambda: rules
    engine["_policy"].cache_clear()
    try:
        yield
    finally:
        engine["all_rules"] = before
        engine["_policy"].cache_clear()


def table(clocks: Clocks) -> str:
    """Format the shares, the most costly rule first."""
    lines = [f"{'':8} {'share':>7} {'seconds':>8} {'given':>9} {'fired':>9}"]

    def line(name: str, seconds: float, counts: str = "") -> None:
        lines.append(f"{name:8} {seconds / clocks.total:7.1%} {seconds:8.3f}{counts}")

    used = [(code, clock) for code, clock in clocks.rules.items() if clock.given]
    for code, clock in sorted(used, key=lambda item: -item[1].seconds):
        line(code, clock.seconds, f" {clock.given:9,} {clock.fired:9,}")
    all_clocks = clocks.rules.values()
    line("hints", clocks.hints)
    line("the rest", clocks.total - clocks.hints - sum(clock.seconds for clock in all_clocks))
    given, fired = (
        sum(clock.given for clock in all_clocks),
        sum(clock.fired for clock in all_clocks),
    )
    line("all", clocks.total, f" {given:9,} {fired:9,}")
    return "\n".join(lines)
