"""``cleanup undo``: rebuild originals from the output of a run, or from the ledger of ``fix``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cleanup.commands.ledger import is_ledger, rebuild
from cleanup.commands.show import counted, shown

if TYPE_CHECKING:
    from argparse import Namespace


def undo(options: Namespace) -> int:
    """Rebuild what the options name; return the exit code."""
    failures: list[str] = []
    if is_ledger(options.output):
        count, noun = rebuild(options.output, options.originals, failures.append), "file"
    else:
        from cleanup.restore import restore

        count = restore(options.output, options.originals, text=options.text, force=options.force)
        noun = "row"
    for sentence in failures:
        print(f"cleanup: {shown(sentence)}", file=sys.stderr)
    print(f"{counted(count, f'original {noun}')} in {shown(options.originals)}")
    return 2 if failures else 0
