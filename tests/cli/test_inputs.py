"""The options that say how inputs are read, and which of their rows."""

from __future__ import annotations

import io
import json
import shlex
import subprocess
from pathlib import Path

import polars as pl
import pytest

from tests.commands import GLUED, MENDED, jsonl, run

pytestmark = pytest.mark.usefixtures("in_folder")

Captured = pytest.CaptureFixture[str]
TEXT, CLEAN = GLUED.strip(), MENDED.strip()


def rows(path: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in Path(path).read_bytes().splitlines()]


@pytest.mark.parametrize(
    ("name", "content", "options"),
    [
        ("part-0000", f'{{"text": "{TEXT}"}}\n', ["--input-format", "jsonl"]),
        ("rows.txt", f"id\ttext\n1\t{TEXT}\n", ["--input-format", "tsv"]),
        ("rows.dat", f"text:id\n{TEXT}:1\n", ["--input-format", "csv", "--delimiter", ":"]),
        ("rows.csv", f"id\ttext\n1\t{TEXT}\n", ["--delimiter", "tab"]),
        ("rows.csv", f"id\ttext\n1\t'{TEXT}'\n", ["--quotechar", "'"]),
        ("rows.json", TEXT, ["--input-format", "text"]),
    ],
)
def test_the_format_of_a_file_can_be_said(name: str, content: str, options: list[str]) -> None:
    Path(name).write_text(content)
    assert run("run", name, "-o", "out.jsonl", *options) == 0
    assert [row["text"] for row in rows("out.jsonl")] == [CLEAN]
    account = json.loads(Path("out.jsonl.manifest.json").read_bytes())
    assert account["reading"]["max_document"] == 16 << 20
    assert run("check", name, *options) == 1
    assert run("audit", name, "-o", "report.html", *options) == 0


def test_a_folder_of_files_without_suffixes_is_read_if_its_format_is_said() -> None:
    Path("in").mkdir()
    for name, text in (("part-0", "A quay."), ("part-1.gz", TEXT), ("b.jsonl", "A pier.")):
        line = json.dumps({"text": text}).encode()
        if name.endswith(".gz"):
            import gzip

            line = gzip.compress(line)
        Path("in", name).write_bytes(line)
    Path("in/README.txt").write_text("not a row")
    Path("in/.part-2.crc").write_bytes(b"\0")
    assert run("run", "in", "-o", "out.jsonl", "--input-format", "jsonl") == 0
    assert [row["text"] for row in rows("out.jsonl")] == ["A pier.", "A quay.", CLEAN]


@pytest.mark.parametrize("kind", ["csv", "tsv", "parquet", "text", "jsonl"])
def test_standard_input_can_be_of_any_format(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    content = {
        "csv": f"text;n\n{TEXT};1\n".encode(),
        "tsv": f"text\tn\n{TEXT}\t1\n".encode(),
        "text": TEXT.encode(),
        "jsonl": json.dumps({"text": TEXT}).encode(),
        "parquet": b"",
    }[kind]
    if kind == "parquet":
        pl.DataFrame({"text": [TEXT]}).write_parquet("in.parquet")
        content = Path("in.parquet").read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    assert run("run", "-", "-o", "out.jsonl", "--input-format", kind) == 0
    [row] = rows("out.jsonl")
    assert (row["text"], row["cleanup_source"]) == (CLEAN, "-")


def test_check_names_rows_and_nested_columns_of_tables(capsys: Captured) -> None:
    jsonl(Path("a.jsonl"), {"article": {"body": TEXT}})
    Path("b.csv").write_text(f"id,text\n1,fine\n2,{TEXT}\n3,fine,really\n")
    assert run("check", "a.jsonl", "--text", "article.body") == 1
    assert capsys.readouterr().out.startswith("a.jsonl#0:article.body:")
    assert run("check", "b.csv") == 1
    told = capsys.readouterr()
    assert told.out.startswith("b.csv#1:text:")
    assert "b.csv#2: line 4: this row has 3 cells where the header names 2" in told.err


def test_a_document_over_the_limit_is_put_aside(capsys: Captured) -> None:
    jsonl(Path("a.jsonl"), {"text": "long " * 500}, {"text": TEXT})
    assert run("run", "a.jsonl", "-o", "out.csv", "--max-document", "2K") == 1
    assert "quarantined  1" in capsys.readouterr().out
    assert run("run", "a.jsonl", "-o", "all.csv", "--max-document", "1MiB") == 0


@pytest.mark.parametrize("output", ["out.csv", "out.tsv"])
def test_the_lines_that_show_a_csv_run(output: str, tmp_path: Path, capsys: Captured) -> None:
    Path("a.csv").write_text(f"id:text\n=1:{TEXT}\n")
    options = ["--delimiter", ":", "--guard-formulas"]
    assert run("run", "a.csv", "-o", output, *options) == 0
    assert "'=1" in Path(output).read_text()
    lines = capsys.readouterr().out.partition("to look at it:\n")[2].splitlines()
    look, audit = (line.strip() for line in lines)
    done = subprocess.run(look, shell=True, capture_output=True, text=True)
    assert "cleanup_damage" in done.stdout, done.stderr
    assert run(*shlex.split(audit)[1:]) == 0
    assert run("undo", output, "-o", "back.csv") == 0
    assert Path("back.csv").read_text() == Path("a.csv").read_text()


@pytest.mark.parametrize(
    "options",
    [
        ["--delimiter", "ab"],
        ["--delimiter", '"'],
        ["--delimiter", "a"],
        ["--quotechar", "\u201c"],
        ["--max-document", "16 apples"],
        ["--max-document", "0"],
        ["--input-format", "xlsx"],
        ["--delimiter", "|", "--quotechar", "|"],
        ["--guard-formulas"],
    ],
)
def test_options_that_make_no_sense_are_refused(options: list[str], capsys: Captured) -> None:
    jsonl(Path("a.jsonl"), {"text": TEXT})
    assert run("run", "a.jsonl", "-o", "out.jsonl", *options) == 2
    assert not Path("out.jsonl").exists()
    assert capsys.readouterr().err


@pytest.mark.parametrize("output", ["out.parquet", "out.csv"])
def test_more_columns_than_a_table_may_have_are_refused(
    output: str, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr("cleanup.read.infer_schema.MOST_COLUMNS", 20)
    jsonl(Path("a.jsonl"), *({"text": "A quay.", f"key{n}": n} for n in range(20)))
    assert run("run", "a.jsonl", "-o", output, "--workers", "1") == 2
    assert "a.jsonl: with the columns of this there are 21, more than" in capsys.readouterr().err
    assert run("run", "a.jsonl", "-o", "out.jsonl", "--workers", "1") == 0


def test_a_wide_header_is_refused_for_parquet(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr("cleanup.read.infer_schema.MOST_COLUMNS", 20)
    names = ",".join(f"c{n}" for n in range(20))
    Path("a.csv").write_text(f"text,{names}\nA quay.{',1' * 20}\n")
    assert run("run", "a.csv", "-o", "out.parquet") == 2
    assert "write JSONL (-o NAME.jsonl)" in capsys.readouterr().err
    assert run("run", "a.csv", "-o", "out.csv") == 0
