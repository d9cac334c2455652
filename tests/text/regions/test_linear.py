"""Law 7 for regions: time grows in proportion to the text, also to one made to be slow."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from cleanup.text.regions import Markup, regions_of
from tests.clock import is_in_proportion
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
SHORT, LONG = 25_000, 100_000


def _cases() -> Sequence[tuple[Markup, str]]:
    return some([(markup, pump) for pump in PUMPS for markup in get_args(Markup)], least=30)


@pytest.mark.parametrize(("markup", "pump"), _cases())
def test_time_grows_in_proportion(markup: Markup, pump: str) -> None:
    short, long = (pump * (size // len(pump)) for size in (SHORT, LONG))
    assert is_in_proportion(lambda text: regions_of(text, markup), short, long)
