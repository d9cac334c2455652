"""The summary of a run: rows, edits and findings, in total and by rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

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
    "dropped",
    "quarantined",
    "passed_over",
)


@dataclass
class Summary:
    """Counts of rows, edits and findings.

    ``rows`` were written to the output; of these ``repaired`` have edits, ``flagged`` have
    remaining findings, and ``clean`` have neither. ``dropped`` were written beside it, and
    ``dropped_by`` counts them by the code of a verdict; nothing else is counted of them.
    ``passed_over`` were not selected. ``bytes`` is the size of the inputs on disk. ``quarantine``
    is ``None`` if every row could be read, and ``dropped_to`` if none was dropped.
    """

    output: str
    manifest: str
    quarantine: str | None = None
    dropped_to: str | None = None
    rows: int = 0
    repaired: int = 0
    flagged: int = 0
    clean: int = 0
    edits: int = 0
    removals: int = 0
    findings: int = 0
    holes: int = 0
    dropped: int = 0
    quarantined: int = 0
    passed_over: int = 0
    bytes: int = 0
    seconds: float = 0.0
    ruleset: str = ""
    _applied: Counter[str] = field(default_factory=Counter, repr=False)
    _remaining: Counter[str] = field(default_factory=Counter, repr=False)
    traits: Counter[str] = field(default_factory=Counter)
    """How many rows have each trait (``Cleaned.kind``)."""
    dropped_by: Counter[str] = field(default_factory=Counter)

    @property
    def by_rule(self) -> dict[str, tuple[int, int]]:
        """The number of edits and of remaining findings for each code, sorted by code."""
        codes = sorted(self._applied.keys() | self._remaining.keys())
        return {code: (self._applied[code], self._remaining[code]) for code in codes}

    def verify(self, inputs: Sequence[Input], written: int) -> None:
        """Verify that each row read was written somewhere or not selected; add up the inputs.

        Raises ``AssertionError``.
        """
        for opened in inputs:
            opened.check_complete()
        if written != self.rows:
            raise AssertionError(f"{self.output} holds {written} rows instead of {self.rows}")
        self.quarantined = sum(opened.quarantined for opened in inputs)
        self.passed_over = sum(opened.passed_over for opened in inputs)
        self.bytes = sum(opened.meter.bytes for opened in inputs)

    def include(self, other: Summary) -> None:
        """Add the counts of another summary."""
        for name in (*COUNTS, "bytes", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self._applied.update(other._applied)
        self._remaining.update(other._remaining)
        self.traits.update(other.traits)
        self.dropped_by.update(other.dropped_by)

    def load_counts(self, manifest: Mapping[str, Any]) -> None:
        """Load the counts from a manifest that ``read_manifest`` returned."""
        for name in COUNTS:
            setattr(self, name, manifest["counts"].get(name, 0))
        self.bytes = sum(file["bytes"] for file in manifest["inputs"])
        self.ruleset = manifest["ruleset"]
        for code, counts in manifest["by_rule"].items():
            self._applied[code] = counts["edits"]
            self._remaining[code] = counts["findings"]
        self.traits.update(manifest["traits"])
        self.dropped_by.update((manifest.get("dropped") or {}).get("by_rule", {}))

    def drop(self, codes: Collection[str]) -> None:
        """Count one row that is dropped, with the codes of the verdicts that say why."""
        self.dropped += 1
        self.dropped_by.update(codes)

    def add(self, cleaned: Cleaned) -> None:
        """Count one row."""
        self.rows += 1
        self.repaired += bool(cleaned.edits)
        self.flagged += bool(cleaned.findings)
        self.clean += cleaned.status == "clean"
        self.edits += len(cleaned.edits)
        self.findings += len(cleaned.findings)
        self.traits.update(cleaned.kind.traits)
        for edit in cleaned.edits:
            self.removals += edit.removal
            self._applied.update(edit.codes)
        for finding in cleaned.findings:
            self.holes += finding.family == "hole"
            self._remaining[finding.code] += 1
