"""Law 7: time grows in proportion to the text, on whatever a rule looks for.

``python -m tests.long.linear`` tries every pump up to 1 MB; here are those that say most, shorter,
and by default (``tests/scale.py``) no longer than it takes to tell a square.
"""

from __future__ import annotations

import gc
from math import inf
from typing import TYPE_CHECKING

import pytest

from cleanup.rules import all_rules
from tests.long.distinct import distinct
from tests.long.linear import MOST, Growth, line, measure, seconds
from tests.long.pumps import ATTACKS, Pump, attacks, of_examples, of_hint, pumps
from tests.scale import SCALE, some

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.rule import Rule
    from tests.long.distinct import Distinct

LONG, SHORT = (24_000, 48_000, 96_000, 192_000), (8_000, 16_000, 32_000, 64_000)
"""Bytes of UTF-8; the greater two are tried where the time for the smaller ones grew fast."""
if SCALE < 1:
    LONG = SHORT = (4_000, 8_000, 16_000, 32_000)


@pytest.fixture(scope="module", autouse=True)
def _frozen() -> Iterator[None]:
    """Let the collector, which runs before every measurement, pass over what is there already.

    In a run of all tests that took longer than what is measured.
    """
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def holds(pump: Pump | Distinct, sizes: tuple[int, ...]) -> None:
    growth = measure(pump, sizes, slow=inf)
    assert not growth.breaks, line(growth)


@pytest.mark.parametrize("pump", list(attacks()), ids=lambda pump: pump.name)
def test_time_is_linear_on_classic_attacks(pump: Pump) -> None:
    holds(pump, LONG)


@pytest.mark.parametrize("text", list(distinct()), ids=lambda text: text.name)
def test_time_is_linear_on_words_that_never_come_twice(text: Distinct) -> None:
    holds(text, LONG)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_time_is_linear_in_what_a_rule_looks_for(rule: Rule) -> None:
    in_turn = [pump for pump in of_hint(rule) if "in turn" in pump.name]
    chosen = [*of_examples(rule)][::3], in_turn[len(rule.name) % 5 :: 5]
    for pump in [pump for kind in chosen for pump in some(kind, least=1)]:
        holds(pump, SHORT)


def test_every_pump_is_another_text_and_every_rule_has_some() -> None:
    every = list(pumps())
    assert len({pump[1:] for pump in every}) == len(every) > 5_000
    assert {pump.name for pump in every} > set(ATTACKS)
    heads = {pump.name[:6] for pump in every}
    assert {rule.code for rule in all_rules() if rule.bad or rule.flags} <= heads


def test_a_text_of_distinct_words_grows_by_more_of_them() -> None:
    for text in distinct():
        short, long = text.text(2_000), text.text(4_000)
        assert 1_000 < len(short.encode()) <= 2_000 < len(long.encode()) <= 4_000
        assert long.startswith(short)
    words = next(text for text in distinct() if text.name == "words").text(20_000).split()
    assert len(set(words)) == len(words) > 1_000


def test_a_pump_doubles() -> None:
    pump = Pump("nested", "(", "\u2019)")
    sizes = [len(pump.text(size).encode()) for size in (1_000, 2_000, 4_000)]
    assert sizes == [1_000, 2_000, 4_000]
    assert pump.text(1) == "((\u2019)\u2019)"
    assert pump.text(20) == "((((\u2019)\u2019)\u2019)\u2019)"


@pytest.mark.parametrize(
    ("power", "breaks"), [(1.0, False), (1.3, False), (1.5, True), (2.0, True)]
)
def test_what_grows_too_fast_is_seen(
    power: float, breaks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a clock that tells only of the size: that of a machine may stand still for a moment."""
    monkeypatch.setattr(
        "tests.long.linear.seconds", lambda pump, size, growth: 0.1 * (size / SHORT[0]) ** power
    )
    growth = measure(Pump("power", "a"), SHORT[:2])
    assert growth.breaks == breaks
    assert (growth.worst > MOST) == breaks


def test_the_time_of_a_text_is_that_of_cleaning_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Result:
        findings = ()

    def slow(text: str, settings: object) -> Result:
        sum(1 for _ in range(len(text) * 200))
        return Result()

    monkeypatch.setattr("tests.long.linear.clean", slow)
    pump = Pump("slow", "a")
    assert 0 < seconds(pump, 20_000, Growth(pump)) < seconds(pump, 100_000, Growth(pump))
