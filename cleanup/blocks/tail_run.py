"""The tail of an article in one line: calls, labels with titles, tags, rights, side by side."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from cleanup.blocks.lifts import lift_of_credit
from cleanup.blocks.pieces import pieces_at
from cleanup.blocks.place import Place
from cleanup.blocks.run import SENTENCE_END
from cleanup.grammar.furniture.head import is_role
from cleanup.grammar.furniture.limits import LONGEST
from cleanup.grammar.furniture.looks import look
from cleanup.grammar.furniture.names import is_name
from cleanup.grammar.furniture.reading import book

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.values import Tier

_LONGEST = 900
"""Code points in which a tail is looked for."""
_LONGEST_TITLES = 400
"""Code points of the titles behind one label."""
_LONGEST_QUESTION = 60
_LONG = 100
"""A piece of more code points, of which a slot took any words, is only flagged."""
_MOST_PIECES = 20
_SEVERAL = 3
_SHORTEST_TITLE = 8
_CUT = ("...", "\u2026")
"""Ends a text that was cut: the call behind it is a trace of what is lost."""
_RELATED = ("related", "related-title")
_RIGHTS = re.compile(
    r"(?:Copyright )?(?:\u00a9|\([cC]\)) ?(?:19|20)[0-9]{2}(?: ?[-\u2013] ?[0-9]{2,4})?,?"
    r"(?: [A-Z][\w&.'\u2019-]*,?){1,6}(?: All [Rr]ights [Rr]eserved\.?)?"
)
"""Who owns a text, and since when, in words with capitals."""
_BETWEEN = re.compile(r"[\s|\u2022\u00b7,;:/.!?\u2026)\u2013-]*")
_TITLE_END = re.compile(
    r"[^\W_]{2}[.\u2026][\"\u201d\u00bb\u2019)]*\s+[\"\u201c\u201e\u00ab\u2018(]*[^\W\d_a-z]"
    r"|[,.!?][\"\u201d\u00bb\u2019]"
)
"""A sentence that ends, and another: what stands behind a label is no title."""
_SOURCES = (
    *(
        "Source",
        "Quelle",
        "Fuente",
        "Fonte",
        "\u0179r\u00f3d\u0142o",
        "Bron",
        "K\u00e4lla",
        "Kilde",
    ),
    "\u0418\u0441\u0442\u043e\u0447\u043d\u0438\u043a",
)
"""Labels of who told the article, at its end, that stand beside pictures elsewhere."""
_IS_A = re.compile(
    r"(?P<name>[^\Wa-z_][\w'\u2019.-]*(?: [^\Wa-z_][\w'\u2019.-]*){1,3}) (?:is|was) (?:an?|the|our)"
    r" (?P<role>[^\n]{4,90})"
)
_WORD = re.compile(
    r"(?<!\S)(?=[^\Wa-z_]|[\u00a9@])|(?<=[a-z0-9.!?)\u201d])(?=[A-Z][a-z])|(?<=\S)(?=\u00a9)"
)
"""Where a piece may begin: at a word with a capital, which may be glued to what stands before."""


def tail_of(text: str) -> tuple[Place, ...]:
    """Return the pieces that fill a line from the end of a sentence to its own.

    What no phrase knows is a title behind a label, or the tail begins behind it; several calls that
    surround it are flagged. A single piece that an author may have written is none.
    """
    tail = _Tail(text)
    for start in tail.starts:
        pieces = tail.read(start, _MOST_PIECES)
        if pieces and (len(pieces) > 1 or tail.begins_alone(pieces[0])):
            pieces = tuple(_with_blanks_before(text, tuple(_as_sure_as_next(text, pieces))))
            is_cut = pieces[0].section == "link" and text[:start].rstrip().endswith(_CUT)
            return (pieces[0]._replace(tier="display"), *pieces[1:]) if is_cut else pieces
    return tail.scattered()


def _as_sure_as_next(text: str, pieces: tuple[Place, ...]) -> Iterator[Place]:
    """Yield pieces as sure as the rest of their sentence, so that no half of it stays.

    That is ``More: ...`` behind ``Read``, and an address, which is of an author's note, behind
    ``Contact: Ann Roe``.
    """
    for piece, following in pairwise(pieces):
        sections = (piece.section, following.section)
        is_apart = text[: piece.end].rstrip()[-1:] in ".!?"
        if not is_apart and sections == ("contact", "bio"):
            yield piece._replace(tier="unsafe")
        elif not is_apart and piece.section == "link" and sections[1] in _RELATED:
            yield piece._replace(tier=following.tier)
        else:
            yield piece
    yield pieces[-1]


def _with_blanks_before(text: str, pieces: tuple[Place, ...]) -> Iterator[Place]:
    """Yield pieces with the blanks before them: where one stays, the next leaves none behind it."""
    start = pieces[0].start
    for piece in pieces[:-1]:
        end = len(text[: piece.end].rstrip(" "))
        yield piece._replace(start=start, end=end)
        start = end
    yield pieces[-1]._replace(start=start)


def _may_be_own(text: str, piece: Place) -> bool:
    """Return whether the author may have written a piece, by the label that it begins with."""
    label = next(
        (one for one in pieces_at(text, piece.start) if one.section == piece.section), piece
    )
    seen = look(text[piece.start : label.end].strip())
    return seen is None or seen.reading.at_edge


def _tells_of_author(text: str, place: int) -> bool:
    """Return whether a sentence says what a person is whom the article does not name."""
    told = _IS_A.match(text, place)
    if told is None or not is_name(told["name"]):
        return False
    role = re.split(r"\s(?:for|at|of|with|who|where)\s|[,.;]", told["role"])[0]
    return is_role(role) and told["name"].split()[-1] not in text[:place]


class _Tail:
    """What of a line reads as furniture up to its end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._read: dict[int, tuple[Place, ...] | None] = {}
        self._first_place = max(0, len(text) - _LONGEST)
        ends = SENTENCE_END.finditer(text, self._first_place)
        self._sentences = {found.end() for found in ends}
        self._words = [found.start() for found in _WORD.finditer(text, self._first_place)]

    def read(self, place: int, left: int) -> tuple[Place, ...] | None:
        """Return the pieces from a place to the end; ``None`` if something else is among them."""
        if place >= len(self._text):
            return ()
        if place not in self._read:
            self._read[place] = self._first(place, left - 1) if left else None
        return self._read[place]

    @cached_property
    def starts(self) -> list[int]:
        """Where a tail may begin: behind a sentence, or at a call that others follow."""
        return sorted(self._sentences | set(self._sure))

    def begins_alone(self, piece: Place) -> bool:
        """Return whether a single piece is a tail: it follows a sentence, and is no author's."""
        if piece.start not in self._sentences:
            return False
        is_bio = piece.section == "bio" and _tells_of_author(self._text, piece.start)
        return is_bio or not _may_be_own(self._text, piece)

    def scattered(self) -> tuple[Place, ...]:
        """Return the calls that end a text, each flagged: something else stands between them.

        From the first of them on no more is left of the line than twice what they are.
        """
        calls: list[Place] = []
        for start in self._sure:
            begun = book().begin(self._text[start : start + LONGEST], None)
            if begun and (not calls or start >= calls[-1].end):
                calls.append(Place(begun[0], start, start + begun[1], tier="unsafe"))
        while len(calls) >= _SEVERAL:
            length = sum(call.end - call.start for call in calls)
            if 2 * length >= len(self._text) - calls[0].start:
                return tuple(calls)
            del calls[0]
        return ()

    def _first(self, place: int, left: int) -> tuple[Place, ...] | None:
        for piece in self._pieces(place):
            marks = _BETWEEN.match(self._text, piece.end)
            end = marks.end() if marks else piece.end
            rest = self.read(end, left)
            if rest is not None:
                return (piece._replace(end=end), *rest)
        return None

    def _pieces(self, place: int) -> Iterator[Place]:
        """Yield what may begin at a place, what is surest first.

        That is what a phrase or a credit fills; phrases that other pieces follow, a label first
        without titles and then with them; and phrases with slots for any words.
        """
        wholes: list[tuple[Place, bool]] = []
        if not self._text[place].islower():
            ends = self._ends(place, LONGEST)
            wholes = [whole for end in ends if (whole := self._whole(place, end))]
        closed = [piece for piece, is_open in wholes if not is_open]
        yield from sorted(closed, key=attrgetter("end"), reverse=True)
        for piece in pieces_at(self._text, place):
            yield piece
            if piece.section in ("related", "tags"):
                for end in self._ends(piece.end, _LONGEST_TITLES):
                    if self._is_title(piece.end, end):
                        yield piece._replace(end=end, tier=self._tier_of_titles(piece.end, end))
        yield from (piece for piece, is_open in wholes if is_open)
        if place in self._sentences and _tells_of_author(self._text, place):
            for end in (*self._ends(place, _LONGEST), len(self._text)):
                yield Place("bio", place, end, tier="unsafe")

    def _whole(self, place: int, end: int) -> tuple[Place, bool] | None:
        """Return the piece that a phrase or a credit fills, and whether a slot took any words."""
        written = self._text[place:end].rstrip()
        seen = look(written)
        if seen is None or seen.reading.section in ("caption", "byline"):
            return None
        reading = seen.reading
        if seen.credit:
            if seen.credit.start or SENTENCE_END.search(written):
                return None
            source = book().read(written, None)
            if source is None or source.section == "image":
                section = "source" if written.startswith(_SOURCES) else reading.section
                lift = lift_of_credit(seen.credit) if section == "credit" else ()
                return Place(section, place, end, lift), False
            reading = source
        if reading.is_open and _TITLE_END.search(written):
            return None
        if reading.section == "copyright" and _RIGHTS.fullmatch(written):
            return Place("copyright", place, end), False
        tier: Tier | None = "display" if reading.is_open and len(written) > _LONG else None
        if reading.is_open and written.endswith("."):
            tier = tier or "unsafe"  # a sentence of the author may have been glued to the call
        return Place(reading.section, place, end, (), tier), reading.is_open

    def _is_title(self, start: int, end: int) -> bool:
        title = self._text[start:end].strip(" :")
        return (
            len(title) >= _SHORTEST_TITLE
            and not title[0].islower()
            and title[-1] != "."
            and not _TITLE_END.search(title)
        )

    def _tier_of_titles(self, start: int, end: int) -> Tier | None:
        """Return how sure titles are: a long one that asks may end in the author's question."""
        title = self._text[start:end].rstrip()
        return "unsafe" if title[-1] in "?!" and len(title) > _LONGEST_QUESTION else None

    def _ends(self, start: int, reach: int) -> Iterator[int]:
        """Yield where a piece may end: before a call or a sentence, at the end of the line, and
        before what an author may have written as well.
        """
        last = start + reach
        yield from (end for end in self._sure if start < end <= last)
        if len(self._text) <= last:
            yield len(self._text)
        yield from (end for end in self._unsure if start < end <= last)

    @cached_property
    def _sure(self) -> list[int]:
        """Where sentences begin, and calls that no author writes."""
        return sorted(self._sentences | {word for word in self._words if self._begun(word)})

    @cached_property
    def _unsure(self) -> list[int]:
        """Where other phrases begin."""
        begun = (word for word in self._words if next(pieces_at(self._text, word), None))
        return sorted({*begun} - {*self._sure})

    def _begun(self, place: int) -> bool:
        return book().begin(self._text[place : place + LONGEST], None) is not None
