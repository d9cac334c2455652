"""The head of an article in one line: section, title, author, date and buttons, side by side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cleanup.blocks.lifts import lift_of_byline, lift_of_date
from cleanup.grammar.furniture.head import is_name, is_role
from cleanup.grammar.furniture.phrase import PARTICLES
from cleanup.grammar.furniture.reading import Reading, book
from cleanup.grammar.furniture.stamps import MOST, stamp_of
from cleanup.grammar.furniture.tokens import tokens_of

if TYPE_CHECKING:
    from cleanup.blocks.lifts import Lift

_MOST_PIECES = 12
_FEWEST = 2
"""Pieces, a title among them, that make a head: a date alone may begin an entry of a list."""
_REACH = 120
"""Code points of the longest piece."""
_BY = re.compile(
    r"(?:B[yY]|[Vv]on|Par|Por|[Dd]i|Door|A[vf]|Words by|A cura di"
    r"|Autor(?:in)?:|\u0410\u0432\u0442\u043e\u0440:)"
    r"\s+(?=[^\W\d_])"
)
_AND = re.compile(r"\s*(?:,|\b(?:and|und|et|y|e|i|\u0438|en|och|og)\b)\s+(?=[^\W\d_a-z])")
_NEXT = re.compile(r"[\s|\u2022\u00b7,;\u2013-]*")


class Piece(NamedTuple):
    """A piece of a head; offsets in code points of the line."""

    section: str
    start: int
    end: int
    lift: Lift = ()


def head_of(text: str, title: str | None) -> list[Piece]:
    """Return the pieces of the head that a line begins with, the title not among them.

    None if neither a labelled author nor a date with its year is among them, if it is the only
    piece, or if no sentence follows.
    """
    pieces: list[Piece] = []
    place = titled = 0
    for _ in range(_MOST_PIECES):
        if title and text.startswith(title, place):
            place = titled = _skipped(text, place + len(title))
            continue
        piece = _piece_at(text, place)
        if piece is None:
            break
        pieces.append(piece)
        place = _skipped(text, piece.end)
    anchored = any(piece.lift for piece in pieces) and len(pieces) + bool(titled) >= _FEWEST
    begins = text[place : place + 1]
    goes_on = begins.isupper() or begins in "\u201c\"\u201e\u00ab\u2018'"
    return pieces if anchored and begins and goes_on else []


def _skipped(text: str, place: int) -> int:
    found = _NEXT.match(text, place)
    return found.end() if found else place


def _piece_at(text: str, place: int) -> Piece | None:
    return _byline(text, place) or _stamp(text, place) or _phrase(text, place)


def _phrase(text: str, place: int) -> Piece | None:
    found = book().begin(text[place : place + _REACH], None, at_edge=True)
    return Piece(found[0], place, place + found[1]) if found else None


def _stamp(text: str, place: int) -> Piece | None:
    tokens = tokens_of(text[place : place + _REACH])
    for count in range(min(MOST, len(tokens)), 0, -1):
        end = place + tokens[count - 1].end
        stamp = stamp_of(text[place:end])
        if stamp and stamp.year is not None:
            written = text[place:end]
            reading = Reading("date", (("date", written),))
            return Piece("date", place, end, lift_of_date(reading, written))
    return None


def _byline(text: str, place: int) -> Piece | None:
    label = _BY.match(text, place)
    end = _name_end(text, label.end()) if label else -1
    if label is None or end < 0:
        return None
    while joint := _AND.match(text, end):
        further = _name_end(text, joint.end())
        if further < 0:
            break
        end = further
    reading = Reading("byline", (("names", text[label.end() : end]),))
    return Piece("byline", place, _role_end(text, end), lift_of_byline(reading))


def _name_end(text: str, start: int) -> int:
    """Return where a name of two words, or three with an initial or a particle, ends; else -1."""
    words = list(re.finditer(r"\S+", text[start : start + _REACH]))[:4]
    plain = [word.group().rstrip(",;|") for word in words]
    count = 2
    if len(plain) > 2 and (plain[1].lower() in PARTICLES or len(plain[1].rstrip(".")) == 1):
        count = 3
    if len(plain) < count or not is_name(" ".join(plain[:count])):
        return -1
    return start + words[count - 1].start() + len(plain[count - 1])


def _role_end(text: str, end: int) -> int:
    """Return where a role behind a name ends, such as ``, Political Correspondent``."""
    words = list(re.finditer(r"[^\W\d_][\w-]*", text[end : end + _REACH]))[:4]
    for count, word in enumerate(words, start=1):
        if is_role(" ".join(one.group() for one in words[:count])):
            return end + word.end()
        if word.group()[0].islower():
            break
    return end
