"""How much the tests try: a share of it by default, the full number in ``.ci/run``.

The environment variable ``CLEANUP_EXAMPLES`` is the share; 1 is the full number, and more than 1
tries more generated texts than that. What is tried is the same in every run.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

QUICK = 0.03
"""The share by default, with which all tests take under 4 minutes on two cores."""
SCALE = float(os.environ.get("CLEANUP_EXAMPLES") or QUICK)
LEAST = 10
in_full = pytest.mark.skipif(SCALE < 1, reason="takes long; CLEANUP_EXAMPLES=1 runs it")
"""What is only tried in full: its time goes by in waiting, and others try a part of it."""


def share(count: int, least: int = LEAST) -> int:
    """Return how many of ``count`` are tried, at least ``least`` of them."""
    return max(min(least, count), int(count * SCALE))


def some(items: Sequence[T], least: int = LEAST) -> list[T]:
    """Return the items to try: all of them, or a share that is spread over them evenly."""
    count = min(share(len(items), least), len(items))
    return [items[place * len(items) // count] for place in range(count)]


def examples(count: int, least: int = LEAST) -> settings:
    """Return the profile of a property that is held against ``count`` examples in full."""
    return settings(
        max_examples=share(count, least),
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
