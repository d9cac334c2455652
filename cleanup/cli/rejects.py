"""Rows of a table that cannot be read: the first of them are reported one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.cli.excerpts import counted
from cleanup.read.row import Reject

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleanup.read.row import Row

MAX_REPORTED = 20
"""How many rows of a file that cannot be read are reported one by one."""


class Rejects:
    """Reports the rejected rows of one file.

    Rows without the text column wait until one has it: a table in which none has is passed over.
    """

    def __init__(self, path: str, report: Callable[[str], object]) -> None:
        self.count = 0
        self._path, self._report = path, report
        self._waiting: list[str] | None = []

    def see(self, row: Row | Reject) -> None:
        """Take the next row of the file, read or rejected."""
        lacks_text = isinstance(row, Reject) and row.reason == "no-text"
        if not isinstance(row, Reject) or row.reason == "text-not-a-string":
            self._release()
        if isinstance(row, Reject):
            self.count += 1
            if self.count <= MAX_REPORTED:
                self._say(
                    f"{self._path}#{row.row}: line {row.position.line}: {row.message}",
                    lacks_text=lacks_text,
                )

    def close(self) -> None:
        """Report what waits, and how many rows more there are."""
        self._release()
        if self.count > MAX_REPORTED:
            more = counted(self.count - MAX_REPORTED, "row")
            self._report(f"{self._path}: and {more} more like these")

    def _say(self, sentence: str, *, lacks_text: bool) -> None:
        if lacks_text and self._waiting is not None:
            self._waiting.append(sentence)
        else:
            self._report(sentence)

    def _release(self) -> None:
        for sentence in self._waiting or ():
            self._report(sentence)
        self._waiting = None
