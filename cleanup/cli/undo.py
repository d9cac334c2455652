"""``cleanup undo``: rebuild originals from the output of a run, or from the ledger of ``fix``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.cli.excerpts import counted
from cleanup.cli.progress import say
from cleanup.read.source import kind_of
from cleanup.restore.fix_ledger import is_ledger, rebuild
from cleanup.restore.how import Undo
from cleanup.visible import shown

if TYPE_CHECKING:
    from argparse import Namespace


def undo(options: Namespace) -> int:
    """Rebuild what the options name; return the exit code."""
    failures = _Failures()
    left: list[Path] = []
    if Path(options.output).is_dir():
        report = (
            f"{counted(_restored(options, failures, left), 'original file')} in {options.originals}"
        )
    elif is_ledger(options.output):
        report = f"{counted(_rebuilt(options, failures), 'original file')} in {options.originals}"
    else:
        report = _from_output(options, failures, left)
    print(shown(report))
    for path in left:
        print(f"rows that could not be read are in {shown(str(path))}, with their bytes")
    return 2 if failures.count else int(bool(left))


class _Failures:
    """Says each failure at once and counts them: there may be one for each row."""

    def __init__(self) -> None:
        self.count = 0

    def append(self, sentence: str) -> None:
        """Say a failure."""
        self.count += 1
        say(sentence)


def _from_output(options: Namespace, failures: _Failures, left: list[Path]) -> str:
    """Rebuild the originals of one output; return a line that reports them."""
    from cleanup.restore.outputs import restore

    files: list[Path] = []
    how = _how(options, failures, left)._replace(on_written=files.append)
    count = restore(options.output, options.originals, how)
    if len(files) == 1:
        return f"1 original file: {files[0]}"
    is_file = files or kind_of(Path(options.originals)) == (None, None)
    return (
        f"{counted(count, 'original file' if is_file else 'original row')} in {options.originals}"
    )


def _restored(options: Namespace, failures: _Failures, left: list[Path]) -> int:
    from cleanup.restore.outputs import restore_folder

    return restore_folder(options.output, options.originals, _how(options, failures, left))


def _rebuilt(options: Namespace, failures: _Failures) -> int:
    return rebuild(
        options.output,
        options.originals,
        failures.append,
        force=options.force,
        largest=4 * options.max_document,
        on_parted=say,
    )


def _how(options: Namespace, failures: _Failures, left: list[Path]) -> Undo:
    return Undo(
        options.text,
        options.force,
        options.max_document,
        failures.append,
        on_note=say,
        on_left=left.append,
    )
