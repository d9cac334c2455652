"""Audit articles: count what cleaning does to them and draw it as one offline page."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.audit.collect import collect
from cleanup.audit.command import command_of, rule_options
from cleanup.audit.compare import Comparison, difference, sides_in
from cleanup.audit.examine import Examination
from cleanup.audit.formats import AUDITS, COMPARISONS, check_review, form_of
from cleanup.audit.frames import NO_GROUPING, Grouping
from cleanup.audit.outcome import Audit
from cleanup.audit.render import render
from cleanup.audit.verdicts import read_verdicts
from cleanup.errors import CannotRun
from cleanup.read import find_sources
from cleanup.read.regular import resolved
from cleanup.read.source import DEFAULT_READING
from cleanup.settings import Settings
from cleanup.stored.output import files_beside
from cleanup.write import replace_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cleanup.read import Reading, Source
    from cleanup.read.row import Columns

__all__ = ["Audit", "Comparison", "Grouping", "audit", "collect", "compare", "render"]


def audit(
    sources: Sequence[str],
    report: str,
    *,
    columns: Columns,
    settings: Settings,
    grouping: Grouping = NO_GROUPING,
    reading: Reading = DEFAULT_READING,
    progress: Callable[[int, int], object] | None = None,
    force: bool = False,
    form: str | None = None,
    review: int = 0,
    verdicts: Sequence[str] = (),
) -> Audit:
    """Audit files, folders or standard input (``-``), write the report, return its contents.

    Raw inputs are cleaned with ``settings``; the output of a run is read as it is, with what the
    run quarantined and dropped. No input is changed. The suffix of ``report`` says its format, or
    ``form`` does (``cleanup.audit.formats``). ``review`` places of each rule are drawn for a
    reader, and windows in which nothing was found; ``verdicts`` are files of what readers said.
    ``reading`` says how inputs are read where their names do not.
    ``progress`` is called after each batch with how many rows are done and how many bytes were
    read. Raises ``CannotRun`` before anything is read if the report exists (unless ``force``), is
    one of the inputs, has a suffix that is no format, or its folder does not exist, and later if an
    input as a whole cannot be read. An existing report is replaced whole or not at all.
    """
    page = Path(report)
    found = find_sources(sources, reading)
    target = resolved(page)
    _refuse_unwritable(page, [*_files_of(found), *map(Path, verdicts)], force)
    drawn_as = form_of(page, form)
    check_review(page, drawn_as, review=bool(review))
    judged = read_verdicts(verdicts) if verdicts else None
    examination = Examination(columns, settings, grouping, progress, review)
    outcome = examination.examine(found)
    heard = Settings() if outcome.from_run else settings
    outcome = replace(
        outcome,
        judged=judged,
        command=command_of(sources, columns, heard, reading, grouping, review=review),
        notes=(*outcome.notes, *(() if heard is settings else _unheard(settings))),
    )
    with replace_atomically(target) as temporary:
        temporary.write_bytes(AUDITS[drawn_as](outcome).encode())
    return outcome


def compare(
    a: str,
    b: str,
    report: str,
    *,
    columns: Columns,
    settings: Settings,
    grouping: Grouping = NO_GROUPING,
    reading: Reading = DEFAULT_READING,
    progress: Callable[[int, int], object] | None = None,
    force: bool = False,
    form: str | None = None,
) -> Comparison:
    """Audit two sources, write what differs, return it; both as ``audit`` takes them.

    A temporary folder holds the rows of both, which takes about as much room as they do. Raises
    ``CannotRun`` as ``audit`` does.
    """
    page = Path(report)
    found = [find_sources([source], reading) for source in (a, b)]
    target = resolved(page)
    _refuse_unwritable(page, [file for sources in found for file in _files_of(sources)], force)
    drawn_as = form_of(page, form)
    if drawn_as not in COMPARISONS:
        raise CannotRun(f"{page}: {drawn_as} holds no comparison; name a .html, .md, .json or .csv")
    command = command_of(("--compare", a, b), columns, settings, reading, grouping)
    with tempfile.TemporaryDirectory(prefix="cleanup-compare-") as folder:
        sides = sides_in(folder)
        first, second = (
            Examination(columns, settings, grouping, progress, observers=[side]).examine(one)
            for side, one in zip(sides, found, strict=True)
        )
        outcome = Comparison(first, second, (a, b), *difference(*sides), command)
    with replace_atomically(target) as temporary:
        temporary.write_bytes(COMPARISONS[drawn_as](outcome).encode())
    return outcome


def _files_of(sources: Iterable[Source]) -> Iterator[Path]:
    """Yield the files that an audit of these sources reads."""
    for source in sources:
        yield source.file
        yield from files_beside(source)


def _refuse_unwritable(page: Path, inputs: Iterable[Path], force: bool) -> None:
    """Raise ``CannotRun`` if the report cannot be written, or would replace what is read."""
    if page.is_dir():
        raise CannotRun(f"{page}: this is a folder; name the report itself, as in report.html")
    if not page.parent.is_dir():
        raise CannotRun(f"{page}: there is no folder {page.parent}; make it first")
    if not os.access(page.parent, os.W_OK):
        raise CannotRun(f"{page}: the folder {page.parent} cannot be written to; name another")
    if not page.exists():
        return
    for file in inputs:
        if file.exists() and page.samefile(file):
            raise CannotRun(f"{page}: the report would replace an input; name another report")
    if not page.is_file():
        raise CannotRun(f"{page}: this exists and is no regular file; name another report")
    if not force:
        raise CannotRun(f"{page}: this report exists; name another one or add --force")


def _unheard(settings: Settings) -> Iterator[str]:
    """Yield a note on settings that were given for what a run judged already."""
    given = [option for option, value in rule_options(settings) if value]
    given += ["--unsafe"] if settings.unsafe else []
    if given:
        yield f"{', '.join(given)}: of no effect on what a run found; run it again with them"
