"""The errors that stop a whole command, or let it pass a file over."""

from __future__ import annotations


class CannotRun(Exception):
    """The command cannot continue; its message is a sentence that names the file and the remedy."""


class NotText(CannotRun):
    """A file that is no text, or too large: commands for many files pass it over."""
