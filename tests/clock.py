"""Whether work takes time in proportion to its text, on a machine that does other things, too."""

from __future__ import annotations

import gc
import time
from functools import partial
from math import log2
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 2.6
"""The greatest time of a text for that of half of it (law 7)."""
MEASURABLE = 0.02
"""Seconds below which a ratio says nothing."""
TRIES = 5


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of work.

    Python's collector, which looks at the whole process, is at rest.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        begun = time.process_time()
        work()
        return time.process_time() - begun
    finally:
        if enabled:
            gc.enable()


def is_in_proportion(work: Callable[[str], object], short: str, long: str) -> bool:
    """Return whether work on a long text takes no more than law 7 allows for a short one.

    The least time of all tries so far counts, for either: a clock may stand still for a moment.
    """
    most = MOST ** log2(len(long) / len(short))
    least = [float("inf"), float("inf")]
    for _ in range(TRIES):
        taken = [seconds(partial(work, text)) for text in (short, long)]
        least = list(map(min, least, taken))
        if least[1] <= max(most * least[0], MEASURABLE):
            return True
    return False
