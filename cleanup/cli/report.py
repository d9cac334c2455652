"""Where the report of ``check`` goes: to standard output or into a file, in which format."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cleanup.cli.colours import wants_colours
from cleanup.cli.excerpts import counted
from cleanup.cli.formats import printer_for
from cleanup.cli.formats.printer import PLAIN, Look
from cleanup.errors import CannotRun
from cleanup.visible import shown

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Collection, Iterator

    from cleanup.cli.formats.printer import Printer
    from cleanup.read import Source

FOR_PEOPLE = ("text", "concise")


@contextmanager
def report_to(options: Namespace) -> Iterator[Printer]:
    """Yield what prints findings to where the options say.

    A file is complete after the block, or as it was if the block fails. Raises ``CannotRun`` for
    options that exclude each other, and for a file that cannot be written.
    """
    form = _form(options)
    if not options.output:
        yield printer_for(form, sys.stdout, _look(options))
        return
    from pathlib import Path

    from cleanup.write.atomic import replace_atomically

    look = PLAIN._replace(underlined=options.verbose, show_fixes=options.show_fixes)
    with (
        replace_atomically(Path(options.output)) as temporary,
        temporary.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file,
    ):
        yield printer_for(form, file, look)


def without_report(sources: list[Source], options: Namespace) -> list[Source]:
    """Return the sources without the report of an earlier call.

    Raises ``CannotRun`` if the report would replace a file that is named.
    """
    if not options.output:
        return sources
    from pathlib import Path

    report = Path(options.output).resolve()
    if any(Path(path).resolve() == report for path in options.paths):
        raise CannotRun(
            f"{options.output}: the report would replace this file, which is to be checked; name"
            " another --output"
        )
    return [source for source in sources if source.file.resolve() != report]


def say_file(path: str, findings: int, presets: Collection[str], *, left: bool = False) -> None:
    """Say on standard error how much was found, or is left, and as what a file was judged."""
    sys.stdout.flush()
    found = counted(findings, "finding") if findings else "no findings"
    found += " left" if left else ""
    judged = f", judged as {', '.join(sorted(presets))}" if presets else ""
    print(f"{shown(path)}: {found}{judged}", file=sys.stderr)


def _form(options: Namespace) -> str:
    form: str = options.format
    for option in ("statistics", "show_fixes"):
        if getattr(options, option) and form not in FOR_PEOPLE:
            raise CannotRun(
                f"--{option.replace('_', '-')} goes with --format text or concise, not with {form};"
                " leave one of the two out"
            )
    return "statistics" if options.statistics else form


def _look(options: Namespace) -> Look:
    return Look(
        coloured=wants_colours(sys.stdout),
        underlined=options.verbose or sys.stdout.isatty(),
        show_fixes=options.show_fixes,
    )
