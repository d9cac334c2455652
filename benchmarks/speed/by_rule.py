"""Where the time goes: each rule's share, the texts it was given, and those where it fired."""

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

    from cleanup.prefilter.hints import Hint
    from cleanup.prefilter.texts import Prefiltered
    from cleanup.rule import Rule
    from cleanup.text.document import Document
    from cleanup.values import Found

BATCH = 1_000


@dataclass
class Clock:
    """Seconds spent in one rule, the texts it was given, and those where it found something."""

    seconds: float = 0.0
    given: int = 0
    fired: int = 0

    def timed(self, rule: Rule) -> Rule:
        """Return the rule with every call timed."""

        def find(document: Document) -> Iterator[Found]:
            begun = time.perf_counter()
            found = list(rule.find(document))
            self.seconds += time.perf_counter() - begun
            self.given += 1
            self.fired += bool(found)
            return iter(found)

        return replace(rule, find=find)


@dataclass
class Clocks:
    """One clock for each rule, one for the hints, one for all."""

    rules: dict[str, Clock] = field(default_factory=dict)
    hints: float = 0.0
    total: float = 0.0

    def start(self) -> None:
        """Forget what was clocked while everything was loaded."""
        self.hints = 0.0
        for clock in self.rules.values():
            clock.seconds, clock.given, clock.fired = 0.0, 0, 0

    def shares(self) -> dict[str, float]:
        """Return the share of the time by rule, and that of the hints; the rest is the engine's."""
        by_rule = {code: clock.seconds / self.total for code, clock in self.rules.items()}
        return {"hints": self.hints / self.total, **by_rule}

    def prefilter(self, hints: Sequence[Hint], texts: Sequence[str]) -> list[Prefiltered]:
        """Evaluate the hints of a column, timed."""
        begun = time.perf_counter()
        held = prefilter_column(hints, texts)
        self.hints += time.perf_counter() - begun
        return held


def clocked(texts: Sequence[str]) -> Clocks:
    """Clean all texts with the default settings.

    What a document computes once for all rules counts for the rule that asks first.
    """
    clocks = Clocks({rule.code: Clock() for rule in all_rules()})
    with _put_in(tuple(clocks.rules[rule.code].timed(rule) for rule in all_rules())):
        _clean(warming_texts(), clocks)
        clocks.start()
        begun = time.perf_counter()
        for start in range(0, len(texts), BATCH):
            _clean(texts[start : start + BATCH], clocks)
        clocks.total = time.perf_counter() - begun
    return clocks


def _clean(texts: Sequence[str], clocks: Clocks) -> None:
    clean_all(texts, [Context()] * len(texts), Settings(), clocks.prefilter)


@contextmanager
def _put_in(rules: tuple[Rule, ...]) -> Iterator[None]:
    """Let the engine run these rules."""
    engine = vars(importlib.import_module("cleanup.engine.clean"))
    before, engine["all_rules"] = engine["all_rules"], lambda: rules
    engine["_policy"].cache_clear()
    try:
        yield
    finally:
        engine["all_rules"] = before
        engine["_policy"].cache_clear()


def table(clocks: Clocks) -> str:
    """Draw the shares, the most costly rule first."""
    lines = [f"{'':8} {'share':>7} {'seconds':>8} {'given':>9} {'fired':>9}"]

    def line(name: str, seconds: float, counts: str = "") -> None:
        lines.append(f"{name:8} {seconds / clocks.total:7.1%} {seconds:8.3f}{counts}")

    asked = [one for one in clocks.rules.items() if one[1].given]
    for code, clock in sorted(asked, key=lambda one: -one[1].seconds):
        line(code, clock.seconds, f" {clock.given:9,} {clock.fired:9,}")
    every = clocks.rules.values()
    line("hints", clocks.hints)
    line("the rest", clocks.total - clocks.hints - sum(clock.seconds for clock in every))
    given, fired = sum(clock.given for clock in every), sum(clock.fired for clock in every)
    line("all", clocks.total, f" {given:9,} {fired:9,}")
    return "\n".join(lines)
