"""The error that stops the whole command."""

from __future__ import annotations


class CannotRun(Exception):
    """The command cannot continue; its message is a sentence that names the file and the remedy."""
