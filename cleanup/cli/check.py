"""``cleanup check``: report damage and change nothing."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.cli.configuration import Configuration
from cleanup.cli.excerpts import Lines, counted, excerpt, judged_as
from cleanup.cli.inputs import Inputs
from cleanup.cli.options import passes_over
from cleanup.cli.rejects import Rejects
from cleanup.engine.clean import clean
from cleanup.errors import CannotRun, NotText
from cleanup.read import read_rows
from cleanup.read.binary import refuse_binary
from cleanup.read.row import Reject
from cleanup.rules import rule_for
from cleanup.visible import shown

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from cleanup.cli.configuration import Resolved
    from cleanup.read import Source
    from cleanup.read.row import Row
    from cleanup.settings import Settings
    from cleanup.values import Finding

BOM = "\ufeff"


class LocatedFinding(NamedTuple):
    """A finding with its text and where that is from.

    ``row`` is ``None`` for text files. ``fixable``: whether the settings would repair it.
    """

    source: Source
    row: int | None
    column: str
    text: str
    finding: Finding
    fixable: bool


@dataclass
class Tally:
    """Counts for the closing line and the exit code."""

    files: int = 0
    damaged: int = 0
    findings: int = 0
    fixable: int = 0
    unsafe: int = 0
    presets: Counter[str] = field(default_factory=Counter)
    """How many text files were judged by each preset."""
    refused: int = 0
    unreadable: int = 0
    passed_over: int = 0
    """Files that are no text, or a table without a text column that was not named."""

    def add(self, located: LocatedFinding) -> None:
        """Count one finding."""
        finding, fixable = located.finding, located.fixable
        self.findings += 1
        self.fixable += fixable
        self.unsafe += finding.tier == "unsafe" and finding.after is not None and not fixable

    def exit_code(self, *, exit_zero: bool, strict: bool) -> int:
        """Return 2 if a file could not be read, 1 if something was found, else 0.

        If ``strict``, a file that is no text could not be read.
        """
        if self.unreadable or (strict and self.passed_over):
            return 2
        return int(bool(self.findings or self.refused) and not exit_zero)


def check(options: Namespace) -> int:
    """Print the findings of all paths; return the exit code."""
    configuration = Configuration(options)
    configuration.here()  # what is wrong in it is reported even if there is no file to check
    printer = _Printer(options.format)
    tally = Tally()
    for source in Inputs(options, configuration, _print_error).sources():
        before = tally.findings + tally.refused
        resolved = configuration.at(source.path)
        try:
            for located in findings_in(source, resolved, tally):
                tally.add(located)
                printer.print(located)
            tally.files += 1
            tally.damaged += tally.findings + tally.refused > before
        except CannotRun as error:
            passed_over = passes_over(error, resolved.options)
            tally.passed_over += passed_over
            tally.unreadable += not passed_over
            _print_error(str(error))
    printer.close()
    sys.stdout.flush()
    print(_closing(tally), file=sys.stderr)
    return tally.exit_code(exit_zero=options.exit_zero, strict=options.strict)


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
    result = clean(text, title=row.title, lang=row.lang, source=publisher, settings=settings)
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


class _Printer:
    """Prints findings in one of the three formats."""

    def __init__(self, form: str) -> None:
        self._form = form
        self._first = True
        self._text: str | None = None
        self._lines = Lines("")

    def print(self, located: LocatedFinding) -> None:
        """Print one finding."""
        if located.row is None and located.text is not self._text:
            self._text, self._lines = located.text, Lines(located.text)
        if self._form == "text":
            print(self._line(located))
        elif self._form == "jsonl":
            print(json.dumps(self._members(located)))
        else:
            print("[" if self._first else ",")
            print(f"  {json.dumps(self._members(located))}", end="")
        self._first = False

    def close(self) -> None:
        """End the output."""
        if self._form == "json":
            print("[]" if self._first else "\n]")

    def _line(self, located: LocatedFinding) -> str:
        finding, path = located.finding, shown(located.source.path)
        if located.row is None:
            line, column = self._lines.position(finding.start)
            place = f"{path}:{line}:{column}"
        else:
            place = f"{path}#{located.row}:{shown(located.column)}:{finding.start}-{finding.end}"
        mark = "[*]" if located.fixable else ""
        quoted = excerpt(located.text, finding.start, finding.end, finding.after)
        message = f"{shown(finding.message)}: {quoted}"
        return f"{place} {finding.code}{mark} {message}"

    def _members(self, located: LocatedFinding) -> dict[str, Any]:
        finding = located.finding
        rule = rule_for(finding.code)
        place: dict[str, Any] = {"path": located.source.path}
        if located.row is None:
            place["line"], place["column"] = self._lines.position(finding.start)
        else:
            place |= {"row": located.row, "text_column": located.column}
        return place | {
            "start": finding.start,
            "end": finding.end,
            "code": finding.code,
            "name": finding.name,
            "family": finding.family,
            "hole": finding.hole,
            "severity": rule.severity,
            "tier": finding.tier,
            "confidence": finding.confidence,
            "measured": [one.record for one in rule.measured],
            "fixable": located.fixable,
            "before": located.text[finding.start : finding.end],
            "after": finding.after,
            "message": finding.message,
        }


def _closing(tally: Tally) -> str:
    files = f"{counted(tally.files, 'file')}{judged_as(tally.presets)}"
    refused = f"; {counted(tally.refused, 'row')} could not be read" if tally.refused else ""
    unread = f"; {counted(tally.unreadable, 'file')} could not be read" if tally.unreadable else ""
    if tally.passed_over:
        unread += f"; {counted(tally.passed_over, 'file')} passed over"
    if not tally.findings:
        return f"No damage found in {files}{refused}{unread}."
    kinds = [
        f"{number:,} {text}"
        for number, text in (
            (tally.fixable, "can be repaired [*]"),
            (tally.unsafe, "more with --unsafe"),
            (tally.findings - tally.fixable - tally.unsafe, "to look at"),
        )
        if number
    ]
    found = f"{counted(tally.findings, 'finding')} in {tally.damaged:,} of {files}"
    return f"{found}: {', '.join(kinds)}{refused}{unread}."
