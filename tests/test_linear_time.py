"""Law 7: time grows in proportion to the text, on whatever a rule looks for."""

from __future__ import annotations

import time
from timeit import timeit

import pytest

from cleanup import Settings, clean
from cleanup.rule import Rule, all_rules

SHORT = 6_000
MOST = 2.6
MEASURABLE = 0.15
"""Seconds of processor time below which a ratio says nothing."""


def seconds(text: str, settings: Settings) -> float:
    """Return the processor time of one call, without what collecting others' garbage takes."""
    return timeit(lambda: clean(text, settings=settings), timer=time.process_time, number=1)


def growth(piece: str, settings: Settings) -> float:
    """Return T(2n) / T(n), the least of three tries; 0 where it is too quick to tell."""
    count = max(1, SHORT // len(piece))
    ratios = []
    for _ in range(3):
        once, twice = (seconds(piece * size, settings) for size in (count, 2 * count))
        if twice < MEASURABLE:
            return 0.0
        ratios.append(twice / once)
    return min(ratios)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_time_is_linear_in_what_a_rule_looks_for(rule: Rule) -> None:
    for example in (*rule.bad, *rule.flags):
        for piece in (example, f"{example} ", f"{example}\n"):
            assert growth(piece, Settings(form=rule.form or "table")) <= MOST, repr(piece)


@pytest.mark.parametrize(
    "piece",
    [
        "\u4e2d\u6587\u5b57\u2003",
        "\u0080",
        "\u043c\u043e\u0440\u0435\u00a0",
        "\u00ad\u00e9",
        "e\u0301",
        "\u0e01\u0e33 ",
        "\U0001f1e6",
        "a  ",
        "` ",
        "(",
        "&amp;",
        "<",
    ],
)
def test_time_is_linear_on_hard_texts(piece: str) -> None:
    assert growth(piece, Settings()) <= MOST
