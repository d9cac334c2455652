"""What every format can do, and what people may choose about its look."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from cleanup.cli.checking.findings import LocatedFinding, Tally


class Look(NamedTuple):
    """How a report for people looks; the other formats ignore it.

    ``underlined``: below a finding stands its line, with the place underlined. ``show_fixes``:
    below it stands what its line would become.
    """

    coloured: bool = False
    underlined: bool = False
    show_fixes: bool = False


PLAIN = Look()


class Printer(Protocol):
    """Writes findings, those of one file after the other, to the stream that it was made with."""

    def print(self, located: LocatedFinding) -> None:
        """Write one finding."""

    def close(self, tally: Tally) -> None:
        """Write what comes after the last finding. The stream stays open."""
