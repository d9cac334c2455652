"""``--statistics``: how many findings each rule made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.cli.colours import painted
from cleanup.cli.formats.printer import PLAIN, Look
from cleanup.rules import rule_for

if TYPE_CHECKING:
    from typing import TextIO

    from cleanup.cli.checking.findings import LocatedFinding, Tally


class Statistics:
    """Writes a line for each rule: number, code, mark, name; the commonest first.

    The mark is ``[*]`` if all of its findings can be repaired, ``[-]`` if some can.
    """

    def __init__(self, stream: TextIO, look: Look = PLAIN) -> None:
        self._stream = stream
        self._look = look

    def print(self, located: LocatedFinding) -> None:
        """Write nothing: the tally counts."""

    def close(self, tally: Tally) -> None:
        """Write the lines."""
        listed = sorted(tally.codes.items(), key=lambda item: (-item[1], item[0]))
        width = len(f"{listed[0][1]:,}") if listed else 0
        for code, number in listed:
            repaired = tally.fixable_codes[code]
            mark = "[*]" if repaired == number else "[-]" if repaired else "[ ]"
            shown_code = painted(code, "bold", on=self._look.coloured)
            name = rule_for(code).name
            self._stream.write(f"{number:>{width},}  {shown_code}  {mark}  {name}\n")
