"""Rebuild the rows of a table from an output, with those that a run put into quarantine."""

from __future__ import annotations

from heapq import merge
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from cleanup.errors import CannotRun
from cleanup.read.source import DELIMITED
from cleanup.restore.output import rejected_rows
from cleanup.restore.rows import column_names, numbered_lines, original_tables
from cleanup.write import replace_atomically, write_blocks
from cleanup.write.delimited import CsvFormat

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from cleanup.read.source import Compression, Kind
    from cleanup.restore.how import Undo
    from cleanup.restore.output import Output


class Rebuilt(NamedTuple):
    """The file to write original rows to, and its format."""

    file: Path
    kind: Kind
    compression: Compression | None


class _Format(Protocol):
    """How a row of JSON becomes bytes of a file, and what comes before the first."""

    @property
    def header(self) -> str: ...
    def row(self, line: str) -> str: ...


class _Jsonl:
    header = ""

    def row(self, line: str) -> str:
        return f"{line}\n"


class _Csv:
    def __init__(self, csv_format: CsvFormat) -> None:
        self._format = csv_format
        self.header = f"{csv_format.header}\n"

    def row(self, line: str) -> str:
        return f"{self._format.row(line)}\n"


def restore_table(output: Output, rebuilt: Rebuilt, how: Undo) -> int:
    """Write the original rows; return how many there were. Raises ``CannotRun``.

    If all are of one file and come back in its format, the quarantined ones are among them, in
    their places; else ``how`` is told where they are.
    """
    with replace_atomically(rebuilt.file) as data:
        if rebuilt.kind == "parquet":
            from cleanup.write.parquet import write_parquet

            schema, tables = original_tables(output, how.text)
            _leave(output, how)
            return write_parquet(tables, data, schema=schema, metadata={})
        rows = _Rows(output, rebuilt.kind, how)
        write_blocks(rows.blocks(), data, rebuilt.compression)
    return rows.count


def _leave(output: Output, how: Undo) -> None:
    """Say where the quarantined rows are, if there are some."""
    if output.quarantine:
        how.on_left(output.quarantine)


class _Rows:
    """The rows of a file that is rebuilt, as bytes, and how many there were."""

    def __init__(self, output: Output, kind: Kind, how: Undo) -> None:
        self._output, self._kind, self._how = output, kind, how
        self.count = 0

    def blocks(self) -> Iterator[bytes]:
        """Yield the header, if there is one, and the rows."""
        form = self._format()
        if form.header:
            yield form.header.encode()
        ended = True
        for raw in self._raw(form):
            yield raw if ended else b"\n" + raw
            ended = raw.endswith(b"\n")
            self.count += 1

    def _format(self) -> _Format:
        if self._kind not in DELIMITED:
            return _Jsonl()
        return _Csv(CsvFormat(column_names(self._output, self._how.text), self._kind))

    def _raw(self, form: _Format) -> Iterator[bytes]:
        """Yield the bytes of each row, in order, with those of quarantined rows."""
        lines = numbered_lines(self._output, self._how.text)
        rows = ((number, form.row(line).encode()) for number, line in lines)
        output, manifest = self._output, self._output.manifest
        inputs = manifest["inputs"] if manifest else []
        if [file["kind"] for file in inputs] != [self._kind]:
            _leave(output, self._how)
            yield from (raw for _, raw in rows)
            return
        rejected = rejected_rows(output) if output.rejects else iter(())
        both = merge(rows, ((row, raw) for _, row, raw in rejected))
        if output.quarantine and not output.rejects:
            _leave(output, self._how)
            yield from (raw for _, raw in both)
        else:
            yield from _complete(output, inputs[0], both)


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
    if due != file["written"] + file["quarantined"]:
        raise CannotRun(
            f"{output.path}: row {due} of {file['path']} is missing, or stands in another place;"
            " take the original itself"
        )
