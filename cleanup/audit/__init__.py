"""Audit damaged articles: count what cleaning does to them and draw it as one offline page."""

from __future__ import annotations

import os
import shlex
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.audit.collect import collect
from cleanup.audit.render import render
from cleanup.audit.values import Audit
from cleanup.errors import CannotRun
from cleanup.read import find_sources, read_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cleanup.read import Columns, Reject, Row, Source
    from cleanup.settings import Settings

__all__ = ["Audit", "audit", "collect", "render"]

_NAMED = 20
"""How many sources the command that makes a page again names."""


def audit(
    sources: Sequence[str],
    report: str,
    *,
    columns: Columns,
    settings: Settings,
    progress: Callable[[int], object] | None = None,
    force: bool = False,
) -> Audit:
    """Audit files, folders or standard input (``-``), write the page, return its contents.

    No input is changed. ``progress`` is called with 1 after each row. Raises ``CannotRun``,
    before anything is read, if the page exists and ``force`` is not given, if it is one of the
    inputs, or if its folder is missing; an existing page is replaced whole or not at all.
    """
    page = Path(report)
    found = find_sources(sources)
    _refuse_unwritable(page, found, force)
    command = _command(sources, columns, settings)
    outcome = collect(_rows(found, columns), settings, command=command, progress=progress)
    _write(page, render(outcome))
    return outcome


def _rows(sources: Iterable[Source], columns: Columns) -> Iterator[Row | Reject]:
    for source in sources:
        yield from read_rows(source, columns)


def _refuse_unwritable(page: Path, sources: Iterable[Source], force: bool) -> None:
    if page.is_dir():
        raise CannotRun(f"{page}: this is a folder; name the report itself, as in report.html")
    if not page.parent.is_dir():
        raise CannotRun(f"{page}: there is no folder {page.parent}; create it first")
    if not page.exists():
        return
    for source in sources:
        if source.file.exists() and page.samefile(source.file):
            raise CannotRun(f"{page}: the report would replace an input; name another report")
    if not force:
        raise CannotRun(f"{page}: this report exists; name another one or add --force")


def _write(page: Path, text: str) -> None:
    """Put a page in place in one step: a reader sees the old one or the new one."""
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{page.name[:100]}-", dir=page.parent)
    except OSError as error:
        raise CannotRun(f"{page}: {error.strerror}; check the permissions of its folder") from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode())
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(page)
    except OSError as error:
        raise CannotRun(f"{page}: {error.strerror}; the report was not written") from None
    finally:
        with suppress(FileNotFoundError):
            Path(temporary).unlink()


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _command(sources: Sequence[str], columns: Columns, settings: Settings) -> str:
    """Return the command that makes the page again; options that say nothing new are left out."""
    named = [*sources[:_NAMED], *(["…"] if len(sources) > _NAMED else [])]
    options = [
        ("--text", columns.text if columns.text != "text" else ""),
        ("--title", columns.title or ""),
        ("--source-column", columns.source or ""),
        ("--lang", columns.lang or ""),
        ("--select", ",".join(settings.select)),
        ("--ignore", ",".join(settings.ignore)),
        ("--threshold", f"{settings.threshold:g}" if settings.threshold != 0.8 else ""),
    ]
    words = [word for option, value in options if value for word in (option, value)]
    unsafe = ["--unsafe"] if settings.unsafe else []
    return shlex.join(["cleanup", "audit", *named, "-o", "report.html", *words, *unsafe])
