"""Write every count of an audit as one long table: a section, a name, a measure, a value a row.

One row for each figure lets a spreadsheet or a notebook turn it as it likes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cleanup.audit.figures import figures
from cleanup.audit.verdicts import VERDICTS
from cleanup.write.delimited import CsvFormat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup.audit.outcome import Audit

HEADER = ("section", "name", "measure", "value")

_NAMED = {"publishers": "name", "periods": "name", "files": "name", "rules": "code"}
"""Sections whose members are lists, and what a member is named by."""

_TEXTS = frozenset(["samples", "measured", "name", "code"])


def as_csv(audit: Audit) -> str:
    """Return the figures as CSV, as ``run`` writes it; no cell is a formula."""
    return long_table(_rows(figures(audit)))


def long_table(rows: Iterable[tuple[str, str, str, object]]) -> str:
    """Return rows of section, name, measure and value as CSV."""
    form = CsvFormat(HEADER, "csv", guard_formulas=True)
    lines = (json.dumps(dict(zip(HEADER, map(str, row), strict=True))) for row in rows)
    return "".join(f"{line}\n" for line in (form.header, *map(form.row, lines)))


def _rows(values: dict[str, Any]) -> Iterator[tuple[str, str, str, object]]:
    """Yield the figures: those of the whole corpus, then those of its parts."""
    for name in ("verdict", "damaged", "damage"):
        yield "all", "", name, values[name]
    for name, value in values["rows"].items():
        if isinstance(value, dict):
            yield from (("statuses", str(key), "articles", count) for key, count in value.items())
        else:
            yield "rows", "", name, value
    for kind, count in values["places"].items():
        yield "all", "", kind, count
    for grade, counted in values["grades"].items():
        yield from _of("grades", grade, counted)
    for section, measure in (("lifted", "values"), ("traits", "articles"), ("verdicts", "dropped")):
        yield from ((section, name, measure, count) for name, count in values[section].items())
    for one in values["languages"]:
        yield "languages", one["lang"] or "", "articles", one["articles"]
    for section, key in _NAMED.items():
        held = values[section] or {"groups": []}
        members = held if isinstance(held, list) else held["groups"]
        for member in members:
            yield from _of(section, member[key], member)
    if values["judged"]:
        yield from _judged(values["judged"])


def _judged(judged: dict[str, Any]) -> Iterator[tuple[str, str, str, object]]:
    """Yield what readers said: of each rule, and of what was missed."""
    for rule in judged["rules"]:
        yield from (("judged", rule["code"], name, rule[name]) for name in VERDICTS)
    for measure in ("windows", "words", "missed"):
        yield "judged", "", measure, judged["missed"][measure]


def _of(section: str, name: str, values: dict[str, Any]) -> Iterator[tuple[str, str, str, object]]:
    """Yield the figures of one member, those of its parts among them."""
    for measure, value in values.items():
        if isinstance(value, dict):
            yield from ((section, name, f"{measure}:{key}", count) for key, count in value.items())
        elif measure not in _TEXTS:
            yield section, name, measure, value
