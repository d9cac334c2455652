"""What ``check`` found: a finding with its text and place, and the counts of a whole call."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cleanup.read import Source
    from cleanup.values import Finding


class LocatedFinding(NamedTuple):
    """A finding with its text and where that is from.

    ``row`` is ``None`` for text files. ``fixable``: whether the settings would repair it. ``lines``
    are the first and the last line of the file that the row is on, from 1; ``None`` for text files
    and Parquet.
    """

    source: Source
    row: int | None
    column: str
    text: str
    finding: Finding
    fixable: bool
    lines: tuple[int, int] | None = None

    @property
    def line(self) -> int | None:
        """The line of the file where the row begins."""
        return self.lines[0] if self.lines else None


@dataclass
class Tally:
    """Counts for the closing lines and the exit code."""

    files: int = 0
    damaged: int = 0
    findings: int = 0
    fixable: int = 0
    unsafe: int = 0
    presets: Counter[str] = field(default_factory=Counter)
    """How many text files were judged by each preset."""
    refused: int = 0
    unreadable: int = 0
    passed_over: int = 0
    """Files that are no text, or a table without a text column that was not named."""
    baseline: str | None = None
    """What to say of the baseline; ``None`` without one."""
    codes: Counter[str] = field(default_factory=Counter)
    """How many findings each rule made."""
    fixable_codes: Counter[str] = field(default_factory=Counter)
    """How many findings of each rule the settings would repair."""
    first: LocatedFinding | None = None

    def add(self, located: LocatedFinding) -> None:
        """Count one finding."""
        finding, fixable = located.finding, located.fixable
        self.first = self.first or located
        self.findings += 1
        self.fixable += fixable
        self.unsafe += finding.tier == "unsafe" and finding.after is not None and not fixable
        self.codes[finding.code] += 1
        self.fixable_codes[finding.code] += fixable

    def add_file(self, presets: Counter[str], refused: int, findings: int) -> None:
        """Count a file that was read, and what there is of it besides its findings."""
        self.files += 1
        self.presets.update(presets)
        self.refused += refused
        self.damaged += bool(findings or refused)

    def exit_code(self, *, exit_zero: bool, strict: bool) -> int:
        """Return 2 if a file could not be read, 1 if something was found, else 0.

        If ``strict``, a file that is no text could not be read.
        """
        if self.unreadable or (strict and self.passed_over):
            return 2
        return int(bool(self.findings or self.refused) and not exit_zero)
