"""Pieces of a text that stand in it twice: what lies between the ends of sentences and of lines.

Pieces are compared by their hashes, so the time grows with the length of the text, and a text
without a long piece that repeats is told at once.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cleanup.prefilter.hints import RARE_LINE_ENDS, Shape
from cleanup.text.units import units_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.text.document import Document

SEVERAL, LONG = 3, 300
"""Units, or code points, of a passage: one that long is not repeated on purpose."""
TWO_SENTENCES = Shape(
    "[.!?\u2026\u3002\uff01\uff1f][^\n\r\u0085\u2028\u2029]{10,}[.!?\u2026\u3002\uff01\uff1f]"
)
"""Holds where a line has a copy of six words behind the end of what it repeats."""
LEAST = 16
"""Code points, white space not counted, of the shortest piece whose return says anything."""
OUTER = " \t\"'\u00ab\u00bb\u2018\u2019\u201c\u201d\u201e()[]"
"""What may stand around a piece: one that is quoted says the same."""
_FILLER = "ipsum dolor sit amet"
_BACK = 4
"""So many texts of a copy may have stood nearer, too, as a label that every part of it has."""
_MOST = 3
"""Copies in a row: galleries have three, beside the first."""
_ENDS = ".!?\u2026\u3002\uff01\uff1f"
_ASCII_BLANKS = b" \t\x0b\x0c\x1c\x1d\x1e\x1f"
_OTHER_BLANKS = "\u00a0\u1680" + "".join(map(chr, (*range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)))
"""All that ``str.isspace`` says is white space, but for line ends."""
_ASCII_ENDS = bytes.maketrans(b".!?\r", b"\n\n\n\n")
_OTHER_ENDS = "".join(end for end in _ENDS + RARE_LINE_ENDS if not end.isascii())
_ITEM = re.compile(r"[-*+\u2022\u00b7\u2013\u2014]\s|\(?(?:[0-9]{1,3}|[A-Za-z])[.)]\s|[|#>]")
_PIECE = re.compile(rf"[^{_ENDS}\n\r\u0085\u2028\u2029]+(?:[{_ENDS}]+[\"'\u00bb\u2019\u201d)\]]*)?")


class Piece(NamedTuple):
    """A sentence, or a part of one that ends in a full stop; offsets in code points."""

    start: int
    end: int
    text: str
    """Without outer white space, but with the marks at its end."""


class Copy(NamedTuple):
    """Pieces that follow the same pieces directly: ``first:last`` repeat as many before them."""

    first: int
    last: int


def repeated(document: Document) -> frozenset[str]:
    """Return the long pieces that stand in the text more than once, without what is around them.

    They are squeezed. None of a text with filler, which designers repeat until a page is full.
    """
    if _FILLER in document.text:
        return frozenset()
    runs = _without_blanks(document.text).split("\n")
    pieces = [run.strip(OUTER) for run in runs if len(run) >= LEAST]
    if len(set(pieces)) == len(pieces):
        return frozenset()
    several = (piece for piece, count in Counter(pieces).items() if count > 1)
    return frozenset(piece for piece in several if len(piece) >= LEAST)


def _without_blanks(text: str) -> str:
    """Return a text without white space, and with a line end for each mark that ends a sentence."""
    text = text.encode().translate(_ASCII_ENDS, _ASCII_BLANKS).decode()
    if text.isascii():
        return text
    for blank in filter(text.__contains__, _OTHER_BLANKS):
        text = text.replace(blank, "")
    for end in filter(text.__contains__, _OTHER_ENDS):
        text = text.replace(end, "\n")
    return text


def squeezed(text: str) -> str:
    """Return a text without white space, as copies are compared: one may have lost a word."""
    return "".join(text.split())


def core_of(piece: str) -> str:
    """Return a piece without its marks: what is compared if it may be quoted elsewhere."""
    return piece.rstrip(_ENDS + OUTER).strip(OUTER)


def is_item(line: str) -> bool:
    """Return whether a line is marked as one of a list, a table or a quotation, or a heading."""
    return _ITEM.match(line) is not None


def pieces_of(text: str, start: int = 0, end: int | None = None) -> list[Piece]:
    """Return the pieces of ``text[start:end]``, in order."""
    found = []
    for match in _PIECE.finditer(text, start, len(text) if end is None else end):
        run = match.group()
        if stripped := run.strip():
            first = match.start() + len(run) - len(run.lstrip())
            found.append(Piece(first, first + len(stripped), stripped))
    return found


def may_hold_copies(line: str) -> bool:
    """Return ``False`` only if no two pieces of a line with letters are the same.

    This is told in half the time of finding them.
    """
    pieces = [run.strip(OUTER) for run in _without_blanks(line).split("\n")]
    words = list(filter(None, pieces))
    return len(set(words)) < len(words)


def copies(texts: Sequence[str]) -> list[Copy]:
    """Return where a sequence of texts repeats what directly precedes it, whatever its length.

    A text is compared with the one at the present distance, else its last occurrence gives a new
    distance, so each is looked up once; ``_BACK`` texts before that may be of the same copy. What
    has more than ``_MOST`` copies in a row is made of them: a chant, a log, a filler.
    """
    rows: list[list[Copy]] = []
    for copy in _copies(texts):
        before = rows[-1][-1] if rows else None
        if before and before.last == copy.first and len(range(*before)) == len(range(*copy)):
            rows[-1].append(copy)
        else:
            rows.append([copy])
    return [copy for row in rows if len(row) <= _MOST for copy in row]


def _copies(texts: Sequence[str]) -> Iterator[Copy]:
    last: dict[str, int] = {}
    distance = length = free = 0
    for place, text in enumerate(texts):
        if distance and text == texts[place - distance]:
            length += 1
        elif text in last:
            distance, length = place - last[text], 1
            least = max(free, distance, place - _BACK)
            while place - length >= least and _matches(texts, place - length, distance):
                length += 1
        else:
            distance = length = 0
        last[text] = place
        if length and length >= distance:
            yield Copy(place + 1 - distance, place + 1)
            length, free = 0, place + 1


def _matches(texts: Sequence[str], place: int, distance: int) -> bool:
    return texts[place] == texts[place - distance]


def passages(document: Document) -> tuple[Copy, ...]:
    """Return the copies of several units, at least one of them a paragraph, by their places."""
    units = document.once(units_of)
    if not document.once(repeated):
        return ()
    return tuple(
        copy
        for copy in copies([squeezed(unit.text) for unit in units])
        if copy.last - copy.first > 1
        and any(unit.running for unit in units[copy.first : copy.last])
        and (
            copy.last - copy.first >= SEVERAL
            or units[copy.last - 1].end - units[copy.first].start >= LONG
        )
    )
