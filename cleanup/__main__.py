"""Run the command line: ``python -m cleanup``."""

from __future__ import annotations

from cleanup.cli import entry

entry()
