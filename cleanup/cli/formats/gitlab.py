"""``--format gitlab``: a report of GitLab Code Quality."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from cleanup.cli.formats.facts import Places, message_of, portable, severity_of
from cleanup.cli.formats.printer import PLAIN, Look
from cleanup.cli.formats.repeats import Repeats
from cleanup.visible import shown

if TYPE_CHECKING:
    from typing import TextIO

    from cleanup.cli.checking.findings import LocatedFinding, Tally
    from cleanup.values import Severity

SEVERITIES: dict[Severity, str] = {
    "lost": "critical",
    "meaning": "major",
    "not-article": "minor",
    "cosmetic": "info",
}


class Gitlab:
    """Writes an array of issues. Those of tables without a known line are at line 1."""

    def __init__(self, stream: TextIO, look: Look = PLAIN) -> None:
        self._stream = stream
        self._places = Places()
        self._repeats = Repeats()
        self._before = "[\n  "

    def print(self, located: LocatedFinding) -> None:
        """Write one issue."""
        self._stream.write(self._before + json.dumps(self._issue(located)))
        self._before = ",\n  "

    def close(self, tally: Tally) -> None:
        """End the array."""
        self._stream.write("\n]\n" if self._before.startswith(",") else "[]\n")

    def _issue(self, located: LocatedFinding) -> dict[str, object]:
        path = portable(located.source.path)
        message = message_of(located)
        if located.row is None:
            line = self._places.span(located).start.line
        else:
            line, message = located.line or 1, f"{self._places.name(located)} {message}"
        identity = f"{path}\n{self._repeats.identity(located)}"
        digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass"))
        return {
            "description": message,
            "check_name": located.finding.code,
            "fingerprint": digest.hexdigest()[:32],
            "severity": SEVERITIES[severity_of(located)],
            "location": {"path": shown(path), "lines": {"begin": line}},
        }
