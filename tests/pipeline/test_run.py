"""The main job: rows in, rows out with provenance and a manifest, whatever happens."""

from __future__ import annotations

import datetime
import decimal
import gzip
import json
import signal
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
import zstandard

import cleanup
from cleanup.errors import CannotRun
from cleanup.pipeline.options import RunOptions
from cleanup.pipeline.run import run
from cleanup.read import Reading
from cleanup.restore.how import Undo
from cleanup.restore.outputs import restore
from cleanup.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleanup.write.summary import Summary

GLUED = "The ferry left.It came back at noon."
CLEAN = "The ferry left. It came back at noon."
SETTINGS = Settings(select=("JOI001",))


def go(
    sources: list[Path],
    out: Path,
    *,
    force: bool = False,
    settings: Settings = SETTINGS,
    progress: Callable[[int, int], None] | None = None,
) -> Summary:
    return run(
        [str(source) for source in sources],
        str(out),
        RunOptions(settings=settings, force=force),
        progress=progress,
    )


def jsonl(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def manifest(out: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(Path(f"{out}.manifest.json").read_bytes())
    return content


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
@pytest.mark.parametrize("kind", ["jsonl", "parquet", "txt"])
@pytest.mark.parametrize("out", ["out.parquet", "out.jsonl"])
def test_every_input_becomes_every_output(tmp_path: Path, kind: str, suffix: str, out: str) -> None:
    plain = tmp_path / f"in.{kind}"
    if kind == "jsonl":
        jsonl(plain, {"text": GLUED})
    elif kind == "txt":
        plain.write_text(GLUED)
    else:
        pl.DataFrame({"text": [GLUED]}).write_parquet(plain)
    pack: dict[str, Callable[[bytes], bytes]] = {
        "": bytes,
        ".gz": gzip.compress,
        ".zst": zstandard.compress,
    }
    source = tmp_path / f"in.{kind}{suffix}"
    source.write_bytes(pack[suffix](plain.read_bytes()))
    summary = go([source], tmp_path / out)
    assert (summary.rows, summary.repaired, summary.clean) == (1, 1, 0)
    assert summary.by_rule == {"JOI001": (1, 0)}
    path = tmp_path / out
    [row] = pl.read_parquet(path).to_dicts() if out == "out.parquet" else lines(path)
    expected = cleanup.clean(GLUED, settings=SETTINGS)
    assert row["text"] == expected.text == CLEAN
    assert row["cleanup_source"] == str(source)
    assert row["cleanup_row"] == 0
    assert row["cleanup_status"] == "repaired"
    assert row["cleanup_ruleset"] == summary.ruleset
    [edit] = row["cleanup_edits"]
    assert edit == {
        "start": 15,
        "end": 15,
        "before": "",
        "after": " ",
        "codes": ["JOI001"],
        "removal": False,
    }
    assert manifest(path)["inputs"][0]["bytes"] == source.stat().st_size


def test_lines_keep_everything_but_the_text(tmp_path: Path) -> None:
    line = (
        '{"z":1e5, "n": 1.50,"big":123456789012345678901234567890, "text" : "%s","a":{"k": [ ]} }'
    )
    source = tmp_path / "in.jsonl"
    source.write_text(f"{line % GLUED}\n{line % CLEAN}\n")
    go([source], tmp_path / "out.jsonl")
    for written in (tmp_path / "out.jsonl").read_text().splitlines():
        assert written.startswith((line % CLEAN).removesuffix(" }") + ', "cleanup_source": ')


def test_lines_become_columns_of_one_type(tmp_path: Path) -> None:
    records: list[dict[str, Any]] = [
        {"text": GLUED, "i": 1, "f": 1, "m": 1, "o": {"k": [1]}, "w": 2**70, "l": 2**60, "b": True},
        {"text": None, "i": 2, "f": 2.5, "m": "s", "o": None, "w": 1, "l": 0.5, "late": "x"},
    ]
    go([jsonl(tmp_path / "in.jsonl", *records)], tmp_path / "out.parquet")
    frame = pl.read_parquet(tmp_path / "out.parquet")
    assert dict(list(frame.schema.items())[:9]) == {
        "text": pl.String(),
        "i": pl.Int64(),
        "f": pl.Float64(),
        "m": pl.String(),
        "o": pl.String(),
        "w": pl.String(),
        "l": pl.String(),
        "b": pl.Boolean(),
        "late": pl.String(),
    }
    assert frame["m"].to_list() == ["1", '"s"']
    assert frame["o"].to_list() == ['{"k": [1]}', None]
    assert frame["w"].to_list() == [str(2**70), "1"]
    assert frame["l"].to_list() == [str(2**60), "0.5"]
    assert frame["late"].to_list() == [None, "x"]
    assert frame["text"].to_list() == [CLEAN, None]
    metadata = pl.read_parquet_metadata(tmp_path / "out.parquet")
    assert json.loads(metadata["cleanup_json_columns"]) == ["l", "m", "o", "w"]
    assert json.loads(metadata["cleanup_settings"])["select"] == ["JOI001"]
    assert metadata["cleanup_ruleset"] == frame["cleanup_ruleset"][0]


def test_a_key_that_changes_its_type_late_is_json_text_from_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cleanup.read.chunks.ROWS", 50)
    late: list[object] = ["s", None, [1, "a"], {"k": {}}, True, 1e300, 2**70, "", "null"]
    values = [*range(120), *late]
    records = [{"text": GLUED, "m": value} for value in values]
    for workers in (1, 2):
        out = tmp_path / f"{workers}.parquet"
        source = jsonl(tmp_path / "in.jsonl", *records)
        run([str(source)], str(out), RunOptions(settings=SETTINGS, workers=workers))
        column = pl.read_parquet(out)["m"].to_list()
        assert [None if text is None else json.loads(text) for text in column] == values
        restore(str(out), str(tmp_path / "back.jsonl"), Undo(force=True))
        assert lines(tmp_path / "back.jsonl") == records


TABLE = pl.DataFrame(
    {
        "text": [GLUED, None],
        "ns": pl.Series([1, None]).cast(pl.Datetime("ns", "UTC")),
        "dec": [decimal.Decimal("1.20"), None],
        "cat": pl.Series(["u", None]).cast(pl.Categorical),
        "day": [datetime.date(2031, 5, 6), None],
        "raw": [b"\xff\x00", None],
        "u8": pl.Series([255, None], dtype=pl.UInt8),
        "list": [[1, 2], None],
        "inner": [{"x": 1}, None],
    }
)


def test_parquet_keeps_its_types(tmp_path: Path) -> None:
    TABLE.write_parquet(tmp_path / "in.parquet")
    go([tmp_path / "in.parquet"], tmp_path / "out.parquet")
    frame = pl.read_parquet(tmp_path / "out.parquet")
    others = [name for name in TABLE.columns if name != "text"]
    assert frame.select(others).equals(TABLE.select(others))
    assert frame.select(others).schema == TABLE.select(others).schema


def test_parquet_becomes_lines(tmp_path: Path) -> None:
    TABLE.write_parquet(tmp_path / "in.parquet")
    go([tmp_path / "in.parquet"], tmp_path / "out.jsonl")
    row, empty = lines(tmp_path / "out.jsonl")
    assert {name: row[name] for name in TABLE.columns} == {
        "text": CLEAN,
        "ns": "1970-01-01T00:00:00.000000001+00:00",
        "dec": "1.20",
        "cat": "u",
        "day": "2031-05-06",
        "raw": "/wA=",
        "u8": 255,
        "list": [1, 2],
        "inner": {"x": 1},
    }
    assert empty["text"] is None
    assert (empty["cleanup_status"], empty["cleanup_original_sha256"]) == ("clean", None)


def test_several_inputs_are_united(tmp_path: Path) -> None:
    pl.DataFrame({"text": [GLUED], "n": [1], "p": [1.5]}).write_parquet(tmp_path / "a.parquet")
    jsonl(tmp_path / "b.jsonl", {"text": GLUED, "n": 2, "j": "x"}, {"text": "A quay.", "p": None})
    (tmp_path / "c.txt").write_text("A quay.")
    summary = go([tmp_path], tmp_path / "out.parquet")
    frame = pl.read_parquet(tmp_path / "out.parquet")
    assert summary.rows == frame.height == 4
    assert frame.select("text", "n", "p", "j").rows() == [
        (CLEAN, 1, 1.5, None),
        (CLEAN, 2, None, "x"),
        ("A quay.", None, None, None),
        ("A quay.", None, None, None),
    ]
    names = [Path(source).name for source in frame["cleanup_source"]]
    assert list(zip(names, frame["cleanup_row"], strict=True)) == [
        ("a.parquet", 0),
        ("b.jsonl", 0),
        ("b.jsonl", 1),
        ("c.txt", 0),
    ]


def test_columns_that_clash_are_refused(tmp_path: Path) -> None:
    pl.DataFrame({"text": [GLUED], "n": ["one"]}).write_parquet(tmp_path / "a.parquet")
    jsonl(tmp_path / "b.jsonl", {"text": GLUED, "n": 2})
    with pytest.raises(CannotRun, match=r"b\.jsonl: the column 'n' holds Int64 .*a\.parquet"):
        go([tmp_path], tmp_path / "out.parquet")
    assert not list(tmp_path.glob("*out*"))


def test_rows_that_cannot_be_read_are_quarantined_and_counted(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    bad = b'{"text": "caf\xe9"}\n'
    good = json.dumps({"text": GLUED}).encode() + b"\n"
    source.write_bytes(good + bad + b"\n" + good)
    for name in ("out.parquet", "out.jsonl"):
        out = tmp_path / name
        summary = go([source], out)
        assert (summary.rows, summary.quarantined) == (2, 1)
        assert summary.quarantine == f"{out}.quarantine.jsonl"
        [rejected] = lines(Path(summary.quarantine))
        assert b64decode(rejected.pop("raw_base64")) == bad
        message = rejected.pop("message")
        assert "byte 13 (0xe9) is not UTF-8" in message
        assert rejected == {
            "source": str(source),
            "row": 1,
            "position": {"byte": len(good), "line": 2},
            "reason": "invalid-utf8",
        }
        content = manifest(out)
        [file] = content["inputs"]
        assert (file["rows"], file["written"], file["quarantined"]) == (3, 2, 1)
        assert content["quarantine"]["rows"] == 1


def test_a_quarantine_of_an_earlier_run_does_not_survive(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.parquet"
    source.write_text(f"[]\n{json.dumps({'text': GLUED})}\n")
    assert go([source], out).quarantined == 1
    jsonl(source, {"text": GLUED})
    assert go([source], out, force=True).quarantine is None
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "in.jsonl",
        "out.parquet",
        "out.parquet.manifest.json",
    ]
    assert manifest(out)["quarantine"] is None


def test_the_manifest_vouches_for_its_files(tmp_path: Path) -> None:
    import hashlib

    source = jsonl(tmp_path / "in.jsonl", {"text": GLUED}, {"text": CLEAN})
    out = tmp_path / "out.jsonl"
    summary = go([source], out)
    content = manifest(out)
    assert content["output"]["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert content["inputs"][0]["sha256"] == hashlib.sha256(source.read_bytes()).hexdigest()
    assert content["ruleset"] == summary.ruleset
    assert content["counts"]["rows"] == 2
    assert content["by_rule"] == {"JOI001": {"edits": 1, "findings": 0}}
    assert content["traits"] == {}
    assert content["settings"]["select"] == ["JOI001"]


def test_the_manifest_and_the_summary_count_the_traits_of_rows(tmp_path: Path) -> None:
    texts = ["The boat was late , and it 's old . They did n't pay .", "The boat was late."]
    source = tmp_path / "a.jsonl"
    source.write_text("".join(f"{json.dumps({'text': text})}\n" for text in texts))
    out = tmp_path / "out.jsonl"
    assert go([source], out).traits == {"tokenised": 1}
    assert manifest(out)["traits"] == {"tokenised": 1}


@pytest.mark.parametrize("name", ["out.parquet", "out.jsonl"])
def test_batches_leave_no_trace_in_the_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    records = [{"text": GLUED if n % 3 else CLEAN, "n": n} for n in range(300)]
    source = jsonl(tmp_path / "in.jsonl", *records)
    seen: list[tuple[int, int]] = []
    outputs = []
    for rows in (2_000, 7):
        monkeypatch.setattr("cleanup.read.chunks.ROWS", rows)
        go([source], tmp_path / name, force=True, progress=lambda *done: seen.append(done))
        outputs.append((tmp_path / name).read_bytes())
    assert outputs[0] == outputs[1]
    assert seen[0] == (300, source.stat().st_size)
    assert seen[1:] == sorted(seen[1:])
    assert len(seen) == 1 + 43


def test_the_progress_of_a_table_is_that_of_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "in.parquet"
    pl.DataFrame({"text": [GLUED] * 40}).write_parquet(source)
    monkeypatch.setattr("cleanup.read.parquet_budget.ROWS", 10)
    seen: list[tuple[int, int]] = []
    go([source], tmp_path / "out.parquet", progress=lambda *done: seen.append(done))
    size = source.stat().st_size
    assert seen == [(rows, size * rows // 40) for rows in (10, 20, 30, 40)]


def test_an_empty_table_stays_one(tmp_path: Path) -> None:
    pl.DataFrame({"text": [], "n": []}, {"text": pl.String, "n": pl.Int8}).write_parquet(
        tmp_path / "in.parquet"
    )
    assert go([tmp_path / "in.parquet"], tmp_path / "out.parquet").rows == 0
    frame = pl.read_parquet(tmp_path / "out.parquet")
    assert (frame.height, frame.schema["n"]) == (0, pl.Int8())
    assert "cleanup_edits" in frame.columns
    go([tmp_path / "in.parquet"], tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_a_50_mb_line_is_a_row_like_any_other(tmp_path: Path) -> None:
    text = "The ferry left the quay. " * (2 * 1024 * 1024)
    out = tmp_path / "out.parquet"
    source = jsonl(tmp_path / "in.jsonl", {"text": text}, {"text": "A quay."})
    settings, reading = Settings(select=("DOC001",)), Reading(max_document=64 << 20)
    summary = run([str(source)], str(out), RunOptions(settings=settings, reading=reading))
    assert summary.rows == 2
    assert pl.read_parquet(out)["text"].to_list() == [text, "A quay."]


SLOW_RUN = """
import sys
from cleanup.pipeline.options import RunOptions
from cleanup.pipeline.run import run
from cleanup.settings import Settings
import cleanup.read.chunks

cleanup.read.chunks.ROWS = 20
run(
    [sys.argv[1]],
    sys.argv[2],
    RunOptions(settings=Settings(select=("JOI001",)), force=True),
    lambda rows, size: print(rows, flush=True),
)
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("name", ["out.parquet", "out.jsonl"])
def test_a_run_that_is_killed_leaves_the_old_output(
    tmp_path: Path, name: str, number: signal.Signals
) -> None:
    source = jsonl(tmp_path / "in.jsonl", *({"text": GLUED, "n": n} for n in range(6_000)))
    old = jsonl(tmp_path / "old.jsonl", {"text": GLUED})
    out = tmp_path / name
    go([old], out)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for stop in (1, 150):
        command = [sys.executable, "-c", SLOW_RUN, str(source), str(out)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert child.stdout is not None
        for _ in range(stop):
            assert child.stdout.readline()
        child.send_signal(number)
        child.stdout.read()
        assert child.wait(timeout=20) != 0
        assert {path: path.read_bytes() for path in before} == before
        rest = {path for path in tmp_path.iterdir() if path not in before}
        assert all(path.name.startswith(".out.") for path in rest)
        assert not rest or number == signal.SIGKILL
        for path in rest:
            path.unlink()


def test_a_full_disk_is_a_sentence_and_harms_nothing(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
    texts = ({"text": f"{GLUED} {n * 104_729 % 999_983}"} for n in range(6_000))
    source = jsonl(tmp_path / "in.jsonl", *texts)
    for name in ("out.parquet", "out.jsonl"):
        out = tmp_path / name
        go([jsonl(tmp_path / "old.jsonl", {"text": GLUED})], out)
        before = {path: path.read_bytes() for path in tmp_path.iterdir()}
        command = [sys.executable, "-c", limit + SLOW_RUN, str(source), str(out)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.stderr.splitlines()[-1].startswith(
            f"cleanup.errors.CannotRun: {out}: this could not be written (File too large"
        )
        assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_an_output_is_not_replaced_by_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_bytes(b"precious\n")
    source = tmp_path / "in.jsonl"
    source.write_bytes(b'{"text": 5}\n')
    with pytest.raises(CannotRun, match=r"none of the rows could be read .* left as it was"):
        run([str(source)], str(out), RunOptions(settings=SETTINGS, force=True))
    assert out.read_bytes() == b"precious\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_an_output_is_not_replaced_where_its_manifest_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, source = tmp_path / "out.jsonl", tmp_path / "in.jsonl"
    out.write_bytes(b"precious\n")
    source.write_bytes(b'{"text": "Fine."}\n')

    def full(self: Path, text: str, *rest: str) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(CannotRun, match=r"manifest\.json: this could not be written"):
        run([str(source)], str(out), RunOptions(settings=SETTINGS, force=True))
    assert out.read_bytes() == b"precious\n"


@pytest.mark.parametrize("beside", ["manifest.json", "quarantine.jsonl"])
def test_what_an_earlier_run_left_is_not_replaced_unasked(beside: str, tmp_path: Path) -> None:
    source, companion = tmp_path / "in.jsonl", tmp_path / f"out.parquet.{beside}"
    source.write_bytes(b'{"text": "Fine."}\n')
    companion.write_bytes(b"precious")
    with pytest.raises(CannotRun, match=r"left of an earlier run.*--force"):
        run([str(source)], str(tmp_path / "out.parquet"), RunOptions(settings=SETTINGS))
    assert companion.read_bytes() == b"precious"
