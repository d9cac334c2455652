"""``cleanup completion``: what completes commands and options in a shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.cli.parsing.parser import parser
from cleanup.errors import CannotRun

if TYPE_CHECKING:
    from argparse import Namespace


def completion(options: Namespace) -> int:
    """Print the script for a shell. Raises ``CannotRun`` without the package ``shtab``."""
    try:
        import shtab
    except ModuleNotFoundError:
        raise CannotRun(
            "this needs the package shtab, which is not installed; install it with"
            " pip install 'cleanup-text[completion]'"
        ) from None
    print(shtab.complete(parser(), shell=options.shell))
    return 0
