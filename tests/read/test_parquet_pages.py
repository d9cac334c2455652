"""The headers of Parquet's pages are read in bounded depth and number, whatever they say."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import polars as pl
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from cleanup.cli.main import main
from cleanup.read.parquet_pages import BadPageError, _header, pages_of

if TYPE_CHECKING:
    from pathlib import Path

LIST_OF_ONE_LIST = 0x19
"""A list with one element, which is a list; also a field of that kind, after the one before."""
LIST_OF_NUMBERS = 0xF5
"""A list of numbers whose length follows."""


@pytest.mark.parametrize(
    "raw",
    [
        bytes([LIST_OF_ONE_LIST]) * 5_000,
        bytes([LIST_OF_ONE_LIST, LIST_OF_NUMBERS, 0xA0, 0x9C, 0x01]) + bytes(20_000),
        b"\x15\x00" * 20_000,
        b"\x1c" * 200,
        b"\x1d",
        b"\x15" + b"\xff" * 200,
    ],
    ids=["deep lists", "a long list", "many fields", "deep structs", "no kind", "a long number"],
)
def test_a_header_that_is_none_is_refused(raw: bytes) -> None:
    with pytest.raises(BadPageError):
        _header(io.BytesIO(raw), 0)


def test_a_header_that_never_ends_is_refused() -> None:
    with pytest.raises(BadPageError):
        _header(io.BytesIO(b"\x15"), 0)


@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_the_pages_hold_all_values_of_a_column(tmp_path: Path, version: str) -> None:
    path = tmp_path / "a.parquet"
    texts = [f"The boat {number} was late." for number in range(5_000)]
    table = pl.DataFrame({"text": texts}).to_arrow()
    pq.write_table(table, path, use_dictionary=False, data_page_version=version, data_page_size=999)
    column = pq.ParquetFile(path).metadata.row_group(0).column(0)
    with path.open("rb") as file:
        pages = list(pages_of(file, column))
    assert len(pages) > 3
    assert sum(page.values for page in pages) == len(texts)
    assert sum(page.size for page in pages) >= sum(map(len, texts))


@pytest.mark.parametrize("metadata", [{b"a\xbf": b"a"}, {b"a": b"\xff"}])
def test_metadata_that_are_not_utf_8_are_refused(
    tmp_path: Path, metadata: dict[bytes, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.parquet"
    table = pl.DataFrame({"text": ["The boat was late."]}).to_arrow()
    pq.write_table(table.replace_schema_metadata(metadata), path)
    assert main(["run", str(path), "-o", str(tmp_path / "out.jsonl")]) == 2
    assert "metadata of this Parquet file are not UTF-8" in capsys.readouterr().err
