"""``cleanup fix``: repair files in place, show what would change, or filter a stream."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.cli.configuration import Configuration
from cleanup.cli.excerpts import counted, judged_as
from cleanup.cli.inputs import Inputs
from cleanup.cli.options import passes_over
from cleanup.cli.patches import patch_of_table, patch_of_text, print_patch
from cleanup.cli.progress import say
from cleanup.cli.report import say_file
from cleanup.errors import CannotRun
from cleanup.pipeline.counts import Counts
from cleanup.pipeline.in_place import (
    Fixed,
    fix_bytes,
    read_file,
    refuse_unwritable,
    write_fixed,
)
from cleanup.read.regular import resolved
from cleanup.read.source import BASELINE, STDIN
from cleanup.restore.fix_ledger import append
from cleanup.visible import shown

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from cleanup.cli.configuration import Resolved
    from cleanup.pipeline.tables_in_place import FixedTable
    from cleanup.read.source import Source
    from cleanup.write.splices import Splice


_STALE = (
    f"What is left beside a repair may be new to {BASELINE}: write it again with"
    " `cleanup check . --write-baseline`."
)


@dataclass
class Tally:
    """Counts for the closing line and the exit code."""

    files: int = 0
    changed: int = 0
    counts: Counts = field(default_factory=Counts)
    unreadable: int = 0
    """Rows of tables that cannot be read."""
    failed: int = 0
    passed_over: int = 0
    """Files that are no text, or a table without a text column that was not named."""
    presets: Counter[str] = field(default_factory=Counter)
    """How many text files were judged by each preset."""

    def add(self, fixed: Fixed | FixedTable) -> None:
        """Count one file."""
        self.files += 1
        self.changed += fixed.changed
        self.counts.include(fixed.counts)
        if isinstance(fixed, Fixed):
            self.presets[fixed.preset] += 1
        else:
            self.unreadable += fixed.unreadable


def fix(options: Namespace) -> int:
    """Repair the files that the options name; return the exit code."""
    configuration = Configuration(options)
    here = configuration.here()
    _ = here.in_files  # what is wrong is reported before files are looked for
    tally = Tally()
    if STDIN in options.paths:
        return _fix_stream(options, configuration, tally)
    fixes = _fixes(_sources(Inputs(options, configuration, say)), configuration, tally)
    if options.max_changed is not None and not options.diff:
        fixes = iter(_within(options.max_changed, fixes))
    if options.ledger:
        fixes = iter(_with_ledger(options.ledger, fixes, tally))
    for fixed in fixes:
        try:
            if options.diff:
                _print_diff(fixed)
            elif fixed.changed:
                _write(fixed, quiet=options.quiet)
        except CannotRun as error:
            _print_error(error, tally)
        else:
            tally.add(fixed)
            if options.verbose:
                say_file(fixed.path, fixed.counts.findings, _preset(fixed), left=True)
    if not options.quiet:
        print(_closing(tally, would=options.diff), file=sys.stderr)
        if tally.changed and not options.diff and (here.folder / BASELINE).exists():
            print(_STALE, file=sys.stderr)
    if tally.failed or (options.strict and tally.passed_over):
        return 2
    left = tally.counts.unfinished or tally.unreadable
    return int(bool(left or (options.diff and tally.changed)))


def _fixes(
    sources: Sequence[Source], configuration: Configuration, tally: Tally
) -> Iterator[Fixed | FixedTable]:
    """Yield the repair of each file; report those that are passed over or cannot be repaired."""
    for source in sources:
        if source.is_empty_table:
            continue
        resolved = configuration.at(source.path)
        try:
            if source.kind == "text":
                raw = read_file(source.path, source.reading.max_document)
                yield fix_bytes(source.path, raw, resolved.in_files, resolved.encoding)
            else:
                yield _fixed_table(source, resolved)
        except CannotRun as error:
            if passes_over(error, resolved.options):
                tally.passed_over += 1
                say(str(error))
            else:
                _print_error(error, tally)


def _fixed_table(source: Source, resolved: Resolved) -> FixedTable:
    """Return the repair of a table; report the rows that cannot be read or repaired."""
    from cleanup.cli.rejects import Rejects
    from cleanup.pipeline.tables_in_place import fix_table

    rejects = Rejects(source.path, say)
    fixed = fix_table(source, resolved.columns, resolved.in_files, rejects.see, say)
    rejects.close()
    return fixed


def _within(share: float, fixes: Iterator[Fixed | FixedTable]) -> list[Fixed | FixedTable]:
    """Return the repairs, all made before the first is written.

    Raises ``CannotRun`` if more than a share of the files would change.
    """
    ready = list(fixes)
    changed = [fixed.path for fixed in ready if fixed.changed]
    if len(changed) > share * len(ready):
        raise CannotRun(
            f"{changed[0]}: this and {counted(len(changed) - 1, 'other file')} of"
            f" {len(ready):,} would change, more than --max-changed {100 * share:g}%; nothing was"
            " written. Look at --diff, then allow more or choose rules"
        )
    return ready


def _with_ledger(
    ledger: str, fixes: Iterator[Fixed | FixedTable], tally: Tally
) -> list[Fixed | FixedTable]:
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


def _preset(fixed: Fixed | FixedTable) -> list[str]:
    """Return as what a text was judged; the texts of a table are judged one by one."""
    return [fixed.preset] if isinstance(fixed, Fixed) else []


def _write(fixed: Fixed | FixedTable, *, quiet: bool) -> None:
    if isinstance(fixed, Fixed):
        write_fixed(fixed)
    else:
        from cleanup.pipeline.tables_in_place import write_table

        write_table(fixed)
    if not quiet:
        print(_summary(fixed), file=sys.stderr)


def _fix_stream(options: Namespace, configuration: Configuration, tally: Tally) -> int:
    """Write standard input, repaired, to standard output, or the diff; return the exit code.

    Raises ``CannotRun`` if other paths or a ledger are given too.
    """
    if options.paths != [STDIN] or options.ledger:
        raise CannotRun("- is standard input and goes alone, without other paths or --ledger")
    sources = Inputs(options, configuration, say).sources()
    if not sources:  # it is judged as a file that is excluded
        shutil.copyfileobj(sys.stdin.buffer, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return 0
    fixed, after = _fixed_stream(sources[0], configuration)
    tally.add(fixed)
    left = tally.counts.unfinished or tally.unreadable
    if options.diff:
        _print_diff(fixed)
        return int(bool(fixed.changed or left))
    sys.stdout.flush()
    sys.stdout.buffer.write(after)
    sys.stdout.buffer.flush()
    return int(bool(left))


def _fixed_stream(source: Source, configuration: Configuration) -> tuple[Fixed | FixedTable, bytes]:
    """Return the repair of standard input, a text or a table, and its bytes with that."""
    resolved = configuration.at(source.path)
    _refuse_table(source)
    if source.kind == "text":
        raw = read_file(str(source.file), source.reading.max_document)
        fixed = fix_bytes(source.path, raw, resolved.in_files, resolved.encoding)
        return fixed, fixed.after
    from cleanup.write.splices import spliced

    table = _fixed_table(source, resolved)
    return table, spliced(table.before(), table.splices)


def _sources(inputs: Inputs) -> list[Source]:
    """Return the files to repair; ``CannotRun`` for a path that names none."""
    sources: list[Source] = []
    for path in inputs.paths:
        found = inputs.at(path)
        fixable = [source for source in found if _is_fixable(source)]
        if found and not fixable and Path(path).is_dir():
            raise CannotRun(
                f"{path}: this folder holds no files to repair in place, but Parquet or compressed"
                f" files; clean it with `cleanup run {path} -o OUT.parquet`"
            )
        if found and not fixable:
            _refuse_table(found[0])
        sources += fixable
    by_file = {source.file.resolve(): source for source in reversed(sources)}
    return list(reversed(by_file.values()))


def _is_fixable(source: Source) -> bool:
    return source.kind != "parquet" and not source.compression


def _refuse_table(source: Source) -> None:
    """Raise ``CannotRun`` for a file that is not repaired in place."""
    if not _is_fixable(source):
        what = "a compressed file" if source.compression else "a Parquet file"
        raise CannotRun(
            f"{source.path}: this is {what}, which is not repaired in place; clean it with"
            f" `cleanup run {source.path} -o OUT.parquet`"
        )


def _print_diff(fixed: Fixed | FixedTable) -> None:
    if isinstance(fixed, Fixed):
        print_patch(patch_of_text(fixed))
    elif fixed.changed:
        column = fixed.column

        def place(splice: Splice) -> str:
            return f"{fixed.path}#{splice.row}:{column}:{splice.start}-{splice.end}"

        print_patch(patch_of_table(fixed.path, fixed.before(), fixed.splices, place))


def _summary(fixed: Fixed | FixedTable) -> str:
    counts = fixed.counts
    named = ", ".join(f"{code} {number}" for code, number in sorted(counts.codes.items()))
    rows = f" in {counted(counts.rows, 'row')}" if counts.rows else ""
    return f"{shown(fixed.path)}: {counted(counts.edits, 'edit')}{rows} ({named})"


def _print_error(error: CannotRun, tally: Tally) -> None:
    tally.failed += 1
    say(str(error))


def _closing(tally: Tally, *, would: bool) -> str:
    counts = tally.counts
    files = f"{counted(tally.files, 'file')}{judged_as(tally.presets)}"
    done, mark = ("Would repair", "mark") if would else ("Repaired", "marked")
    if tally.changed:
        also = f" and {mark} {counted(counts.marked, 'hole')}" if counts.marked else ""
        rows = f", {counted(counts.rows, 'row')} of tables" if counts.rows else ""
        edits = f"{counted(counts.edits, 'edit')}{rows}"
        parts = [f"{done} {tally.changed:,} of {files} ({edits}){also}"]
    else:
        parts = [f"Nothing to repair in {files}"]
    if counts.findings:
        also = f", {counts.unsafe:,} of them repaired with --unsafe" if counts.unsafe else ""
        parts.append(
            f"{counted(counts.findings, 'finding')} left{also} (`cleanup check .` shows them)"
        )
    if tally.unreadable:
        parts.append(f"{counted(tally.unreadable, 'row')} could not be read")
    if tally.failed:
        parts.append(f"{counted(tally.failed, 'file')} could not be repaired")
    if tally.passed_over:
        parts.append(f"{counted(tally.passed_over, 'file')} passed over")
    return f"{'; '.join(parts)}."
