"""Runs of non-blank characters, and where some of them stand in a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_FEW = 16
"""So many runs are searched for one by one; to find more, the text is divided."""
RUN = re.compile(r"\S+")


def places_of(runs: Collection[str], text: str) -> Iterator[tuple[int, str]]:
    """Yield where runs stand in a text between white space or the ends, in any order."""
    if len(runs) > _FEW:
        yield from _in_order(runs, text)
        return
    for run in runs:
        place = _find_whole(run, text, 0)
        while place >= 0:
            yield place, run
            place = _find_whole(run, text, place + len(run))


def _in_order(runs: Collection[str], text: str) -> Iterator[tuple[int, str]]:
    """Yield the places from left to right; a search for each in turn goes through the text once."""
    end = 0
    for run in text.split():
        if run in runs:
            place = _find_whole(run, text, end)
            end = place + len(run)
            yield place, run


def _find_whole(run: str, text: str, start: int) -> int:
    """Return where a run stands first from ``start`` on; -1 if it does not."""
    place = text.find(run, start)
    while place >= 0:
        end = place + len(run)
        before, after = text[place - 1 : place], text[end : end + 1]
        if (not before or before.isspace()) and (not after or after.isspace()):
            return place
        place = text.find(run, end)
    return -1
