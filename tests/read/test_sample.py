"""Sampling: the first rows or a random sample; rows that are not selected are counted."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from cleanup.pipeline.options import RunOptions
from cleanup.pipeline.run import run
from cleanup.read.sample import Sample
from cleanup.settings import Settings
from tests.commands import run as command

if TYPE_CHECKING:
    from cleanup.write.summary import Summary

SETTINGS = Settings(select=("JOI001",))
ROWS = 40
BAD = 7
"""The row of each table that cannot be read."""


@pytest.fixture
def sources(tmp_path: Path) -> list[str]:
    """Five files of 1 + 4 x 40 rows: a text, JSONL with blank lines, CSV, Parquet, JSONL."""
    texts = [f"Ferry {number} left." for number in range(ROWS)]
    (tmp_path / "a.txt").write_text("A quay.")
    lines = [json.dumps({"text": text}) for text in texts]
    lines[BAD] = "[]"
    (tmp_path / "b.jsonl").write_text("\ufeff" + "\n \n".join(lines), "utf-8")
    cells = [f'"{text}\n"' for text in texts]
    cells[BAD] = '"a"b'
    (tmp_path / "c.csv").write_text("\n".join(["text", *cells]))
    pl.DataFrame({"text": texts}).write_parquet(tmp_path / "d.parquet", row_group_size=9)
    (tmp_path / "e.jsonl").write_text("\n".join(lines))
    return sorted(map(str, tmp_path.iterdir()))


def selected(out: Path) -> list[tuple[str, int, str]]:
    """Return the source, number and text of each row in the output or quarantine, in order."""
    read = [json.loads(line) for line in out.read_bytes().splitlines()]
    rows = [(row["cleanup_source"], row["cleanup_row"], row["text"].strip()) for row in read]
    aside = Path(f"{out}.quarantine.jsonl")
    for line in aside.read_bytes().splitlines() if aside.exists() else ():
        rejected = json.loads(line)
        assert rejected["row"] == BAD
        rows.append((rejected["source"], rejected["row"], ""))
    return [(Path(source).name, row, text) for source, row, text in sorted(rows)]


def go(sources: list[str], out: Path, sample: Sample, workers: int = 1) -> Summary:
    return run(
        sources, str(out), RunOptions(settings=SETTINGS, sample=sample, force=True, workers=workers)
    )


def manifest(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(f"{out}.manifest.json").read_bytes())
    return found


ALL = [("a.txt", 0, "A quay.")] + [
    (name, row, f"Ferry {row} left." if row != BAD or name == "d.parquet" else "")
    for name in ("b.jsonl", "c.csv", "d.parquet", "e.jsonl")
    for row in range(ROWS)
]


@pytest.mark.parametrize("count", [1, 2, 9, 41, 43, 60, 81, 95, 121, 130, 161, 1_000])
def test_a_head_is_the_first_rows_of_all(tmp_path: Path, sources: list[str], count: int) -> None:
    out = tmp_path / "out.jsonl"
    summary = go(sources, out, Sample(head=count))
    assert selected(out) == ALL[:count]
    assert summary.rows + summary.quarantined == min(count, len(ALL))
    assert summary.passed_over == max(0, len(ALL) - count)
    content = manifest(out)
    assert content["choice"] == {"head": count, "sample": None, "seed": 0}
    assert [file["rows"] for file in content["inputs"]] == [1, ROWS, ROWS, ROWS, ROWS]
    for file in content["inputs"]:
        assert file["rows"] == file["written"] + file["quarantined"] + file["passed_over"]


@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet", "out.csv"])
def test_a_sample_does_not_depend_on_how_it_is_cut(
    tmp_path: Path, sources: list[str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    outputs = set()
    out = tmp_path / name
    for rows, workers in ((2_000, 1), (3, 1), (17, 1), (17, 2)):
        monkeypatch.setattr("cleanup.read.chunks.ROWS", rows)
        summary = go(sources, out, Sample(size=50, seed=4), workers)
        assert (summary.rows + summary.quarantined, summary.passed_over) == (50, len(ALL) - 50)
        outputs.add(out.read_bytes())
    assert len(outputs) == 1
    assert manifest(out)["choice"] == {"head": None, "sample": 50, "seed": 4}


def test_a_sample_is_in_the_order_of_the_inputs_and_another_with_another_seed(
    tmp_path: Path, sources: list[str]
) -> None:
    out = tmp_path / "out.jsonl"
    drawn = []
    for seed in (0, 1):
        go(sources, out, Sample(size=50, seed=seed))
        drawn.append(selected(out))
        assert len(drawn[-1]) == 50
        assert set(drawn[-1]) < set(ALL)
    assert drawn[0] != drawn[1]
    go(sources[::-1], out, Sample(size=50, seed=1))
    assert selected(out) == drawn[1]
    lines = [json.loads(line) for line in out.read_bytes().splitlines()]
    places = [(-sources.index(line["cleanup_source"]), line["cleanup_row"]) for line in lines]
    assert places == sorted(places)
    go(sources, out, Sample(size=1_000))
    assert selected(out) == ALL


def test_every_row_is_as_likely_in_a_sample(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("".join(f'{{"text": "{n}"}}\n' for n in range(20)))
    drawn: Counter[int] = Counter()
    for seed in range(50):
        go([str(source)], tmp_path / "out.jsonl", Sample(size=5, seed=seed))
        drawn.update(row for _, row, _ in selected(tmp_path / "out.jsonl"))
    assert drawn.total() == 250
    assert all(3 <= drawn[row] <= 27 for row in range(20))


def test_columns_that_no_selected_row_has_are_left_out(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"text": "A quay.", "n": 1}\n{"text": "A ferry.", "n": "x", "late": 1}\n')
    go([str(source)], tmp_path / "out.parquet", Sample(head=1))
    frame = pl.read_parquet(tmp_path / "out.parquet")
    assert (frame.columns[:3], frame["n"].to_list()) == (["text", "n", "cleanup_source"], [1])


@pytest.mark.usefixtures("in_folder")
def test_the_summary_counts_rows_that_were_skipped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "A quay."}\n' * 3)
    assert command("run", "in.jsonl", "-o", "out.jsonl", "--sample", "2", "--seed", "9") == 0
    assert "skipped      1   rows that were not selected" in capsys.readouterr().out
    assert command("run", "in.jsonl", "-o", "b.jsonl", "--sample", "2", "--head", "1") == 2
    assert command("run", "in.jsonl", "-o", "b.jsonl", "--head", "0") == 2
