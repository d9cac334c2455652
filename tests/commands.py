"""The texts the tests of the command line write, and the call of a command."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from cleanup.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

GLUED = "The old ferry ran late on Monday.Nobody knew why the engine had stopped.\n"
MENDED = GLUED.replace(".N", ". N")
SOFT = "The har\u00adbour office was shut, and the ferry stayed where it was.\n"
PLAIN = "The old ferry ran late on Monday. Nobody knew why the engine had stopped.\n"


def program_in(folder: Path) -> Path:
    """Make a program ``cleanup`` in a folder, for a shell, that runs the package under test."""
    script = folder / "cleanup"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cleanup "$@"\n')
    script.chmod(0o755)
    return script


def run(*words: str) -> int:
    try:
        return main(words)
    except SystemExit as ended:
        return int(ended.code or 0)


def jsonl(path: Path, *rows: object) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
