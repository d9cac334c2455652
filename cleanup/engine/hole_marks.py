"""Insert a mark where text was lost, with the blanks that a typist would write around it."""

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
"""White space between words; a tab separates columns, so it ends a place as a line end does."""

_BLANKS = re.compile(f"[{''.join(_BLANK)}]+")
_QUOTES = frozenset("'\u2018\u2019\u201c\u201d\u201e\"")
_GUILLEMETS = frozenset("\u00ab\u00bb\u2039\u203a")
_ENDS = frozenset(",;.:!?)]}%\u2026\u3001\u3002\uff0c")
_LINKS = frozenset("-/\u2011")


def mark_place(text: str, found: Found) -> int | None:
    """Return where in the span of a hole the mark goes; ``None`` if that is unknown.

    A rule may say it. Otherwise an empty span is the place itself; in a longer one it is before
    the punctuation that the span ends with (``owned by,``), or its only blank (``the of``).
    """
    start, end = found.start, found.end
    if found.mark_at is not None or start == end:
        return start if found.mark_at is None else found.mark_at
    if text[end - 1] in _ENDS or text[end - 1] in _QUOTES:
        return end - 1
    runs = list(_BLANKS.finditer(text, start, end))
    return runs[0].start() if len(runs) == 1 else None


def marks(document: Document, holes: Iterable[Candidate], mark: str) -> list[Change]:
    """Return the changes that insert ``mark`` at the holes: sorted, one for each place.

    A place inside program text, an address or a grapheme gets none.
    """
    text = document.text
    codes: dict[tuple[int, int], set[str]] = {}
    for hole in holes:
        place = mark_place(text, hole.found)
        if place is not None and not document.protects(place):
            codes.setdefault(_blanks_at(text, place), set()).add(hole.rule.code)
    return [
        Change(
            *span,
            _before(document, *span) + mark + _after(document, *span),
            tuple(sorted(codes[span])),
        )
        for span in sorted(codes)
        if not any(divides_grapheme(text, edge) for edge in span)
    ]


def lacks_words(seen: Rule | Finding) -> bool:
    """Return whether a rule or finding is about lost words, not about a lost mark or letters."""
    return seen.hole not in (None, "mark")


def marked_holes(edits: Sequence[Edit], findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings whose place was marked: an edit has their code there."""
    ends = [edit.end for edit in edits]
    for finding in findings:
        if finding.family == "hole":
            following = islice(edits, bisect_left(ends, finding.start), None)
            if any(finding.code in edit.codes for edit in _up_to(following, finding.end)):
                yield finding


def _up_to(edits: Iterable[Edit], end: int) -> Iterator[Edit]:
    return takewhile(lambda edit: edit.start <= end, edits)


def _blanks_at(text: str, place: int) -> tuple[int, int]:
    """Return the span of the blanks at a place; an empty one where they indent a line."""
    start, end = widened(text, place, place)
    return (end, end) if begins_line(text, start) else (start, end)


def widened(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span with the blanks on both sides of it."""
    while start and text[start - 1] in _BLANK:
        start -= 1
    while end < len(text) and text[end] in _BLANK:
        end += 1
    return start, end


def _before(document: Document, start: int, end: int) -> str:
    """Return the white space between the text before a place and the mark."""
    text = document.text
    if begins_line(text, start) or text[start - 1] in BLANKS or _opens(document, start - 1):
        return ""
    if text[start - 1] in _GUILLEMETS or _is_wide(text[start - 1]):
        return text[start:end][:1]
    return " "


def _after(document: Document, start: int, end: int) -> str:
    """Return the white space between the mark and the text after a place."""
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
    """Return whether no blank belongs between a sign and what follows it."""
    text, sign = document.text, document.text[place]
    before = text[place - 1] if place else " "
    if sign in _QUOTES:
        side = document.quote_side(place)
        return side == "open" if side else before.isspace() or category(before) in ("Ps", "Pd")
    if sign in _LINKS:
        return before.isalnum()
    return category(sign) in ("Ps", "Sc") or sign in "#@"


def _closes(document: Document, place: int) -> bool:
    """Return whether no blank belongs between a sign and what precedes it."""
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
    """Return whether a sign is of a script that is written without blanks."""
    return east_asian_width(sign) in "WF"
