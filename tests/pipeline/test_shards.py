"""Many files into a folder: what is made, what is kept, what is refused, and that none is lost."""

from __future__ import annotations

import gzip
import json
import os
import pickle
import signal
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from cleanup.errors import CannotRun
from cleanup.pipeline.options import RunOptions
from cleanup.pipeline.plan import is_folder, plan
from cleanup.pipeline.shards import Shard, clean_shard, clean_shards
from cleanup.settings import Settings
from cleanup.write.manifest import read_manifest
from tests.commands import GLUED, MENDED, PLAIN, jsonl, run

pytestmark = pytest.mark.usefixtures("in_folder")

Captured = pytest.CaptureFixture[str]
SETTINGS = Settings(select=("JOI001",))


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    jsonl(folder / "a.jsonl", {"text": GLUED, "n": 1}, {"text": PLAIN, "n": 2})
    pl.DataFrame({"text": [GLUED, None]}).write_parquet(folder / "sub" / "b.parquet")
    (folder / "sub" / "c.txt").write_text(GLUED)
    with gzip.open(folder / "d.ndjson.gz", "wt") as file:
        file.write(json.dumps({"text": GLUED}) + "\n")
    return folder


def shards(part: tuple[int, int] = (1, 1), *, force: bool = False) -> list[Shard]:
    return plan(["in"], "out", RunOptions(settings=SETTINGS, force=force), part=part).shards


def outcomes(*, force: bool = False) -> dict[str, str]:
    results = [clean_shard(shard) for shard in shards(force=force)]
    return {result.shard.source: result.outcome for result in results}


