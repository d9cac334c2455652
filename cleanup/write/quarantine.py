"""Write rejected rows to a quarantine file, with their bytes and the reason."""

from __future__ import annotations

import json
from base64 import b64encode
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from cleanup.write import replace_atomically

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cleanup.read.row import Reject


_BLOCK = 3 << 20
"""Bytes of a row that are written at once; base64 puts three of them in four characters."""


class Quarantine:
    """Collects rejected rows in the file ``temporary``, which becomes the quarantine file."""

    def __init__(self, temporary: Path, file: IO[str]) -> None:
        self.temporary = temporary
        self.first: Reject | None = None
        """The first row, without its bytes."""
        self._file = file

    def add(self, reject: Reject) -> None:
        """Write one row."""
        self.first = self.first or reject._replace(raw=b"")
        self._file.write(json.dumps(_record(reject), ensure_ascii=False).removesuffix('"}'))
        for start in range(0, len(reject.raw), _BLOCK):
            self._file.write(b64encode(reject.raw[start : start + _BLOCK]).decode())
        self._file.write('"}\n')

    def flush(self) -> None:
        """Flush all rows so far to the temporary file."""
        self._file.flush()


@contextmanager
def open_quarantine(path: Path, like: Path) -> Iterator[Quarantine]:
    """Yield a quarantine that replaces ``path`` when the block ends without an error.

    Without rejected rows no file is at ``path`` afterwards, not even one of an earlier run. Its
    mode is that of the file ``like``.
    """
    with (
        replace_atomically(path, unless_empty=True, like=like) as temporary,
        temporary.open("w", encoding="utf-8", newline="\n") as file,
    ):
        yield Quarantine(temporary, file)


def _record(reject: Reject) -> dict[str, object]:
    """Return what is written of a row, but for its bytes, which come last."""
    return {
        "source": reject.source,
        "row": reject.row,
        "position": reject.position._asdict(),
        "reason": reject.reason,
        "message": reject.message,
        "raw_base64": "",
    }
