"""Limits: no document, no line and no compressed file is larger than its limit."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest
import zstandard

from cleanup.errors import CannotRun
from cleanup.pipeline.options import RunOptions
from cleanup.pipeline.run import run
from cleanup.read import Reading, decompress, find_sources, read_rows
from cleanup.read.row import Columns, Reject, Row
from cleanup.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleanup.write.summary import Summary

TEXT = "The ferry left the quay. "
MEGABYTE = 1 << 20


def go(source: Path, out: Path, reading: Reading) -> Summary:
    settings = Settings(select=("DOC001",))
    return run([str(source)], str(out), RunOptions(settings=settings, reading=reading))


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet", "txt"])
@pytest.mark.parametrize("out", ["out.parquet", "out.jsonl", "out.csv"])
def test_a_document_that_is_too_large_is_quarantined(tmp_path: Path, kind: str, out: str) -> None:
    limit = 4_000
    large, small = "\u00e9" * (limit // 2 + 1), "\u00e9" * (limit // 2)
    texts = [small, large, "A quay."]
    source, raw = tmp_path / f"in.{kind}", large.encode()
    if kind == "jsonl":
        lines = [json.dumps({"text": text}, ensure_ascii=False).encode() + b"\n" for text in texts]
        source.write_bytes(b"".join(lines))
        raw = lines[1]
    elif kind == "csv":
        source.write_text("".join(f"{line}\n" for line in ["text", *texts]), "utf-8")
        raw += b"\n"
    elif kind == "parquet":
        pl.DataFrame({"text": texts, "n": [1, 2, 3]}).write_parquet(source)
    else:
        texts = [large]
        source.write_text(large, "utf-8")
    summary = go(source, tmp_path / out, Reading(max_document=limit))
    assert (summary.rows, summary.quarantined) == (len(texts) - 1, 1)
    [line] = Path(f"{tmp_path / out}.quarantine.jsonl").read_text().splitlines()
    rejected = json.loads(line)
    assert (rejected["reason"], rejected["row"]) == ("document-too-large", int(kind != "txt"))
    assert b64decode(rejected["raw_base64"]) == raw
    assert f"{limit + 2:,} bytes, more than the {limit:,} of --max-document" in rejected["message"]
    if out == "out.parquet" and kind == "parquet":
        frame = pl.read_parquet(tmp_path / out)
        assert frame.select("text", "n", "cleanup_row").rows() == [(small, 1, 0), ("A quay.", 3, 2)]
    read = list(read_rows(find_sources([str(source)], Reading(max_document=limit))[0], Columns()))
    assert [isinstance(row, Reject) for row in read] == [text == large for text in texts]


@pytest.mark.parametrize(
    ("name", "content", "where"),
    [
        ("in.jsonl", b'{"text": "fine"}\n{"text": "' + b"a" * 5_000 + b'"}\n', "line 2"),
        ("in.csv", b"text\nfine\n" + b"a" * 5_000, "line 3"),
        ("in.csv", b'text\nfine\n"' + b"a\n" * 2_500 + b'"\n', "line 3"),
        ("in.txt", b"a" * 5_000, "this text"),
    ],
)
def test_what_is_far_too_long_is_not_read_at_all(
    tmp_path: Path, name: str, content: bytes, where: str
) -> None:
    (tmp_path / name).write_bytes(content)
    message = rf"{name}: {where} is longer than 4,000 bytes.*; split it, or .* --max-document"
    with pytest.raises(CannotRun, match=message):
        go(tmp_path / name, tmp_path / "out.jsonl", Reading(max_document=1_000))


def gzipped(piece: bytes, count: int, begin: bytes = b"") -> bytes:
    return gzip.compress(begin) + gzip.compress(piece) * count


def zstandardized(piece: bytes, count: int, begin: bytes = b"") -> bytes:
    return zstandard.compress(begin) + zstandard.compress(piece) * count


RUN = """
import resource, sys
from pathlib import Path
from cleanup.cli.main import main
code = main(["run", sys.argv[1], "-o", sys.argv[2], "--workers", "1"])
used = resource.getrusage(resource.RUSAGE_SELF)
peak = used.ru_maxrss >> 10
if (status := Path("/proc/self/status")).exists():
    # What Linux reports as used begins with the peak of the process that started this one.
    peak = int(status.read_text().partition("VmHWM:")[2].split()[0]) >> 10
print(code, peak, used.ru_utime + used.ru_stime)
"""

BOMBS: dict[str, Callable[[], bytes]] = {
    "line.jsonl.gz": lambda: gzipped(b"a" * (32 * MEGABYTE), 64, b'{"text": "'),
    "line.jsonl.zst": lambda: zstandardized(b"a" * (128 * MEGABYTE), 160, b'{"text": "'),
    "blank.jsonl.gz": lambda: gzipped(b"\n" * (32 * MEGABYTE), 64, b'{"text": "A quay."}\n'),
    "blank.csv.zst": lambda: zstandardized(b"\r\n" * (64 * MEGABYTE), 160, b"text\nA quay.\n"),
    "rows.jsonl.zst": lambda: zstandardized(b'{"text": "A quay."}\n' * (MEGABYTE * 8 // 5), 64),
    "text.txt.gz": lambda: gzipped(b"a" * (32 * MEGABYTE), 64),
    "table.parquet.zst": lambda: zstandardized(b"\0" * (128 * MEGABYTE), 160),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_at_once(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(BOMBS[name]())
    assert (tmp_path / name).stat().st_size < 2.5 * MEGABYTE
    command = [sys.executable, "-c", RUN, str(tmp_path / name), str(tmp_path / "out.jsonl")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "grows to more than 200 times its size; if that is meant, unpack it" in done.stderr
    code, megabytes, seconds = map(float, done.stdout.split())
    assert code == 2
    assert megabytes < 700
    assert seconds < 5
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_rows_that_repeat_are_read_however_small_they_pack(tmp_path: Path) -> None:
    line = json.dumps({"text": TEXT * 4}).encode() + b"\n"
    for name, pack in (("a.jsonl.gz", gzip.compress), ("a.jsonl.zst", zstandard.compress)):
        packed = pack(line * 100_000)
        assert len(line) * 100_000 > decompress.RATIO * len(packed)
        (tmp_path / name).write_bytes(packed)
        rows = read_rows(find_sources([str(tmp_path / name)])[0], Columns())
        assert sum(isinstance(row, Row) for row in rows) == 100_000


def test_a_stream_that_grows_beyond_all_bounds_is_refused_but_not_what_a_run_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decompress, "FREE", 1 << 16)
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "A quay."}\n' * 100_000))
    with pytest.raises(CannotRun, match="gzip stream grows to more than 200 times its size"):
        list(read_rows(find_sources([str(path)])[0], Columns()))
    [source] = find_sources([str(path)], Reading(bounded=False, vouched=True))
    assert len(list(read_rows(source, Columns()))) == 100_000


def test_a_zstd_window_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=30, enable_ldm=True)
    packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(packer.compress(b'{"text": "A quay."}\n') + packer.flush())
    with pytest.raises(CannotRun, match="more than 128 MB to be unpacked; pack it anew"):
        list(read_rows(find_sources([str(path)])[0], Columns()))
