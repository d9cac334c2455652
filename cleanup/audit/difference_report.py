"""Write a comparison as JSON, as a table of CSV, and as Markdown for a pull request."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cleanup.audit.csv_table import long_table
from cleanup.audit.figures import figures, sample_figures
from cleanup.audit.markdown import LARGEST, cell, table
from cleanup.audit.values import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.audit.compare import Comparison, RuleDifference
    from cleanup.audit.values import Sample

_SAMPLES = 12


def difference_as_json(comparison: Comparison) -> str:
    """Return all that differs, and the figures of both sides, as one object of JSON."""
    values = {
        "verdict": comparison.verdict,
        "a": comparison.names[0],
        "b": comparison.names[1],
        "texts": comparison.texts._asdict(),
        "rules": [_rule(rule) for rule in comparison.rules],
        "audits": {"a": figures(comparison.a), "b": figures(comparison.b)},
        "command": comparison.command,
    }
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def difference_as_csv(comparison: Comparison) -> str:
    """Return one row for each figure; no cell is a formula."""
    return long_table(_rows(comparison))


def difference_as_markdown(comparison: Comparison) -> str:
    """Return the report; its samples are left out if it would be too long for a comment."""
    first, second = (cell(name, 200) for name in comparison.names)
    head = f"## Comparison\n\nA: {first}\nB: {second}\n\n{cell(comparison.verdict, 2_000)}\n"
    rules = table(
        "\n### Rules\n",
        ("rule", "severity", "both", "only A", "only B"),
        [
            (f"{one.code} {one.name}", one.grade, one.both, one.only_a, one.only_b)
            for one in comparison.rules
        ],
    )
    samples = table(
        "\n### Samples\n",
        ("rule", "side", "before", "after"),
        [
            (f"{one.code} {one.name}", side, text_of(sample.before), text_of(sample.after))
            for one in comparison.rules[:_SAMPLES]
            for side, sample in _first(one)
        ],
    )
    parts = (head, rules[: LARGEST - len(head)], samples)
    return "".join(parts) if sum(map(len, parts)) <= LARGEST else "".join(parts[:2])


def _first(rule: RuleDifference) -> Iterator[tuple[str, Sample]]:
    """Yield the first sample of each side."""
    yield from (("A", sample) for sample in rule.samples_a[:1])
    yield from (("B", sample) for sample in rule.samples_b[:1])


def _rule(rule: RuleDifference) -> dict[str, Any]:
    samples = (rule.samples_a, rule.samples_b)
    names = ("samples_a", "samples_b")
    return rule._asdict() | {
        name: [sample_figures(one) for one in some]
        for name, some in zip(names, samples, strict=True)
    }


def _rows(comparison: Comparison) -> Iterator[tuple[str, str, str, object]]:
    for measure, count in comparison.texts._asdict().items():
        yield "texts", "", measure, count
    for rule in comparison.rules:
        for measure in ("both", "only_a", "only_b"):
            yield "rules", rule.code, measure, getattr(rule, measure)
