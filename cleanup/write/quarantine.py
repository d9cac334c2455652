"""Put aside rows that could not be read, with their bytes, so that nothing is lost."""

from __future__ import annotations

import json
from base64 import b64encode
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from cleanup.write import replacing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cleanup.read.row import Reject


class Quarantine:
    """Takes refused rows; ``temporary`` holds them until the run has ended well."""

    def __init__(self, temporary: Path, file: IO[str]) -> None:
        self.temporary = temporary
        self.first: Reject | None = None
        self._file = file

    def put(self, reject: Reject) -> None:
        """Put one row aside."""
        self.first = self.first or reject
        self._file.write(json.dumps(_record(reject), ensure_ascii=False) + "\n")

    def flush(self) -> None:
        """Have the temporary file hold all rows so far."""
        self._file.flush()


@contextmanager
def quarantine(path: Path) -> Iterator[Quarantine]:
    """Yield what takes refused rows; if the block ends well they are all at ``path``.

    Without refused rows there is no such file afterwards, nor one of an earlier run.
    """
    with (
        replacing(path, unless_empty=True) as temporary,
        temporary.open("w", encoding="utf-8", newline="\n") as file,
    ):
        yield Quarantine(temporary, file)


def _record(reject: Reject) -> dict[str, object]:
    return {
        "source": reject.source,
        "row": reject.row,
        "position": reject.position._asdict(),
        "reason": reject.reason,
        "message": reject.message,
        "raw_base64": b64encode(reject.raw).decode(),
    }