def files(folder: str) -> dict[str, bytes]:
    found = (path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_each_input_becomes_one_output_under_its_own_name(inputs: Path) -> None:
    assert run("run", "in", "-o", "out") == 0
    assert sorted(files("out")) == sorted(
        name + more
        for name in ("a.jsonl", "d.ndjson.gz", "sub/b.parquet", "sub/c.txt.jsonl")
        for more in ("", ".manifest.json")
    )
    assert pl.read_parquet("out/sub/b.parquet")["text"].to_list() == [MENDED.strip(), None]
    row = json.loads(gzip.decompress(files("out")["d.ndjson.gz"]))
    assert (row["text"], row["cleanup_source"]) == (MENDED.strip(), "in/d.ndjson.gz")
    content = read_manifest(Path("out/a.jsonl.manifest.json"))
    assert content["output"]["rows"] == content["inputs"][0]["rows"] == 2


def test_a_shard_is_the_file_that_a_run_of_its_own_makes(inputs: Path) -> None:
    assert run("run", "in", "-o", "out") == 0
    assert run("run", "in/a.jsonl", "-o", "a.jsonl") == 0
    assert Path("a.jsonl").read_bytes() == Path("out/a.jsonl").read_bytes()


def test_sheets_keep_their_form_and_are_guarded_if_asked(inputs: Path, capsys: Captured) -> None:
    (inputs / "e.tsv").write_text("id\ttext\n=1\tA ferry.\n")
    assert run("run", "in", "-o", "out") == 0
    assert files("out")["e.tsv"].split(b"\n")[1].startswith(b"=1\tA ferry.")
    assert run("run", "in", "-o", "out", "--guard-formulas") == 0
    assert files("out")["e.tsv"].split(b"\n")[1].startswith(b"'=1\tA ferry.")
    assert capsys.readouterr().out.partition("5 files: 1 made, 4 already there\n")[1]
    assert run("undo", "out", "-o", "back") == 0
    assert files("back")["e.tsv"] == files("in")["e.tsv"]
    assert run("run", "in/a.jsonl", "-o", "more", "--guard-formulas") == 2
    assert "leave --guard-formulas out, or give --output-format csv" in capsys.readouterr().err
    assert run("run", "in", "-o", "sheets", "--guard-formulas", "--output-format", "csv") == 0
    assert {"a.csv", "d.csv", "e.csv", "sub/b.csv", "sub/c.txt.csv"} <= files("sheets").keys()


def test_files_of_another_form_than_their_name_says(inputs: Path, capsys: Captured) -> None:
    (inputs / "a.jsonl").rename("a.dat")
    (inputs / "sub" / "b.parquet").rename("b.jsonl")
    assert run("run", "a.dat", "-o", "out", "--input-format", "jsonl") == 0
    assert run("run", "b.jsonl", "-o", "out", "--input-format", "parquet") == 2
    assert "reading kind 'jsonl', now 'parquet'" in capsys.readouterr().err
    assert run("run", "b.jsonl", "-o", "more", "--input-format", "parquet") == 0
    assert pl.read_parquet("more/b.jsonl.parquet").height == 2
    assert run("undo", "out", "-o", "back") == 0
    assert files("back")["a.dat"] == Path("a.dat").read_bytes()
    assert run("undo", "more", "-o", "back") == 0
    assert pl.read_parquet("back/b.jsonl")["text"].to_list() == [GLUED, None]


@pytest.mark.parametrize("output_format", ["parquet", "jsonl", "csv"])
def test_one_format_for_all_and_back(inputs: Path, output_format: str) -> None:
    before = files("in")
    assert run("run", "in", "-o", "out", "--output-format", output_format) == 0
    data = [name for name in files("out") if not name.endswith(".manifest.json")]
    assert {Path(name.removesuffix(".gz")).suffix[1:] for name in data} <= {output_format, "ndjson"}
    assert run("undo", "out", "-o", "back") == 0
    again = files("back")
    assert again.keys() - before.keys() <= {"sub/b.jsonl", "sub/b.csv"}
    assert again["sub/c.txt"] == before["sub/c.txt"]
    if output_format == "csv":
        assert json.loads(again["a.jsonl"].split(b"\n")[0]) == {"text": GLUED, "n": "1"}
        return
    assert again["a.jsonl"] == before["a.jsonl"]
    assert gzip.decompress(again["d.ndjson.gz"]) == gzip.decompress(before["d.ndjson.gz"])


def test_the_task_and_what_comes_of_it_can_travel(inputs: Path) -> None:
    [first, *_] = shards()
    result = clean_shard(pickle.loads(pickle.dumps(first)))
    again = pickle.loads(pickle.dumps(result))
    assert (again.outcome, again.summary.by_rule) == ("made", {"JOI001": (1, 0)})
    assert again.shard == first


def test_a_second_run_makes_only_what_is_missing_or_changed(inputs: Path) -> None:
    names = ["in/a.jsonl", "in/d.ndjson.gz", "in/sub/b.parquet", "in/sub/c.txt"]
    assert outcomes() == dict.fromkeys(names, "made")
    first = files("out")
    assert outcomes() == dict.fromkeys(names, "kept")
    assert files("out") == first
    os.utime("in/a.jsonl")
    assert set(outcomes().values()) == {"kept"}, "the time of a file says nothing of its content"
    for damage in (
        lambda: Path("out/a.jsonl").unlink(),
        lambda: Path("out/a.jsonl.manifest.json").unlink(),
        lambda: Path("out/a.jsonl").write_bytes(first["a.jsonl"].replace(b"ferry", b"Ferry")),
        lambda: Path("out/a.jsonl").write_bytes(first["a.jsonl"][:-1]),
        lambda: Path("out/a.jsonl.quarantine.jsonl").write_bytes(b"stale"),
    ):
        damage()
        assert outcomes() == dict.fromkeys(names, "kept") | {"in/a.jsonl": "made"}
        assert files("out") == first
    jsonl(inputs / "a.jsonl", {"text": GLUED, "n": 7}, {"text": PLAIN, "n": 2})
    assert outcomes() == dict.fromkeys(names, "kept") | {"in/a.jsonl": "made"}


def test_what_was_kept_is_counted_with_the_rest(inputs: Path, capsys: Captured) -> None:
    with (inputs / "a.jsonl").open("a") as file:
        file.write("not json\n")
    assert run("run", "in", "-o", "out") == 1
    first = capsys.readouterr().out
    assert first.startswith("4 files: 4 made\n")
    assert "\nquarantine   out/a.jsonl.quarantine.jsonl\n" in first
    Path("out/sub/b.parquet").unlink()
    assert run("run", "in", "-o", "out") == 1
    again = capsys.readouterr().out
    assert again == first.replace("4 made", "1 made, 3 already there")


def test_other_rules_are_refused_unless_forced(inputs: Path, capsys: Captured) -> None:
    assert run("run", "in", "-o", "out", "--shard", "1/2") == 0
    first = files("out")
    assert run("run", "in", "-o", "out", "--threshold", "0.9") == 2
    assert (
        "cleanup: out: 2 of the 2 outputs here were made otherwise, as out/a.jsonl was:"
        " settings threshold 0.8, now 0.9. Run with the same, or"
    ) in capsys.readouterr().err
    assert files("out") == first
    assert run("run", "in", "-o", "out", "--title", "n") == 2
    assert "columns title None, now 'n'" in capsys.readouterr().err
    assert run("run", "in", "-o", "out", "--threshold", "0.9", "--force") == 0
    assert capsys.readouterr().out.startswith("4 files: 4 made\n")
    assert run("run", "in", "-o", "out", "--threshold", "0.9", "--force") == 0
    assert capsys.readouterr().out.startswith("4 files: 4 already there\n")


def test_rules_that_changed_are_named(inputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [first, *_] = shards()
    assert clean_shard(first).outcome == "made"
    result = clean_shard(replace(first, ruleset="0.0.9+abcdefabcdef"))
    assert result.outcome == "failed"
    assert "not those of the plan (0.0.9+abcdefabcdef)" in result.problem
    monkeypatch.setattr("cleanup.ruleset._code", lambda: "others")
    with pytest.raises(CannotRun, match=r"ruleset '0\.1\.0\+\w{12}', now '0\.1\.0\+\w{12}'"):
        shards()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("x.jsonl", b"", 2),
        ("x.jsonl", b'{"text": "The ferry', 1),
        ("x.jsonl.gz", b"", 2),
        ("x.jsonl.gz", gzip.compress(b'{"text": "The ferry left."}\n', mtime=0)[:-9], 2),
        ("x.parquet", b"", 2),
        ("x.parquet", b"PAR1 and no more", 2),
        ("x.txt", b"", 1),
    ],
)
def test_an_empty_or_broken_file_is_named_and_the_others_are_made(
    inputs: Path, name: str, content: bytes, code: int, capsys: Captured
) -> None:
    (inputs / name).write_bytes(content)
    for times in ("made", "already there"):
        assert run("run", "in", "-o", "out") == code
        out, err = capsys.readouterr()
        if code == 2:
            assert out.startswith(f"5 files: 4 {times}, 1 failed\n")
            assert f"\nfailed       in/{name}\n" in out
            assert err.startswith(f"cleanup: in/{name}: this ")
            assert not [made for made in files("out") if "x." in made]
        else:
            assert out.startswith(f"5 files: 5 {times}\n")
            assert "quarantined  1   rows that could not be read\n" in out
            assert f"\nquarantine   out/{name}" in out


