"""The counts of a run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleanup.read.chunks import Input
    from cleanup.values import Cleaned

COUNTS = (
    "rows",
    "repaired",
    "flagged",
    "clean",
    "edits",
    "removals",
    "findings",
    "holes",
    "quarantined",
    "passed_over",
)


@dataclass
class Summary:
    """What a run did, in rows, edits and findings.

    ``rows`` were written; of these ``repaired`` have edits, ``flagged`` have findings left, and
    ``clean`` have neither. ``passed_over`` were not chosen. ``by_rule`` holds for each code its
    edits and its findings left. ``bytes`` are those of the inputs on the disk. ``quarantine`` is
    ``None`` if every row could be read.
    """

    output: str
    manifest: str
    quarantine: str | None = None
    rows: int = 0
    repaired: int = 0
    flagged: int = 0
    clean: int = 0
    edits: int = 0
    removals: int = 0
    findings: int = 0
    holes: int = 0
    quarantined: int = 0
    passed_over: int = 0
    bytes: int = 0
    seconds: float = 0.0
    ruleset: str = ""
    _applied: Counter[str] = field(default_factory=Counter, repr=False)
    _left: Counter[str] = field(default_factory=Counter, repr=False)

    @property
    def by_rule(self) -> dict[str, tuple[int, int]]:
        """For each code, in order: its edits, and its findings that are left."""
        codes = sorted(self._applied.keys() | self._left.keys())
        return {code: (self._applied[code], self._left[code]) for code in codes}

    def close(self, inputs: Sequence[Input], written: int) -> None:
        """Settle the account: every row that came in was written or quarantined."""
        for one in inputs:
            one.check_complete()
        if written != self.rows:
            raise AssertionError(f"{self.output} holds {written} rows instead of {self.rows}")
        self.quarantined = sum(one.quarantined for one in inputs)
        self.passed_over = sum(one.passed_over for one in inputs)
        self.bytes = sum(one.meter.bytes for one in inputs)

    def include(self, other: Summary) -> None:
        """Add what was counted elsewhere, so that this is the summary of both."""
        for name in (*COUNTS, "bytes", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self._applied.update(other._applied)
        self._left.update(other._left)

    def recall(self, account: Mapping[str, Any]) -> None:
        """Take over the counts of a manifest."""
        for name in COUNTS:
            setattr(self, name, int(account["counts"][name]))
        self.bytes = sum(int(one["bytes"]) for one in account["inputs"])
        self.ruleset = str(account["ruleset"])
        for code, counts in account["by_rule"].items():
            self._applied[code] = int(counts["edits"])
            self._left[code] = int(counts["findings"])

    def add(self, cleaned: Cleaned) -> None:
        """Count one row."""
        self.rows += 1
        self.repaired += bool(cleaned.edits)
        self.flagged += bool(cleaned.findings)
        self.clean += cleaned.status == "clean"
        self.edits += len(cleaned.edits)
        self.findings += len(cleaned.findings)
        for edit in cleaned.edits:
            self.removals += edit.removal
            self._applied.update(edit.codes)
        for finding in cleaned.findings:
            self.holes += finding.family == "hole"
            self._left[finding.code] += 1
