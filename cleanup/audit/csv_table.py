"""Write every count of an audit as one long table: a section, a name, a measure, a value a row.

One row for each figure lets a spreadsheet or a notebook turn it as it likes.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from cleanup.audit.figures import figures
from cleanup.write.delimited import guard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.audit.outcome import Audit

HEADER = ("section", "name", "measure", "value")

_NAMED = {"publishers": "name", "periods": "name", "files": "name", "rules": "code"}
"""Sections whose members are lists, and what a member is named by."""

_TEXTS = frozenset(["samples", "measured", "name", "code"])


def as_csv(audit: Audit) -> str:
    """Return the table as CSV with line feeds; no cell is a formula (``guard``)."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(HEADER)
    for row in _rows(figures(audit)):
        writer.writerow([guard(str(cell)) for cell in row])
    return lines.getvalue()


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


def _of(section: str, name: str, values: dict[str, Any]) -> Iterator[tuple[str, str, str, object]]:
    """Yield the figures of one member, those of its parts among them."""
    for measure, value in values.items():
        if isinstance(value, dict):
            yield from ((section, name, f"{measure}:{key}", count) for key, count in value.items())
        elif measure not in _TEXTS:
            yield section, name, measure, value
