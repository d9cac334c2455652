"""``cleanup audit``: report what is damaged and what became of it, and change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleanup.audit import Grouping, audit, compare
from cleanup.audit.verdicts import read_verdicts
from cleanup.cli.configuration import configured
from cleanup.cli.options import columns_from, reading_from, settings_from
from cleanup.cli.progress import progress
from cleanup.cli.verdicts import said
from cleanup.errors import CannotRun
from cleanup.visible import shown

if TYPE_CHECKING:
    from argparse import Namespace


def audit_sources(options: Namespace) -> int:
    """Audit all sources, or compare two, and print the verdict; return the exit code."""
    alone = not (options.sources or options.compare or options.output or options.review)
    if options.verdicts and alone:
        print(said(read_verdicts(options.verdicts)))
        return 0
    _check(options)
    options = configured(options)
    if options.compare:
        return _compare(options)
    with progress(options.sources, reading_from(options)) as report_progress:
        outcome = audit(
            options.sources,
            options.output,
            progress=report_progress,
            review=options.review,
            verdicts=options.verdicts,
            **_shared(options),
        )
    print(shown(outcome.verdict))
    print(f"report: {shown(options.output)}")
    return int(outcome.quarantined > 0)


def _check(options: Namespace) -> None:
    """Raise ``CannotRun`` for options that do not go together."""
    if options.output is None:
        raise CannotRun("no report is named; give -o report.html, or .md, .json, .csv")
    if options.compare and (options.sources or options.review or options.verdicts):
        raise CannotRun(
            "--compare takes its two sources itself, and neither --review nor --verdicts; leave"
            " the others out"
        )
    if not options.compare and not options.sources:
        printed = "; without -o and --review, verdicts are printed" if options.verdicts else ""
        raise CannotRun(f"nothing to audit; name files, folders, or - for standard input{printed}")


def _compare(options: Namespace) -> int:
    first, second = options.compare
    with progress(options.compare, reading_from(options)) as report_progress:
        outcome = compare(
            first, second, options.output, progress=report_progress, **_shared(options)
        )
    print(shown(outcome.verdict))
    print(f"report: {shown(options.output)}")
    return int(outcome.a.quarantined + outcome.b.quarantined > 0)


def _shared(options: Namespace) -> dict[str, Any]:
    """Return what an audit and a comparison are both given."""
    return {
        "columns": columns_from(options),
        "settings": settings_from(options, "table"),
        "grouping": Grouping(options.source_column, None, options.date_column),
        "reading": reading_from(options),
        "force": options.force,
        "form": options.format,
    }
