"""The values of an audit: findings, counts, samples, and the one value that holds them all.

Offsets are code points; ``start`` and ``end`` lie in the original text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from cleanup.values import Context

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleanup.measurement import Measurement
    from cleanup.settings import Settings
    from cleanup.values import Cleaned, Hole, Severity, Trait

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

    @classmethod
    def of(cls, counter: Mapping[tuple[str, Kind], int], key: str) -> Counts:
        """Return the counts that a counter has for ``key``."""
        return cls(*(counter.get((key, kind), 0) for kind in KINDS))

    def plus(self, other: Counts) -> Counts:
        """Add two counts, kind by kind."""
        return Counts(*(left + right for left, right in zip(self, other, strict=True)))


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
        """Return whether this piece is highlighted."""
        return bool(self.change or self.flag)


class Sample(NamedTuple):
    """A finding with its context as it was and, if it has an ``after``, as it is now."""

    kind: Kind
    where: str
    message: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...] = ()
    changed: bool = False


@dataclass(frozen=True, slots=True)
class RuleCount:
    """What one rule did: findings by kind, articles with findings, and samples.

    ``basis`` is what its confidence rests on, ``measured`` the same as data.
    """

    code: str
    name: str
    family: str
    message: str
    severity: Severity
    confidence: float
    basis: str
    measured: tuple[Measurement, ...]
    counts: Counts
    articles: int
    samples: tuple[Sample, ...]
    hole: Hole | None = None


@dataclass(frozen=True, slots=True)
class SourceCount:
    """What became of one file: articles, damaged ones, findings by kind, quarantined rows.

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
    """A text, the result of cleaning it, and what was known of it besides."""

    source: str
    row: int
    title: str | None
    text: str
    cleaned: Cleaned
    context: Context = Context()


@dataclass(frozen=True, slots=True)
class Audit:
    """The result of an audit.

    ``counts`` counts each finding once, ``rules`` once for each rule that contributed to it.
    ``rebuilt`` is the number of articles whose original was rebuilt from the cleaned text and
    its ledger. ``traits`` and ``languages`` count articles, the commonest first; a language that is
    not certain is ``None``. ``article`` is set if the sources hold a single one.
    """

    articles: int
    damaged: int
    counts: Counts
    damage: float
    rebuilt: int
    lifted: tuple[tuple[str, int], ...]
    traits: tuple[tuple[Trait, int], ...]
    languages: tuple[tuple[str | None, int], ...]
    rules: tuple[RuleCount, ...]
    sources: tuple[SourceCount, ...]
    quarantined: int
    refused: tuple[Refused, ...]
    article: Article | None
    settings: Settings
    command: str

    @property
    def verdict(self) -> str:
        """The outcome in one sentence."""
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
