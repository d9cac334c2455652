"""Put a mark where text was lost, with the blanks that a typist would set around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice, takewhile
from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from cleanup.graphemes import divides_grapheme
from cleanup.ledger import Change
from cleanup.text.whitespace import BLANKS, begins_line, ends_line, spaces_punctuation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleanup.engine.detect import Candidate
    from cleanup.rule import Rule
    from cleanup.text.document import Document
    from cleanup.values import Edit, Finding, Found

_BLANK = frozenset(BLANKS) - {"\t"}
"""White space between words; a tab parts columns, so it bounds a place as a line end does."""

_GAP = re.compile(f"[{''.join(_BLANK)}]+")
_QUOTES = frozenset("'\u2018\u2019\u201c\u201d\u201e\"")
_GUILLEMETS = frozenset("\u00ab\u00bb\u2039\u203a")
_ENDS = frozenset(",;.:!?)]}%\u2026\u3001\u3002\uff0c")
_LINKS = frozenset("-/\u2011")


def mark_place(text: str, found: Found) -> int | None:
    """Return where in a hole's span text was lost; ``None`` if nobody can tell.

    That is where its rule says. Otherwise an empty span is the place itself; in a longer one it
    is before the mark that the span ends with (``owned by,``), or its only gap (``the of``).
    """
    start, end = found.start, found.end
    if found.mark_at is not None or start == end:
        return start if found.mark_at is None else found.mark_at
    if text[end - 1] in _ENDS or text[end - 1] in _QUOTES:
        return end - 1
    gaps = list(_GAP.finditer(text, start, end))
    return gaps[0].start() if len(gaps) == 1 else None


def marks(document: Document, holes: Iterable[Candidate], mark: str) -> list[Change]:
    """Return the changes that put ``mark`` where the holes are: sorted, one for each place.

    A place inside program text, an address or a grapheme gets none.
    """
    text = document.text
    codes: dict[tuple[int, int], set[str]] = {}
    for hole in holes:
        seam = mark_place(text, hole.found)
        if seam is not None and not document.protects(seam):
            codes.setdefault(_gap_at(text, seam), set()).add(hole.rule.code)
    return [
        Change(
            *gap,
            _before(document, *gap) + mark + _after(document, *gap),
            tuple(sorted(codes[gap])),
        )
        for gap in sorted(codes)
        if not any(divides_grapheme(text, edge) for edge in gap)
    ]


def lacks_words(seen: Rule | Finding) -> bool:
    """Return whether a rule or finding says that words are missing, not a mark or letters alone."""
    return seen.hole not in (None, "mark")


def marked_holes(edits: Sequence[Edit], findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield those of a text's findings whose place was marked: an edit has their code there."""
    ends = [edit.end for edit in edits]
    for finding in findings:
        if finding.family == "hole":
            near = islice(edits, bisect_left(ends, finding.start), None)
            if any(finding.code in edit.codes for edit in _up_to(near, finding.end)):
                yield finding


def _up_to(edits: Iterable[Edit], end: int) -> Iterator[Edit]:
    return takewhile(lambda edit: edit.start <= end, edits)


def _gap_at(text: str, seam: int) -> tuple[int, int]:
    """Return the blanks at a place, those that indent a line left out."""
    start, end = widened(text, seam, seam)
    return (end, end) if begins_line(text, start) else (start, end)


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span with the blanks on both sides of it."""
    while start and text[start - 1] in _BLANK:
        start -= 1
    while end < len(text) and text[end] in _BLANK:
        end += 1
    return start, end


def _before(document: Document, start: int, end: int) -> str:
    """Return what stands between the text before a place and the mark."""
    text = document.text
    if begins_line(text, start) or text[start - 1] in BLANKS or _opens(document, start - 1):
        return ""
    if text[start - 1] in _GUILLEMETS or _is_wide(text[start - 1]):
        return text[start:end][:1]
    return " "


def _after(document: Document, start: int, end: int) -> str:
    """Return what stands between the mark and the text after a place."""
    text = document.text
    if ends_line(text, end) or text[end] == "\t":
        return ""
    if text[end] in _GUILLEMETS or _is_wide(text[end]):
        return text[start:end][-1:]
    if not _closes(document, end):
        return " "
    spaced = text[end] in ";:!?" and start < end and spaces_punctuation(document)
    return text[end - 1] if spaced else ""


def _opens(document: Document, place: int) -> bool:
    """Return whether a sign stands close to what follows it."""
    text, sign = document.text, document.text[place]
    before = text[place - 1] if place else " "
    if sign in _QUOTES:
        side = document.quote_side(place)
        return side == "open" if side else before.isspace() or category(before) in ("Ps", "Pd")
    if sign in _LINKS:
        return before.isalnum()
    return category(sign) in ("Ps", "Sc") or sign in "#@"


def _closes(document: Document, place: int) -> bool:
    """Return whether a sign stands close to what precedes it."""
    text, sign = document.text, document.text[place]
    after = text[place + 1 : place + 2]
    if sign in _QUOTES:
        if after == "s" and not text[place + 2 : place + 3].isalnum():
            return True
        side = document.quote_side(place)
        return side == "close" if side else not after.isalnum()
    if sign in _LINKS:
        return after.isalnum()
    if sign in ".:!?":
        return not (after.islower() or after.isdigit())
    return sign in _ENDS


def _is_wide(sign: str) -> bool:
    """Return whether a sign is of a script that sets no blanks."""
    return east_asian_width(sign) in "WF"
