"""Write an audit as Markdown, for a pull request: the verdict, and the tables that matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.audit.grades import GRADES, facts_of
from cleanup.audit.values import KINDS, text_of
from cleanup.visible import shown, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleanup.audit.outcome import Audit
    from cleanup.audit.values import Groups
    from cleanup.audit.verdicts import Judged

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
    yield f"## Audit\n\n{cell(audit.verdict, 2_000)}\n"
    yield from (f"\n> {cell(note, 1_000)}\n" for note in audit.notes)
    yield table(
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
    yield table(
        "\n### Rules\n",
        ("rule", "severity", "articles", "places", *KINDS),
        [
            (f"{rule.code} {rule.name}", rule.grade, rule.articles, rule.counts.total, *rule.counts)
            for rule in audit.rules[:_RULES]
        ],
    )
    if audit.judged:
        yield from _judged(audit.judged)
    yield table(
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
    yield f"\n<sub>{cell(audit.command, 1_000)}</sub>\n"


def _judged(judged: Judged) -> Iterator[str]:
    """Yield what readers said: the precision of each rule, then what was missed."""
    yield table(
        "\n### What readers said\n",
        ("rule", "right", "wrong", "unsure", "precision"),
        [
            (f"{one.code} {facts_of(one.code).name}", one.right, one.wrong, one.unsure, one.text)
            for one in judged.rules
        ],
    )
    if judged.missed.windows:
        yield f"\nMissed: {judged.missed.text}\n"


def _groups(heading: str, groups: Groups) -> str:
    if groups.total < 2:
        return ""
    shown_groups = groups.groups[:_GROUPS]
    more = groups.total - len(shown_groups)
    rows = table(
        f"\n### {cell(heading, _LONGEST)}\n",
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
    return rows + (f"\n… and {more:,} more\n" if more else "")


def table(heading: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table with its heading; an empty string without rows."""
    lines = [_row(row) for row in rows]
    if not lines:
        return ""
    rule = "|".join(["---", *("---" if name in _WORDS else "--:" for name in head[1:])])
    return "".join([f"{heading}\n", _row(head), f"|{rule}|\n", *lines])


_WORDS = frozenset(["severity", "side", "before", "after", "most often"])
"""Columns of words; others hold numbers, set to the right."""


def _row(cells: Sequence[object]) -> str:
    texts = [f"{one:,}" if isinstance(one, int) else cell(str(one), _LONGEST) for one in cells]
    return f"| {' | '.join(texts)} |\n"


def cell(text: str, longest: int) -> str:
    """Return a text as it can stand in Markdown, at most ``longest`` code points of it."""
    cut = text if len(text) <= longest else f"{text[:longest]} …"
    return unmarked(shown(cut))
