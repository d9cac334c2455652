"""The units of a text that people see: its lines that are not blank."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.text.lines import LENGTH_OF_PARAGRAPH, is_running

if TYPE_CHECKING:
    from cleanup.text.document import Document


class Unit(NamedTuple):
    """A line without outer white space; offsets in code points."""

    start: int
    end: int
    text: str
    running: bool
    """Whether it is a paragraph of running text."""


def units_of(document: Document) -> tuple[Unit, ...]:
    """Return the units of a text, in order."""
    return tuple(
        [
            Unit(
                start,
                start + len(text),
                text,
                len(text) >= LENGTH_OF_PARAGRAPH and is_running(text),
            )
            for start, text in document.filled_lines()
        ]
    )