def test_an_old_output_stays_when_its_input_breaks(inputs: Path, capsys: Captured) -> None:
    assert run("run", "in", "-o", "out") == 0
    before = files("out")
    (inputs / "a.jsonl").write_bytes(b"")
    assert run("run", "in", "-o", "out") == 2
    assert files("out") == before


def test_outputs_without_an_input_are_listed_and_kept(inputs: Path, capsys: Captured) -> None:
    assert run("run", "in", "-o", "out") == 0
    (inputs / "a.jsonl").unlink()
    before = files("out")
    assert run("run", "in", "-o", "out") == 0
    assert "\nalso there   out/a.jsonl\n" in capsys.readouterr().out
    assert files("out") == before


def test_a_file_that_no_run_made_is_not_replaced(inputs: Path, capsys: Captured) -> None:
    Path("out").mkdir()
    Path("out/a.jsonl").write_text('{"text": "mine"}\n')
    Path("out/d.ndjson.gz.manifest.json").write_text('{"name": "my app"}')
    assert run("run", "in", "-o", "out") == 2
    err = capsys.readouterr().err
    assert "cleanup: out/a.jsonl: this is there already and no run of cleanup made it" in err
    said = "this is no manifest of a run (ruleset is missing); move it away"
    assert f"out/d.ndjson.gz.manifest.json: {said}" in err
    assert Path("out/a.jsonl").read_text() == '{"text": "mine"}\n'
    Path("out/d.ndjson.gz.manifest.json").unlink()
    assert run("run", "in", "-o", "out", "--force") == 0
    assert "mine" not in Path("out/a.jsonl").read_text()


