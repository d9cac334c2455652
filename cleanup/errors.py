"""What stops the whole command."""

from __future__ import annotations


class CannotRun(Exception):  # noqa: N818 - it reads as the sentence it is
    """The command cannot do its work; its message names the file and the remedy in a sentence."""
