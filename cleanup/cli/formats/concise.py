"""``--format concise``: one line a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.cli.colours import painted
from cleanup.cli.formats.facts import Places, message_of, severity_of
from cleanup.cli.formats.printer import PLAIN, Look

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

    from cleanup.cli.checking.findings import LocatedFinding, Tally
    from cleanup.values import Severity

COLOURS: dict[Severity, str] = {
    "lost": "red",
    "meaning": "red",
    "not-article": "yellow",
    "cosmetic": "cyan",
}

INDENT = "    "


class Concise:
    """Writes ``PLACE CODE[*] MESSAGE: EXCERPT``, and what a fix makes of the line if asked to."""

    def __init__(self, stream: TextIO, look: Look = PLAIN) -> None:
        self._stream = stream
        self._look = look
        self._places = Places()

    def print(self, located: LocatedFinding) -> None:
        """Write one finding."""
        self._stream.write(f"{self._headline(located)}\n")
        for line in self._below(located):
            self._stream.write(f"{INDENT}{line}\n")

    def close(self, tally: Tally) -> None:
        """Write nothing: each finding is whole."""

    def _below(self, located: LocatedFinding) -> Iterator[str]:
        if self._look.show_fixes and located.fixable and located.finding.after is not None:
            yield from self._repair(located)

    def _headline(self, located: LocatedFinding) -> str:
        place = painted(self._places.name(located), "bold", on=self._look.coloured)
        code = self._painted(located.finding.code, COLOURS[severity_of(located)], "bold")
        mark = self._painted("[*]", "green") if located.fixable else ""
        return f"{place} {code}{mark} {message_of(located)}"

    def _repair(self, located: LocatedFinding) -> Iterator[str]:
        """Yield the line before and after the repair; a line that goes whole has no after."""
        from cleanup.cli.surroundings import surroundings

        finding = located.finding
        around = surroundings(located.text, finding.start, finding.end)
        yield self._painted(f"- {around.line}", "red")
        if (after := around.replaced(finding.after or "")).strip():
            yield self._painted(f"+ {after}", "green")

    def _painted(self, text: str, *styles: str) -> str:
        return painted(text, *styles, on=self._look.coloured)
