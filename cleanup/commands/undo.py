"""``cleanup undo``: rebuild originals from the output of a run, or from the ledger of ``fix``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.commands.ledger import is_ledger, rebuild
from cleanup.commands.show import counted, shown

if TYPE_CHECKING:
    from argparse import Namespace


def undo(options: Namespace) -> int:
    """Rebuild what the options name; return the exit code."""
    failures: list[str] = []
    if is_ledger(options.output):
        count, noun = _rebuilt(options, failures), "file"
    else:
        from cleanup.restore import restore

        count = restore(options.output, options.originals, text=options.text, force=options.force)
        noun = "row"
    for sentence in failures:
        print(f"cleanup: {shown(sentence)}", file=sys.stderr)
    print(f"{counted(count, f'original {noun}')} in {shown(options.originals)}")
    aside = Path(f"{options.output}.quarantine.jsonl")
    if aside.is_file():
        print(f"rows that could not be read are in {shown(str(aside))}, with their bytes")
        return 2 if failures else 1
    return 2 if failures else 0


def _rebuilt(options: Namespace, failures: list[str]) -> int:
    return rebuild(options.output, options.originals, failures.append, force=options.force)
