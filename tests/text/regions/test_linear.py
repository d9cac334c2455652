"""Law 7 for regions: time grows in proportion to the text, also to one made to be slow."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING, get_args

import pytest

from cleanup.text.regions import Markup, regions_of
from tests.scale import some

if TYPE_CHECKING:
    from collections.abc import Sequence

PUMPS = (
    "[",
    "]",
    "`",
    "``a ",
    "<",
    '<a "',
    "<!--",
    "{",
    "{{",
    "$",
    "$a",
    "\\(",
    "\\",
    "*",
    "_",
    "> ",
    "- ",
    "](",
    "[a](",
    "[a][",
    "![a](<",
    "[a]: ",
    "a@",
    "http://",
    ":a:",
    "|a|\n|-|\n",
    "a\n=\n",
    "::\n",
    "== ==\nx\n",
    ".. a::\n",
    "`a <b",
    "\t- ",
    "'''",
    "x=",
    "-x ",
    "$$a\n\n",
    "a   b\n",
    "../",
    "<table>",
    "{|\n",
    "<ref>",
    "\\begin{align}",
    "a_ ",
    "+--+\n",
    "1. ",
    "(a) ",
    "|",
    "#",
    "===\n",
    "\r",
    "````\n",
    "    a\n",
    "<?",
)
SIZES = (25_000, 100_000)
MOST = 10.0
"""The greatest T(4n) / T(n); the square would be 16."""
MEASURABLE = 0.1
TRIES = 3


def _cases() -> Sequence[tuple[Markup, str]]:
    return some([(markup, pump) for pump in PUMPS for markup in get_args(Markup)], least=30)


@pytest.mark.parametrize(("markup", "pump"), _cases())
def test_time_grows_in_proportion(markup: Markup, pump: str) -> None:
    ratios = []
    for _ in range(TRIES):
        short, long = (_seconds(pump * (size // len(pump)), markup) for size in SIZES)
        ratios.append(long / short if long > MEASURABLE else 0.0)
        if ratios[-1] <= MOST:
            return
    assert min(ratios) <= MOST


def _seconds(text: str, markup: Markup) -> float:
    """Return the time without that of the garbage collector, which looks at the whole process."""
    gc.disable()
    try:
        begun = time.process_time()
        regions_of(text, markup)
        return time.process_time() - begun
    finally:
        gc.enable()
