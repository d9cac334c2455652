"""What stops the whole command."""

from __future__ import annotations


class CannotRun(Exception):
    """The command cannot do its work; its message names the file and the remedy in a sentence."""
