"""Write every figure of an audit as JSON, with its samples as texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cleanup.audit.grades import GRADES
from cleanup.audit.values import KINDS, text_of

if TYPE_CHECKING:
    from cleanup.audit.outcome import Audit
    from cleanup.audit.values import Article, Counts, GroupCount, Groups, RuleCount, Sample
    from cleanup.audit.verdicts import Judged


def as_json(audit: Audit) -> str:
    """Return the figures as one object of JSON."""
    return json.dumps(figures(audit), ensure_ascii=False, indent=2) + "\n"


def figures(audit: Audit) -> dict[str, Any]:
    """Return every figure of an audit as values of JSON, in the order of the page."""
    from cleanup.ruleset import versions

    rows = audit.rows
    return {
        "verdict": audit.verdict,
        "rows": {
            "total": rows.total,
            "articles": rows.articles,
            "dropped": rows.dropped,
            "quarantined": rows.quarantined,
            "passed_over": rows.passed_over,
            "null": rows.nulls,
            "rebuilt": rows.rebuilt,
            "edits": rows.edits,
            "findings": rows.findings,
            "statuses": dict(rows.statuses),
        },
        "damaged": audit.damaged,
        "damage": audit.damage,
        "places": _counts(audit.counts),
        "grades": {
            one.grade: {"articles": one.articles, "worst": one.worst, "places": _counts(one.counts)}
            for one in audit.grades
        },
        "lifted": {one.name: one.count for one in audit.lifted},
        "languages": [{"lang": lang, "articles": count} for lang, count in audit.languages],
        "traits": dict(audit.traits),
        "publishers": _groups(audit.publishers),
        "periods": audit.periods and _groups(audit.periods),
        "files": _groups(audit.sources),
        "rules": [_rule(rule) for rule in audit.rules],
        "verdicts": dict(audit.verdicts),
        "reasons": dict(audit.reasons),
        "not_read": [one._asdict() for one in audit.refused],
        "not_rebuilt": list(audit.broken),
        "worst": [_article(article) for article in audit.worst],
        "review": list(audit.review.items) if audit.review else [],
        "judged": audit.judged and _judged(audit.judged),
        "notes": list(audit.notes),
        "command": audit.command,
        "rulesets": dict(audit.rulesets),
        "settings": dict(audit.settings),
        "versions": versions(),
    }


def _counts(counts: Counts) -> dict[str, int]:
    return dict(zip(KINDS, counts, strict=True))


def _groups(groups: Groups) -> dict[str, Any]:
    return {
        "by": groups.by,
        "total": groups.total,
        "without": groups.without,
        "groups": [_group(group) for group in groups.groups],
    }


def _group(group: GroupCount) -> dict[str, Any]:
    return {
        "name": group.name,
        "articles": group.articles,
        "damaged": group.damaged,
        "damage": group.damage,
        "grades": dict(zip(GRADES, group.grades, strict=True)),
        "places": _counts(group.counts),
        "worst": dict(group.worst),
        "quarantined": group.quarantined,
    }


def _rule(rule: RuleCount) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "grade": rule.grade,
        "confidence": rule.confidence,
        "measured": [one.record for one in rule.measured],
        "places": _counts(rule.counts),
        "articles": rule.articles,
        "samples": [sample_figures(sample) for sample in rule.samples],
    }


def sample_figures(sample: Sample) -> dict[str, Any]:
    """Return a sample as values of JSON."""
    return {
        "kind": sample.kind,
        "where": sample.where,
        "message": sample.message,
        "before": text_of(sample.before),
        "after": text_of(sample.after) if sample.after else None,
        "changed": sample.changed,
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "source": article.source,
        "row": article.row,
        "title": article.title,
        "publisher": article.group,
        "damage": article.cleaned.damage,
        "edits": len(article.cleaned.edits),
        "findings": len(article.cleaned.findings),
    }


def _judged(judged: Judged) -> dict[str, Any]:
    missed = judged.missed
    return {
        "rules": [
            {**one._asdict(), "interval": list(one.interval) if one.total else None}
            for one in judged.rules
        ],
        "missed": {
            **missed._asdict(),
            "per_1000_words": missed.rate,
            "interval": list(missed.interval),
        },
        "twice": judged.twice,
        "agreed": judged.agreed,
    }
