"""Whether a single quote opens or closes a quotation, or is an apostrophe.

Between letters it is an apostrophe, and so it is before a shortened word (``'tis``) or a year.
After an ``s`` it closes only if a quotation is open that nothing else closes. The others are
resolved as double quotes are: marks that a blank shows to open or close are anchors, and those
between two anchors alternate. A glued one opens if the one before it closed, a sentence begins and
another mark may close it, or if it is the first and a colon is before it. A straight one between
sentences is unsure if both readings fit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.text.pattern import Pattern
from cleanup.text.quotes import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator
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
_ENDS = frozenset(".!?")


def single_quote_sides(line: str) -> dict[int, Side | None]:
    """Map the offset of each single quote in one paragraph to its side, ``None`` if unsure.

    Apostrophes, and what may be one, are left out.
    """
    marks = [(found.start(), _kind(line, found.start())) for found in MARK.finditer(line)]
    marks = [(offset, kind) for offset, kind in marks if kind != "apostrophe"]
    anchored: list[tuple[int, Side | None]] = []
    for (offset, kind), following in zip(marks, _following(marks), strict=True):
        last = anchored[-1][1] if anchored else "none"
        inside = last == "open"
        if kind == "glued" and _opens(line, offset, last, following):
            anchored.append((offset, "open"))
        elif kind != "possessive":
            anchored.append((offset, _SIDES[kind]))
        elif inside and following != "close":
            anchored.append((offset, "close"))
    return resolve(line, anchored) | dict.fromkeys(_between_sentences(line, marks))


def _between_sentences(line: str, marks: list[tuple[int, _Kind]]) -> Iterator[int]:
    """Yield the glued straight marks between two sentences before a mark that opens another one.

    Each may close a quotation as well as begin the next paragraph of one that goes on.
    """
    firm = [mark for mark in marks if mark[1] != "possessive"]
    for (_, before), (offset, kind), (after, following) in zip(
        firm, firm[1:], firm[2:], strict=False
    ):
        if (
            (before, kind, following) == ("open", "glued", "open")
            and line[offset] == "'"
            and line[offset - 1] in _ENDS
            and line[offset + 1].isupper()
            and line[after - 2] in _ENDS
        ):
            yield offset


def _following(marks: list[tuple[int, _Kind]]) -> list[_Kind]:
    """Return for each mark the kind of the next one that is no possessive; ``open`` at the end."""
    kinds: list[_Kind] = []
    following: _Kind = "open"
    for _, kind in reversed(marks):
        kinds.append(following)
        following = following if kind == "possessive" else kind
    return kinds[::-1]


def _opens(line: str, offset: int, last: str | None, following: _Kind) -> bool:
    """Return whether a glued mark is between the end of a sentence and the start of a quotation.

    ``last``: the side of the mark before it, ``none`` if it is the first. ``following``: the kind
    of the next mark.
    """
    if not line[offset + 1].isupper():
        return False
    if last == "none":
        return line[offset - 1] == ":"
    return last == "close" and line[offset - 1] in ".!?:" and following != "open"


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
    if mark == "\u2018":
        return "open"
    return "apostrophe" if _SHORTENED.match(line, offset + 1) else "glued"
