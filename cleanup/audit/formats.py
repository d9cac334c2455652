"""The formats of a report, chosen by the suffix of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from cleanup.audit.csv_table import as_csv
from cleanup.audit.difference_report import (
    difference_as_csv,
    difference_as_json,
    difference_as_markdown,
)
from cleanup.audit.figures import as_json
from cleanup.audit.markdown import as_markdown
from cleanup.audit.render import render, render_difference
from cleanup.audit.review import Review, as_jsonl
from cleanup.errors import CannotRun

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from cleanup.audit.compare import Comparison
    from cleanup.audit.outcome import Audit

Form = Literal["html", "markdown", "json", "csv", "jsonl"]
"""``jsonl`` is a review alone, a line for each item to judge."""

FORMS: tuple[Form, ...] = get_args(Form)

_SUFFIXES: Mapping[str, Form] = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".json": "json",
    ".csv": "csv",
    ".jsonl": "jsonl",
}

AUDITS: Mapping[Form, Callable[[Audit], str]] = {
    "html": render,
    "markdown": as_markdown,
    "json": as_json,
    "csv": as_csv,
    "jsonl": lambda audit: as_jsonl(audit.review or Review()),
}
"""What draws an audit."""

COMPARISONS: Mapping[Form, Callable[[Comparison], str]] = {
    "html": render_difference,
    "markdown": difference_as_markdown,
    "json": difference_as_json,
    "csv": difference_as_csv,
}
"""What draws a comparison."""

_WITH_REVIEW = ("html", "json", "jsonl")


def form_of(report: Path, named: str | None = None) -> Form:
    """Return the format that is named, or that the suffix of a report says.

    Raises ``CannotRun`` for a suffix that is no format, or of another format than the named one.
    """
    by_suffix = _SUFFIXES.get(report.suffix.lower())
    if named and by_suffix not in (named, None):
        raise CannotRun(
            f"{report}: its suffix says {by_suffix}, and --format says {named}; make them agree"
        )
    form = next((one for one in FORMS if one == (named or by_suffix)), None)
    if form is None:
        known = ", ".join(_SUFFIXES)
        raise CannotRun(
            f"{report}: its suffix is no format of a report; name one of {known}, or give --format"
        )
    return form


def check_review(report: Path, form: Form, *, review: bool) -> None:
    """Raise ``CannotRun`` if a format cannot hold a review that is drawn, or holds nothing else."""
    if form == "jsonl" and not review:
        raise CannotRun(
            f"{report}: lines of JSON hold a review and nothing else; add --review N, or name a"
            " .json file for all figures"
        )
    if review and form not in _WITH_REVIEW:
        raise CannotRun(
            f"{report}: {form} holds no review; name a .html, .json or .jsonl file for it"
        )
