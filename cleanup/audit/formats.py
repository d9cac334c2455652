"""The formats of a report, chosen by the suffix of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.audit.csv_table import as_csv
from cleanup.audit.figures import as_json
from cleanup.audit.markdown import as_markdown
from cleanup.audit.render import render
from cleanup.errors import CannotRun

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cleanup.audit.outcome import Audit

FORMATS = ("html", "markdown", "json", "csv")

_SUFFIXES = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".csv": "csv",
}


def format_of(report: Path, named: str | None = None) -> Callable[[Audit], str]:
    """Return what draws a report in the format that is named, or that its suffix says.

    Raises ``CannotRun`` for a suffix that is no format, or of another format than the named one.
    """
    by_suffix = _SUFFIXES.get(report.suffix.lower())
    if named and by_suffix not in (named, None):
        raise CannotRun(
            f"{report}: its suffix says {by_suffix}, and --format says {named}; make them agree"
        )
    form = named or by_suffix
    if form is None:
        known = ", ".join(dict.fromkeys(_SUFFIXES))
        raise CannotRun(
            f"{report}: its suffix is no format of a report; name one of {known}, or give --format"
        )
    draw: dict[str, Callable[[Audit], str]] = {
        "html": render,
        "markdown": as_markdown,
        "json": as_json,
        "csv": as_csv,
    }
    return draw[form]
