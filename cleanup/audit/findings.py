"""The findings that a report shows, repaired or not, cut out of their texts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cleanup.audit.grades import GRADES, facts_of, is_loss
from cleanup.audit.values import AuditFinding, Piece, Sample
from cleanup.engine.hole_marks import marked_holes
from cleanup.rules import rule_for

if TYPE_CHECKING:
    from cleanup.audit.grades import Grade
    from cleanup.audit.values import Kind
    from cleanup.values import Cleaned, Edit, Finding

AROUND = 60
"""How many code points a sample shows on either side of a finding."""

LONGEST = 170
"""How many code points of the span of a finding a sample shows."""

_WORD = 16


def findings_of(cleaned: Cleaned) -> tuple[AuditFinding, ...]:
    """Return the findings of one text in the order of the original; edits come first.

    A hole that was marked is one finding, where its mark is.
    """
    edits = [
        _of_edit(edit, clean)
        for edit, clean in zip(cleaned.edits, cleaned.offsets.clean_starts, strict=True)
    ]
    marked = set(marked_holes(cleaned.edits, cleaned.findings))
    findings = [
        _of_finding(finding, cleaned) for finding in cleaned.findings if finding not in marked
    ]
    return tuple(sorted([*edits, *findings], key=lambda finding: (finding.start, finding.end)))


def grades_in(cleaned: Cleaned) -> tuple[tuple[Grade, int], ...]:
    """Return how many places of a text there are of each grade, by the gravest of their codes."""
    counted = Counter(
        min((facts_of(code).grade for code in finding.codes), key=GRADES.index)
        for finding in findings_of(cleaned)
        if finding.codes
    )
    return tuple((grade, counted[grade]) for grade in GRADES if counted[grade])


def kind_for(finding: AuditFinding, code: str) -> Kind:
    """Return what one of several rules did at a finding.

    A space that was corrected beside a removed line is no removal; one beside a mark is no loss.
    """
    rule = facts_of(code)
    if len(finding.codes) > 1 and finding.changed and not rule.removes:
        return "lost" if rule.hole else "repaired"
    return finding.kind


def sample_of(text: str, cleaned: Cleaned, finding: AuditFinding, where: str) -> Sample:
    """Cut a finding out of its text with a little context."""
    where = f"{where}:{finding.start}-{finding.end}"
    before = before_of(text, finding, AROUND)
    after = () if finding.after is None else after_of(text, cleaned, finding, AROUND)
    return Sample(finding.kind, where, finding.message, before, after, finding.changed)


def before_of(text: str, finding: AuditFinding, around: int) -> tuple[Piece, ...]:
    """Cut a finding out of the original, with ``around`` code points on either side."""
    if finding.whole:
        return _cut(text, finding.start, finding.end, None, around)
    return _cut(
        text,
        finding.start,
        finding.end,
        piece_of(text[finding.start : finding.end], finding),
        around,
    )


def after_of(text: str, cleaned: Cleaned, finding: AuditFinding, around: int) -> tuple[Piece, ...]:
    """Cut a finding out of the cleaned text, or of the text that its proposal would make."""
    after = piece_of(finding.after or "", finding)
    if finding.changed:
        return _cut(cleaned.text, finding.clean, finding.clean + len(after.text), after, around)
    return _cut(text, finding.start, finding.end, after, around)


def shortened(piece: Piece, limit: int) -> tuple[Piece, ...]:
    """Leave out the middle of a piece that is longer than ``limit`` code points."""
    surplus = len(piece.text) - limit
    if surplus <= 0:
        return (piece,)
    head, tail = limit - limit // 3, limit // 3
    return (
        piece._replace(text=piece.text[:head], numbers=()),
        Piece("", gap=surplus),
        piece._replace(text=piece.text[len(piece.text) - tail :]),
    )


def _of_edit(edit: Edit, clean: int) -> AuditFinding:
    holes = [hole for code in edit.codes if (hole := facts_of(code).hole)]
    return AuditFinding(
        "removed" if edit.removal else "lost" if holes else "repaired",
        edit.start,
        edit.end,
        clean,
        edit.before,
        edit.after,
        edit.codes,
        "; ".join(_message(code) for code in edit.codes),
        changed=True,
        hole=holes[0] if holes else None,
    )


def _message(code: str) -> str:
    try:
        return rule_for(code).message
    except KeyError:
        return f"{code}, a rule that this version does not have"


def _of_finding(finding: Finding, cleaned: Cleaned) -> AuditFinding:
    return AuditFinding(
        "lost" if is_loss(finding.family) else "flagged",
        finding.start,
        finding.end,
        cleaned.offsets.to_clean(finding.start),
        "",
        finding.after,
        (finding.code,),
        finding.message,
        finding.family == "document" and finding.start == finding.end,
        hole=finding.hole,
    )


def piece_of(text: str, finding: AuditFinding) -> Piece:
    """Return a text as a piece that is marked as a finding is."""
    if finding.changed and finding.kind != "flagged":
        return Piece(text, change=finding.kind)
    return Piece(text, flag="lost" if finding.kind == "lost" else "flagged")


def _cut(text: str, start: int, end: int, middle: Piece | None, around: int) -> tuple[Piece, ...]:
    first, last = _word_start(text, start - around, start), _word_end(text, end, end + around)
    return (
        Piece(("… " if first else "") + text[first:start]),
        *(shortened(middle, LONGEST) if middle else ()),
        Piece(text[end:last] + (" …" if last < len(text) else "")),
    )


def _word_start(text: str, first: int, stop: int) -> int:
    """Return where the first whole word after ``first`` begins, if one begins soon."""
    if first <= 0:
        return 0
    space = text.find(" ", first, min(stop, first + _WORD))
    return space + 1 if space >= 0 else first


def _word_end(text: str, first: int, last: int) -> int:
    """Return where the last whole word before ``last`` ends, if one ends soon."""
    if last >= len(text):
        return len(text)
    space = text.rfind(" ", max(first, last - _WORD), last)
    return space if space >= 0 else last
