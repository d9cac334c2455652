"""Turn the counts of a tally into the value that reports are drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import polars as pl

from cleanup.audit.grades import GRADES, facts_of
from cleanup.audit.groups import periods_of
from cleanup.audit.tally import OF_GRADE, OF_KIND, Sums
from cleanup.audit.values import KINDS, Counts, GradeCount, GroupCount, Groups, RuleCount
from cleanup.rules import rule_for

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping

    from cleanup.audit.tally import Tally

Key = TypeVar("Key")

MOST_GROUPS = 500
"""How many publishers and files are kept: more than a page shows."""

MOST_PERIODS = 400

FEW = 10
"""A publisher with fewer articles comes behind those with more: its share says little."""

_WORST_RULES = 3


def grades_of(tally: Tally) -> tuple[GradeCount, ...]:
    """Return how many articles and places there are of each grade."""
    return tuple(
        GradeCount(
            grade,
            tally.counts[name],
            tally.worst_grade[rank],
            Counts(*(tally.places[rank, kind] for kind in KINDS)),
        )
        for rank, (grade, name) in enumerate(zip(GRADES, OF_GRADE, strict=True))
    )


def counts_of(tally: Tally) -> Counts:
    """Return how many places there are of each kind."""
    return Counts(*(sum(tally.places[rank, kind] for rank in range(len(GRADES))) for kind in KINDS))


def rules_of(tally: Tally) -> tuple[RuleCount, ...]:
    """Return what each rule did: the gravest first, then the commonest."""
    counted = [_rule(code, tally) for code in tally.articles_of_rule]
    return tuple(
        sorted(
            counted,
            key=lambda rule: (GRADES.index(rule.grade), -rule.counts.total, rule.code),
        )
    )


def _rule(code: str, tally: Tally) -> RuleCount:
    facts = facts_of(code)
    rule = rule_for(code) if facts.name != "unknown" else None
    return RuleCount(
        code=code,
        name=facts.name,
        family=facts.family,
        message=rule.message if rule else "A rule that this version does not have",
        grade=facts.grade,
        confidence=rule.confidence if rule else 0.0,
        basis=rule.basis if rule else "unknown",
        measured=rule.of_own_tier if rule else (),
        counts=Counts(*(tally.by_rule[code, kind] for kind in KINDS)),
        articles=tally.articles_of_rule[code],
        samples=tally.samples.of(code),
        hole=facts.hole,
    )


def publishers_of(tally: Tally, by: str) -> Groups:
    """Return the publishers: those with at least ``FEW`` articles first, the most damaged first."""
    total = tally.groups["group"].total
    worst = _worst_rules(tally.rules_of_group)
    counted = [_group(row, "group", worst) for row in total.iter_rows(named=True)]
    counted.sort(
        key=lambda one: (one.articles < FEW, -one.share, -one.damage, -one.articles, one.name)
    )
    return Groups(by, tuple(counted[:MOST_GROUPS]), len(counted))


def sources_of(tally: Tally, quarantined: Mapping[str, int]) -> Groups:
    """Return the files, the most damaged first, with their rows that could not be read."""
    total = tally.groups["cleanup_source"].total
    counted = {
        row["cleanup_source"]: _group(row, "cleanup_source", {}, quarantined)
        for row in total.iter_rows(named=True)
    }
    for source in quarantined:
        if source not in counted:
            none = (0,) * len(GRADES)
            counted[source] = GroupCount(
                source, 0, 0, none, Counts(), 0.0, quarantined=quarantined[source]
            )
    files = sorted(counted.values(), key=lambda one: (-one.damage, one.name))
    return Groups("file", tuple(files[:MOST_GROUPS]), len(files))


def periods(tally: Tally, column: str | None) -> Groups | None:
    """Return the months or the years, in order; ``None`` without a column of dates."""
    if column is None:
        return None
    total = tally.groups["month"].total
    if not total.height:
        return Groups(column, (), 0, tally.counts["articles"])
    named = periods_of(total.get_column("month").to_list())
    total = total.with_columns(pl.col("month").replace_strict(named))
    total = total.group_by("month").sum().sort("month")
    counted = tuple(_group(row, "month", {}) for row in total.iter_rows(named=True))
    dated = sum(one.articles for one in counted)
    return Groups(column, counted[-MOST_PERIODS:], len(counted), tally.counts["articles"] - dated)


def _group(
    row: Mapping[str, int | str],
    name: str,
    worst: Mapping[str, tuple[tuple[str, int], ...]],
    quarantined: Mapping[str, int] | None = None,
) -> GroupCount:
    label = str(row[name] if row[name] is not None else "-")
    return GroupCount(
        name=label,
        articles=int(row["articles"]),
        damaged=int(row["damaged"]),
        grades=tuple(int(row[column]) for column in OF_GRADE),
        counts=Counts(*(int(row[column]) for column in OF_KIND)),
        damage=rate(int(row["covered"]), int(row["length"])),
        worst=worst.get(label, ()),
        quarantined=(quarantined or {}).get(label, 0),
    )


def _worst_rules(rules: Sums) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return the commonest rules of each group, without those of cosmetic and white space."""
    total = rules.total
    if not total.height:
        return {}
    codes = total.get_column("code").unique().to_list()
    slight = [code for code in codes if facts_of(code).grade in ("white-space", "cosmetic")]
    ranked = total.filter(~pl.col("code").is_in(slight)).sort(
        ["group", "places", "code"], descending=[False, True, False]
    )
    first = ranked.group_by("group", maintain_order=True).head(_WORST_RULES)
    worst: dict[str, tuple[tuple[str, int], ...]] = {}
    for group, code, places in first.select("group", "code", "places").iter_rows():
        worst[group] = (*worst.get(group, ()), (code, places))
    return worst


def rate(covered: int, length: int) -> float:
    """Return 1000 times a share, 0 of nothing."""
    return 1000 * covered / length if length else 0.0


def commonest(counter: Counter[Key]) -> tuple[tuple[Key, int], ...]:
    """Return what was counted, the commonest first."""
    return tuple(sorted(counter.items(), key=lambda counted: (-counted[1], str(counted[0]))))
