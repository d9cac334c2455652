"""What several formats say of a finding: its place, its level, its message."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.cli.excerpts import Lines, Position, excerpt
from cleanup.rules import rule_for
from cleanup.visible import shown

if TYPE_CHECKING:
    from cleanup.cli.checking.findings import LocatedFinding
    from cleanup.values import Severity


class Span(NamedTuple):
    """Where a finding begins, and where the first code point behind it is."""

    start: Position
    end: Position

    @property
    def last_line(self) -> int:
        """The last line with something of the finding; what ends a line is of that line."""
        is_behind = self.end.column == 1 and self.end.line > self.start.line
        return self.end.line - is_behind


class Places:
    """Lines and columns of findings. The lines of one text are kept, until another one comes."""

    def __init__(self) -> None:
        self._text: str | None = None
        self._lines = Lines("")

    def span(self, located: LocatedFinding) -> Span:
        """Return the lines and columns of a finding in its text."""
        if located.text is not self._text:
            self._text, self._lines = located.text, Lines(located.text)
        finding = located.finding
        return Span(self._lines.position(finding.start), self._lines.position(finding.end))

    def name(self, located: LocatedFinding) -> str:
        """Return the place as ``explain`` takes it: ``PATH:LINE:COL``, ``PATH#ROW:COLUMN:SPAN``."""
        path, finding = shown(located.source.path), located.finding
        if located.row is None:
            line, column = self.span(located).start
            return f"{path}:{line}:{column}"
        return f"{path}#{located.row}:{shown(located.column)}:{finding.start}-{finding.end}"


def severity_of(located: LocatedFinding) -> Severity:
    """Return what the damage does to the text."""
    return rule_for(located.finding.code).severity


def message_of(located: LocatedFinding) -> str:
    """Return the message and the excerpt of a finding on one line, nothing in it invisible."""
    finding = located.finding
    quoted = excerpt(located.text, finding.start, finding.end, finding.after)
    return f"{shown(finding.message)}: {quoted}"


def title_of(located: LocatedFinding) -> str:
    """Return the code and the name of the rule of a finding."""
    return f"{located.finding.code} {located.finding.name}"


def portable(path: str) -> str:
    """Return a path for another machine: relative to the working folder, if it is below that."""
    if not path.startswith("/"):
        return os.path.normpath(path)
    relative = os.path.relpath(path)
    return path if relative.startswith(os.pardir) else relative


def members(located: LocatedFinding, places: Places) -> dict[str, Any]:
    """Return a finding as the members of a JSON object."""
    finding = located.finding
    rule = rule_for(finding.code)
    place: dict[str, Any] = {"path": located.source.path}
    if located.row is None:
        place["line"], place["column"] = places.span(located).start
    else:
        place |= {"row": located.row, "text_column": located.column}
    return place | {
        "start": finding.start,
        "end": finding.end,
        "code": finding.code,
        "name": finding.name,
        "family": finding.family,
        "hole": finding.hole,
        "severity": rule.severity,
        "tier": finding.tier,
        "confidence": finding.confidence,
        "measured": [one.record for one in rule.measured],
        "fixable": located.fixable,
        "before": located.text[finding.start : finding.end],
        "after": finding.after,
        "message": finding.message,
    }
