"""Whether a single quote opens or closes a quotation, or is an apostrophe.

Between letters it is an apostrophe, and so it is before a shortened word (``'tis``) or a year.
After an ``s`` it closes only if a quotation is open that nothing else closes. The others are
resolved as double quotes are: marks that a blank shows to open or close are anchors, and those
between two anchors alternate. A glued one opens if the one before it closed and a sentence begins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.text.pattern import Pattern
from cleanup.text.quotes import resolve

if TYPE_CHECKING:
    from typing import Literal

    from cleanup.text.quotes import Side

    _Kind = Literal["open", "close", "glued", "possessive", "apostrophe"]

MARK = Pattern("['\u2018\u2019]", timed=False)
_SHORTENED = Pattern(
    r"(?i:tis|twas|twere|twill|em|til|till|cause|cos|cuz|bout|round|n|neath|gainst|s|t|k)(?!\p{L})"
    r"|\p{N}",
    timed=False,
)
_SIDES: dict[str, Side | None] = {"open": "open", "close": "close", "glued": None}
_OPENS_AFTER = frozenset('([{\u2014\u2013-/"\u201c\u201e\u00ab')
_CLOSES_BEFORE = frozenset('.,;:!?)]}\u2014\u2013-/"\u201d\u00bb\u2026')


def single_quote_sides(line: str) -> dict[int, Side | None]:
    """Map the offset of each single quote in one paragraph to its side, ``None`` if unsure.

    Apostrophes, and what may be one, are left out.
    """
    marks = [(found.start(), _kind(line, found.start())) for found in MARK.finditer(line)]
    marks = [(offset, kind) for offset, kind in marks if kind != "apostrophe"]
    anchored: list[tuple[int, Side | None]] = []
    for (offset, kind), following in zip(marks, _following(marks), strict=True):
        inside = bool(anchored) and anchored[-1][1] == "open"
        closed = bool(anchored) and anchored[-1][1] == "close"
        if kind == "glued" and closed and _may_open(line, offset):
            anchored.append((offset, "open"))
        elif kind != "possessive":
            anchored.append((offset, _SIDES[kind]))
        elif inside and following != "close":
            anchored.append((offset, "close"))
    return resolve(line, anchored)


def _following(marks: list[tuple[int, _Kind]]) -> list[_Kind]:
    """Return for each mark the kind of the next one that is no possessive; ``open`` at the end."""
    kinds: list[_Kind] = []
    following: _Kind = "open"
    for _, kind in reversed(marks):
        kinds.append(following)
        following = following if kind == "possessive" else kind
    return kinds[::-1]


def _may_open(line: str, offset: int) -> bool:
    """Return whether a glued mark is between the end of a sentence and a capital."""
    return line[offset - 1] in ".!?:" and line[offset + 1].isupper()


def _kind(line: str, offset: int) -> _Kind:
    """Return what a mark is by what adjoins it: ``glued`` if nothing shows its side."""
    mark, before, after = line[offset], line[offset - 1 : offset], line[offset + 1 : offset + 2]
    if before.isalnum() and after.isalnum():
        return "apostrophe"
    if not before or before.isspace() or before in _OPENS_AFTER:
        opens = after and not after.isspace() and not _SHORTENED.match(line, offset + 1)
        return "open" if opens and mark != "\u2019" else "apostrophe"
    if not after or after.isspace() or after in _CLOSES_BEFORE:
        if mark == "\u2018":
            return "apostrophe"
        return "possessive" if before in "sS" else "close"
    return "open" if mark == "\u2018" else "glued"
