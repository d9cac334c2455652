"""``--format text``: for people; on a terminal with the line and the place underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.cli.formats.concise import COLOURS, Concise
from cleanup.cli.formats.facts import severity_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.cli.checking.findings import LocatedFinding


class Text(Concise):
    """Writes what ``Concise`` does, and below it the line, if the look says so."""

    def _below(self, located: LocatedFinding) -> Iterator[str]:
        below = list(super()._below(located))
        if below or not self._look.underlined:
            yield from below
            return
        from cleanup.cli.surroundings import surroundings

        around = surroundings(located.text, located.finding.start, located.finding.end)
        if around.line.strip():
            yield around.line
            if around.carets:
                yield self._painted(around.carets, COLOURS[severity_of(located)])
