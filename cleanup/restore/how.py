"""How to undo an output of a run, and whom to tell what."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path  # noqa: TC003  a field of a named tuple has it
from typing import NamedTuple

from cleanup.errors import CannotRun
from cleanup.read.source import DEFAULT_READING

Say = Callable[[str], object]
"""Called with a sentence for the user."""


def ignore(sentence: object) -> None:
    """Say nothing."""


def refuse(sentence: str) -> None:
    """Raise the sentence as ``CannotRun``."""
    raise CannotRun(sentence)


class Undo(NamedTuple):
    """How to undo an output of a run.

    ``text`` names the text column; by default it is read from the manifest, or from the metadata
    of Parquet. ``max_document`` is what the run was given. ``on_error`` is called with a message
    for each row or output that cannot be rebuilt, ``on_note`` with one for each original that has
    another place or other bytes, ``on_written`` with the path of each text file, and ``on_left``
    with the path of each quarantine file that has rows of which nothing was rebuilt.
    """

    text: str | None = None
    force: bool = False
    max_document: int = DEFAULT_READING.max_document
    on_error: Say = refuse
    on_note: Say = ignore
    on_written: Callable[[Path], object] = ignore
    on_left: Callable[[Path], object] = ignore


UNDO = Undo()
"""Stops at the first row that cannot be rebuilt."""
