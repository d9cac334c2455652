"""The verdict of an audit in one sentence, by severity."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.audit.grades import Grade
    from cleanup.audit.values import Audit

SAID: dict[Grade, tuple[str, str]] = {
    "lost": ("has lost text", "have lost text"),
    "meaning": ("reads otherwise than it was written", "read otherwise than they were written"),
    "not-article": (
        "holds text that is not the author's",
        "hold text that is not the author's",
    ),
    "cosmetic": ("is damaged in its form", "are damaged in their form"),
}
"""What is said of one article and of many with damage of a grade."""


def verdict_of(audit: Audit) -> str:
    """Return the outcome in one sentence: what is damaged how, then what can be promised."""
    if not audit.articles:
        return f"No article was read{_unread(audit)}."
    damage = _one(audit) if audit.articles == 1 else _many(audit)
    return f"{damage}{_promise(audit)}{_unread(audit)}."


def _one(audit: Audit) -> str:
    said = [
        SAID[grade.grade][0] for grade in audit.grades if grade.articles and _counts(grade.grade)
    ]
    if said:
        return f"The article {listed(said)}"
    tidied = any(grade.articles for grade in audit.grades)
    return f"The article shows no damage{' but white space' if tidied else ''}"


def _many(audit: Audit) -> str:
    total = f"{audit.articles:,} articles"
    said = [
        f"{grade.articles:,} {SAID[grade.grade][grade.articles != 1]}"
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
    return grade in SAID


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


def counted(count: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
