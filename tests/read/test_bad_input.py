"""Bad input: one sentence that names the file and the remedy, and nothing is harmed."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest

from cleanup.errors import CannotRun
from cleanup.pipeline.options import RunOptions
from cleanup.pipeline.run import run
from cleanup.read import find_sources
from cleanup.read.row import Columns

if TYPE_CHECKING:
    from collections.abc import Callable

ROW = json.dumps({"text": "The ferry left.It came back at noon.", "n": 1}).encode() + b"\n"


def parquet(path: Path) -> bytes:
    pl.DataFrame({"text": [f"Ferry {n} left." for n in range(999)]}).write_parquet(path)
    return path.read_bytes()


def not_utf8(path: Path) -> None:
    raw = pa.array([b"caf\xe9"], pa.binary())
    texts = pa.Array.from_buffers(pa.string(), 1, raw.buffers())
    pq.write_table(pa.table({"text": texts}), path)


def make(name: str, content: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(content)


BAD: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "missing": ("none.jsonl", lambda _: None, "No such file or directory; check the path"),
    "empty jsonl": ("a.jsonl", make("a.jsonl", b""), "is empty .0 bytes.; fetch or write it"),
    "blank jsonl": ("a.jsonl", make("a.jsonl", b"\n \n"), "blank lines only; fetch"),
    "empty gzip": ("a.jsonl.gz", make("a.jsonl.gz", b""), "is empty .0 bytes.; fetch"),
    "no text column": (
        "a.jsonl",
        make("a.jsonl", b'{"body": "a", "n": 1}\n{"m": 1}\n'),
        "no column is called 'text'; name one of these: body, n, m",
    ),
    "truncated gzip": (
        "a.jsonl.gz",
        make("a.jsonl.gz", gzip.compress(ROW * 50)[:-9]),
        "gzip stream breaks off before its end; fetch it again",
    ),
    "corrupt gzip": (
        "a.jsonl.gz",
        make("a.jsonl.gz", gzip.compress(ROW * 50)[:-8] + b"\0" * 8),
        "gzip stream is damaged .*; fetch it again",
    ),
    "gzip by name only": ("a.jsonl.gz", make("a.jsonl.gz", ROW), "is not gzip; rename it"),
    "gzip in secret": (
        "a.jsonl",
        make("a.jsonl", gzip.compress(ROW)),
        r"is gzip; rename it to end in \.gz",
    ),
    "cleaned before": (
        "a.jsonl",
        make("a.jsonl", b'{"text": "a", "cleanup_row": 1}\n'),
        "'cleanup_row' is already there.*rebuild it with `cleanup undo`",
    ),
    "folder without text": (
        ".",
        make("a.png", b"x"),
        "this folder holds no texts .*name the files",
    ),
    "empty parquet": ("a.parquet", make("a.parquet", b""), "is empty .0 bytes.; write it again"),
    "tiny parquet": ("a.parquet", make("a.parquet", b"PAR1"), "no sound Parquet file .*again"),
    "garbage parquet": (
        "a.parquet",
        make("a.parquet", b"PAR1" + bytes(range(256)) * 9 + b"\xff\xff\xff\x7fPAR1"),
        "no sound Parquet file .*again",
    ),
    "truncated parquet": (
        "a.parquet",
        lambda folder: (folder / "a.parquet").write_bytes(parquet(folder / "a.parquet")[:-99]),
        "no sound Parquet file .*again",
    ),
    "holed parquet": (
        "a.parquet",
        lambda folder: (folder / "a.parquet").write_bytes(
            b"PAR1" + b"\x7f" * 400 + parquet(folder / "a.parquet")[404:]
        ),
        "no sound Parquet file .*again",
    ),
    "parquet not UTF-8": (
        "a.parquet",
        lambda folder: not_utf8(folder / "a.parquet"),
        "no sound Parquet file .*as UTF-8 or as binary",
    ),
    "parquet without text": (
        "a.parquet",
        lambda folder: pl.DataFrame({"body": ["a"]}).write_parquet(folder / "a.parquet"),
        "no column is called 'text'; name one of these: body",
    ),
    "parquet of numbers": (
        "a.parquet",
        lambda folder: pl.DataFrame({"text": [1]}).write_parquet(folder / "a.parquet"),
        "'text' holds Int64, not strings; name another",
    ),
    "parquet cleaned before": (
        "a.parquet",
        lambda folder: pl.DataFrame({"text": ["a"], "cleanup_row": [1]}).write_parquet(
            folder / "a.parquet"
        ),
        "'cleanup_row' is already there",
    ),
}


@pytest.mark.parametrize("out", ["out.parquet", "out.jsonl.gz"])
@pytest.mark.parametrize("case", BAD)
def test_a_bad_input_is_a_sentence_and_the_old_output_stays(
    tmp_path: Path, case: str, out: str
) -> None:
    name, prepare, message = BAD[case]
    inputs, results = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    results.mkdir()
    prepare(inputs)
    (results / out).write_bytes(b"old")
    with pytest.raises(CannotRun, match=message) as caught:
        run([str(inputs / name)], str(results / out), RunOptions(force=True))
    sentence = str(caught.value)
    assert sentence.startswith(str(inputs / name))
    assert "\n" not in sentence
    assert [path.name for path in results.iterdir()] == [out]
    assert (results / out).read_bytes() == b"old"


QUARANTINED = {
    "invalid-utf8": ("a.txt", b"caf\xe9"),
    "empty-file": ("a.txt", b""),
    "malformed-json": ("a.jsonl", ROW + b'{"text": "cut\n'),
    "text-not-a-string": ("a.jsonl", b'{"text": 5}\n'),
    "no-text": ("a.jsonl", ROW + b'{"n": 5}\n'),
}


@pytest.mark.parametrize("out", ["out.parquet", "out.jsonl"])
@pytest.mark.parametrize("reason", QUARANTINED)
def test_a_bad_row_is_quarantined(tmp_path: Path, reason: str, out: str) -> None:
    name, content = QUARANTINED[reason]
    (tmp_path / name).write_bytes(content)
    summary = run([str(tmp_path / name)], str(tmp_path / out), RunOptions())
    assert (summary.rows, summary.quarantined) == (content.count(ROW), 1)
    [rejected] = Path(str(summary.quarantine)).read_text().splitlines()
    assert json.loads(rejected)["reason"] == reason


def refused(source: Path, out: Path, *, force: bool = False) -> str:
    with pytest.raises(CannotRun) as caught:
        run([str(source)], str(out), RunOptions(force=force))
    assert str(caught.value).startswith(str(out))
    return str(caught.value)


def test_outputs_that_would_do_harm_are_refused(tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(ROW)
    out.write_bytes(b"old")
    link = tmp_path / "link.jsonl"
    link.symlink_to(source)
    folder = tmp_path / "folder.jsonl"
    folder.mkdir()
    assert "this file exists; name another, or give --force" in refused(source, out)
    assert "would replace the input" in refused(source, source, force=True)
    assert "would replace the input" in refused(source, link, force=True)
    quarantine = tmp_path / "new.jsonl.quarantine.jsonl"
    quarantine.write_bytes(ROW)
    assert "would replace the input" in refused(quarantine, tmp_path / "new.jsonl")
    assert "no regular file" in refused(source, folder, force=True)
    assert "there is no folder" in refused(source, tmp_path / "none" / "out.jsonl")
    assert "ends in .parquet, .jsonl" in refused(source, tmp_path / "out")
    assert source.read_bytes() == ROW
    assert out.read_bytes() == b"old"


def test_named_columns_must_be_there(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(ROW)
    pl.DataFrame({"text": ["a"]}).write_parquet(tmp_path / "a.parquet")
    for name in ("a.jsonl", "a.parquet"):
        with pytest.raises(
            CannotRun, match="no column is called 'headline'; name one of these: text"
        ):
            run(
                [str(tmp_path / name)],
                str(tmp_path / "out.parquet"),
                RunOptions(columns=Columns(title="headline")),
            )


def test_a_file_that_changes_under_the_run_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(ROW)
    found = Path.stat(source)

    def touched(path: Path, **options: bool) -> object:
        if path == source:
            source.write_bytes(source.read_bytes() + ROW)
        return original(path, **options)

    original = Path.stat
    monkeypatch.setattr(Path, "stat", touched)
    with pytest.raises(CannotRun, match=r"in\.jsonl: this file changed while it was read"):
        run([str(source)], str(tmp_path / "out.jsonl"), RunOptions())
    assert found.st_size < original(source).st_size
    assert not (tmp_path / "out.jsonl").exists()


def test_a_table_of_another_kind_is_refused_rather_than_read_as_text(tmp_path: Path) -> None:
    (tmp_path / "rows.xlsx").write_text("text\nhello\n")
    with pytest.raises(CannotRun, match=r"rows\.xlsx.*\.jsonl, \.csv or \.parquet"):
        find_sources([str(tmp_path / "rows.xlsx")])
