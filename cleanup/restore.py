"""Undo a run: write the original rows of its output, or the text files they came from."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.errors import CannotRun
from cleanup.originals import is_ours, original, original_lines, original_tables, stored_rows
from cleanup.read.parse import parse_line
from cleanup.read.sources import Reading, find_sources, kind_of
from cleanup.write import choose_target, replacing, write_blocks, write_lines
from cleanup.write.below import below, put
from cleanup.write.delimited import Sheet, rows_in

if TYPE_CHECKING:
    from cleanup.read.sources import Source


def restore(out: str, originals: str, *, text: str | None = None, force: bool = False) -> int:
    """Write the rows that ``out`` was made from to ``originals``; return how many.

    ``out`` is the Parquet, JSONL or CSV of a run. Any of them becomes JSONL or CSV, and Parquet
    also Parquet; what was stored as CSV is strings. Where ``originals`` has none of their
    suffixes it is a folder, and text files come out below it under the paths they were read from.
    ``text`` names the text column; the output says itself which it is, as long as its manifest
    (or the metadata of the Parquet file) is there. Rows in quarantine are not in ``out``; their
    bytes are in the quarantine file. Raises ``CannotRun`` if a row does not come out with the
    hash that the run noted.
    """
    source, *others = find_sources([out], Reading(bounded=False))
    if others or source.kind == "text":
        raise CannotRun(
            f"{out}: this is not the output of a run; name its .parquet, .jsonl or .csv file"
        )
    if kind_of(Path(originals)) == (None, None):
        return _restore_files(source, originals, text, force=force)
    target = choose_target(originals, [source.file], force=force)
    if target.kind == "parquet" and source.kind != "parquet":
        raise CannotRun(
            f"{originals}: originals are written as Parquet from Parquet alone; name a .jsonl or"
            " .csv file"
        )
    with replacing(target.file) as data:
        if target.kind == "parquet":
            from cleanup.write.parquet import write_parquet

            schema, tables = original_tables(source, text)
            return write_parquet(tables, data, schema=schema, metadata={})
        if target.kind == "jsonl":
            return write_lines(original_lines(source, text), data, target.compression)
        lines = original_lines(source, text)
        names = dict.fromkeys(name for line in lines for name in parse_line(line).values)
        sheet = Sheet(tuple(names), target.kind)
        rows = chain([sheet.header], map(sheet.row, original_lines(source, text)))
        blocks = (f"{row}\n".encode() for row in rows)
        return write_blocks(blocks, data, target.compression, rows_in) - 1


def _restore_files(source: Source, folder: str, text: str | None, *, force: bool) -> int:
    """Write each original text to its file below ``folder``; return how many.

    A text that was read from a compressed file comes out unpacked.
    """
    for stored in stored_rows(source):
        if kind_of(Path(stored["cleanup_source"]))[0] not in (None, "text"):
            raise CannotRun(
                f"{source.path}: some of its rows come from the table {stored['cleanup_source']};"
                " name a file that ends in .parquet or .jsonl to put them in"
            )
    count = 0
    for stored in stored_rows(source):
        path = Path(stored["cleanup_source"])
        place = path.with_suffix("") if kind_of(path)[1] else path
        name = text or next(name for name in stored if not is_ours(name))
        found = original(source.path, count, stored[name], stored)
        put(below(str(place), folder), (found or "").encode(), force=force)
        count += 1
    return count
