"""Undo of runs that dropped rows: the whole file, or the dropped rows alone."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from tests.commands import GLUED, PLAIN, jsonl, run

pytestmark = pytest.mark.usefixtures("in_folder")

Captured = pytest.CaptureFixture[str]
GUARD = "This website is using a security service to protect itself from online attacks.. "
TEXTS = [GUARD, GLUED, GUARD, GUARD, PLAIN, GUARD]
DROP = ("--drop", "verdicts")


def write(name: str) -> None:
    frame = pl.DataFrame({"text": TEXTS, "n": range(len(TEXTS))})
    if name.endswith("parquet"):
        frame.write_parquet(name, row_group_size=2)
    elif name.endswith("csv"):
        frame.write_csv(name)
    else:
        jsonl(Path(name), *frame.to_dicts())


@pytest.mark.parametrize("out", ["out.jsonl", "out.csv", "out.parquet", "out.jsonl.zst"])
@pytest.mark.parametrize("source", ["in.jsonl", "in.csv", "in.parquet"])
def test_the_file_comes_back_whole(source: str, out: str, capsys: Captured) -> None:
    write(source)
    assert run("run", source, "-o", out, *DROP) == 0
    assert "dropped      4" in capsys.readouterr().out
    if source == "in.parquet" and out != "out.parquet":
        return
    assert run("undo", out, "-o", f"back-{source}") == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == (f"6 original rows in back-{source}\n", "")
    if source == "in.parquet":
        assert pl.read_parquet("back-in.parquet").rows() == pl.read_parquet(source).rows()
    elif source == "in.csv" or out.startswith("out.jsonl"):
        assert Path(f"back-{source}").read_bytes() == Path(source).read_bytes()
    else:
        back = pl.read_ndjson("back-in.jsonl").with_columns(pl.col("n").cast(int))
        assert back.rows() == pl.read_ndjson(source).rows()


@pytest.mark.parametrize("out", ["out.jsonl", "out.csv", "out.parquet"])
def test_the_dropped_rows_come_back_alone(out: str, capsys: Captured) -> None:
    write("in.jsonl")
    assert run("run", "in.jsonl", "-o", out, "--text", "text", *DROP) == 0
    [beside] = [path.name for path in Path().glob("*.dropped.*")]
    assert run("undo", beside, "-o", "back.jsonl") == 0
    assert "4 original rows in back.jsonl" in capsys.readouterr().out
    rows = [json.loads(line) for line in Path("back.jsonl").read_text().splitlines()]
    assert [(row["text"], int(row["n"])) for row in rows] == [(GUARD, n) for n in (0, 2, 3, 5)]


def test_the_text_column_and_guards_are_those_of_the_run() -> None:
    jsonl(Path("in.jsonl"), {"body": GUARD, "n": "=1"}, {"body": PLAIN, "n": "=2"})
    assert run("run", "in.jsonl", "-o", "out.csv", "--text", "body", "--guard-formulas", *DROP) == 0
    assert "'=1" in Path("out.csv.dropped.csv").read_text()
    assert run("undo", "out.csv.dropped.csv", "-o", "back.jsonl") == 0
    assert json.loads(Path("back.jsonl").read_text()) == {"body": GUARD, "n": "=1"}


def test_quarantined_and_dropped_rows_come_back_in_their_places() -> None:
    Path("in.jsonl").write_text(
        "".join(f"{row}\n" for row in (json.dumps({"text": GUARD}), "no row", '{"text": "a"}'))
    )
    assert run("run", "in.jsonl", "-o", "out.jsonl", *DROP) == 1
    assert run("undo", "out.jsonl", "-o", "back.jsonl") == 0
    assert Path("back.jsonl").read_bytes() == Path("in.jsonl").read_bytes()


def test_text_files_come_back_and_so_does_a_folder() -> None:
    Path("in").mkdir()
    for name, text in {"a.txt": GUARD, "b.txt": GLUED}.items():
        Path("in", name).write_text(text)
    write("in/c.jsonl")
    assert run("run", "in/a.txt", "in/b.txt", "-o", "out.parquet", *DROP) == 0
    assert run("undo", "out.parquet", "-o", "texts") == 0
    assert Path("texts/in/a.txt").read_text() == GUARD
    assert Path("texts/in/b.txt").read_text() == GLUED
    assert run("run", "in", "-o", "out", *DROP) == 0
    assert run("undo", "out", "-o", "back") == 0
    for path in Path("in").iterdir():
        assert Path("back", path.name).read_bytes() == path.read_bytes()


def test_of_several_tables_each_file_of_rows_comes_back_by_itself(capsys: Captured) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        write(name)
    assert run("run", "a.jsonl", "b.jsonl", "-o", "out.jsonl", *DROP) == 0
    capsys.readouterr()
    assert run("undo", "out.jsonl", "-o", "back.jsonl") == 0
    captured = capsys.readouterr()
    assert captured.out == "4 original rows in back.jsonl\n"
    assert "out.jsonl.dropped.jsonl: this has the rows that were dropped" in captured.err
    assert run("undo", "out.jsonl.dropped.jsonl", "-o", "more.jsonl") == 0
    assert capsys.readouterr().out == "8 original rows in more.jsonl\n"


@pytest.mark.parametrize("source", ["in.jsonl", "in.csv", "in.parquet", "in.txt"])
@pytest.mark.parametrize("change", [True, False])
def test_missing_or_changed_ones_are_named(source: str, change: bool, capsys: Captured) -> None:
    out = f"out.{source.removeprefix('in.').replace('txt', 'jsonl')}"
    write(source)
    if source == "in.txt":
        Path(source).write_text(GUARD)
        Path("b.txt").write_text(PLAIN)
    assert run("run", source, *(["b.txt"] if source == "in.txt" else []), "-o", out, *DROP) == 0
    [beside] = Path().glob("*.dropped.*")
    if change:
        beside.write_bytes(b"changed")
    else:
        beside.unlink()
    capsys.readouterr()
    assert run("undo", out, "-o", "back" if source == "in.txt" else f"back-{source}") == 0
    count = 1 if source == "in.txt" else 4
    assert f"{out}: {count} of its rows were dropped, and the file" in capsys.readouterr().err
