"""Measurements: what was counted, the interval, and whether a confidence agrees with it."""

from __future__ import annotations

import pytest

from cleanup.measurement import Measurement, wilson
from tests.toys import toy


@pytest.mark.parametrize(
    ("right", "total", "low", "high"),
    [(0, 0, 0, 1), (10, 10, 0.7225, 1), (0, 10, 0, 0.2775), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_that_of_wilson(right: int, total: int, low: float, high: float) -> None:
    assert wilson(right, total) == pytest.approx((low, high), abs=1e-4)


def test_a_measurement_says_what_was_counted_and_whether_a_confidence_agrees() -> None:
    one = Measurement(302, 308, "pages", "scraped", "2026-11-28")
    assert one.text == "302 of 308 right (95 % interval 0.958 to 0.991)"
    low, high = one.interval
    assert one.record["interval"] == [low, high]
    assert one.share == pytest.approx(0.9805, abs=1e-4)
    assert one.agrees_with(0.98)
    assert not one.agrees_with(0.9)
    assert toy("SPC901", measured=[one]).measured == (one,)
    assert toy("SPC901").measured == ()
