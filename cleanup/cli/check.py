"""``cleanup check``: say where damage is, and change nothing."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.cli.excerpts import Lines, counted, excerpt
from cleanup.cli.options import columns_from, reading_from, settings_from
from cleanup.engine.clean import clean
from cleanup.errors import CannotRun
from cleanup.pipeline.in_place import refuse_binary
from cleanup.read import find_sources, read_rows
from cleanup.read.row import Reject
from cleanup.visible import shown

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from cleanup.read import Source
    from cleanup.read.row import Columns, Row
    from cleanup.settings import Settings
    from cleanup.values import Finding

BOM = "\ufeff"
TOLD = 20
"""How many rows of a file that cannot be read are told one by one."""


class Hit(NamedTuple):
    """A finding with the text and the place it belongs to.

    ``row`` is ``None`` for text files. ``fixable`` says that the settings would repair it.
    """

    source: Source
    row: int | None
    column: str
    text: str
    finding: Finding
    fixable: bool


@dataclass
class Tally:
    """What was seen: for the closing line and the exit code."""

    files: int = 0
    damaged: int = 0
    hits: int = 0
    fixable: int = 0
    unsafe: int = 0
    refused: int = 0
    unreadable: int = 0

    def add(self, hit: Hit) -> None:
        """Count one hit."""
        finding = hit.finding
        self.hits += 1
        self.fixable += hit.fixable
        self.unsafe += finding.tier == "unsafe" and finding.after is not None and not hit.fixable

    def exit_code(self, *, exit_zero: bool) -> int:
        """Return 2 if a file could not be read, 1 if something was found, else 0."""
        if self.unreadable:
            return 2
        return int(bool(self.hits or self.refused) and not exit_zero)


def check(options: Namespace) -> int:
    """Print the findings of all paths; return the exit code."""
    settings = {form: settings_from(options, form) for form in ("table", "file")}
    columns = columns_from(options)
    printer = _Printer(options.format)
    tally = Tally()
    for source in find_sources(options.paths, reading_from(options)):
        before = tally.hits + tally.refused
        form = "file" if source.kind == "text" else "table"
        try:
            for hit in hits(source, columns, settings[form], tally):
                tally.add(hit)
                printer.print(hit)
            tally.files += 1
            tally.damaged += tally.hits + tally.refused > before
        except CannotRun as error:
            tally.unreadable += 1
            _complain(str(error))
    printer.close()
    sys.stdout.flush()
    print(_closing(tally), file=sys.stderr)
    return tally.exit_code(exit_zero=options.exit_zero)


def hits(source: Source, columns: Columns, settings: Settings, tally: Tally) -> Iterator[Hit]:
    """Yield what the rules find in a source; complain about what cannot be read."""
    refused = 0
    for row in read_rows(source, columns):
        if isinstance(row, Reject):
            refused += _refused(source, row, told=refused < TOLD)
        elif row.text:
            yield from _in_row(source, row, row.text, columns.text, settings)
    tally.refused += refused
    if refused > TOLD:
        _complain(f"{source.path}: and {counted(refused - TOLD, 'row')} more like these")


def _in_row(source: Source, row: Row, text: str, column: str, settings: Settings) -> Iterator[Hit]:
    """Judge one text. The byte order mark of a file is no part of its text."""
    number: int | None = row.row
    if source.kind == "text":
        refuse_binary(source.path, text.encode())
        number, text = None, text.removeprefix(BOM)
    publisher = source.path if source.kind == "text" else row.publisher
    result = clean(text, title=row.title, lang=row.lang, source=publisher, settings=settings)
    left = {(one.code, one.start, one.end) for one in result.findings}
    for one in result.found:
        fixable = (one.code, one.start, one.end) not in left
        yield Hit(source, number, column, text, one, fixable)


def _refused(source: Source, row: Reject, *, told: bool) -> bool:
    """Complain about a row; tell whether it is one to count. A text file is all or nothing."""
    if source.kind != "text":
        if told:
            _complain(f"{source.path}#{row.row}: line {row.position.line}: {row.message}")
        return True
    if row.reason != "empty-file":
        raise CannotRun(f"{source.path}: {row.message}")
    return False


def _complain(sentence: str) -> None:
    sys.stdout.flush()
    print(f"cleanup: {shown(sentence)}", file=sys.stderr)


class _Printer:
    """Prints hits in one of the three formats."""

    def __init__(self, form: str) -> None:
        self._form = form
        self._first = True
        self._text: str | None = None
        self._lines = Lines("")

    def print(self, hit: Hit) -> None:
        """Print one hit."""
        if hit.row is None and hit.text is not self._text:
            self._text, self._lines = hit.text, Lines(hit.text)
        if self._form == "text":
            print(self._line(hit))
        elif self._form == "jsonl":
            print(json.dumps(self._members(hit)))
        else:
            print("[" if self._first else ",")
            print(f"  {json.dumps(self._members(hit))}", end="")
        self._first = False

    def close(self) -> None:
        """End the output."""
        if self._form == "json":
            print("[]" if self._first else "\n]")

    def _line(self, hit: Hit) -> str:
        finding, path = hit.finding, shown(hit.source.path)
        if hit.row is None:
            line, column = self._lines.position(finding.start)
            place = f"{path}:{line}:{column}"
        else:
            place = f"{path}#{hit.row}:{shown(hit.column)}:{finding.start}-{finding.end}"
        mark = "[*]" if hit.fixable else ""
        message = f"{shown(finding.message)}: {excerpt(hit.text, finding)}"
        return f"{place} {finding.code}{mark} {message}"

    def _members(self, hit: Hit) -> dict[str, Any]:
        finding = hit.finding
        place: dict[str, Any] = {"path": hit.source.path}
        if hit.row is None:
            place["line"], place["column"] = self._lines.position(finding.start)
        else:
            place |= {"row": hit.row, "text_column": hit.column}
        return place | {
            "start": finding.start,
            "end": finding.end,
            "code": finding.code,
            "name": finding.name,
            "family": finding.family,
            "hole": finding.hole,
            "tier": finding.tier,
            "confidence": finding.confidence,
            "fixable": hit.fixable,
            "before": hit.text[finding.start : finding.end],
            "after": finding.after,
            "message": finding.message,
        }


def _closing(tally: Tally) -> str:
    files = counted(tally.files, "file")
    refused = f"; {counted(tally.refused, 'row')} could not be read" if tally.refused else ""
    unread = f"; {counted(tally.unreadable, 'file')} could not be read" if tally.unreadable else ""
    if not tally.hits:
        return f"No damage found in {files}{refused}{unread}."
    kinds = [
        f"{number:,} {text}"
        for number, text in (
            (tally.fixable, "can be repaired [*]"),
            (tally.unsafe, "more with --unsafe"),
            (tally.hits - tally.fixable - tally.unsafe, "to look at"),
        )
        if number
    ]
    found = f"{counted(tally.hits, 'finding')} in {tally.damaged:,} of {files}"
    return f"{found}: {', '.join(kinds)}{refused}{unread}."
