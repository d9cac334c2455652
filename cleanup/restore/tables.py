"""Rebuild the rows of a table from an output, with those that a run put into quarantine."""

from __future__ import annotations

from heapq import merge
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from cleanup.errors import CannotRun
from cleanup.read.source import DELIMITED
from cleanup.stored.output import rejected_rows
from cleanup.stored.rows import column_names, numbered_lines, original_tables
from cleanup.write import replace_atomically, write_blocks
from cleanup.write.delimited import CsvFormat, CsvLikeBefore
from cleanup.write.manifest import size_and_sha256

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from cleanup.read.source import Compression, Kind
    from cleanup.restore.how import Undo
    from cleanup.stored.output import Output


class Rebuilt(NamedTuple):
    """The file to write original rows to, and its format."""

    file: Path
    kind: Kind
    compression: Compression | None


class _Format(Protocol):
    """How a row of JSON becomes a line of a file, and what comes before the first."""

    @property
    def header(self) -> str: ...
    @property
    def line_end(self) -> str: ...
    def row(self, line: str) -> str: ...


class _Lines:
    """Lines of JSON, or of CSV in a format of our own."""

    line_end = "\n"

    def __init__(self, csv: CsvFormat | None = None) -> None:
        self._csv = csv
        self.header = f"{csv.header}\n" if csv else ""

    def row(self, line: str) -> str:
        return f"{self._csv.row(line) if self._csv else line}\n"


def restore_table(output: Output, rebuilt: Rebuilt, how: Undo) -> int:
    """Write the original rows; return how many there were. Raises ``CannotRun``.

    If all are of one file and come back in its format, the dropped and quarantined ones are among
    them, in their places; else ``how`` is told where they are.
    """
    with replace_atomically(rebuilt.file) as data:
        if rebuilt.kind == "parquet":
            from cleanup.write.parquet import write_parquet

            if not _is_of_one_file(output, "parquet"):
                output = _without_dropped(output, how)
            elif output.missing:
                _without_dropped(output, how)
            schema, tables = original_tables(output, how.text)
            _leave(output, how)
            return write_parquet(tables, data, schema=schema, metadata={})
        rows = _Rows(output, rebuilt.kind, how)
        write_blocks(rows.blocks(), data, rebuilt.compression)
        rows.compare(data, rebuilt)
    return rows.count


def _leave(output: Output, how: Undo) -> None:
    """Say where the quarantined rows are, if there are some."""
    if output.quarantine:
        how.on_left(output.quarantine)


def _without_dropped(output: Output, how: Undo) -> Output:
    """Return an output without its dropped rows, if there are some; say where they are."""
    if output.missing:
        how.on_note(output.missing_sentence)
    elif output.dropped:
        how.on_note(
            f"{output.dropped.path}: this has the rows that were dropped; undo takes it as well"
        )
    return output._replace(dropped=None)


def _is_of_one_file(output: Output, kind: Kind) -> bool:
    """Return whether all rows are of one file of this kind."""
    inputs = output.manifest["inputs"] if output.manifest else []
    return [file["kind"] for file in inputs] == [kind]


class _Rows:
    """The rows of a file that is rebuilt, as bytes, and how many there were."""

    def __init__(self, output: Output, kind: Kind, how: Undo) -> None:
        self._output, self._kind, self._how = output, kind, how
        self.count = 0
        fits = _is_of_one_file(output, kind)
        self._file: dict[str, Any] | None = (
            output.manifest["inputs"][0] if fits and output.manifest else None
        )
        self._dialect: dict[str, Any] | None = self._file and self._file.get("dialect")

    def blocks(self) -> Iterator[bytes]:
        """Yield the header, if there is one, and the rows."""
        form = self._format()
        held, end = form.header.encode(), form.line_end.encode()
        for raw in self._raw(form):
            if held:
                yield held if held.endswith(b"\n") else held + end
            held = raw
            self.count += 1
        ended = not self._dialect or self._dialect["ended"]
        yield held if ended else held.removesuffix(end)

    def compare(self, data: Path, rebuilt: Rebuilt) -> None:
        """Compare a file that was written as the one before was with the hash of that one.

        Raises ``CannotRun`` if the run said that it would come out the same.
        """
        if not self._dialect or not self._file or self._is_part(self._file) or rebuilt.compression:
            return
        if size_and_sha256(data) == (self._file["bytes"], self._file["sha256"]):
            return
        if self._dialect["exact"]:
            raise CannotRun(
                f"{self._output.path}: its rows do not come out as {self._file['path']}, of which"
                " its manifest has the hash; the output or the manifest was changed after the run,"
                " so take the original itself"
            )
        self._how.on_note(
            f"{rebuilt.file}: this comes back with all its values, but not byte for byte, because"
            " its rows are not all quoted or ended alike, or blank lines stand between them"
        )

    def _is_part(self, file: Mapping[str, Any]) -> bool:
        """Return whether rows are missing: they were not selected, or are left in quarantine."""
        left = bool(self._output.quarantine) and not self._output.rejects
        return bool(file["passed_over"]) or left or bool(self._output.missing)

    def _format(self) -> _Format:
        if self._kind not in DELIMITED:
            return _Lines()
        if self._dialect:
            return CsvLikeBefore.of(self._output.path, self._dialect)
        return _Lines(CsvFormat(column_names(self._output, self._how.text), self._kind))

    def _raw(self, form: _Format) -> Iterator[bytes]:
        """Yield the bytes of each row, in order, with those of quarantined rows."""
        output = self._output
        if not self._file or output.missing:
            output = _without_dropped(output, self._how)
        rows = [self._numbered(one, form) for one in output.with_dropped]
        if not self._file:
            _leave(output, self._how)
            yield from (raw for _, raw in rows[0])
            return
        rejected = rejected_rows(output) if output.rejects else iter(())
        merged = merge(*rows, ((one.row, one.raw) for one in rejected))
        if output.quarantine and not output.rejects:
            _leave(output, self._how)
            yield from (raw for _, raw in merged)
        elif output.missing:
            yield from (raw for _, raw in merged)
        else:
            yield from _complete(output, self._file, merged)

    def _numbered(self, output: Output, form: _Format) -> Iterator[tuple[int, bytes]]:
        """Yield the bytes of each row of a file, after its number in the input."""
        for number, line in numbered_lines(output, self._how.text):
            yield number, form.row(line).encode()


def _complete(
    output: Output, file: Mapping[str, Any], rows: Iterator[tuple[int, bytes]]
) -> Iterator[bytes]:
    """Yield the bytes of all rows of a file. Raises ``CannotRun`` if one is missing or moved."""
    due = 0
    for number, raw in rows:
        if number != due and not file["passed_over"]:
            break
        yield raw
        due += 1
    if due != file["written"] + file.get("dropped", 0) + file["quarantined"]:
        raise CannotRun(
            f"{output.path}: row {due} of {file['path']} is missing, or stands in another place;"
            " take the original itself"
        )
