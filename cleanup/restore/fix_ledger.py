"""The ledger of ``fix``: JSONL from which every changed file can be restored.

Each line is one change of one file: ``path`` as it was given, ``original_sha256`` and
``cleaned_sha256`` of its bytes before and after, and ``edits``, in code points of the original
after its byte order mark. The ledger is on disk before the first file changes, so a line may
describe a change that was never made; the hashes show it.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleanup.errors import CannotRun
from cleanup.ledger import undo
from cleanup.pipeline.in_place import decode, read_file
from cleanup.provenance import EDIT, attributes, edit_of
from cleanup.write import replace_atomically
from cleanup.write.paths import path_within, write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cleanup.pipeline.in_place import Fixed

_MEMBERS = {"path", "original_sha256", "cleaned_sha256", "edits"}


def append(ledger: str, changes: Iterable[Fixed]) -> None:
    """Append a line for each change to the ledger, all or none; create the file if it is missing.

    Raises ``CannotRun`` if the file exists and is not a ledger.
    """
    target = Path(ledger).resolve()
    earlier = b""
    if target.exists():
        earlier = read_file(ledger)
        if _records(ledger, earlier) and not earlier.endswith(b"\n"):
            earlier += b"\n"
    lines = [json.dumps(_record(change), ensure_ascii=False) + "\n" for change in changes]
    with replace_atomically(target) as temporary:
        temporary.write_bytes(earlier + "".join(lines).encode())


def is_ledger(path: str) -> bool:
    """Return whether the first line of a file is one of a ledger of ``fix``."""
    try:
        with Path(path).open("rb") as stream:
            first = json.loads(stream.readline())
    except (OSError, ValueError):
        return False
    return isinstance(first, dict) and first.keys() >= _MEMBERS


def rebuild(
    ledger: str, folder: str, on_error: Callable[[str], None], *, force: bool = False
) -> int:
    """Write the originals of all files in the ledger to ``folder``; return how many.

    ``on_error`` is called with a message for each file that cannot be restored, because it is
    missing or was changed since. Paths are kept below ``folder``, without ``..`` and without the
    root of absolute paths.
    """
    by_path: dict[str, list[dict[str, Any]]] = {}
    for record in _records(ledger, read_file(ledger)):
        by_path.setdefault(record["path"], []).append(record)
    count = 0
    for path, records in by_path.items():
        try:
            write_file(path_within(path, folder), _original(path, records), force=force)
            count += 1
        except CannotRun as error:
            on_error(str(error))
    return count


def _record(change: Fixed) -> dict[str, Any]:
    return {
        "path": change.path,
        "original_sha256": _sha256(change.before),
        "cleaned_sha256": _sha256(change.after),
        "edits": [attributes(edit, EDIT) for edit in change.edits],
    }


def _records(ledger: str, raw: bytes) -> list[dict[str, Any]]:
    records = []
    for number, line in enumerate(raw.splitlines(), 1):
        try:
            record = json.loads(line)
        except ValueError:
            record = None
        if not isinstance(record, dict) or not record.keys() >= _MEMBERS:
            raise CannotRun(
                f"{ledger}: line {number} is none that `cleanup fix --ledger` wrote;"
                " name another file"
            )
        records.append(record)
    return records


def _original(path: str, records: list[dict[str, Any]]) -> bytes:
    """Undo the changes of a file, the last first; each step must match its hash.

    Stops where somebody edited the file between two repairs.
    """
    raw = current = read_file(path)
    for record in reversed(records):
        digest = _sha256(raw)
        if digest == record["original_sha256"]:
            continue
        if digest != record["cleaned_sha256"] and raw is not current:
            break
        if digest != record["cleaned_sha256"]:
            raise CannotRun(
                f"{path}: this file was changed after it was repaired; bring back what"
                " `cleanup fix` wrote, then undo"
            )
        mark, text = decode(path, raw)
        try:
            before = mark + undo(text, [edit_of(edit) for edit in record["edits"]]).encode()
        except (ValueError, KeyError, TypeError) as error:
            raise CannotRun(f"{path}: its line in the ledger is damaged: {error}") from None
        if _sha256(before) != record["original_sha256"]:
            raise CannotRun(f"{path}: its line in the ledger was changed; nothing was rebuilt")
        raw = before
    return raw


def _sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