def test_parts_are_the_whole_whatever_the_order(
    inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = [shard.out for shard in shards()]
    parts = [[shard.out for shard in shards((first, 3))] for first in (1, 2, 3)]
    assert sorted(out for part in parts for out in part) == whole == sorted(whole)
    assert [len(part) for part in parts] == [2, 1, 1]
    walk = os.walk
    monkeypatch.setattr(
        "os.walk", lambda *a, **k: ((w, f, n[::-1]) for w, f, n in list(walk(*a, **k))[::-1])
    )
    assert [[shard.out for shard in shards((first, 3))] for first in (1, 2, 3)] == parts


@pytest.mark.parametrize("part", ["0/3", "4/3", "3", "a/b", "-1/3", "1/0"])
def test_a_part_that_is_none_is_refused(part: str, capsys: Captured) -> None:
    assert run("run", "in", "-o", "out", f"--shard={part}") == 2
    assert "for 64 parts give 1/64 to 64/64" in capsys.readouterr().err


def test_what_cannot_be_is_refused_before_work_begins(inputs: Path, capsys: Captured) -> None:
    Path("more").mkdir()
    jsonl(Path("more/a.jsonl"), {"text": GLUED})
    for words, message in (
        (["in", "more", "-o", "out"], "more/a.jsonl: its output out/a.jsonl would be that of in/"),
        (["in", "-o", "in/out"], "in/out: this output lies within the input in"),
        (["more/a.jsonl", "-o", "more"], "more/a.jsonl: this output would replace an input"),
        (["-", "-o", "out"], "standard input has no name"),
        (["in", "-o", "one.parquet", "--shard", "1/2"], "this output is one file; --shard"),
        (["in", "-o", "out.tar"], "a folder: a name without a suffix, or one that ends in /"),
        (["in", "-o", "out", "--head", "2"], "--head and --sample choose among the rows of all"),
        (["none", "-o", "out"], "none: No such file or directory"),
    ):
        assert run("run", *words) == 2
        assert message in capsys.readouterr().err
    assert not Path("out").exists()


def test_a_file_in_the_way_is_reported(inputs: Path, capsys: Captured) -> None:
    Path("notes").touch()
    assert run("run", "in", "-o", "notes") == 2
    assert "notes: this is a file; name a folder" in capsys.readouterr().err
    Path("out").mkdir()
    Path("out/sub").touch()
    assert run("run", "in", "-o", "out") == 2
    out, err = capsys.readouterr()
    assert out.startswith("4 files: 2 made, 2 failed\n")
    assert "cleanup: out/sub: File exists; see to it, and run again" in err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_ends_at_once_and_leaves_no_temporary_file(
    number: signal.Signals, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    for name in "ab":
        jsonl(tmp_path / "in" / f"{name}.jsonl", *({"text": f"{GLUED}{n}"} for n in range(60_000)))
    command = [sys.executable, "-m", "cleanup", "run", "in", "-o", "out", "--workers", "2"]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    limit = time.monotonic() + 60
    while not list(Path("out").glob(".*.tmp")) and time.monotonic() < limit:
        time.sleep(0.01)
    assert list(Path("out").glob(".*.tmp"))
    child.send_signal(number)
    message = child.communicate(timeout=60)[1]
    assert (child.returncode, message) == (130, "cleanup: interrupted; no output was harmed\n")
    assert not list(Path("out").iterdir()), "no file was waited for, and nothing is left"


def test_what_is_a_folder() -> None:
    Path("is.one").mkdir()
    assert all(map(is_folder, ["out", "a.b/out", "out.parquet/", "is.one", "."]))
    assert not any(map(is_folder, ["out.parquet", "out.jsonl.gz", "out.txt", "out.d", "-"]))


def test_processes_make_the_same_bytes(inputs: Path) -> None:
    assert run("run", "in", "-o", "out", "--workers", "1") == 0
    first = files("out")
    for path in Path("out").rglob("*.manifest.json"):
        path.unlink()
    calls: list[tuple[int, int]] = []
    with closing(clean_shards(shards(), 2, lambda *now: calls.append(now))) as done:
        assert {result.outcome for result in done} == {"made"}
    assert run("run", "in", "-o", "out", "--force") == 0
    assert files("out") == first
    size = sum(path.stat().st_size for path in inputs.rglob("*.*"))
    assert calls[-1] == (4, size)


def test_undo_gives_a_folder_back_and_names_what_it_cannot(inputs: Path, capsys: Captured) -> None:
    assert run("run", "in", "-o", "out") == 0
    capsys.readouterr()
    assert run("undo", "out", "-o", "back") == 0
    assert capsys.readouterr().out == "4 original files in back\n"
    before, again = files("in"), files("back")
    assert again.keys() == before.keys()
    for name in ("a.jsonl", "sub/c.txt"):
        assert again[name] == before[name]
    frames = [pl.read_parquet(f"{folder}/sub/b.parquet") for folder in ("in", "back")]
    assert frames[0].equals(frames[1])
    Path("out/a.jsonl").write_bytes(Path("out/a.jsonl").read_bytes().replace(b"ferry", b"Ferry"))
    assert run("undo", "out", "-o", "more") == 2
    printed = capsys.readouterr()
    assert "3 original files in more\n" in printed.out
    assert "cleanup: out/a.jsonl: row 0 cannot be rebuilt" in printed.err
    assert run("undo", "out", "-o", "one.jsonl") == 2
    assert "the originals of a folder go into a folder" in capsys.readouterr().err
    assert run("undo", "in", "-o", "none") == 2
    assert "no output of a run is in this folder" in capsys.readouterr().err


def test_undo_of_one_text_names_its_file(inputs: Path, capsys: Captured) -> None:
    assert run("run", str(inputs / "sub" / "c.txt"), "-o", "c.jsonl") == 0
    capsys.readouterr()
    assert run("undo", "c.jsonl", "-o", "back") == 0
    assert capsys.readouterr().out == "1 original file: back/c.txt\n"


def test_an_output_in_the_place_of_a_quarantine_file_is_refused(
    in_folder: None, capsys: Captured
) -> None:
    Path("in").mkdir()
    for name in ("a.jsonl", "a.jsonl.quarantine.jsonl"):
        jsonl(Path("in", name), {"text": GLUED})
    assert run("run", "in", "-o", "out") == 2
    said = "in/a.jsonl.quarantine.jsonl: its output out/a.jsonl.quarantine.jsonl would be the"
    assert said in capsys.readouterr().err
    assert not Path("out").exists()
