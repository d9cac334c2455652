"""Rows of verdicts: written beside the output, counted, vouched for, and never lost."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
import zstandard

from cleanup import clean_frame
from cleanup.cli.options import drop_from
from cleanup.errors import CannotRun
from cleanup.pipeline.options import RunOptions
from cleanup.pipeline.plan import plan
from cleanup.pipeline.run import run as run_pipeline
from cleanup.pipeline.shards import clean_shard
from cleanup.settings import Settings
from cleanup.write.manifest import read_manifest
from tests.commands import GLUED, MENDED, PLAIN, jsonl, run

pytestmark = pytest.mark.usefixtures("in_folder")

Captured = pytest.CaptureFixture[str]
GUARD = "This website is using a security service to protect itself from online attacks.."
MISSING = "Page not found"
ROWS = [
    {"text": GLUED, "n": 1},
    {"text": GUARD, "n": 2},
    {"text": 5, "n": 3},
    {"text": MISSING, "n": 4},
    {"text": None, "n": 5},
    {"text": PLAIN, "n": 6},
]
OUTPUTS = {
    "out.parquet": "out.parquet.dropped.parquet",
    "out.jsonl": "out.jsonl.dropped.jsonl",
    "out.ndjson.gz": "out.ndjson.gz.dropped.jsonl.gz",
    "out.jsonl.zst": "out.jsonl.zst.dropped.jsonl.zst",
    "out.csv": "out.csv.dropped.csv",
    "out.tsv.gz": "out.tsv.gz.dropped.tsv.gz",
}


@pytest.fixture(autouse=True)
def source(tmp_path: Path, in_folder: None) -> None:
    jsonl(tmp_path / "in.jsonl", *ROWS)


def table(name: str) -> pl.DataFrame:
    if name.endswith(".parquet"):
        return pl.read_parquet(name)
    if ".csv" in name or ".tsv" in name:
        return pl.read_csv(name, separator="\t" if ".tsv" in name else ",")
    return pl.read_ndjson(name)


@pytest.mark.parametrize("out", OUTPUTS)
def test_rows_in_are_rows_out_dropped_and_quarantined(out: str, capsys: Captured) -> None:
    assert run("run", "in.jsonl", "-o", out, "--drop", "verdicts") == 1
    assert "\ndropped      2   rows beside the output: 1 bot-block-page, 1 error-page\n" in (
        said := capsys.readouterr().out
    )
    assert f"\ndropped      {OUTPUTS[out]}\n" in said
    kept, dropped = table(out), table(OUTPUTS[out])
    assert kept["n"].cast(int).to_list() == [1, 5, 6]
    assert dropped["n"].cast(int).to_list() == [2, 4]
    assert kept.columns == dropped.columns
    assert dropped["cleanup_row"].cast(int).to_list() == [1, 3]
    assert dropped["text"][1] == MISSING
    content = read_manifest(Path(f"{out}.manifest.json"))
    assert content["drop"] == [f"DOC{number:03}" for number in range(6, 14)]
    assert content["dropped"]["rows"] == content["counts"]["dropped"] == 2
    assert content["dropped"]["by_rule"] == {"DOC006": 1, "DOC008": 1}
    assert content["counts"]["rows"] == content["output"]["rows"] == 3
    [file] = content["inputs"]
    assert [file[name] for name in ("rows", "written", "dropped", "quarantined")] == [6, 3, 2, 1]
    assert "DOC006" not in content["by_rule"]


def test_to_drop_rows_is_no_failure(tmp_path: Path) -> None:
    jsonl(tmp_path / "in.jsonl", {"text": GUARD}, {"text": PLAIN})
    assert run("run", "in.jsonl", "-o", "out.jsonl", "--drop", "verdicts") == 0
    assert json.loads(Path("out.jsonl").read_text())["text"] == PLAIN.strip()


def test_all_rows_may_be_dropped(tmp_path: Path) -> None:
    jsonl(tmp_path / "in.jsonl", {"text": GUARD}, {"text": GUARD})
    for out in OUTPUTS:
        assert run("run", "in.jsonl", "-o", out, "--drop", "verdicts") == 0
        assert table(OUTPUTS[out]).height == 2
        assert run("undo", out, "-o", f"back-{out}.jsonl") == 0


def test_without_the_option_nothing_is_dropped() -> None:
    assert run("run", "in.jsonl", "-o", "out.jsonl") == 1
    assert table("out.jsonl")["n"].to_list() == [1, 2, 4, 5, 6]
    assert not Path("out.jsonl.dropped.jsonl").exists()
    assert read_manifest(Path("out.jsonl.manifest.json"))["dropped"] is None
    assert clean_frame(pl.DataFrame({"text": [GUARD, PLAIN]})).height == 2


def test_the_rest_is_what_it_is_without_the_option() -> None:
    run("run", "in.jsonl", "-o", "all.jsonl")
    run("run", "in.jsonl", "-o", "out.jsonl", "--drop", "error-page")
    before = Path("all.jsonl").read_text().splitlines()
    after = Path("out.jsonl").read_text().splitlines()
    assert after == [line for line in before if MISSING not in line]
    assert Path("out.jsonl.dropped.jsonl").read_text().splitlines() == [before[2]]


@pytest.mark.parametrize("out", ["out.parquet", "out.jsonl", "out.csv"])
def test_workers_drop_the_same_bytes(out: str, tmp_path: Path) -> None:
    jsonl(tmp_path / "in.jsonl", *(ROWS * 700))
    files = []
    for workers in ("1", "2"):
        words = ["--drop", "verdicts", "--force", "--workers", workers]
        assert run("run", "in.jsonl", "-o", out, *words) == 1
        files.append((Path(out).read_bytes(), Path(OUTPUTS[out]).read_bytes()))
    assert files[0] == files[1]
    assert table(OUTPUTS[out]).height == 1400


def test_a_file_of_an_earlier_run_does_not_survive() -> None:
    assert run("run", "in.jsonl", "-o", "out.jsonl", "--drop", "verdicts") == 1
    assert run("run", "in.jsonl", "-o", "out.jsonl", "--force") == 1
    assert not Path("out.jsonl.dropped.jsonl").exists()


def test_a_file_in_its_place_is_not_replaced_unasked(capsys: Captured) -> None:
    Path("out.jsonl.dropped.jsonl").write_text("mine\n")
    assert run("run", "in.jsonl", "-o", "out.jsonl", "--drop", "verdicts") == 2
    assert "out.jsonl.dropped.jsonl: this is left of an earlier run" in capsys.readouterr().err
    Path("in.jsonl").rename("out.csv.dropped.csv")
    words = ["--input-format", "jsonl", "--force"]
    assert run("run", "out.csv.dropped.csv", "-o", "out.csv", *words) == 2
    assert "would replace the input" in capsys.readouterr().err


def test_what_cannot_be_written_leaves_the_output_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path("out.jsonl").write_text("older\n")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cleanup.pipeline.run.block_writer", full)
    options = RunOptions(drop=("DOC006",), force=True)
    with pytest.raises(CannotRun, match=r"out\.jsonl\.dropped\.jsonl: this could not be written"):
        run_pipeline(["in.jsonl"], "out.jsonl", options)
    assert Path("out.jsonl").read_text() == "older\n"
    assert sorted(path.name for path in Path().iterdir()) == ["in.jsonl", "out.jsonl"]


def test_each_output_of_a_folder_has_its_own(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "in").mkdir()
    jsonl(tmp_path / "in" / "a.jsonl", *ROWS[:2])
    (tmp_path / "in" / "b.txt").write_text(MISSING)
    (tmp_path / "in" / "c.txt").write_text(GLUED)
    words = ["run", "in", "-o", "out", "--drop", "verdicts"]
    assert run(*words) == 0
    said = capsys.readouterr().out
    assert "dropped      2   rows beside the output: 1 bot-block-page, 1 error-page" in said
    beside = sorted(path.name for path in Path("out").glob("*.dropped.*"))
    assert beside == ["a.jsonl.dropped.jsonl", "b.txt.jsonl.dropped.jsonl"]
    assert json.loads(Path("out/c.txt.jsonl").read_text())["text"] == MENDED.strip()
    assert run(*words) == 0
    assert capsys.readouterr().out.replace("already there", "made") == said
    for change in (Path.unlink, lambda path: path.write_text("changed\n")):
        before = Path("out", beside[0]).read_bytes()
        change(Path("out", beside[0]))
        assert run(*words) == 0
        assert "3 files: 1 made, 2 already there" in capsys.readouterr().out
        assert Path("out", beside[0]).read_bytes() == before
    assert run(*words[:-2]) == 2
    assert "drop ['DOC006'" in capsys.readouterr().err
    assert run(*words[:-2], "--force") == 0
    assert not list(Path("out").glob("*.dropped.*"))


def test_an_output_in_the_place_of_dropped_rows_is_refused(
    tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.jsonl", "a.jsonl.dropped.jsonl"):
        jsonl(tmp_path / "in" / name, *ROWS)
    assert run("run", "in", "-o", "out") == 2
    said = "its output out/a.jsonl.dropped.jsonl would be the file of dropped rows of in/a.jsonl"
    assert said in capsys.readouterr().err


def test_the_longest_names_have_room_for_it(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    raw = zstandard.ZstdCompressor().compress(Path("in.jsonl").read_bytes())
    for length in (255, 246, 238, 237, 236):
        (tmp_path / "in" / f"{length}.jsonl.zst".rjust(length, "n")).write_bytes(raw)
    shards = plan(["in"], "out", RunOptions(drop=("DOC006", "DOC008"))).shards
    assert [clean_shard(shard).problem for shard in shards] == [""] * 5
    assert len(list(Path("out").glob("*.dropped.jsonl.zst"))) == 5


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        (["verdicts"], [f"DOC{number:03}" for number in range(6, 14)]),
        (["DOC006", "error-page"], ["DOC006", "DOC008"]),
        (["DOC01"], ["DOC010", "DOC011", "DOC012", "DOC013"]),
        (["all-marks-lost", "verdicts"], ["DOC003", *(f"DOC{n:03}" for n in range(6, 14))]),
        ([], []),
    ],
)
def test_verdicts_are_named_together_or_one_by_one(names: list[str], codes: list[str]) -> None:
    assert list(drop_from(names, Settings())) == codes


@pytest.mark.parametrize(
    ("names", "settings", "problem"),
    [
        ("DOC001", Settings(), "DOC001: this is no verdict"),
        ("document", Settings(), "document: this is no verdict"),
        ("stub", Settings(), "stub: this is no verdict"),
        ("CRD001", Settings(), "CRD001: this is no verdict"),
        ("verdicts", Settings(ignore=("DOC",)), "verdicts: with these settings this is not"),
        ("DOC006", Settings(select=("ENC",)), "DOC006: with these settings this is not reported"),
        ("DOC006", Settings(preset="prose"), "DOC006: with these settings this is not reported"),
        ("DOC006", Settings(threshold=0.95), "DOC006: with these settings this is not reported"),
    ],
)
def test_what_could_drop_nothing_is_refused(names: str, settings: Settings, problem: str) -> None:
    with pytest.raises(CannotRun, match=problem):
        drop_from([names], settings)
