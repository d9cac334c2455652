"""Run the command line: ``python -m cleanup``."""

from __future__ import annotations

from cleanup.cli.main import entry

entry()
