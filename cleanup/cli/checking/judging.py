"""Find the damage of one input, here or in another process."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cleanup.cli.checking.findings import LocatedFinding
from cleanup.cli.rejects import Rejects
from cleanup.engine.clean import clean
from cleanup.errors import CannotRun, NeedsExtra, NotText, missing_extra
from cleanup.read import read_rows
from cleanup.read.binary import refuse_binary
from cleanup.read.encoded import OR_CONFIGURE
from cleanup.read.row import Reject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cleanup.read import Source
    from cleanup.read.row import Columns, Row
    from cleanup.settings import Settings

BOM = "\ufeff"

LARGE = 64 << 20
"""The findings of an input of more bytes are not held together, nor kept."""


class Job(NamedTuple):
    """An input, and how it is to be judged. ``bytes`` is its size; 0 if that is not known."""

    source: Source
    columns: Columns
    settings: Settings
    bytes: int = 0


@dataclass
class Notes:
    """What is to be said of an input besides its findings."""

    say: Callable[[str], object]
    presets: Counter[str] = field(default_factory=Counter)
    """As what a text file was judged; the rows of tables are not counted."""
    refused: int = 0
    """Rows that cannot be read; ``say`` was called with a sentence for the first of them."""


@dataclass
class Judged:
    """All that was found in an input; ``error`` is what kept from finding more."""

    findings: list[LocatedFinding] = field(default_factory=list)
    presets: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    said: list[str] = field(default_factory=list)
    error: CannotRun | None = None

    def replay(self, notes: Notes) -> Iterator[LocatedFinding]:
        """Do what ``findings_in`` did."""
        yield from self.findings
        for sentence in self.said:
            notes.say(sentence)
        notes.presets.update(self.presets)
        notes.refused += self.refused
        if self.error:
            raise self.error


def judged(job: Job) -> Judged:
    """Return what is found in an input."""
    found = Judged()
    notes = Notes(found.said.append, found.presets)
    try:
        found.findings.extend(findings_in(job, notes))
    except CannotRun as error:
        found.error = error
    found.refused = notes.refused
    return found


def findings_in(job: Job, notes: Notes) -> Iterator[LocatedFinding]:
    """Yield the findings of an input, and take notes. Raises ``CannotRun`` if it cannot be read."""
    source = job.source
    rejects = Rejects(source.path, notes.say)
    for row in _rows(job):
        if source.kind == "text":
            _refuse_unreadable(row)
        else:
            rejects.see(row)
        if not isinstance(row, Reject) and row.text:
            yield from _in_row(job, row, row.text, notes)
    rejects.close()
    notes.refused += rejects.count


def _rows(job: Job) -> Iterator[Row | Reject]:
    """Yield the rows of an input; an empty table has none."""
    source = job.source
    if source.is_empty_table:
        return
    try:
        yield from read_rows(source, job.columns)
    except ModuleNotFoundError as error:
        if missing := missing_extra(error):
            raise NeedsExtra(f"{source.path}: {missing}") from None
        raise


def _in_row(job: Job, row: Row, text: str, notes: Notes) -> Iterator[LocatedFinding]:
    """Yield the findings of one text. The byte order mark of a file is no part of its text."""
    source = job.source
    number: int | None = row.row
    publisher = row.publisher
    if source.kind == "text":
        refuse_binary(source.path, text.encode())
        number, publisher, text = None, source.path, text.removeprefix(BOM)
    result = clean(
        text,
        title=row.title,
        lang=row.lang,
        source=publisher,
        ignore=row.ignore,
        settings=job.settings,
    )
    if source.kind == "text":
        notes.presets[result.preset] += 1
    remaining = {(finding.code, finding.start, finding.end) for finding in result.findings}
    for finding in result.found:
        fixable = (finding.code, finding.start, finding.end) not in remaining
        yield LocatedFinding(source, number, job.columns.text, text, finding, fixable, row.lines)


def _refuse_unreadable(row: Row | Reject) -> None:
    """Raise ``NotText`` if a text file cannot be read; an empty one is a text."""
    if isinstance(row, Reject) and row.reason != "empty-file":
        remedy = OR_CONFIGURE if row.reason == "invalid-utf8" else ""
        raise NotText(f"{row.source}: {row.message}{remedy}")
