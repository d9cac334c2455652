"""Memory is bounded whatever the input; at full size, ``python -m benchmarks.resources memory``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from benchmarks import resources

MEGABYTES = 300
ROWS = 100_000

READ = """
import resource, sys
from cleanup.read import find_sources
from cleanup.read.parquet import open_table
from cleanup.read.decompress import Meter

table = open_table(find_sources(sys.argv[1:])[0], Meter())
rows = size = 0
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for batch in table.batches():
    rows, size = rows + batch.num_rows, size + batch.nbytes
print(rows, size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss is in kilobytes on Linux alone")
def test_a_row_group_is_never_held_whole(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    text = "The ferry left the quay. " * (MEGABYTES * 1_000_000 // ROWS // 25)
    texts = pa.array((f"{number} {text}" for number in range(ROWS)), pa.large_string(), size=ROWS)
    pq.write_table(pa.table({"text": texts}), path, row_group_size=ROWS, use_dictionary=False)
    assert pq.read_metadata(path).num_row_groups == 1
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True
    )
    rows, size, grown = map(int, done.stdout.split())
    assert rows == ROWS
    assert size > MEGABYTES * 1_000_000
    assert grown * 1024 < MEGABYTES * 1_000_000 / 3


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is read in /proc")
def test_the_benchmarks_run(capsys: pytest.CaptureFixture[str]) -> None:
    assert resources.main(["memory", "--megabytes=0.1", "--workers=2", "--kinds=jsonl"]) == 0
    for line in capsys.readouterr().out.splitlines()[1:]:
        assert 50 < int(line.split()[3]) < resources.MAX_MEGABYTES
    assert resources.main(["workers", "--megabytes=0.1", "--pairs=1"]) == 0
    assert "median: " in capsys.readouterr().out
