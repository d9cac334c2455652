"""``cleanup check``: report damage and change nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.cli.baseline import open_baseline
from cleanup.cli.closing import closing
from cleanup.cli.configuration import Configuration
from cleanup.cli.findings import LocatedFinding, Tally
from cleanup.cli.inputs import Inputs
from cleanup.cli.options import passes_over
from cleanup.cli.rejects import Rejects
from cleanup.cli.report import report_to, say_file, without_report
from cleanup.engine.clean import clean
from cleanup.errors import CannotRun, NotText
from cleanup.read import read_rows
from cleanup.read.binary import refuse_binary
from cleanup.read.row import Reject
from cleanup.visible import shown

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from cleanup.cli.configuration import Resolved
    from cleanup.cli.formats.printer import Printer
    from cleanup.read import Source
    from cleanup.read.row import Row
    from cleanup.settings import Settings

BOM = "\ufeff"


def check(options: Namespace) -> int:
    """Report the findings of all paths; return the exit code."""
    tally = Tally()
    with report_to(options) as printer:
        _report(options, printer, tally)
        printer.close(tally)
    sys.stdout.flush()
    if not options.quiet:
        print(closing(tally, options.format), file=sys.stderr)
    return tally.exit_code(exit_zero=options.exit_zero, strict=options.strict)


def _report(options: Namespace, printer: Printer, tally: Tally) -> None:
    """Print the findings of all paths, and count them."""
    configuration = Configuration(options)
    configuration.here()  # what is wrong in it is reported even if there is no file to check
    inputs = Inputs(options, configuration, _print_error)
    mode = options.baseline
    baseline = open_baseline(Path(), configuration.here().in_files, mode) if mode else None
    for source in without_report(inputs.sources(), options):
        findings, refused, presets = tally.findings, tally.refused, tally.presets.copy()
        resolved = configuration.at(source.path)
        try:
            for located in findings_in(source, resolved, tally):
                if baseline and baseline.knows(source.path, located.text, located.finding):
                    continue
                tally.add(located)
                printer.print(located)
            if baseline:
                baseline.judged(source.path)
            tally.files += 1
            tally.damaged += (tally.findings, tally.refused) != (findings, refused)
            if options.verbose:
                say_file(source.path, tally.findings - findings, tally.presets - presets)
        except CannotRun as error:
            passed_over = passes_over(error, resolved.options)
            tally.passed_over += passed_over
            tally.unreadable += not passed_over
            _print_error(str(error))
    tally.baseline = baseline.close() if baseline else None


def findings_in(source: Source, resolved: Resolved, tally: Tally) -> Iterator[LocatedFinding]:
    """Yield the findings of a source; report and count rows that cannot be read."""
    columns, rejects = resolved.columns, Rejects(source.path, _print_error)
    settings = resolved.settings_for(source)
    for row in read_rows(source, columns):
        if source.kind == "text":
            _refuse_unreadable(row)
        else:
            rejects.see(row)
        if not isinstance(row, Reject) and row.text:
            yield from _in_row(source, row, row.text, columns.text, settings, tally)
    rejects.close()
    tally.refused += rejects.count


def _in_row(
    source: Source, row: Row, text: str, column: str, settings: Settings, tally: Tally
) -> Iterator[LocatedFinding]:
    """Yield the findings of one text. The byte order mark of a file is no part of its text."""
    number: int | None = row.row
    if source.kind == "text":
        refuse_binary(source.path, text.encode())
        number, text = None, text.removeprefix(BOM)
    publisher = source.path if source.kind == "text" else row.publisher
    known = {"title": row.title, "lang": row.lang, "source": publisher}
    result = clean(text, **known, ignore=row.ignore, settings=settings)
    if source.kind == "text":
        tally.presets[result.preset] += 1
    remaining = {(finding.code, finding.start, finding.end) for finding in result.findings}
    for finding in result.found:
        fixable = (finding.code, finding.start, finding.end) not in remaining
        yield LocatedFinding(source, number, column, text, finding, fixable)


def _refuse_unreadable(row: Row | Reject) -> None:
    """Raise ``NotText`` if a text file cannot be read; an empty one is a text."""
    if isinstance(row, Reject) and row.reason != "empty-file":
        raise NotText(f"{row.source}: {row.message}")


def _print_error(sentence: str) -> None:
    sys.stdout.flush()
    print(f"cleanup: {shown(sentence)}", file=sys.stderr)
