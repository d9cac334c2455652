"""Where texts come from: files, folders and standard input, told apart before anything is read."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

Kind = Literal["text", "jsonl", "parquet", "csv", "tsv"]
Compression = Literal["gzip", "zstd"]

KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".rst": "text",
    ".adoc": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".csv": "csv",
    ".tsv": "tsv",
}
"""Suffixes that are read in folders. A file that is named itself and has another is a text."""

DELIMITED: frozenset[Kind] = frozenset({"csv", "tsv"})
"""Tables whose cells are all strings, with a character between them."""

TABLES = frozenset(".json .xlsx .xls .arrow .feather .orc .avro".split())
"""Suffixes of tables that are not read; as one text they would be misread."""

COMPRESSIONS: dict[str, Compression] = {".gz": "gzip", ".zst": "zstd"}

STDIN = "-"


class Reading(NamedTuple):
    """What is said about all inputs beyond what their names say.

    ``kind`` holds for every file, whatever its suffix. ``delimiter`` and ``quotechar`` are those
    of CSV, one ASCII character each: without a delimiter it is told from the header, and with an
    empty ``quotechar`` quotes are characters like others. A text may have ``max_document`` bytes
    of UTF-8. ``bounded`` is false for what a run wrote itself: of that, everything is read.
    """

    kind: Kind | None = None
    delimiter: str | None = None
    quotechar: str = '"'
    max_document: int = 16 << 20
    bounded: bool = True

    @property
    def options(self) -> list[tuple[str, str]]:
        """The options of a command that say this, without those that say nothing new."""
        usual = Reading()
        named: list[tuple[str, object, object]] = [
            ("--input-format", self.kind, usual.kind),
            ("--delimiter", self.delimiter, usual.delimiter),
            ("--quotechar", self.quotechar or "none", usual.quotechar),
            ("--max-document", self.max_document, usual.max_document),
        ]
        return [(option, str(value)) for option, value, known in named if value != known]

    @property
    def longest(self) -> int:
        """How many bytes a line, a row of CSV or a text file may have to be read at all."""
        return 4 * self.max_document if self.bounded else 1 << 62


PLAIN = Reading()
"""What is held where nothing is said."""


class Source(NamedTuple):
    """One input: its path as given, with forward slashes, and how to read it.

    ``local`` is where the bytes lie: the path itself, or the spooled copy of standard input.
    """

    path: str
    kind: Kind
    compression: Compression | None
    local: str = ""
    reading: Reading = PLAIN

    @property
    def file(self) -> Path:
        """The file to open."""
        return Path(self.local or self.path)


def kind_of(path: Path) -> tuple[Kind | None, Compression | None]:
    """Return what a file's name says about its kind and its compression."""
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    compression = COMPRESSIONS.get(suffixes[-1]) if suffixes else None
    if compression:
        suffixes.pop()
    return KINDS.get(suffixes[-1]) if suffixes else None, compression
