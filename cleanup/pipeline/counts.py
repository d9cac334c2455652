"""What became of the texts of a file, in numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleanup.engine.hole_marks import marked_holes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.values import Edit, Finding

GAVE_UP = ("DOC001", "DOC002", "DOC005")
"""Codes of findings with which the engine reports that it did not finish."""


@dataclass(slots=True)
class Counts:
    """How many edits were made and findings are left; ``rows`` were changed, of a table."""

    edits: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    findings: int = 0
    marked: int = 0
    unsafe: int = 0
    unfinished: int = 0
    """Texts in which damage remains that the settings should have repaired."""

    def add(self, edits: Sequence[Edit], findings: Sequence[Finding]) -> None:
        """Count one text, with the edits that are made."""
        self.edits += len(edits)
        self.codes.update(code for edit in edits for code in edit.codes)
        marked = len(list(marked_holes(edits, findings)))
        self.marked += marked
        self.findings += len(findings) - marked
        self.unsafe += sum(
            finding.tier == "unsafe" and finding.after is not None for finding in findings
        )
        self.unfinished += any(finding.code in GAVE_UP for finding in findings)

    def include(self, other: Counts) -> None:
        """Add the counts of another file."""
        self.codes.update(other.codes)
        for name in ("edits", "rows", "findings", "marked", "unsafe", "unfinished"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
