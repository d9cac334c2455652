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
        yield from ((run.start(), run[0]) for run in RUN.finditer(text) if run[0] in runs)
        return
    for run in runs:
        place = text.find(run)
        while place >= 0:
            end = place + len(run)
            before, after = text[place - 1 : place], text[end : end + 1]
            if (not before or before.isspace()) and (not after or after.isspace()):
                yield place, run
            place = text.find(run, end)
