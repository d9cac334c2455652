"""The manual: a page for each rule, generated from its declaration, and an index of all.

``python -m cleanup.manual`` writes them; ``cleanup rule CODE`` prints one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.manual.examples import LEGEND, change, flagged, look_alike
from cleanup.measurement import MEASURED
from cleanup.rules import all_rules
from cleanup.values import LOST, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.measurement import Measurement
    from cleanup.rule import Rule

_TIERS = {
    "safe": "safe (applied by default)",
    "unsafe": "unsafe (applied with `--unsafe`)",
    "display": "display (never applied)",
}

_HEAD = """\
# The rules

Generated from the rules' declarations by `python -m cleanup.manual`. Do not edit these pages; edit
the declarations. `cleanup rule CODE` prints a page, and `cleanup explain PATH:LINE:COL` says what
the rules make of a place in a text.

The **tier** of a rule determines whether its changes are applied: *safe* changes by default,
*unsafe* changes with `--unsafe`, *display* changes never. A rule that proposes no change only flags
the place; if it reports lost text (family `hole`), `--mark-holes` inserts a mark there.

The **severity** says what the damage does to a text:

{severities}

The **confidence** of a rule is the share of its findings that are correct; findings below the
threshold (0.8 by default) are dropped. It rests on the measurements that the page of the rule lists
with their 95 % intervals (Wilson). Where there is none, it is *declared*: estimated from the
examples and from reading what the rule found. `python -m benchmarks.quality.measured` counts anew.
Findings of one text depend on each other, so the true uncertainty is larger than an interval says.

The data sets, of which nothing is part of this project:

- *article-extraction*: 421 news pages of 2023 from 212 sites (AndyTheFactory's
  article-extraction-dataset), as eleven naive scrapers and seventeen extractors return them
- *readability*: the test pages of mozilla/readability, as the same scrapers return them
- *fundus*: 88 news articles of 60 publishers (flairNLP/fundus) with the kind of each line
- *isot, allsides and fnc1*: up to 1,500 articles of each of four files of those collections
- *held out*: the 40 % of the pages that no weight was trained on
"""


def page(rule: Rule) -> str:
    """Return the manual page of a rule as Markdown."""
    parts = [
        f"# {rule.code} {rule.name}",
        rule.manual,
        "\n".join(f"- {name}: {value}" for name, value in _facts(rule)),
        *_examples(rule),
        _switching_off(rule),
    ]
    return "\n\n".join(parts) + "\n"


def family_of(rule: Rule) -> str:
    """Return the family of a rule, and for holes what was lost: ``hole (inline)``."""
    return f"{rule.family} ({rule.hole})" if rule.hole else rule.family


def basis_of(rule: Rule) -> str:
    """Return what the confidence of a rule rests on, in one word."""
    return "measured" if rule.measured else "declared"


def pages() -> dict[str, str]:
    """Return the manual: the text of each file, by its name."""
    rules = all_rules()
    severities = "\n".join(f"- {text}" for text in SEVERITIES.values())
    index = "\n".join([_HEAD.format(severities=severities), _table(rules)])
    return {"README.md": index, **{f"{rule.code}.md": page(rule) for rule in rules}}


def _table(rules: Sequence[Rule]) -> str:
    rows = [
        f"| [{rule.code}]({rule.code}.md) | {rule.name} | {rule.tier} | {family_of(rule)}"
        f" | {rule.severity} | {rule.confidence:g} {basis_of(rule)} | {rule.message} |"
        for rule in rules
    ]
    head = "| code | name | tier | family | severity | confidence | message |"
    return "\n".join([head, "|---|---|---|---|---|---|---|", *rows, ""])


def _facts(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "Tier", _TIERS[rule.tier]
    yield "Family", rule.family
    if rule.hole:
        yield "Lost", LOST[rule.hole]
    yield "Severity", SEVERITIES[rule.severity]
    yield "Confidence", "\n".join([f"{rule.confidence:g}, {basis_of(rule)}", *_measured(rule)])
    if rule.form:
        yield "Runs on", "rows of tables" if rule.form == "table" else "text files"
    if rule.langs:
        yield "Languages", ", ".join(sorted(rule.langs))
    if rule.removes:
        yield "Removes", "content, not only form"


def _measured(rule: Rule) -> Iterator[str]:
    for one in rule.measured:
        findings = f"of those that are {one.tier}, " if one.tier else ""
        yield (
            f"  - {findings}{one.text}{_compared(rule, one)}\n"
            f"    on {one.data_set} ({MEASURED[one.kind]}), {one.date}"
        )


def _compared(rule: Rule, one: Measurement) -> str:
    """Return how the confidence compares with a measurement of the rule's own tier."""
    if one.tier or one.agrees_with(rule.confidence):
        return ""
    return f": {'less' if one.share < rule.confidence else 'more'} than {rule.confidence:g}"


def _examples(rule: Rule) -> Iterator[str]:
    listed = (
        ("Changed", [change(before, after) for before, after in rule.bad.items()]),
        ("Flagged", [flagged(rule, text, part) for text, part in rule.flags.items()]),
        ("Left alone", [look_alike(text) for text in rule.good]),
    )
    if any(examples for _, examples in listed):
        yield f"## Examples\n\n{LEGEND}"
    for title, examples in listed:
        if examples:
            lines = "\n".join(examples)
            yield f"{title}:\n\n```text\n{lines}\n```"


def _switching_off(rule: Rule) -> str:
    if rule.family == "document":
        return (
            "## How to switch it off\n\nIt reports what happened while cleaning, and always runs."
        )
    return (
        "## How to switch it off\n\n"
        f"On the command line `--ignore {rule.code}`, in Python "
        f'`Settings(ignore=("{rule.code}",))`; at one place of a file '
        f"`<!-- cleanup: ignore[{rule.code}] -->` at the end of the line."
    )
