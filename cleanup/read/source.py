"""The kinds and compressions of input files, and how to read them."""

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
"""Suffixes that are read in folders. A file that is named itself and has another suffix is text."""

DELIMITED: frozenset[Kind] = frozenset({"csv", "tsv"})
"""Kinds of tables of strings whose cells are separated by one character."""

TABLES = frozenset(".json .xlsx .xls .arrow .feather .orc .avro".split())
"""Suffixes of tables that are not supported, and must not be read as one text."""

COMPRESSIONS: dict[str, Compression] = {".gz": "gzip", ".zst": "zstd"}

STDIN = "-"

BASELINE = ".cleanup-baseline.json"
"""The file of `cleanup check` that is never an input."""


class Reading(NamedTuple):
    """How to read all inputs, where their names do not say it.

    ``kind`` overrides the suffix of every file. ``delimiter`` and ``quotechar`` are those of CSV,
    one ASCII character each: without a delimiter it is inferred from the header, and with an empty
    ``quotechar`` quotes have no special meaning. A text may have up to ``max_document`` bytes of
    UTF-8. ``encoding`` is that of text files; tables are UTF-8. ``bounded`` is false for outputs of
    a run: their texts may be of any size, and their rows larger. ``vouched`` is true for those that
    their manifest vouches for: they may be packed as tightly as they are.
    """

    kind: Kind | None = None
    delimiter: str | None = None
    quotechar: str = '"'
    max_document: int = 16 << 20
    bounded: bool = True
    vouched: bool = False
    encoding: str = "utf-8"

    @property
    def options(self) -> list[tuple[str, str]]:
        """The command-line options that differ from the defaults, with their values."""
        default = Reading()
        named: list[tuple[str, object, object]] = [
            ("--input-format", self.kind, default.kind),
            ("--delimiter", self.delimiter, default.delimiter),
            ("--quotechar", self.quotechar or "none", default.quotechar),
            ("--max-document", self.max_document, default.max_document),
        ]
        return [(option, str(value)) for option, value, usual in named if value != usual]

    @property
    def longest(self) -> int:
        """The most bytes that a line, a row of CSV or a text file may have."""
        return (4 if self.bounded else 8) * self.max_document

    @property
    def largest_row(self) -> int:
        """The most bytes of memory that a row may take when it is decoded and parsed."""
        return (12 if self.bounded else 16) * self.max_document


DEFAULT_READING = Reading()


class Source(NamedTuple):
    """One input: its path as given, with forward slashes, and how to read it.

    ``local`` is the file to open if it is not ``path``: the spooled copy of standard input.
    """

    path: str
    kind: Kind
    compression: Compression | None
    local: str = ""
    reading: Reading = DEFAULT_READING

    @property
    def file(self) -> Path:
        """The file to open."""
        return Path(self.local or self.path)

    @property
    def is_empty_table(self) -> bool:
        """Whether this is a file of 0 bytes that is to be read as lines or cells."""
        if self.local or self.compression or self.kind not in ("jsonl", *DELIMITED):
            return False
        try:
            return self.file.stat().st_size == 0
        except OSError:
            return False  # who reads it says what is wrong


def kind_of(path: Path) -> tuple[Kind | None, Compression | None]:
    """Return the kind and the compression that a file's suffixes name."""
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    compression = COMPRESSIONS.get(suffixes[-1]) if suffixes else None
    if compression:
        suffixes.pop()
    return KINDS.get(suffixes[-1]) if suffixes else None, compression
