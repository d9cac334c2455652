"""The value that holds a whole audit, and its verdict in one sentence, by severity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleanup.audit.values import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleanup.audit.grades import Grade
    from cleanup.audit.review import Review
    from cleanup.audit.values import (
        Article,
        Counts,
        GradeCount,
        Groups,
        LiftedCount,
        Refused,
        RuleCount,
    )
    from cleanup.audit.verdicts import Judged

_SAID: dict[Grade, tuple[str, str]] = {
    "lost": ("has lost text", "have lost text"),
    "meaning": ("reads otherwise than it was written", "read otherwise than they were written"),
    "not-article": (
        "holds text that is not the author's",
        "hold text that is not the author's",
    ),
    "cosmetic": ("is damaged in its form", "are damaged in their form"),
}
"""What is said of one article and of many with damage of a grade."""


@dataclass(frozen=True, slots=True)
class RowCounts:
    """Where the rows of the inputs went, and what was done.

    ``articles`` includes those that were ``dropped``. ``statuses`` count articles by
    ``cleanup_status``. ``rebuilt`` of the articles were rebuilt from the cleaned text and its
    ledger, and had the hash of their original. ``quarantined`` rows could not be
    read, ``passed_over`` rows were not selected: neither are articles.
    """

    articles: int = 0
    dropped: int = 0
    quarantined: int = 0
    passed_over: int = 0
    nulls: int = 0
    rebuilt: int = 0
    edits: int = 0
    findings: int = 0
    statuses: tuple[tuple[str, int], ...] = ()

    @property
    def total(self) -> int:
        """All rows of the inputs."""
        return self.articles + self.quarantined + self.passed_over


@dataclass(frozen=True, slots=True)
class Audit:
    """The result of an audit.

    ``counts`` counts each place once, ``rules`` once for each rule that contributed to it.
    ``traits`` and ``languages`` count articles, the commonest first; a language that is not
    certain is ``None``. ``verdicts`` count the dropped articles by code, ``reasons`` the
    quarantined rows by reason. ``worst`` are the most damaged articles; ``article`` is set if
    there is only one. ``rulesets`` count articles by what made their rows. ``settings`` are empty
    if not all articles were judged by the same ones. ``from_run``: nothing was cleaned, all was
    read from outputs. ``notes`` are sentences on what could not be counted. ``review`` is to be
    judged by a reader, ``judged`` is what readers said.
    """

    rows: RowCounts
    grades: tuple[GradeCount, ...]
    counts: Counts
    damage: float
    lifted: tuple[LiftedCount, ...]
    traits: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str | None, int], ...]
    rules: tuple[RuleCount, ...]
    publishers: Groups
    periods: Groups | None
    sources: Groups
    verdicts: tuple[tuple[str, int], ...]
    reasons: tuple[tuple[str, int], ...]
    refused: tuple[Refused, ...]
    broken: tuple[str, ...]
    worst: tuple[Article, ...]
    article: Article | None
    rulesets: tuple[tuple[str, int], ...]
    settings: Mapping[str, object]
    command: str
    from_run: bool = False
    notes: tuple[str, ...] = ()
    review: Review | None = None
    judged: Judged | None = None

    @property
    def articles(self) -> int:
        """The number of articles."""
        return self.rows.articles

    @property
    def quarantined(self) -> int:
        """The number of rows that could not be read."""
        return self.rows.quarantined

    @property
    def rebuilt(self) -> int:
        """The number of articles whose original was rebuilt."""
        return self.rows.rebuilt

    @property
    def damaged(self) -> int:
        """The number of articles with damage that is more than white space."""
        return sum(grade.worst for grade in self.grades if grade.grade != "white-space")

    @property
    def undamaged(self) -> int:
        """The number of articles without damage, or with white space alone."""
        return self.articles - self.damaged

    @property
    def verdict(self) -> str:
        """The outcome in one sentence."""
        return verdict_of(self)


def verdict_of(audit: Audit) -> str:
    """Return the outcome in one sentence: what is damaged how, then what can be promised."""
    if not audit.articles:
        return f"No article was read{_unread(audit)}."
    damage = _one(audit) if audit.articles == 1 else _many(audit)
    return f"{damage}{_promise(audit)}{_unread(audit)}."


def _one(audit: Audit) -> str:
    said = [
        _SAID[grade.grade][0] for grade in audit.grades if grade.articles and _counts(grade.grade)
    ]
    if said:
        return f"The article {listed(said)}"
    tidied = any(grade.articles for grade in audit.grades)
    return f"The article shows no damage{' but white space' if tidied else ''}"


def _many(audit: Audit) -> str:
    total = f"{audit.articles:,} articles"
    said = [
        f"{grade.articles:,} {_SAID[grade.grade][grade.articles != 1]}"
        for grade in audit.grades
        if grade.articles and _counts(grade.grade)
    ]
    if not said:
        tidied = any(grade.articles for grade in audit.grades)
        return f"None of the {total} shows damage{' but white space' if tidied else ''}"
    verb = "shows" if audit.undamaged == 1 else "show"
    rest = f"; {audit.undamaged:,} {verb} no damage" if audit.undamaged else ""
    return f"Of {total}, {listed(said)}{rest}"


def _counts(grade: Grade) -> bool:
    return grade in _SAID


def listed(words: Sequence[str]) -> str:
    """Return words with commas and a last "and"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _promise(audit: Audit) -> str:
    if broken := audit.articles - audit.rebuilt:
        originals = counted(broken, "original")
        return f"; {originals} can not be rebuilt from what is here"
    if not any(audit.counts):
        return ""
    whose = "the original" if audit.articles == 1 else "every original"
    return f"; {whose} can be rebuilt exactly"


def _unread(audit: Audit) -> str:
    return f"; {counted(audit.quarantined, 'row')} could not be read" if audit.quarantined else ""
