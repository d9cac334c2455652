"""The same rows make the same bytes, however they are cut, in what order, by how many, and where.

In full more than 48 combinations of workers, chunk sizes, row groups of the input, orders of
files, hash seeds, locales and time zones, each for both kinds of output. By default, of chunk sizes
and row groups a third of the combinations, with each of both.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from cleanup.pipeline.options import RunOptions
from cleanup.pipeline.run import run
from tests.scale import SCALE, some

if TYPE_CHECKING:
    from collections.abc import Iterable

DAMAGED = sorted((Path(__file__).parents[2] / "corpus" / "damaged").glob("*.txt"))
TEXTS = [path.read_bytes().decode() for path in DAMAGED][:12]
OUTPUTS = ("out.parquet", "out.jsonl")
GROUP_BYTES = 15_000
"""Small, so that a few articles fill several row groups."""


def write_inputs(folder: Path, row_group: int = 1_000) -> list[str]:
    """Write one file of each kind, with rows that are null or cannot be read; return them."""
    table = pl.DataFrame(
        {
            "text": [*TEXTS, None, *(text[::-1] for text in TEXTS[:5])],
            "kind": pl.Series([f"k{n % 5}" for n in range(len(TEXTS) + 6)], dtype=pl.Categorical),
            "tags": [["a"] * (n % 3) for n in range(len(TEXTS) + 6)],
        }
    )
    table.write_parquet(folder / "a.parquet", row_group_size=row_group)
    rows: list[dict[str, object]] = [
        {"text": text, "n": number, "mixed": number if number % 2 else f"{number}"}
        for number, text in enumerate(TEXTS)
    ]
    lines = [json.dumps(row) for row in rows]
    lines[3:3] = ['{"text": 5}', "", "no json", '{"text": null}']
    (folder / "b.jsonl").write_text("\n".join(lines))
    (folder / "c.txt").write_text(TEXTS[0])
    (folder / "d.jsonl").write_text('{"text": "A quay.\\u00a0", "late": true}\n')
    return [str(folder / name) for name in ("a.parquet", "b.jsonl", "c.txt", "d.jsonl")]


def outcome(
    sources: Iterable[str], folder: Path, workers: int = 1, outputs: Iterable[str] = OUTPUTS
) -> list[str]:
    """Return the hashes of the outputs, and of what could not be read."""
    found = []
    for name in outputs:
        out = folder / name
        summary = run(list(sources), str(out), RunOptions(force=True, workers=workers))
        assert summary.quarantined == 2
        for path in (out, Path(f"{out}.quarantine.jsonl")):
            found.append(sha256(path.read_bytes()).hexdigest())
    return found


@pytest.fixture(autouse=True)
def _small_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleanup.write.parquet.GROUP_BYTES", GROUP_BYTES)


def cut(monkeypatch: pytest.MonkeyPatch, rows: int, size: int = 4 << 20) -> None:
    """Have chunks of so many rows and bytes."""
    for name, value in (("ROWS", rows), ("BYTES", size)):
        monkeypatch.setattr(f"cleanup.read.chunks.{name}", value)
        monkeypatch.setattr(f"cleanup.read.parquet_budget.{name}", value)


def test_chunks_and_row_groups_leave_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = set()
    cuts = ((1, 1 << 20), (7, 1 << 20), (11, 9_000), (50, 1 << 20), (4_000, 1))
    for row_group, (rows, size) in some([*product((1, 7, 10, 1_000), cuts)], least=7):
        cut(monkeypatch, rows, size)
        seen.add(tuple(outcome(write_inputs(tmp_path, row_group), tmp_path)))
    assert len(seen) == 1
    assert pl.read_parquet(tmp_path / "out.parquet").height == 2 * len(TEXTS) + 6 + 1 + 2
    assert pq.read_metadata(tmp_path / "out.parquet").num_row_groups > 2


def test_workers_leave_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = write_inputs(tmp_path)
    alone = {name: outcome(sources, tmp_path, 1, [name]) for name in OUTPUTS}
    many = 8 if SCALE >= 1 else 3
    for workers, rows, name in ((2, 9, OUTPUTS[0]), (2, 1, OUTPUTS[1]), (many, 3, OUTPUTS[0])):
        cut(monkeypatch, rows)
        assert outcome(sources, tmp_path, workers, [name]) == alone[name], (workers, rows)


def test_the_order_of_files_is_that_of_the_rows_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = write_inputs(tmp_path)
    rows_of: list[dict[str, list[str]]] = []
    frames = []
    for order, rows in product((sources, sources[::-1], [*sources[2:], *sources[:2]]), (5, 4_000)):
        cut(monkeypatch, rows)
        outcome(order, tmp_path)
        by_source: dict[str, list[str]] = {}
        for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines():
            by_source.setdefault(json.loads(line)["cleanup_source"], []).append(line)
        assert list(by_source) == order
        rows_of.append(by_source)
        frame = pl.read_parquet(tmp_path / "out.parquet").sort("cleanup_source", "cleanup_row")
        frames.append(frame.select(sorted(frame.columns)))
    assert all(found == rows_of[0] for found in rows_of)
    assert all(frame.equals(frames[0]) for frame in frames)


ELSEWHERE = """
import sys
from pathlib import Path
import cleanup.read.chunks, cleanup.write.parquet
from tests.pipeline.test_determinism import GROUP_BYTES, outcome
cleanup.write.parquet.GROUP_BYTES = GROUP_BYTES
cleanup.read.chunks.ROWS = int(sys.argv[1])
print(outcome(sys.argv[4:], Path(sys.argv[3]), int(sys.argv[2])))
"""


def test_seeds_locales_and_time_zones_leave_no_trace(tmp_path: Path) -> None:
    sources = write_inputs(tmp_path)
    here = outcome(sources, tmp_path)
    elsewhere = (
        (4_000, 1, {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"}),
        (10, 1, {"PYTHONHASHSEED": "1", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kolkata"}),
        (4_000, 1, {"PYTHONHASHSEED": "2", "LC_ALL": "C", "PYTHONUTF8": "0"}),
        (10, 2, {"PYTHONHASHSEED": "random", "LC_ALL": "C.UTF-8", "POLARS_MAX_THREADS": "3"}),
    )
    started = []
    for number, (rows, workers, changed) in enumerate(elsewhere):
        folder = tmp_path / str(number)
        folder.mkdir()
        command = [sys.executable, "-c", ELSEWHERE, str(rows), str(workers), str(folder), *sources]
        started.append(
            subprocess.Popen(
                command,
                env=os.environ | changed,
                cwd=Path(__file__).parents[2],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
    for out, err in [process.communicate() for process in started]:
        assert out == f"{here}\n", err
