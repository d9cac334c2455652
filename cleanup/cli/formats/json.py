"""``--format json``: one array."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cleanup.cli.formats.facts import Places, members
from cleanup.cli.formats.printer import PLAIN, Look

if TYPE_CHECKING:
    from typing import TextIO

    from cleanup.cli.checking.findings import LocatedFinding, Tally


class Json:
    """Writes an array of objects; what is not ASCII is escaped."""

    def __init__(self, stream: TextIO, look: Look = PLAIN) -> None:
        self._stream = stream
        self._places = Places()
        self._before = "[\n  "

    def print(self, located: LocatedFinding) -> None:
        """Write one object."""
        self._stream.write(self._before + json.dumps(members(located, self._places)))
        self._before = ",\n  "

    def close(self, tally: Tally) -> None:
        """End the array."""
        self._stream.write("\n]\n" if self._before.startswith(",") else "[]\n")
