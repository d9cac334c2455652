"""The nouns of an audit: places, counts, samples, and the one value that holds them all.

Offsets are code points; ``start`` and ``end`` lie in the original text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleanup.settings import Settings
    from cleanup.values import Cleaned, Hole

Kind = Literal["repaired", "removed", "lost", "flagged"]
KINDS: tuple[Kind, ...] = ("repaired", "removed", "lost", "flagged")
"""What can become of a damaged place, in the order in which reports name them."""

Change = Literal["", "repaired", "removed", "lost"]
"""How a text that was changed is drawn."""


class Place(NamedTuple):
    """One place of one text: an edit that was made, or a finding that was left.

    ``clean`` is where it begins in the cleaned text. ``after`` is what stands there now; for a
    finding it is what was proposed but not done, ``None`` if nothing was. ``whole`` means that
    the finding is about the text as a whole, ``changed`` that the text is another one here: it
    was repaired or removed, or a mark was put where text was lost. ``hole`` is what was lost.
    """

    kind: Kind
    start: int
    end: int
    clean: int
    before: str
    after: str | None
    codes: tuple[str, ...]
    message: str
    whole: bool = False
    changed: bool = False
    hole: Hole | None = None


class Counts(NamedTuple):
    """How many places of each kind."""

    repaired: int = 0
    removed: int = 0
    lost: int = 0
    flagged: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self)

    @classmethod
    def of(cls, counter: Mapping[tuple[str, Kind], int], key: str) -> Counts:
        """Read the counts that a counter holds for ``key``."""
        return cls(*(counter.get((key, kind), 0) for kind in KINDS))

    def plus(self, other: Counts) -> Counts:
        """Add two counts, kind by kind."""
        return Counts(*(one + two for one, two in zip(self, other, strict=True)))


class Piece(NamedTuple):
    """A run of text drawn in one way. ``gap`` counts code points that are left out here."""

    text: str
    change: Change = ""
    flag: Literal["", "lost", "flagged"] = ""
    numbers: tuple[int, ...] = ()
    message: str = ""
    gap: int = 0

    @property
    def marked(self) -> bool:
        """Return whether anything is to be pointed out."""
        return bool(self.change or self.flag)


class Sample(NamedTuple):
    """A place with a little text around it, as it was and, if it has an ``after``, as it is now."""

    kind: Kind
    where: str
    message: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...] = ()
    changed: bool = False


@dataclass(frozen=True, slots=True)
class RuleCount:
    """What one rule did: places by kind, articles it was seen in, and samples."""

    code: str
    name: str
    family: str
    message: str
    counts: Counts
    articles: int
    samples: tuple[Sample, ...]
    hole: Hole | None = None


@dataclass(frozen=True, slots=True)
class SourceCount:
    """What became of one file: articles, damaged ones, places by kind, quarantined rows.

    ``damage`` is 1000 times the share of its code points that edits and findings cover.
    """

    source: str
    articles: int
    damaged: int
    counts: Counts
    damage: float
    quarantined: int


class Refused(NamedTuple):
    """A row that could not be read: where, why, and the beginning of its bytes."""

    where: str
    reason: str
    raw: str


class Article(NamedTuple):
    """A text together with what cleaning made of it."""

    source: str
    row: int
    title: str | None
    text: str
    cleaned: Cleaned


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit saw.

    ``counts`` counts each place once, ``rules`` once for each rule that had a part in it.
    ``rebuilt`` is the number of articles whose original was rebuilt from the cleaned text and
    its ledger. ``article`` is there if the sources hold a single one.
    """

    articles: int
    damaged: int
    counts: Counts
    damage: float
    rebuilt: int
    lifted: tuple[tuple[str, int], ...]
    rules: tuple[RuleCount, ...]
    sources: tuple[SourceCount, ...]
    quarantined: int
    refused: tuple[Refused, ...]
    article: Article | None
    settings: Settings
    command: str

    @property
    def verdict(self) -> str:
        """The outcome in a sentence."""
        return f"{self._extent}{self._outcome}{self._unread}."

    @property
    def _extent(self) -> str:
        if not self.articles:
            return "No article was read"
        if self.articles == 1:
            return "The article is damaged" if self.damaged else "The article shows no damage"
        if not self.damaged:
            return f"None of the {self.articles:,} articles shows damage"
        verb = "is" if self.damaged == 1 else "are"
        return f"{self.damaged:,} of {self.articles:,} articles {verb} damaged"

    @property
    def _outcome(self) -> str:
        if not self.damaged:
            return ""
        phrases = ("repaired", "removed", "where text was lost", "flagged")
        done = [
            f"{_counted(count, 'place')} {phrase}"
            for count, phrase in zip(self.counts, phrases, strict=True)
            if count
        ]
        return f": {', '.join(done)}; {self._promise}"

    @property
    def _promise(self) -> str:
        if broken := self.articles - self.rebuilt:
            originals = _counted(broken, "original")
            return f"{originals} can not be rebuilt, which is a defect of this program"
        whose = "the original" if self.articles == 1 else "every original"
        return f"{whose} can be rebuilt exactly"

    @property
    def _unread(self) -> str:
        return (
            f"; {_counted(self.quarantined, 'row')} could not be read" if self.quarantined else ""
        )


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
