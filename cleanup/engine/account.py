"""The account of one text: its findings at places of the original, what was lifted, the damage."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleanup.engine.detect import Candidate
from cleanup.engine.hole_marks import lacks_words
from cleanup.rules import rule_for
from cleanup.values import (
    Cleaned,
    Edit,
    Finding,
    Found,
    Lifted,
    LiftKind,
    Offsets,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleanup.engine.suppress import Suppressions

Key = tuple[str, int, int]
"""A code and a span of the original: what findings of different rounds are merged by."""


@dataclass(eq=False, slots=True)
class Account:
    """What the rounds of one text found.

    ``left`` are the keys of the findings that are still in the text. ``provisional`` ones were
    judged by their surroundings in an earlier round: an edit that touched them since drops them.
    """

    found: dict[Key, Finding] = field(default_factory=dict)
    left: set[Key] = field(default_factory=set)
    provisional: set[Key] = field(default_factory=set)
    lifts: dict[tuple[LiftKind, str], int] = field(default_factory=dict)

    def record(self, candidates: Iterable[Candidate], offsets: Offsets | None) -> set[Key]:
        """Add the findings of a round; return their keys.

        ``offsets`` map the text of the round to the original; ``None`` if they are the same.
        """
        keys = set()
        for candidate in candidates:
            start, end = candidate.start, candidate.end
            if offsets:
                start, end = offsets.span_to_original(start, end)
            key = (candidate.rule.code, start, end)
            keys.add(key)
            self.found.setdefault(key, candidate.finding(start, end))
            for lift in candidate.found.lift:
                self.lifts.setdefault(lift, start)
        return keys

    def flag(self, code: str, message: str, start: int = 0, end: int = 0) -> None:
        """Add a finding about a place of the original, by default the document as a whole."""
        candidate = Candidate.of(rule_for(code), Found(start, end, message=message))
        self.left |= self.record([candidate], None)

    def has(self, code: str) -> bool:
        """Return whether the document as a whole has a finding of this rule."""
        return (code, 0, 0) in self.left

    def has_holes(self, confidence: float) -> bool:
        """Return whether words were lost somewhere with at least this confidence."""
        left = (self.found[key] for key in self.left)
        return any(lacks_words(finding) and finding.confidence >= confidence for finding in left)

    def forget_left(self, edits: Sequence[Edit]) -> None:
        """Drop what is left in the text, which is to be judged as one of another kind.

        A hole that one of the edits marks stays.
        """
        holes = (key for key in self.left if self.found[key].family == "hole")
        marked = {key for key in holes if any(_marks(edit, key) for edit in edits)}
        for key in (self.left | self.provisional) - marked:
            self.found.pop(key, None)
        self.left &= marked
        self.provisional.clear()

    def forget(self, suppressed: Suppressions) -> set[tuple[int, str]]:
        """Drop the findings that the original suppresses, also those about it as a whole.

        Return the numbers of its directives with the codes that they suppressed.
        """
        hushes = {key: hush for key in self.found if (hush := suppressed.of(*key))}
        for key in hushes:
            self.found.pop(key)
            self.left.discard(key)
            self.provisional.discard(key)
        return {(hush.number, key[0]) for key, hush in hushes.items()}

    def before_marks(self) -> Account:
        """Return a copy for the rounds that mark holes: only holes are still left in it."""
        families = ("hole", "document")
        left = {key for key in self.left if self.found[key].family in families}
        return Account(dict(self.found), left, set(self.provisional), dict(self.lifts))

    def forget_removed(self, edits: Iterable[Edit]) -> None:
        """Drop the holes that are left where a later edit removed their text."""
        spans = [(edit.start, edit.end) for edit in edits if edit.removal]
        starts = [start for start, _ in spans]
        for key in list(self.left):
            _, start, end = key
            stop = spans[before - 1][1] if (before := bisect_right(starts, start)) else 0
            if start < stop and end <= stop and self.found[key].family == "hole":
                self.left.remove(key)

    def result(self, original: str, text: str, edits: tuple[Edit, ...]) -> Cleaned:
        """Return the cleaned text with its account."""
        outdated = {
            key
            for key in self.provisional - self.left
            if _touched(key, edits, removes=self.found[key].after == "")
        }
        left = (self.left | self.provisional) - outdated
        kept = (finding for key, finding in self.found.items() if key not in outdated)
        found = sorted(kept, key=lambda finding: (finding.start, finding.end, finding.code))
        findings = tuple(
            finding for finding in found if (finding.code, finding.start, finding.end) in left
        )
        return Cleaned(
            text=text,
            edits=edits,
            findings=findings,
            lifted=_lifted(self.lifts),
            damage=_damage(edits, findings, len(original)),
            status=_status(edits, findings),
            offsets=Offsets(edits, len(original)),
            found=tuple(found),
        )


def _marks(edit: Edit, key: Key) -> bool:
    code, start, end = key
    return code in edit.codes and edit.start <= end and start <= edit.end


def _touched(key: Key, edits: Sequence[Edit], *, removes: bool) -> bool:
    """Return whether an edit changed the text at a place of the original, or beside it.

    A line may be removed beside another that was: there only what overlaps counts.
    """
    _, start, end = key
    before = bisect_right(edits, end, key=lambda edit: edit.start)
    if removes:
        return any(
            one.start < end and start < one.end for one in edits[max(0, before - 2) : before]
        )
    return before > 0 and edits[before - 1].end >= start


def _lifted(lifts: dict[tuple[LiftKind, str], int]) -> Lifted:
    if not lifts:
        return Lifted()
    ordered = sorted(lifts, key=lambda lift: lifts[lift])
    of_kind = {kind: tuple(value for one, value in ordered if one == kind) for kind, _ in ordered}
    return Lifted(**of_kind)


def _damage(edits: Sequence[Edit], findings: Sequence[Finding], length: int) -> float:
    if not edits and not findings:
        return 0.0
    places: list[Edit | Finding] = [*edits, *findings]
    spans = sorted((one.start, max(one.end, one.start + 1)) for one in places)
    covered = reached = 0
    for start, end in spans:
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return 1000 * min(1.0, covered / length) if length else 0.0


def _status(edits: Sequence[Edit], findings: Sequence[Finding]) -> Status:
    if edits:
        return "repaired+flagged" if findings else "repaired"
    return "flagged" if findings else "clean"
