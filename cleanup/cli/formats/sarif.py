"""``--format sarif``: SARIF 2.1.0, within the limits of GitHub code scanning."""

from __future__ import annotations

import json
import sys
import zlib
from typing import TYPE_CHECKING, NamedTuple

from cleanup.cli.excerpts import counted
from cleanup.cli.formats.facts import severity_of
from cleanup.cli.formats.printer import PLAIN, Look
from cleanup.cli.formats.sarif_objects import Results, driver, dumped, notification
from cleanup.values import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from cleanup.cli.checking.findings import LocatedFinding, Tally

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
MOST = 25_000
"""So many results GitHub takes in one run."""

LARGEST = 9_000_000
"""So many bytes the results may have when they are compressed; GitHub takes 10 MB in all."""

_WORST_FIRST = {severity: rank for rank, severity in enumerate(SEVERITIES)}
_FLUSHED = 200
"""The size is looked at after so many results."""


class _Kept(NamedTuple):
    """A result, as JSON, by how bad it is and when it came."""

    rank: int
    number: int
    code: str
    dumped: str


class Sarif:
    """Keeps the results, up to a number and the worst first, and writes them at the end.

    They are kept as JSON: of a text, only what stands in its results.
    """

    def __init__(
        self, stream: TextIO, look: Look = PLAIN, most: int = MOST, largest: int = LARGEST
    ) -> None:
        self._stream = stream
        self._most = most
        self._largest = largest
        self._results = Results()
        self._kept: list[_Kept] = []
        self._number = 0

    def print(self, located: LocatedFinding) -> None:
        """Keep one result."""
        rank = _WORST_FIRST[severity_of(located)]
        code = located.finding.code
        self._kept.append(_Kept(rank, self._number, code, dumped(self._results.one(located))))
        self._number += 1
        if len(self._kept) >= 2 * self._most:
            self._cut()

    def close(self, tally: Tally) -> None:
        """Write the log; say on standard error if something was left out."""
        self._cut()
        kept = _within(self._largest, self._kept)
        left_out = self._number - len(kept)
        notes = list(_unread(tally))
        if left_out:
            text = (
                f"{counted(left_out, 'finding')} of {self._number:,} left out, the least severe:"
                f" GitHub takes {self._most:,} results and 10 MB; choose files or rules,"
                " or use --format jsonl"
            )
            notes.append(notification("warning", text))
            self._stream.flush()
            print(f"cleanup: {text}", file=sys.stderr)
        self._write(sorted(kept, key=lambda one: one.number), notes, tally)

    def _cut(self) -> None:
        """Keep the worst, and of them the first."""
        self._kept = sorted(self._kept)[: self._most]

    def _write(
        self, kept: Sequence[_Kept], notes: Sequence[dict[str, object]], tally: Tally
    ) -> None:
        invocation = {
            "executionSuccessful": not tally.unreadable,
            "toolExecutionNotifications": notes,
        }
        run = {
            "tool": {"driver": driver(sorted({one.code for one in kept}))},
            "columnKind": "unicodeCodePoints",
            "newlineSequences": ["\r\n", "\n", "\r"],
            "invocations": [invocation],
        }
        head = json.dumps({"$schema": SCHEMA, "version": "2.1.0"})
        self._stream.write(f'{head[:-1]}, "runs": [\n{json.dumps(run)[:-1]}, "results": [')
        for index, one in enumerate(kept):
            self._stream.write(("," if index else "") + "\n" + one.dumped)
        self._stream.write("\n]}]}\n")


def _within(largest: int, kept: Sequence[_Kept]) -> Sequence[_Kept]:
    """Return as many of these from the start as are not too large when they are compressed."""
    packer, size, fitting = zlib.compressobj(6), 0, 0
    for start in range(0, len(kept), _FLUSHED):
        chunk = kept[start : start + _FLUSHED]
        raw = "".join(one.dumped for one in chunk).encode()
        size += len(packer.compress(raw)) + len(packer.flush(zlib.Z_SYNC_FLUSH))
        if size > largest:
            break
        fitting = start + len(chunk)
    return kept[:fitting]


def _unread(tally: Tally) -> Iterator[dict[str, object]]:
    """Yield a notification for each kind of input that could not be read."""
    for level, number, noun, what in (
        ("error", tally.unreadable, "file", "could not be read"),
        ("error", tally.refused, "row", "could not be read"),
        ("warning", tally.passed_over, "file", "passed over, no text"),
    ):
        if number:
            yield notification(level, f"{counted(number, noun)} {what}")
