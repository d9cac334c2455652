"""Lines of the ledger of ``fix`` about tables: splices of bytes, in steps of a bounded size.

A table with many changes has several lines, one for each step: the hashes of a line are those of
the file before and after its step, so each line is undone like the change of another file.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from cleanup.read import shape
from cleanup.write.splices import Splice, spliced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cleanup.pipeline.tables_in_place import FixedTable

STEP = 4 << 20
"""About the most bytes of changes in one line, before what is in them is escaped."""

_MEMBERS = 160
"""Bytes of a splice in a line besides its texts."""

SPLICES = shape.items(
    shape.members(
        {
            "row": shape.count,
            "start": shape.count,
            "end": shape.count,
            "byte": shape.count,
            "before": shape.string,
            "after": shape.string,
            "codes": shape.items(shape.string),
            "removal": shape.flag,
        }
    )
)
"""The shape of the splices in a line."""


def records_of(fixed: FixedTable) -> Iterator[dict[str, Any]]:
    """Yield the lines about a table, in the order of its bytes.

    Raises ``CannotRun`` if the file was changed meanwhile.
    """
    raw, before = fixed.before(), fixed.original_sha256
    shift = 0
    for step in _steps(fixed.splices):
        moved = [splice._replace(byte=splice.byte + shift) for splice in step]
        shift += sum(len(splice.after) - len(splice.before) for splice in step)
        raw = spliced(raw, moved)
        after = hashlib.sha256(raw).hexdigest()
        yield {
            "path": fixed.path,
            "original_sha256": before,
            "cleaned_sha256": after,
            "column": fixed.column,
            "splices": [_members(splice) for splice in moved],
        }
        before = after


def splices_in(members: Iterable[Mapping[str, Any]]) -> list[Splice]:
    """Return the splices of a line that has the shape ``SPLICES``."""
    return [
        Splice(
            **{name: one[name] for name in ("row", "start", "end", "byte", "removal")},
            before=one["before"].encode(),
            after=one["after"].encode(),
            codes=tuple(one["codes"]),
        )
        for one in members
    ]


def _steps(splices: Iterable[Splice]) -> Iterator[list[Splice]]:
    step: list[Splice] = []
    size = 0
    for splice in splices:
        size += len(splice.before) + len(splice.after) + _MEMBERS
        if step and size > STEP:
            yield step
            step, size = [], len(splice.before) + len(splice.after) + _MEMBERS
        step.append(splice)
    if step:
        yield step


def _members(splice: Splice) -> dict[str, Any]:
    return splice._asdict() | {"before": splice.before.decode(), "after": splice.after.decode()}
