"""Guess which column of a table holds its text, by its first rows."""

from __future__ import annotations

import csv
import io
import json
from itertools import islice
from typing import TYPE_CHECKING, Any

from cleanup.read.decompress import open_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.read.source import Source

ROWS, BYTES = 50, 1 << 20
"""So much of a table is read."""

LONG = 200
"""The mean of a column of texts has this many code points; that of names or addresses has not."""

NAMES = ("text", "body", "content", "article", "document", "story")
"""Names that go before others, the first before the second."""


def text_column(source: Source) -> str | None:
    """Return the column that seems to hold the text, also as ``article.body``; ``None`` for none.

    Parquet is not looked at. What cannot be read has no column.
    """
    lengths: dict[str, list[int]] = {}
    for record in islice(_records(source), ROWS):
        for name, value in record:
            lengths.setdefault(name, []).append(len(value))
    if "text" in lengths:
        return "text"
    means = {name: sum(found) / len(found) for name, found in lengths.items()}
    long = [name for name, mean in means.items() if mean >= LONG]
    return min(long, key=lambda name: (_rank(name), -means[name]), default=None)


def _rank(name: str) -> int:
    last = name.rpartition(".")[2].lower()
    return NAMES.index(last) if last in NAMES else len(NAMES)


def _records(source: Source) -> Iterator[list[tuple[str, str]]]:
    """Yield the strings of the first rows, with the names of their columns."""
    if source.kind == "parquet":
        return
    with open_bytes(source) as stream:
        head = stream.read(BYTES)
    lines = head.decode("utf-8", "replace").splitlines(keepends=True)
    complete = lines if len(head) < BYTES else lines[:-1]
    if source.kind == "jsonl":
        yield from (_strings(line) for line in complete if line.strip())
        return
    try:
        dialect = csv.Sniffer().sniff("".join(complete[:5]), ",;\t|")
        for row in csv.DictReader(io.StringIO("".join(complete)), dialect=dialect):
            yield [(name, value) for name, value in row.items() if isinstance(value, str)]
    except csv.Error:
        return


def _strings(line: str) -> list[tuple[str, str]]:
    """Return the strings of an object, and of the objects in it."""
    try:
        record: Any = json.loads(line)
    except ValueError:
        return []
    if not isinstance(record, dict):
        return []
    found = [(name, value) for name, value in record.items() if isinstance(value, str)]
    for name, inner in record.items():
        if isinstance(inner, dict):
            found += [(f"{name}.{key}", it) for key, it in inner.items() if isinstance(it, str)]
    return found
