"""The ledger of ``fix``: JSONL from which every changed file can be restored.

Each line is one change of one file: ``path`` as it was given, ``original_sha256`` and
``cleaned_sha256`` of its bytes before and after, and ``edits``, in code points of the original
after its byte order mark, with ``encoding`` if that is not UTF-8; of a table ``column`` and
``splices``, in bytes of the file, of which there may be several lines
(``cleanup.restore.splice_records``). The ledger is on disk before the
first file changes, so a line may describe a change that was never made; the hashes show it.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.errors import CannotRun
from cleanup.ledger import undo
from cleanup.pipeline.in_place import REMEDY, Fixed
from cleanup.provenance import EDIT, attributes
from cleanup.read import shape
from cleanup.read.budget import check_json
from cleanup.read.encoded import UTF8, decode
from cleanup.read.json_line import Malformed, parse_line, parse_value
from cleanup.read.regular import open_regular, read_regular, resolved
from cleanup.read.shape import Misshapen
from cleanup.read.source import DEFAULT_READING
from cleanup.restore.how import ignore, refuse
from cleanup.restore.places import Places
from cleanup.restore.splice_records import SPLICES, records_of, splices_in
from cleanup.stored.columns import EDITS, edits_of
from cleanup.write import replace_atomically
from cleanup.write.paths import write_file
from cleanup.write.splices import unspliced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import BinaryIO

    from cleanup.pipeline.tables_in_place import FixedTable
    from cleanup.restore.how import Say

LONGEST = 64 << 20
"""The most bytes of a line of a ledger."""

LARGEST_LINE = 832 << 20
"""The most bytes of memory that a line may take when it is parsed, by a high estimate."""

LARGEST = 4 * DEFAULT_READING.max_document
"""The most bytes of a repaired text file that is read to be undone."""

LARGEST_TABLE = 2 << 30
"""The most bytes of a repaired table that is read to be undone."""

REPORTED = 20
"""How many lines that cannot be read are reported one by one."""

_BLOCK = 1 << 20

_SIGNS = (b'"path"', b'"original_sha256"', b'"cleaned_sha256"')
_PATH = re.compile(rb'\s*\{\s*"path"\s*:\s*("(?:[^"\\]|\\.)*+")')

_FILE = {
    "path": shape.path,
    "original_sha256": shape.sha256,
    "cleaned_sha256": shape.sha256,
}
_TEXT = shape.members({**_FILE, "edits": EDITS}, {"encoding": shape.string})
_TABLE = shape.members({**_FILE, "column": shape.string, "splices": SPLICES})


class _Line(NamedTuple):
    """A line of a ledger: its number, from 1, its offset in bytes, and its bytes.

    ``raw`` is cut after ``LONGEST`` bytes and one.
    """

    number: int
    start: int
    raw: bytes


class _Read(NamedTuple):
    """The lines of a ledger by the path of their file: where the sound ones begin, in order.

    ``tables`` are the paths of tables. ``faults`` are sentences about the other lines; ``spoiled``
    are the paths that those name.
    """

    starts: dict[str, list[int]]
    tables: set[str]
    faults: list[str]
    spoiled: set[str]


def append(ledger: str, changes: Sequence[Fixed | FixedTable]) -> None:
    """Append the lines of each change to the ledger, all or none; create a file that is missing.

    The ledger has no permission that one of the changed files lacks.
    Raises ``CannotRun`` if the file exists and is not a ledger.
    """
    target = resolved(ledger)
    if target.exists():
        with open_regular(ledger) as file:
            _read(ledger, io.BufferedReader(file, _BLOCK), refuse)
    with (
        replace_atomically(target, most=_permissions(changes)) as temporary,
        temporary.open("wb") as stream,
    ):
        if target.exists():
            _copy(ledger, stream)
        for change in changes:
            stream.writelines(_lines_of(ledger, change))


def _lines_of(ledger: str, change: Fixed | FixedTable) -> Iterator[bytes]:
    """Yield the lines of a change. Raises ``CannotRun`` for one that could not be read again."""
    for record in [_record(change)] if isinstance(change, Fixed) else records_of(change):
        line = json.dumps(record, ensure_ascii=False).encode()
        if not _is_readable(line):
            raise CannotRun(
                f"{ledger}: {change.path} has so many edits that its line, of {len(line):,} bytes,"
                " could not be read again; repair it without --ledger"
            )
        yield line + b"\n"


def _is_readable(line: bytes) -> bool:
    try:
        check_json(line, LARGEST_LINE)
    except Malformed:
        return False
    return len(line) < LONGEST


def _copy(ledger: str, stream: BinaryIO) -> None:
    """Write the lines of a ledger to a stream, the last one with its end."""
    block = b"\n"
    with open_regular(ledger) as earlier:
        while more := earlier.read(_BLOCK):
            block = more
            stream.write(block)
    if not block.endswith(b"\n"):
        stream.write(b"\n")


def _permissions(changes: Iterable[Fixed | FixedTable]) -> int:
    """Return the permissions that all changed files have: the ledger holds what was in them."""
    modes = [Path(change.path).stat().st_mode & 0o777 for change in changes]
    return reduce(int.__and__, modes, 0o777) | 0o600


def is_ledger(path: str) -> bool:
    """Return whether the first line of a file is one of a ledger of ``fix``, sound or damaged.

    Raises ``CannotRun`` if the file cannot be read, or is no regular file.
    """
    with open_regular(path) as file:
        first = io.BufferedReader(file).readline(LONGEST)
    return all(sign in first for sign in _SIGNS) and b'"cleanup_edits"' not in first


def rebuild(
    ledger: str,
    folder: str,
    on_error: Say,
    *,
    force: bool = False,
    largest: int = LARGEST,
    on_parted: Say = ignore,
) -> int:
    """Write the originals of all files in the ledger to ``folder``; return how many.

    ``on_error`` is called with a message for each line that cannot be read, and for each file that
    cannot be restored, because it is missing, was changed since, or has more than ``largest``
    bytes. Paths are kept below
    ``folder``, without ``..`` and without the root of absolute paths; ``on_parted`` is called with
    a message for each original that has another place because its own is that of another.
    """
    count = 0
    with open_regular(ledger) as file:
        stream = io.BufferedReader(file, _BLOCK)
        read = _read(ledger, stream)
        for fault in read.faults:
            on_error(fault)
        for path, place in _planned(read.starts, folder, on_error, on_parted).items():
            try:
                if path in read.spoiled:
                    raise CannotRun(
                        f"{path}: a line of the ledger about it is damaged; nothing was rebuilt"
                    )
                records = (_record_at(stream, start) for start in reversed(read.starts[path]))
                most = max(largest, LARGEST_TABLE) if path in read.tables else largest
                write_file(place, _original(path, records, most), force=force)
                count += 1
            except CannotRun as error:
                on_error(str(error))
    return count


def _planned(
    paths: Iterable[str],
    folder: str,
    on_error: Say,
    on_parted: Say,
) -> dict[str, Path]:
    """Return the place of each original, all before the first is written."""
    places = Places(folder)
    planned = {}
    for path in paths:
        try:
            planned[path] = places.take(path)
        except CannotRun as error:
            on_error(str(error))
    for sentence in places.parted:
        on_parted(sentence)
    return planned


def _record(change: Fixed) -> dict[str, Any]:
    return {
        "path": change.path,
        "original_sha256": _sha256(change.before),
        "cleaned_sha256": _sha256(change.after),
        "edits": [attributes(edit, EDIT) for edit in change.edits],
        **({} if change.encoding == UTF8 else {"encoding": change.encoding}),
    }


def _read(ledger: str, stream: BinaryIO, on_fault: Say = ignore) -> _Read:
    """Read a ledger from its beginning: which lines there are, and which of them are sound.

    ``on_fault`` is called with a sentence about each of the others.
    """
    read, faults = _Read({}, set(), [], set()), 0
    for line in _lines(stream):
        try:
            record = _parsed(line.raw)
        except (Malformed, Misshapen, UnicodeDecodeError) as error:
            faults += 1
            fault = (
                f"{ledger}: line {line.number} is none that `cleanup fix --ledger` wrote"
                f" ({error}); name another file, or bring back the ledger"
            )
            on_fault(fault)
            if faults <= REPORTED:
                read.faults.append(fault)
            read.spoiled.update(_path_in(line.raw))
        else:
            read.starts.setdefault(record["path"], []).append(line.start)
            if "splices" in record:
                read.tables.add(record["path"])
    if faults > REPORTED:
        read.faults.append(f"{ledger}: and {faults - REPORTED:,} more lines like these")
    return read


def _lines(stream: BinaryIO) -> Iterator[_Line]:
    """Yield the lines that are not blank."""
    number = start = 0
    while raw := stream.readline(LONGEST + 1):
        number += 1
        if not raw.isspace():
            yield _Line(number, start, raw)
        size, end = len(raw), raw
        while end and not end.endswith(b"\n"):
            end = stream.readline(_BLOCK)
            size += len(end)
        start += size


def _parsed(raw: bytes) -> dict[str, Any]:
    """Return a line as a record. Raises ``Malformed``, ``Misshapen``, ``UnicodeDecodeError``."""
    if len(raw) > LONGEST:
        raise Misshapen(f"it is longer than {LONGEST:,} bytes")
    check_json(raw, LARGEST_LINE)
    record = parse_line(raw.decode()).values
    if "splices" in record:
        _TABLE(record)
        return record | {"splices": splices_in(record["splices"])}
    _TEXT(record)
    return record | {"edits": edits_of(record["edits"], "edits")}


def _path_in(raw: bytes) -> Iterator[str]:
    """Yield the path that a damaged line begins with, if it does."""
    if found := _PATH.match(raw):
        try:
            yield str(parse_value(found[1].decode()))
        except (Malformed, UnicodeDecodeError):
            return


def _record_at(stream: BinaryIO, start: int) -> dict[str, Any]:
    stream.seek(start)
    return _parsed(stream.readline(LONGEST + 1))


def _original(path: str, records: Iterable[dict[str, Any]], largest: int) -> bytes:
    """Undo the changes of a file, given the last first; each step must match its hash.

    Changes after the last one that left the file as it is now were noted and not made. Stops where
    somebody edited the file between two repairs.
    """
    raw = read_regular(path, largest, REMEDY)
    digest, known = _sha256(raw), False
    for record in records:
        if digest == record["original_sha256"]:
            known = True
        elif digest == record["cleaned_sha256"]:
            raw, digest, known = _undone(path, raw, record), record["original_sha256"], True
        elif known:
            break
    if not known:
        raise CannotRun(
            f"{path}: this file was changed after it was repaired; bring back what"
            " `cleanup fix` wrote, then undo"
        )
    return raw


def _undone(path: str, raw: bytes, record: dict[str, Any]) -> bytes:
    """Return the bytes of a file before one change. Raises ``CannotRun`` if the hash differs."""
    try:
        if "splices" in record:
            before = unspliced(raw, record["splices"])
        else:
            decoded = decode(path, raw, record.get("encoding", UTF8))
            before = decoded.encode(undo(decoded.text, record["edits"]))
    except (ValueError, LookupError) as error:
        raise CannotRun(f"{path}: its line in the ledger is damaged: {error}") from None
    if _sha256(before) != record["original_sha256"]:
        raise CannotRun(f"{path}: its line in the ledger was changed; nothing was rebuilt")
    return before


def _sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
