"""``cleanup audit``: draw what cleaning would do as one page, and change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.audit import Grouping, audit
from cleanup.cli.configuration import configured
from cleanup.cli.options import columns_from, reading_from, settings_from
from cleanup.cli.progress import progress
from cleanup.visible import shown

if TYPE_CHECKING:
    from argparse import Namespace


def audit_sources(options: Namespace) -> int:
    """Audit all sources and print the verdict; return the exit code."""
    options = configured(options)
    settings = settings_from(options, "table")
    reading = reading_from(options)
    with progress(options.sources, reading) as report_progress:
        outcome = audit(
            options.sources,
            options.output,
            columns=columns_from(options),
            settings=settings,
            grouping=Grouping(options.source_column, None, options.date_column),
            reading=reading,
            progress=report_progress,
            force=options.force,
        )
    print(shown(outcome.verdict))
    print(f"report: {shown(options.output)}")
    return int(outcome.quarantined > 0)
