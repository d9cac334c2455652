"""``--format markdown``: a table for a comment on a pull request, or for a job's summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.cli.excerpts import counted
from cleanup.cli.formats.facts import Places, message_of, severity_of
from cleanup.cli.formats.printer import PLAIN, Look
from cleanup.visible import unmarked

if TYPE_CHECKING:
    from typing import TextIO

    from cleanup.cli.checking.findings import LocatedFinding, Tally

MOST_ROWS = 200
LARGEST = 60_000
"""A comment on GitHub has at most 65,536 characters; so many are spent on rows."""

_HEAD = "| place | rule | severity | finding |\n|---|---|---|---|\n"


class Markdown:
    """Writes a table with a limit; findings beyond it are counted."""

    def __init__(self, stream: TextIO, look: Look = PLAIN) -> None:
        self._stream = stream
        self._places = Places()
        self._rows = 0
        self._room = LARGEST
        self._more = 0

    def print(self, located: LocatedFinding) -> None:
        """Write one row of the table, if there is room."""
        finding = located.finding
        mark = " [*]" if located.fixable else ""
        cells = (
            f"<code>{unmarked(self._places.name(located))}</code>",
            unmarked(f"{finding.code} {finding.name}{mark}"),
            severity_of(located),
            f"<code>{unmarked(message_of(located))}</code>",
        )
        row = f"| {' | '.join(cells)} |\n"
        if self._more or self._rows == MOST_ROWS or len(row) > self._room:
            self._more += 1
            return
        self._stream.write(row if self._rows else _HEAD + row)
        self._rows += 1
        self._room -= len(row)

    def close(self, tally: Tally) -> None:
        """Write how many findings are not shown, or that there are none."""
        if self._more:
            self._stream.write(
                f"\n{counted(self._more, 'more finding')}: `cleanup check` lists them all.\n"
            )
        elif not self._rows:
            self._stream.write("No damage found.\n")
