"""The units of a text that people see: its lines that are not blank."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.text.lines import is_running

if TYPE_CHECKING:
    from cleanup.text.document import Document
    from cleanup.text.lines import Line


class Unit(NamedTuple):
    """A line without outer white space; offsets in code points."""

    start: int
    end: int
    line: Line
    text: str
    running: bool
    """Whether it is a paragraph of running text."""


def units_of(document: Document) -> tuple[Unit, ...]:
    """Return the units of a text, in order."""
    units = []
    for line, stripped in document.filled_lines():
        start, end, _ = line
        if end - start > len(stripped):
            start = document.text.index(stripped[0], start)
        units.append(Unit(start, start + len(stripped), line, stripped, is_running(stripped)))
    return tuple(units)
