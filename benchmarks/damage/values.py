"""The values of the damage benchmark. Offsets count code points of the damaged text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Group = Literal["glued", "dropped", "spacing"]
Separator = Literal["", "inline", "br", "block"]

GROUPS: tuple[Group, ...] = ("glued", "dropped", "spacing")
GAPS = (
    "double_space",
    "space_before_punct",
    "glued_word",
    "glued_punct",
    "single_space",
    "newline",
)
_GROUP_OF: dict[str, Group] = {
    "dropped_link": "dropped",
    "dropped_inline": "dropped",
    "dropped_quote": "dropped",
    "dropped_block": "dropped",
    "glued_block": "glued",
    "glued_br": "glued",
    "glued_inline": "glued",
    "space_before_punct": "spacing",
    "space_after_open": "spacing",
    "split_word": "spacing",
}


class Piece(NamedTuple):
    """One text node of an article, as it is in the source.

    ``names`` are its ancestors below the article, outermost first. Pieces with equal ``block``
    belong to one line of running text; ``breaks`` counts the ``<br>`` since the piece before.
    ``paragraph`` is the number of its ``<p>``, -1 outside of any.
    """

    text: str
    names: tuple[str, ...]
    block: int
    breaks: int
    paragraph: int


class Word(NamedTuple):
    """A run without white space, its position in its piece, and the white space before it."""

    text: str
    piece: int
    start: int
    block: int
    separator: Separator
    before: str


@dataclass(frozen=True, slots=True)
class Article:
    """One page's article, read from its element."""

    id: str
    title: str | None
    lang: str | None
    pieces: tuple[Piece, ...]
    words: tuple[Word, ...]

    @property
    def gold(self) -> str:
        """The text as written: an empty line between blocks, a line feed for a ``<br>``."""
        return "".join(word.before + word.text for word in self.words)


class Place(NamedTuple):
    """One damaged place. ``offset:end`` is the white space there, often none.

    ``written`` is what the author had written there, if that is known; places with the same span
    hold it together, in their order. ``where`` and ``gap`` describe dropped text. ``extra``: not
    in the article's own text.
    """

    offset: int
    end: int
    kind: str
    written: str | None = None
    where: str | None = None
    gap: str | None = None
    extra: bool = False

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Place:
        """Read a place from a record, which may hold more."""
        return cls(**{name: row[name] for name in cls._fields if name in row})

    def record(self) -> dict[str, Any]:
        """Return the place as it is written to a file, without the members that are not set."""
        members = self._asdict().items()
        return {name: value for name, value in members if value is not None and value is not False}

    @property
    def group(self) -> Group | None:
        """The group that the place is scored in; ``None`` for an unknown kind."""
        return _GROUP_OF.get(self.kind)


class Row(NamedTuple):
    """A damaged text and its gold; (``id``, ``extractor``) identifies it."""

    id: str
    extractor: str
    extracted: str
    gold: str
    damage: tuple[Place, ...]
    title: str | None = None
    lang: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Row:
        """Read a row of a record, which may hold more."""
        places = tuple(Place.of(place) for place in row["damage"])
        named = {name: row[name] for name in cls._fields if name in row}
        return cls(**{**named, "damage": places})

    def record(self) -> dict[str, Any]:
        """Return the row as it is written to a file."""
        return {**self._asdict(), "damage": [place.record() for place in self.damage]}
