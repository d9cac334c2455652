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
    failures: list[str] = []
    left: list[Path] = []
    if Path(options.output).is_dir():
        report = (
            f"{counted(_restored(options, failures, left), 'original file')} in {options.originals}"
        )
    elif is_ledger(options.output):
        report = f"{counted(_rebuilt(options, failures), 'original file')} in {options.originals}"
    else:
        report = _from_output(options, failures, left)
    for sentence in failures:
        say(sentence)
    print(shown(report))
    for path in left:
        print(f"rows that could not be read are in {shown(str(path))}, with their bytes")
    return 2 if failures else int(bool(left))


def _from_output(options: Namespace, failures: list[str], left: list[Path]) -> str:
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


def _restored(options: Namespace, failures: list[str], left: list[Path]) -> int:
    from cleanup.restore.outputs import restore_folder

    return restore_folder(options.output, options.originals, _how(options, failures, left))


def _rebuilt(options: Namespace, failures: list[str]) -> int:
    return rebuild(
        options.output, options.originals, failures.append, force=options.force, on_parted=say
    )


def _how(options: Namespace, failures: list[str], left: list[Path]) -> Undo:
    return Undo(options.text, options.force, failures.append, on_note=say, on_left=left.append)
