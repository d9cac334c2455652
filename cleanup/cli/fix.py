"""``cleanup fix``: repair text files in place, show what would change, or filter a stream."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.cli.configuration import Configuration
from cleanup.cli.excerpts import counted, judged_as
from cleanup.cli.inputs import excluded_by, paths_of
from cleanup.cli.progress import say
from cleanup.engine.hole_marks import marked_holes
from cleanup.errors import CannotRun, NotText
from cleanup.pipeline.in_place import (
    REMEDY,
    fix_bytes,
    read_file,
    refuse_unwritable,
    write_fixed,
)
from cleanup.read.find import find_sources
from cleanup.read.regular import resolved
from cleanup.read.source import STDIN
from cleanup.restore.fix_ledger import append
from cleanup.visible import shown

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from cleanup.pipeline.in_place import Fixed


@dataclass
class Tally:
    """Counts for the closing line and the exit code."""

    files: int = 0
    changed: int = 0
    edits: int = 0
    findings: int = 0
    marked: int = 0
    unsafe: int = 0
    unfinished: int = 0
    failed: int = 0
    passed_over: int = 0
    """Files that are no text."""
    presets: Counter[str] = field(default_factory=Counter)
    """How many files were judged by each preset."""

    def add(self, fixed: Fixed) -> None:
        """Count one file."""
        self.files += 1
        self.presets[fixed.preset] += 1
        self.changed += fixed.changed
        self.edits += len(fixed.edits)
        marked = len(list(marked_holes(fixed.edits, fixed.findings)))
        self.findings += len(fixed.findings) - marked
        self.marked += marked
        self.unsafe += sum(
            finding.tier == "unsafe" and finding.after is not None for finding in fixed.findings
        )
        self.unfinished += fixed.unfinished


def fix(options: Namespace) -> int:
    """Repair the files that the options name; return the exit code."""
    configuration = Configuration(options)
    configuration.here()  # what is wrong in it is reported even if there is no file to repair
    if STDIN in options.paths:
        return _fix_stream(options, configuration)
    tally = Tally()
    fixes = _fixes(_text_files(options, configuration), configuration, options.max_document, tally)
    if options.ledger:
        fixes = iter(_with_ledger(options.ledger, fixes, tally))
    for fixed in fixes:
        if options.diff:
            _print_diff(fixed)
        elif fixed.changed and not _written(fixed, tally):
            continue
        tally.add(fixed)
    print(_closing(tally, would=options.diff), file=sys.stderr)
    if tally.failed or (options.strict and tally.passed_over):
        return 2
    return int(bool(tally.unfinished or (options.diff and tally.changed)))


def _fixes(
    paths: Sequence[str], configuration: Configuration, most: int, tally: Tally
) -> Iterator[Fixed]:
    """Yield the repair of each file; report files that are no text or cannot be repaired."""
    for path in paths:
        try:
            yield fix_bytes(path, read_file(path, most), configuration.at(path).in_files)
        except NotText as error:
            tally.passed_over += 1
            print(f"cleanup: {shown(str(error))}", file=sys.stderr)
        except CannotRun as error:
            _print_error(error, tally)


def _with_ledger(ledger: str, fixes: Iterator[Fixed], tally: Tally) -> list[Fixed]:
    """Write all changes to the ledger before the first of them is made."""
    ready = []
    for fixed in fixes:
        try:
            if fixed.changed:
                refuse_unwritable(fixed.path)
            ready.append(fixed)
        except CannotRun as error:
            _print_error(error, tally)
    if any(resolved(fixed.path) == resolved(ledger) for fixed in ready):
        raise CannotRun(f"{ledger}: the ledger is one of the files to repair; name another")
    if changed := [fixed for fixed in ready if fixed.changed]:
        append(ledger, changed)
    return ready


def _written(fixed: Fixed, tally: Tally) -> bool:
    try:
        write_fixed(fixed)
    except CannotRun as error:
        _print_error(error, tally)
        return False
    print(_summary(fixed), file=sys.stderr)
    return True


def _fix_stream(options: Namespace, configuration: Configuration) -> int:
    """Write standard input, repaired, to standard output, or the diff; return the exit code.

    Raises ``CannotRun`` if other paths or a ledger are given too.
    """
    if options.paths != [STDIN] or options.ledger:
        raise CannotRun("- is standard input and goes alone, without other paths or --ledger")
    raw = sys.stdin.buffer.read(options.max_document + 1)
    if len(raw) > options.max_document:
        raise CannotRun(
            f"{STDIN}: this is larger than the {options.max_document:,} bytes that are read;"
            f" {REMEDY}"
        )
    name = options.stdin_filename or STDIN
    fixed = fix_bytes(name, raw, configuration.at(name).in_files)
    if options.diff:
        _print_diff(fixed)
        return int(fixed.changed or fixed.unfinished)
    sys.stdout.flush()
    sys.stdout.buffer.write(fixed.after)
    sys.stdout.buffer.flush()
    return int(fixed.unfinished)


def _text_files(options: Namespace, configuration: Configuration) -> list[str]:
    """Return the text files that the options name; ``CannotRun`` for a path without any."""
    sources = []
    paths, excluded = paths_of(options), excluded_by(options, configuration)
    for path in paths:
        found = find_sources([path], within=paths, on_link=say, excluded=excluded)
        texts = [source for source in found if source.kind == "text" and not source.compression]
        if found and not texts:
            what = "a compressed file" if found[0].kind == "text" else "a table"
            where = f"{path}: this folder holds no text files but tables or compressed files"
            where = where if Path(path).is_dir() else f"{path}: this is {what}, no text file"
            raise CannotRun(f"{where}; clean it with `cleanup run {path} -o OUT.parquet`")
        sources += texts
    by_file = {source.file.resolve(): source.path for source in reversed(sources)}
    return list(reversed(by_file.values()))


def _print_diff(fixed: Fixed) -> None:
    """Print a unified diff that ``patch`` can apply; on a terminal, without control characters."""
    if not fixed.changed:
        return
    old, new = (raw.decode().split("\n") for raw in (fixed.before, fixed.after))
    lines = unified_diff(_ended(old), _ended(new), fixed.path, fixed.path)
    terminal = sys.stdout.isatty()
    for line in lines:
        if terminal:
            print(shown(line.removesuffix("\n")))
        else:
            sys.stdout.buffer.write(line.encode())
            if not line.endswith("\n"):
                sys.stdout.buffer.write(b"\n\\ No newline at end of file\n")
    sys.stdout.flush()


def _ended(lines: list[str]) -> list[str]:
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _summary(fixed: Fixed) -> str:
    codes = Counter(code for edit in fixed.edits for code in edit.codes)
    named = ", ".join(f"{code} {number}" for code, number in sorted(codes.items()))
    return f"{shown(fixed.path)}: {counted(len(fixed.edits), 'edit')} ({named})"


def _print_error(error: CannotRun, tally: Tally) -> None:
    tally.failed += 1
    print(f"cleanup: {shown(str(error))}", file=sys.stderr)


def _closing(tally: Tally, *, would: bool) -> str:
    files = f"{counted(tally.files, 'file')}{judged_as(tally.presets)}"
    done, mark = ("Would repair", "mark") if would else ("Repaired", "marked")
    if tally.changed:
        also = f" and {mark} {counted(tally.marked, 'hole')}" if tally.marked else ""
        parts = [f"{done} {tally.changed:,} of {files} ({counted(tally.edits, 'edit')}){also}"]
    else:
        parts = [f"Nothing to repair in {files}"]
    if tally.findings:
        also = f", {tally.unsafe:,} of them repaired with --unsafe" if tally.unsafe else ""
        parts.append(
            f"{counted(tally.findings, 'finding')} left{also} (`cleanup check` shows them)"
        )
    if tally.failed:
        parts.append(f"{counted(tally.failed, 'file')} could not be repaired")
    if tally.passed_over:
        parts.append(f"{counted(tally.passed_over, 'file')} passed over")
    return f"{'; '.join(parts)}."
