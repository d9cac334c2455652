"""The errors that stop a whole command, or let it pass a file over."""

from __future__ import annotations


class CannotRun(Exception):
    """The command cannot continue; its message is a sentence that names the file and the remedy."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is to be reported, a line each."""
        return (str(self),)


class Misconfigured(CannotRun):
    """A configuration file has faults; each argument is a sentence about one."""

    def __str__(self) -> str:
        return "\n".join(self.sentences)

    @property
    def sentences(self) -> tuple[str, ...]:
        """A sentence for each fault."""
        return tuple(map(str, self.args))


class NotText(CannotRun):
    """A file that is no text, or too large: commands for many files pass it over."""


class NoTextColumn(CannotRun):
    """A table without the text column: if nobody named one, it is passed over like ``NotText``."""


class NeedsExtra(CannotRun):
    """A file of a format that this installation does not read; in a folder it is passed over."""


_CORPUS = frozenset(["jinja2", "polars", "pyarrow", "rich", "zstandard"])
"""The packages of the extra ``corpus``."""


def missing_extra(error: ModuleNotFoundError) -> str | None:
    """Return what to install if a package of the extra ``corpus`` is missing, else ``None``."""
    package = (error.name or "").partition(".")[0]
    if package not in _CORPUS:
        return None
    return (
        f"this needs the package {package}, which is not installed; install it with"
        " pip install 'cleanup-text[corpus]'"
    )
