"""The counts that must add up: where each row and each place of an audit went."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cleanup.audit.outcome import Audit


class Account(NamedTuple):
    """A sum and its parts, each with its name. ``balances`` if they agree."""

    name: str
    total: int
    parts: tuple[tuple[str, int], ...]

    @property
    def balances(self) -> bool:
        """Whether the parts add up to the total."""
        return self.total == sum(count for _, count in self.parts)


def accounts(audit: Audit) -> tuple[Account, ...]:
    """Return the accounts of an audit."""
    rows, counts = audit.rows, audit.counts
    worst = [(one.grade, one.worst) for one in audit.grades]
    clean = rows.articles - sum(count for _, count in worst)
    by_grade = [(one.grade, one.counts.total) for one in audit.grades]
    marked = rows.edits + rows.findings - counts.total
    return (
        Account(
            "rows of the inputs",
            rows.total,
            (
                ("kept", rows.articles - rows.dropped),
                ("dropped", rows.dropped),
                ("not read", rows.quarantined),
                ("not selected", rows.passed_over),
            ),
        ),
        Account("articles by status", rows.articles, rows.statuses),
        Account(
            "articles by their gravest damage",
            rows.articles,
            (*worst, ("none", clean)),
        ),
        Account(
            "edits and findings",
            rows.edits + rows.findings,
            (
                ("repaired", counts.repaired),
                ("removed", counts.removed),
                ("text was lost", counts.lost),
                ("flagged", counts.flagged),
                ("holes whose mark is an edit, too", marked),
            ),
        ),
        Account("places by severity", counts.total, tuple(by_grade)),
    )
