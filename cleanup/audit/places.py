"""Find the places that a report shows: what was changed in a text, and what was left standing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.audit.values import Piece, Place, Sample
from cleanup.engine.hole_marks import marked_holes
from cleanup.rules import rule_for

if TYPE_CHECKING:
    from cleanup.audit.values import Kind
    from cleanup.values import Cleaned, Edit, Finding

_LOST = ("hole", "truncation")
"""Families whose findings say that text is missing."""

AROUND = 60
"""How many code points a sample shows on either side of a place."""

LONGEST = 170
"""How many code points of a place itself a sample shows."""

_WORD = 16


def places_of(cleaned: Cleaned) -> tuple[Place, ...]:
    """Return the places of one text in the order of the original; edits before findings.

    A hole that was marked is one place, where its mark stands.
    """
    edits = [
        _edit_place(edit, clean)
        for edit, clean in zip(cleaned.edits, cleaned.offsets.clean_starts, strict=True)
    ]
    marked = set(marked_holes(cleaned.edits, cleaned.findings))
    findings = [
        _finding_place(finding, cleaned) for finding in cleaned.findings if finding not in marked
    ]
    return tuple(sorted([*edits, *findings], key=lambda place: (place.start, place.end)))


def kind_for(place: Place, code: str) -> Kind:
    """Tell what a rule did at a place where others had a part.

    A space put right beside a removed line is no removal; one beside a mark shows no loss.
    """
    rule = rule_for(code)
    if len(place.codes) > 1 and place.changed and not rule.removes:
        return "lost" if rule.hole else "repaired"
    return place.kind


def sample_of(text: str, cleaned: Cleaned, place: Place, where: str) -> Sample:
    """Cut a place out of its text with a little of what stands around it."""
    where = f"{where}:{place.start}-{place.end}"
    before = before_of(text, place, AROUND)
    after = () if place.after is None else after_of(text, cleaned, place, AROUND)
    return Sample(place.kind, where, place.message, before, after, place.changed)


def before_of(text: str, place: Place, around: int) -> tuple[Piece, ...]:
    """Cut a place out of the original, with ``around`` code points on either side."""
    if place.whole:
        return _cut(text, place.start, place.end, None, around)
    return _cut(
        text, place.start, place.end, piece_of(text[place.start : place.end], place), around
    )


def after_of(text: str, cleaned: Cleaned, place: Place, around: int) -> tuple[Piece, ...]:
    """Cut out what stands at a place now, or what would if the proposal had been carried out."""
    after = piece_of(place.after or "", place)
    if place.changed:
        return _cut(cleaned.text, place.clean, place.clean + len(after.text), after, around)
    return _cut(text, place.start, place.end, after, around)


def shortened(piece: Piece, most: int) -> tuple[Piece, ...]:
    """Leave out the middle of a piece that is longer than ``most`` code points."""
    surplus = len(piece.text) - most
    if surplus <= 0:
        return (piece,)
    head, tail = most - most // 3, most // 3
    return (
        piece._replace(text=piece.text[:head], numbers=()),
        Piece("", gap=surplus),
        piece._replace(text=piece.text[len(piece.text) - tail :]),
    )


def _edit_place(edit: Edit, clean: int) -> Place:
    holes = [hole for code in edit.codes if (hole := rule_for(code).hole)]
    return Place(
        "removed" if edit.removal else "lost" if holes else "repaired",
        edit.start,
        edit.end,
        clean,
        edit.before,
        edit.after,
        edit.codes,
        "; ".join(rule_for(code).message for code in edit.codes),
        changed=True,
        hole=holes[0] if holes else None,
    )


def _finding_place(finding: Finding, cleaned: Cleaned) -> Place:
    return Place(
        "lost" if finding.family in _LOST else "flagged",
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


def piece_of(text: str, place: Place) -> Piece:
    """Draw a text as one that stands at a place."""
    if place.changed and place.kind != "flagged":
        return Piece(text, change=place.kind)
    return Piece(text, flag="lost" if place.kind == "lost" else "flagged")


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
