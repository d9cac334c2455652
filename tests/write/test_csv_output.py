"""CSV as output: what it holds, what undo makes of it, and what a spreadsheet does not run."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleanup.errors import CannotRun
from cleanup.pipeline.options import RunOptions
from cleanup.pipeline.run import run
from cleanup.read import Reading, find_sources, read_rows
from cleanup.read.row import Columns, Row
from cleanup.read.source import DEFAULT_READING
from cleanup.restore.outputs import restore
from cleanup.settings import Settings
from cleanup.write.delimited import CsvFormat, guard, looks_guarded, rows_in, unguard
from tests.restore.test_outputs import TEXTS
from tests.scale import examples

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleanup.write.summary import Summary

GLUED = "The ferry left.It came back at noon."
CLEAN = "The ferry left. It came back at noon."
SETTINGS = Settings(select=("JOI001",))
HARMFUL = [
    "=1+1",
    "+1",
    "-1",
    "@a",
    "\tx",
    "\rx",
    "\nx",
    "\0x",
    "\uff1dA1",
    "\uff0b",
    "\uff0d",
    "\uff20",
]


def go(
    sources: list[Path],
    out: Path,
    *,
    guard_formulas: bool = False,
    reading: Reading = DEFAULT_READING,
) -> Summary:
    names = [str(source) for source in sources]
    return run(
        names,
        str(out),
        RunOptions(settings=SETTINGS, guard_formulas=guard_formulas, reading=reading),
    )


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(
            csv.DictReader(file, strict=True, delimiter="\t" if ".tsv" in path.name else ",")
        )


def manifest(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(f"{out}.manifest.json").read_bytes())
    return found


@pytest.mark.parametrize("name", ["in.csv", "in.tsv", "in.csv.gz", "in.csv.zst", "in.log"])
@pytest.mark.parametrize("out", ["out.csv", "out.tsv", "out.jsonl", "out.parquet"])
def test_csv_becomes_every_output(tmp_path: Path, name: str, out: str) -> None:
    from cleanup.write import write_lines

    tabs = name == "in.tsv"
    lines = [
        line.replace(",", "\t" if tabs else ";") for line in ("id,text", f'007,"{GLUED}"', ",")
    ]
    packed = {".gz": "gzip", ".zst": "zstd"}.get(Path(name).suffix)
    write_lines(lines, tmp_path / name, packed)  # type: ignore[arg-type]
    reading = Reading("csv" if name == "in.log" else None)
    summary = go([tmp_path / name], tmp_path / out, reading=reading)
    assert (summary.rows, summary.repaired) == (2, 1)
    path = tmp_path / out
    if out.endswith("parquet"):
        found: list[Any] = pl.read_parquet(path).to_dicts()
    elif out.endswith("jsonl"):
        found = [json.loads(line) for line in path.read_bytes().splitlines()]
    else:
        found = rows(path)
    assert [(row["id"], row["text"]) for row in found] == [("007", CLEAN), ("", "")]
    assert list(found[0])[2] == "cleanup_source"
    [file] = manifest(path)["inputs"]
    assert (
        file["dialect"]
        | {
            "delimiter": "\t" if tabs else ";",
            "quotechar": '"',
            "told_from_header": not tabs,
            "names": ["id", "text"],
            "names_quoted": [False, False],
            "line_end": "\n",
            "ended": True,
            "byte_order_mark": False,
            "exact": packed is None,
        }
        == file["dialect"]
    )


def test_what_is_no_string_becomes_json_text(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(
        '{"text": "A, \\"b\\"\\r\\n", "n": 1.50, "o": {"k":[1, 2]}, "b": true, "e": "",'
        ' "z": null}\n{"text": null, "late": "x"}\n'
    )
    go([source], tmp_path / "out.csv")
    first, second = rows(tmp_path / "out.csv")
    assert first | {"n": "1.50", "o": '{"k":[1, 2]}', "b": "true", "e": "", "z": ""} == first
    assert (first["text"], second["text"], second["late"]) == ('A, "b"\r\n', "", "x")
    assert json.loads(first["cleanup_lifted"]).keys() >= {"credit", "byline"}
    assert (second["cleanup_original_sha256"], second["cleanup_damage"]) == ("", "0.0")
    assert b',1.50,"{""k"":[1, 2]}",true,"",,,' in (tmp_path / "out.csv").read_bytes()
    pl.DataFrame({"text": [GLUED], "l": [[1, 2]], "f": [float("nan")]}).write_parquet(
        tmp_path / "in.parquet"
    )
    go([tmp_path / "in.parquet"], tmp_path / "two.csv")
    [row] = rows(tmp_path / "two.csv")
    assert (row["text"], row["l"], row["f"]) == (CLEAN, "[1,2]", "")


def test_files_of_different_columns_and_kinds_are_united(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text\n1,A quay.\n")
    (tmp_path / "b.csv").write_text("text;place\nA ferry.;north\n")
    (tmp_path / "c.jsonl").write_text('{"id": 3, "text": "A pier."}\n')
    (tmp_path / "d.txt").write_text("A boat.")
    sources = [tmp_path / name for name in ("a.csv", "b.csv", "c.jsonl", "d.txt")]
    go(sources, tmp_path / "out.csv")
    assert [tuple(row.values())[:3] for row in rows(tmp_path / "out.csv")] == [
        ("1", "A quay.", ""),
        ("", "A ferry.", "north"),
        ("3", "A pier.", ""),
        ("", "A boat.", ""),
    ]
    go(sources, tmp_path / "out.parquet")
    frame = pl.read_parquet(tmp_path / "out.parquet")
    assert frame["id"].to_list() == ['"1"', None, "3", None]
    assert frame["place"].to_list() == [None, "north", None, None]
    go(sources, tmp_path / "out.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    assert [list(line)[:2] for line in lines] == [
        ["id", "text"],
        ["text", "place"],
        ["id", "text"],
        ["text", "cleanup_source"],
    ]


def test_a_header_alone_stays_an_empty_table(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("id,text\n")
    for name in ("out.csv", "out.parquet", "out.jsonl"):
        assert go([tmp_path / "in.csv"], tmp_path / name).rows == 0
    assert (tmp_path / "out.csv").read_text().startswith("id,text,cleanup_source,cleanup_row,")
    assert pl.read_parquet(tmp_path / "out.parquet").columns[:2] == ["id", "text"]


def test_what_was_cleaned_before_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("text,cleanup_row\nA quay.,1\n")
    with pytest.raises(CannotRun, match="'cleanup_row' is already there"):
        go([tmp_path / "in.csv"], tmp_path / "out.csv")


def test_bad_rows_are_quarantined_and_counted(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(b'id,text\n1,"A"b\n2,A quay.\n3\n4,\xff\n')
    summary = go([tmp_path / "in.csv"], tmp_path / "out.csv")
    assert (summary.rows, summary.quarantined) == (1, 3)
    [file] = manifest(tmp_path / "out.csv")["inputs"]
    assert (file["rows"], file["written"], file["quarantined"]) == (4, 1, 3)


@given(
    st.lists(st.tuples(TEXTS, TEXTS | st.sampled_from(HARMFUL)), min_size=1, max_size=12),
    st.sampled_from(["out.csv", "out.tsv", "out.csv.zst", "out.jsonl", "out.parquet"]),
    st.sampled_from(["back.csv", "back.jsonl"]),
    st.booleans(),
)
@example(texts=[("", 'a "b," c')], out="out.csv", back="back.csv", guard_formulas=False)
@example(texts=[("", "\0"), ("", "\tx")], out="out.csv", back="back.csv", guard_formulas=False)
@examples(25)
def test_originals_come_back_through_csv(
    texts: list[tuple[str, str]], out: str, back: str, guard_formulas: bool
) -> None:
    records = [{"=name": other, "text": text} for text, other in texts]
    csv_format = CsvFormat(("=name", "text"), "csv")
    lines = [csv_format.header, *(csv_format.row(json.dumps(record)) for record in records)]
    with TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "in.csv"
        source.write_bytes("".join(f"{line}\n" for line in lines).encode())
        guard_formulas = guard_formulas and out.startswith(("out.csv", "out.tsv"))
        settings = Settings(unsafe=True)
        run(
            [str(source)],
            str(folder / out),
            RunOptions(settings=settings, guard_formulas=guard_formulas),
        )
        assert restore(str(folder / out), str(folder / back)) == len(records)
        if back == "back.csv":
            assert (folder / back).read_bytes() == source.read_bytes()
        [found] = find_sources([str(folder / back)])
        read = list(read_rows(found, Columns()))
        assert [row.record for row in read if isinstance(row, Row)] == records


@pytest.mark.parametrize("out", ["out.csv", "out.tsv.gz"])
def test_null_and_empty_texts_come_back_apart(tmp_path: Path, out: str) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"text": null}\n{"text": ""}\n')
    go([source], tmp_path / out)
    restore(str(tmp_path / out), str(tmp_path / "back.jsonl"))
    assert (tmp_path / "back.jsonl").read_text() == source.read_text()
    restore(str(tmp_path / out), str(tmp_path / "back.csv"))
    assert (tmp_path / "back.csv").read_text() == 'text\n""\n""\n'


def test_text_files_come_back_from_csv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(b"The vote was close.Two left.\r\n")
    run(["a.txt"], "out.csv", RunOptions())
    assert restore("out.csv", "back") == 1
    assert Path("back/a.txt").read_bytes() == Path("a.txt").read_bytes()


def test_a_changed_cell_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(f"text\n{GLUED}\n")
    go([tmp_path / "in.csv"], tmp_path / "out.csv")
    whole = (tmp_path / "out.csv").read_text()
    for old, new, message in (
        ("noon", "dusk", "row 0 cannot be rebuilt: .* take row 0 of .*in.csv"),
        ('"[{', '"{{', "row 0 cannot be rebuilt: its ledger is no JSON"),
        ("cleanup_edits", "edits", "no column is called 'cleanup_edits'"),
    ):
        (tmp_path / "changed.csv").write_text(whole.replace(old, new, 1))
        with pytest.raises(CannotRun, match=message):
            restore(str(tmp_path / "changed.csv"), str(tmp_path / "back.csv"))
    assert not (tmp_path / "back.csv").exists()


@given(st.text(st.sampled_from("'=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20a"), max_size=5))
def test_a_guard_is_taken_off_again(cell: str) -> None:
    guarded = guard(cell)
    assert unguard(guarded) == cell
    assert guarded in (cell, f"'{cell}")
    assert not guarded.startswith(tuple(harmful[0] for harmful in HARMFUL))
    assert looks_guarded(guarded) == (guarded != cell)


def test_no_cell_of_a_guarded_file_is_run(tmp_path: Path) -> None:
    source = tmp_path / "=in.jsonl"
    records: list[Mapping[str, object]] = [{"text": cell, "@n": -5} for cell in HARMFUL]
    source.write_text("".join(json.dumps(record) + "\n" for record in records))
    go([source], tmp_path / "out.csv", guard_formulas=True)
    assert manifest(tmp_path / "out.csv")["output"]["guard_formulas"] is True
    with (tmp_path / "out.csv").open(newline="") as file:
        cells = [cell for row in csv.reader(file, strict=True) for cell in row]
    assert not [cell for cell in cells if cell.startswith(tuple(harmful[0] for harmful in HARMFUL))]
    restore(str(tmp_path / "out.csv"), str(tmp_path / "back.jsonl"))
    back = [json.loads(line) for line in (tmp_path / "back.jsonl").read_bytes().splitlines()]
    assert back == [{"text": cell, "@n": "-5"} for cell in HARMFUL]


def test_a_guard_nobody_noted_is_refused_and_one_in_json_too(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("text,n\nA quay.,=1\n")
    go([tmp_path / "in.csv"], tmp_path / "out.csv", guard_formulas=True)
    Path(f"{tmp_path / 'out.csv'}.manifest.json").unlink()
    with pytest.raises(CannotRun, match=r"bring back .*out\.csv\.manifest\.json"):
        restore(str(tmp_path / "out.csv"), str(tmp_path / "back.csv"))
    with pytest.raises(CannotRun, match="leave --guard-formulas out"):
        go([tmp_path / "in.csv"], tmp_path / "out.jsonl", guard_formulas=True)


@given(st.lists(st.text(st.sampled_from('a",\n\r')), min_size=1, max_size=4))
def test_rows_are_counted_by_the_line_ends_outside_quotes(cells: list[str]) -> None:
    csv_format = CsvFormat(tuple(f"c{place}" for place in range(len(cells))), "csv")
    row = csv_format.row(json.dumps(dict(zip(csv_format.names, cells, strict=True))))
    assert rows_in(f"{row}\n{row}\n".encode()) == 2


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_leave_no_trace_in_csv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    text = "".join(f'{n};"{GLUED}\r\n{n}"\n' if n % 7 else f"{n};x;y\n" for n in range(300))
    (tmp_path / "in.csv").write_text(f"id;text\n{text}")
    for chunk in (2_000, 11):
        monkeypatch.setattr("cleanup.read.chunks.ROWS", chunk)
        run(
            [str(tmp_path / "in.csv")],
            str(tmp_path / f"{chunk}.csv"),
            RunOptions(settings=SETTINGS, workers=workers),
        )
    assert (tmp_path / "2000.csv").read_bytes() == (tmp_path / "11.csv").read_bytes()
    assert len(rows(tmp_path / "11.csv")) == 257
    quarantine = "csv.quarantine.jsonl"
    assert (tmp_path / f"2000.{quarantine}").read_bytes() == (
        tmp_path / f"11.{quarantine}"
    ).read_bytes()
