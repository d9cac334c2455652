"""``cleanup check``: report damage and change nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cleanup.cli.checking.closing import closing
from cleanup.cli.checking.findings import Tally
from cleanup.cli.checking.judging import Notes
from cleanup.cli.checking.many import judge_all
from cleanup.cli.configuration import Configuration
from cleanup.cli.inputs import Inputs
from cleanup.cli.options import passes_over
from cleanup.cli.report import report_to, say_file, without_report
from cleanup.errors import CannotRun
from cleanup.read.source import BASELINE
from cleanup.visible import shown

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from pathlib import Path

    from cleanup.cli.checking.baseline import Baseline
    from cleanup.cli.checking.findings import LocatedFinding
    from cleanup.cli.formats.printer import Printer
    from cleanup.read import Source
    from cleanup.settings import Settings

    Wanted = Callable[[LocatedFinding], bool]


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
    here = configuration.here()
    settings = here.in_files  # what is wrong is reported before files are looked for
    sources = without_report(Inputs(options, configuration, _print_error).sources(), options)
    sources, changed = _changed(sources, options.diff_base)
    baseline = _baseline(options, here.folder, settings)
    for source, findings in judge_all(sources, configuration, options):
        before, notes = tally.findings, Notes(_print_error)
        try:
            for located in findings(notes):
                known = baseline and baseline.knows(source.path, located.text, located.finding)
                if changed(located) and not known:
                    tally.add(located)
                    printer.print(located)
        except CannotRun as error:
            passed_over = passes_over(error, configuration.at(source.path).options)
            tally.passed_over += passed_over
            tally.unreadable += not passed_over
            _print_error(str(error))
        else:
            if baseline:
                baseline.judged(source.path)
            tally.add_file(notes.presets, notes.refused, tally.findings - before)
            if options.verbose:
                say_file(source.path, tally.findings - before, notes.presets)
    tally.baseline = baseline.close() if baseline else None


def _baseline(options: Namespace, folder: Path, settings: Settings) -> Baseline | None:
    """Return the baseline of a folder, if there is one or it is to be written."""
    mode = options.baseline
    if not mode or (mode == "read" and not (folder / BASELINE).exists()):
        return None
    from cleanup.cli.checking.baseline import open_baseline

    return open_baseline(folder, settings, mode)


def _changed(sources: list[Source], revision: str | None) -> tuple[list[Source], Wanted]:
    """Return the sources that have changed since a revision, and which findings are of that."""
    if revision is None:
        return sources, lambda located: True
    from cleanup.cli.checking.changed_lines import Changes

    changes = Changes(revision)
    return [source for source in sources if source.path in changes], changes.concern


def _print_error(sentence: str) -> None:
    sys.stdout.flush()
    print(f"cleanup: {shown(sentence)}", file=sys.stderr)
