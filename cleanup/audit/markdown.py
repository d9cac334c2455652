"""Write an audit as Markdown, for a pull request: the verdict, and the tables that matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.audit.figures import text_of
from cleanup.audit.grades import GRADES
from cleanup.audit.values import KINDS
from cleanup.visible import shown, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleanup.audit.outcome import Audit
    from cleanup.audit.values import Groups

LARGEST = 60_000
"""A comment on GitHub has at most 65,536 characters."""

_RULES, _GROUPS, _SAMPLES = 40, 15, 12
_LONGEST = 160


def as_markdown(audit: Audit) -> str:
    """Return the report; tables at its end are left out if it would be too long for a comment."""
    written, left_out = "", 0
    for part in _parts(audit):
        if len(written) + len(part) > LARGEST:
            left_out += 1
        else:
            written += part
    if left_out:
        written += "\nThe rest is too long for a comment: `-o report.html` has all of it.\n"
    return written


def _parts(audit: Audit) -> Iterator[str]:
    yield f"## Audit\n\n{_cell(audit.verdict, 2_000)}\n"
    yield from (f"\n> {_cell(note, 1_000)}\n" for note in audit.notes)
    yield _table(
        "\n### By severity\n",
        ("severity", "articles", "places", *KINDS),
        [
            (one.grade, one.articles, one.counts.total, *one.counts)
            for one in audit.grades
            if one.articles
        ],
    )
    yield _groups(f"By {audit.publishers.by}", audit.publishers)
    if audit.periods:
        yield _groups(f"Over time ({audit.periods.by})", audit.periods)
    yield _table(
        "\n### Rules\n",
        ("rule", "severity", "articles", "places", *KINDS),
        [
            (f"{rule.code} {rule.name}", rule.grade, rule.articles, rule.counts.total, *rule.counts)
            for rule in audit.rules[:_RULES]
        ],
    )
    yield _table(
        "\n### Samples\n",
        ("rule", "before", "after"),
        [
            (
                f"{rule.code} {rule.name}",
                text_of(rule.samples[0].before),
                text_of(rule.samples[0].after),
            )
            for rule in audit.rules[:_SAMPLES]
            if rule.samples
        ],
    )
    yield f"\n<sub>{_cell(audit.command, 1_000)}</sub>\n"


def _groups(heading: str, groups: Groups) -> str:
    if groups.total < 2:
        return ""
    shown_groups = groups.groups[:_GROUPS]
    more = groups.total - len(shown_groups)
    table = _table(
        f"\n### {_cell(heading, _LONGEST)}\n",
        ("name", "articles", "damaged", *GRADES, "most often"),
        [
            (
                group.name,
                group.articles,
                group.damaged,
                *group.grades,
                ", ".join(f"{code} {count:,}" for code, count in group.worst),
            )
            for group in shown_groups
        ],
    )
    return table + (f"\n… and {more:,} more\n" if more else "")


def _table(heading: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table with its heading; nothing without rows."""
    lines = [_row(row) for row in rows]
    if not lines:
        return ""
    rule = "|".join(["---", *("---" if name in _WORDS else "--:" for name in head[1:])])
    return "".join([f"{heading}\n", _row(head), f"|{rule}|\n", *lines])


_WORDS = frozenset(["severity", "before", "after", "most often"])
"""Columns of words; others hold numbers, set to the right."""


def _row(cells: Sequence[object]) -> str:
    texts = [f"{cell:,}" if isinstance(cell, int) else _cell(str(cell), _LONGEST) for cell in cells]
    return f"| {' | '.join(texts)} |\n"


def _cell(text: str, longest: int) -> str:
    cut = text if len(text) <= longest else f"{text[:longest]} …"
    return unmarked(shown(cut))
