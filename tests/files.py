"""Trees of files, written to be run and undone, and what must come back of them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import polars as pl
import zstandard

Tree = dict[str, bytes]
"""Contents by path."""


def written(folder: str, files: Tree) -> None:
    for name, raw in files.items():
        Path(folder, name).parent.mkdir(parents=True, exist_ok=True)
        Path(folder, name).write_bytes(raw)


def plain(path: Path) -> Any:  # noqa: ANN401
    """Return what must come back of a file: its bytes, unpacked; of JSONL the values."""
    raw = path.read_bytes()
    if path.suffix == ".gz":
        raw = gzip.decompress(raw)
    if path.suffix == ".zst":
        raw = zstandard.ZstdDecompressor().decompressobj().decompress(raw)
    if path.suffix == ".parquet":
        return pl.read_parquet(path).to_dicts()
    return [_value(line) for line in raw.splitlines(True)] if ".jsonl" in path.suffixes else raw


def _value(line: bytes) -> Any:  # noqa: ANN401
    try:
        return json.loads(line)
    except ValueError:
        return line


def found(folder: str) -> dict[str, Any]:
    return {
        path.relative_to(folder).as_posix(): plain(path)
        for path in Path(folder).rglob("*")
        if path.is_file()
    }
