"""Put aside rows that could not be read, with their bytes, so that nothing is lost."""

from __future__ import annotations

import json
from base64 import b64encode
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cleanup.write import replacing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cleanup.read import Reject


@contextmanager
def quarantine(path: Path) -> Iterator[Callable[[Reject], None]]:
    """Yield what takes refused rows; if the block ends well they are all at ``path``.

    Without refused rows there is no such file afterwards, nor one of an earlier run.
    """
    count = 0
    with replacing(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as file:

        def put(reject: Reject) -> None:
            nonlocal count
            count += 1
            file.write(json.dumps(_record(reject), ensure_ascii=False) + "\n")

        yield put
    if not count:
        path.unlink()


def _record(reject: Reject) -> dict[str, object]:
    return {
        "source": reject.source,
        "row": reject.row,
        "position": reject.position._asdict(),
        "reason": reject.reason,
        "message": reject.message,
        "raw_base64": b64encode(reject.raw).decode(),
    }
