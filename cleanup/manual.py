"""The manual: a page for each rule, made from its declaration, and all pages as one document.

``python -m cleanup.manual`` writes ``cleanup/rules/README.md``; with ``--check`` it only says
whether that file is what would be written.
"""

from __future__ import annotations

import argparse
import sys
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.rules import all_rules
from cleanup.values import LOST
from cleanup.visible import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.rule import Rule

PATH = Path(__file__).with_name("rules") / "README.md"

_TIERS = {
    "safe": "safe (applied by default)",
    "unsafe": "unsafe (applied with `--unsafe`)",
    "display": "display (never applied)",
}


_HEAD = """\
# The rules

Made from the declarations of the rules by `python -m cleanup.manual`; edit those, not this.

A rule's tier says what becomes of the changes it proposes: **safe** ones are made by default,
**unsafe** ones with `--unsafe`, **display** ones never. A rule that proposes nothing flags the
place; where it says that text was lost, `--mark-holes` also puts a mark. Confidence is the share
of its findings that are right; findings below the threshold (0.8 by default) are dropped.
"""


def page(rule: Rule) -> str:
    """Return the manual page of a rule as Markdown."""
    parts = [
        f"# {rule.code} {rule.name}",
        rule.manual,
        "\n".join(f"- {name}: {value}" for name, value in _facts(rule)),
        *_examples(rule),
    ]
    return "\n\n".join(parts) + "\n"


def family_of(rule: Rule) -> str:
    """Return a rule's family, and for holes what is lost: ``hole (inline)``."""
    return f"{rule.family} ({rule.hole})" if rule.hole else rule.family


def manual() -> str:
    """Return the pages of all rules as one Markdown document."""
    parts = [_HEAD, _table(all_rules())]
    for family, members in groupby(all_rules(), key=lambda rule: rule.family):
        parts.append(f"## {family.capitalize()}\n")
        parts += [f"##{page(rule)}" for rule in members]
    return "\n".join(parts)


def _table(rules: Sequence[Rule]) -> str:
    rows = [
        f"| [{rule.code}](#{rule.code.lower()}-{rule.name}) | {rule.name} | {rule.tier}"
        f" | {family_of(rule)} | {rule.message} |"
        for rule in rules
    ]
    head = ["| code | name | tier | family | what it sees |", "|---|---|---|---|---|"]
    return "\n".join([*head, *rows, ""])


def _facts(rule: Rule) -> list[tuple[str, str]]:
    facts = [
        ("Tier", _TIERS[rule.tier]),
        ("Confidence", f"{rule.confidence:g}"),
        ("Family", rule.family),
    ]
    if rule.hole:
        facts.append(("Lost", LOST[rule.hole]))
    if rule.form:
        facts.append(("Runs on", "rows of tables" if rule.form == "table" else "text files"))
    if rule.langs:
        facts.append(("Languages", ", ".join(sorted(rule.langs))))
    if rule.removes:
        facts.append(("Removes", "content, not only form"))
    return facts


def _examples(rule: Rule) -> list[str]:
    changes = [f'- "{shown(old)}"\n+ "{shown(new)}"' for old, new in rule.bad.items()]
    flags = [f'"{shown(text)}"\n    at "{shown(part)}"' for text, part in rule.flags.items()]
    good = [f'"{shown(text)}"' for text in rule.good]
    return [
        f"{title}:\n\n```{kind}\n{between.join(examples)}\n```"
        for title, kind, between, examples in (
            ("Before and after", "diff", "\n\n", changes),
            ("Flagged", "text", "\n", flags),
            ("Left alone", "text", "\n", good),
        )
        if examples
    ]


def main(argv: Sequence[str] | None = None) -> int:
    """Write the manual, or with ``--check`` return 1 if it is not fresh."""
    parser = argparse.ArgumentParser(prog="python -m cleanup.manual", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing")
    options = parser.parse_args(argv)
    written = PATH.read_text("utf-8") if PATH.exists() else ""
    if written == manual():
        return 0
    if options.check:
        print(f"{PATH}: not what the rules say; run python -m cleanup.manual", file=sys.stderr)
        return 1
    PATH.write_text(manual(), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
