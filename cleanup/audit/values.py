"""The values of an audit: findings, counts, samples, and the one value that holds them all.

Offsets are code points; ``start`` and ``end`` lie in the original text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from cleanup.values import Context

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleanup.audit.grades import Grade
    from cleanup.measurement import Measurement
    from cleanup.values import Cleaned, Hole

Kind = Literal["repaired", "removed", "lost", "flagged"]
KINDS: tuple[Kind, ...] = ("repaired", "removed", "lost", "flagged")
"""What can become of damage, in the order in which reports name them."""

Change = Literal["", "repaired", "removed", "lost"]
"""How a changed text is drawn."""


class AuditFinding(NamedTuple):
    """One finding of one text that became an edit, or that remains.

    ``clean`` is where it begins in the cleaned text. ``after`` is the text there now; if the
    finding remains, it is the proposal, ``None`` without one. ``whole`` means that the finding is
    about the text as a whole, ``changed`` that there was an edit: a repair, a removal, or a mark
    that was inserted where text was lost. ``hole`` is what was lost.
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
    """How many findings of each kind."""

    repaired: int = 0
    removed: int = 0
    lost: int = 0
    flagged: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self)


class Piece(NamedTuple):
    """A run of text drawn in one way. ``gap`` counts code points that are left out here.

    The flag ``window`` is for text in which nothing was found.
    """

    text: str
    change: Change = ""
    flag: Literal["", "lost", "flagged", "window"] = ""
    numbers: tuple[int, ...] = ()
    message: str = ""
    gap: int = 0

    @property
    def marked(self) -> bool:
        """Return whether this piece is highlighted."""
        return bool(self.change or self.flag)


def text_of(pieces: Iterable[Piece]) -> str:
    """Return the text of pieces; what is left out is said in brackets."""
    return "".join(f"[{piece.gap} left out]" if piece.gap else piece.text for piece in pieces)


def counted(count: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


class Sample(NamedTuple):
    """A finding with its context as it was and, if it has an ``after``, as it is now.

    ``id`` names the place in every audit of the same text.
    """

    kind: Kind
    where: str
    message: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...] = ()
    changed: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class RuleCount:
    """What one rule did: places by kind, articles with places, and samples.

    ``grade`` is its severity, with white space apart; ``basis`` is what its confidence rests on,
    ``measured`` the same as data. A code that this version has no rule for is ``unknown``, and its
    confidence 0.
    """

    code: str
    name: str
    family: str
    message: str
    grade: Grade
    confidence: float
    basis: str
    measured: tuple[Measurement, ...]
    counts: Counts
    articles: int
    samples: tuple[Sample, ...]
    hole: Hole | None = None


@dataclass(frozen=True, slots=True)
class GradeCount:
    """How many articles have damage of a grade, how many nothing graver, and the places."""

    grade: Grade
    articles: int
    worst: int
    counts: Counts


@dataclass(frozen=True, slots=True)
class GroupCount:
    """What became of a group of articles: those of a publisher, a site, a file, or a period.

    ``grades`` are the articles with damage of each grade, in the order of ``GRADES``; ``damaged``
    those with any but white space. ``damage`` is 1000 times the share of the originals' code points
    that edits and findings cover. ``worst`` are the commonest of its rules, without those whose
    damage is cosmetic or white space, with their places.
    """

    name: str
    articles: int
    damaged: int
    grades: tuple[int, ...]
    counts: Counts
    damage: float
    worst: tuple[tuple[str, int], ...] = ()
    quarantined: int = 0

    @property
    def share(self) -> float:
        """The share of articles that are damaged."""
        return self.damaged / self.articles if self.articles else 0.0


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of articles, the most damaged first, and what they are grouped ``by``.

    ``total`` is how many there are; ``groups`` may be fewer. ``without`` is the number of articles
    that belong to none of them.
    """

    by: str
    groups: tuple[GroupCount, ...]
    total: int
    without: int = 0


@dataclass(frozen=True, slots=True)
class LiftedCount:
    """How many values of a kind were lifted, and some of them, each with its row."""

    name: str
    count: int
    samples: tuple[tuple[str, str], ...]


class Refused(NamedTuple):
    """A row that could not be read: where, why, and the beginning of its bytes."""

    where: str
    reason: str
    raw: str


class Article(NamedTuple):
    """A text, the result of cleaning it, who published it, and what was known of it besides."""

    source: str
    row: int
    title: str | None
    text: str
    cleaned: Cleaned
    group: str = ""
    context: Context = Context()
