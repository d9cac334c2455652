"""``--format github``: workflow commands, which GitHub Actions shows as annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.cli.formats.facts import Places, message_of, portable, severity_of, title_of
from cleanup.cli.formats.printer import PLAIN, Look
from cleanup.visible import shown

if TYPE_CHECKING:
    from typing import TextIO

    from cleanup.cli.checking.findings import LocatedFinding, Tally
    from cleanup.values import Severity

COMMANDS: dict[Severity, str] = {
    "lost": "error",
    "meaning": "error",
    "not-article": "warning",
    "cosmetic": "notice",
}

MOST_SHOWN = 10
"""So many annotations of each command GitHub shows for one step; all are in its log."""


class Github:
    """Writes one command a finding."""

    def __init__(self, stream: TextIO, look: Look = PLAIN) -> None:
        self._stream = stream
        self._places = Places()

    def print(self, located: LocatedFinding) -> None:
        """Write one command."""
        properties = {"file": shown(portable(located.source.path))}
        properties |= self._where(located) | {"title": title_of(located)}
        listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        message = f"{self._places.name(located)} {message_of(located)}"
        command = COMMANDS[severity_of(located)]
        self._stream.write(f"::{command} {listed}::{escaped(message)}\n")

    def close(self, tally: Tally) -> None:
        """Write nothing: each command is whole."""

    def _where(self, located: LocatedFinding) -> dict[str, str]:
        """Return line and column; GitHub knows columns only of what is in one line."""
        if located.row is not None:
            return {} if located.line is None else {"line": str(located.line)}
        start, end = span = self._places.span(located)
        if start.line != end.line:
            return {"line": str(start.line), "endLine": str(span.last_line)}
        return {
            "line": str(start.line),
            "col": str(start.column),
            "endLine": str(end.line),
            "endColumn": str(end.column),
        }


def escaped(text: str) -> str:
    """Return a text as the message of a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return escaped(text).replace(":", "%3A").replace(",", "%2C")
