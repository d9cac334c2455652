"""Write rows that a verdict drops to a file beside the output, in the same format."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from cleanup.write import replace_atomically, wrap_write_errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    Open = Callable[[Path], AbstractContextManager[Callable[[Any], object]]]
    """Opens a file; yields a function that writes a part of the output."""


class Dropped:
    """Collects dropped rows in the file ``temporary``, which is empty without any."""

    def __init__(self, temporary: Path, path: Path, stack: ExitStack) -> None:
        self.temporary = temporary
        self._path = path
        self._stack = stack
        self._write: Callable[[Any], object] | None = None

    def add(self, part: object, opening: Open) -> None:
        """Write some rows, encoded as the parts of the output are."""
        with wrap_write_errors(self._path):
            if self._write is None:
                self._write = self._stack.enter_context(opening(self.temporary))
            self._write(part)

    def finish(self) -> None:
        """Write what is not written yet, and close the file."""
        with wrap_write_errors(self._path):
            self._stack.close()


@contextmanager
def open_dropped(path: Path, like: Path) -> Iterator[Dropped]:
    """Yield a file of dropped rows that replaces ``path`` when the block ends without an error.

    Without any no file is at ``path`` afterwards, not even one of an earlier run. Its mode is that
    of the file ``like``.
    """
    with (
        replace_atomically(path, unless_empty=True, like=like) as temporary,
        ExitStack() as stack,
    ):
        yield Dropped(temporary, path, stack)
