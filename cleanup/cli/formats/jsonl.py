"""``--format jsonl``: one object a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cleanup.cli.formats.facts import Places, members
from cleanup.cli.formats.printer import PLAIN, Look

if TYPE_CHECKING:
    from typing import TextIO

    from cleanup.cli.checking.findings import LocatedFinding, Tally


class Jsonl:
    """Writes one object a line; what is not ASCII is escaped."""

    def __init__(self, stream: TextIO, look: Look = PLAIN) -> None:
        self._stream = stream
        self._places = Places()

    def print(self, located: LocatedFinding) -> None:
        """Write one line."""
        self._stream.write(json.dumps(members(located, self._places)) + "\n")

    def close(self, tally: Tally) -> None:
        """Write nothing: each line is whole."""
