"""A parser of options that names what is nearest to a mistake, and gives examples in its help."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNKNOWN = re.compile("unrecognized arguments: (.*)|argument COMMAND: invalid choice: '([^']*)'")


class FriendlyParser(argparse.ArgumentParser):
    """Parses options as its base does. Examples and exit codes are read when help is asked for."""

    def format_help(self) -> str:
        """Return the help, with examples and exit codes if the command has some."""
        from cleanup.cli.parsing.examples import epilog

        self.epilog = epilog(self.prog.rpartition(" ")[2]) or self.epilog
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Print the usage and what is wrong, with the nearest name there is, and exit with 2."""
        if found := _UNKNOWN.search(message):
            given = (found[1] or found[2]).split(" ")[0].partition("=")[0]
            if near := self._nearest(given):
                message = f"{message}; did you mean {near}?"
        super().error(message)

    def _nearest(self, given: str) -> str | None:
        from difflib import get_close_matches

        found = get_close_matches(given, self._names(), n=1, cutoff=0.6)
        return found[0] if found else None

    def _names(self) -> Iterator[str]:
        """Yield the options, and those of commands, or their names."""
        for action in self._actions:
            yield from action.option_strings
            if isinstance(action, argparse._SubParsersAction):
                for name, command in action.choices.items():
                    yield name
                    yield from command._names()
