"""Writing: whole or not at all."""

from __future__ import annotations

import gzip
import os
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest
import zstandard

from cleanup.errors import CannotRun
from cleanup.write import GROUP_BYTES, choose_target, replacing, write_lines, write_parquet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_old_file_stays_until_the_new_one_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old")
    with replacing(path) as temporary:
        assert temporary.parent == path.parent
        temporary.write_text("new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert names(tmp_path) == ["out.jsonl"]


@pytest.mark.parametrize("error", [KeyError, KeyboardInterrupt, SystemExit, CannotRun])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, error: type[BaseException]
) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old")

    def work() -> None:
        with replacing(path) as temporary:
            temporary.write_text("half")
            raise error

    with pytest.raises(error):
        work()
    assert path.read_text() == "old"
    assert names(tmp_path) == ["out.jsonl"]


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_disk_that_refuses_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "out.jsonl"
    path.write_text("old")
    monkeypatch.setattr(step, refuse)
    with pytest.raises(CannotRun, match=r"No space left on device.*run again"), replacing(path):
        pass
    assert path.read_text() == "old"
    assert names(tmp_path) == ["out.jsonl"]


def test_mode_and_link_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real.jsonl", tmp_path / "link.jsonl"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    with replacing(choose_target(str(link), [], force=True).file) as temporary:
        temporary.write_text("new")
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    with replacing(tmp_path / "out.jsonl"):
        pass
    modes = {path.stat().st_mode for path in tmp_path.iterdir()}
    assert len(modes) == 1


def test_row_groups_are_bounded_by_bytes_and_frames_stay_in_order(tmp_path: Path) -> None:
    text = "x" * (GROUP_BYTES // 100)
    frames = (pl.DataFrame({"n": [n], "text": [text]}) for n in range(250))
    path = tmp_path / "out.parquet"
    rows = write_parquet(
        frames,
        path,
        schema={"n": pl.Int64(), "text": pl.String()},
        metadata={"who": "quay"},
        row_bytes=len(text),
    )
    assert rows == 250
    assert pl.read_parquet(path)["n"].to_list() == list(range(250))
    assert pl.read_parquet_metadata(path)["who"] == "quay"
    parquet = pytest.importorskip("pyarrow.parquet")
    assert parquet.ParquetFile(path).num_row_groups == 3


def test_an_error_among_the_frames_comes_out_as_it_is(tmp_path: Path) -> None:
    def frames() -> Iterator[pl.DataFrame]:
        yield pl.DataFrame({"n": [1]})
        raise CannotRun("the ferry sank")

    with pytest.raises(CannotRun, match="the ferry sank"):
        write_parquet(
            frames(), tmp_path / "o.parquet", schema={"n": pl.Int64()}, metadata={}, row_bytes=8
        )


def test_lines_are_compressed_by_suffix_and_the_same_each_time(tmp_path: Path) -> None:
    lines = ["{}", '{"text": "caf\u00e9\u2028"}']
    content = "".join(f"{line}\n" for line in lines).encode()
    unpack: dict[str, Callable[[bytes], bytes]] = {
        ".gz": gzip.decompress,
        ".zst": lambda packed: zstandard.ZstdDecompressor().stream_reader(packed).read(),
        "": bytes,
    }
    for suffix, unpacked in unpack.items():
        target = choose_target(str(tmp_path / f"out.jsonl{suffix}"), [], force=False)
        assert write_lines(iter(lines), target.file, target.compression) == 2
        once = target.file.read_bytes()
        assert unpacked(once) == content
        write_lines(iter(lines), tmp_path / "again", target.compression)
        assert (tmp_path / "again").read_bytes() == once


@pytest.mark.parametrize("name", ["out", "out.csv", "out.txt", "out.parquet.gz", "out.gz", "-"])
def test_a_suffix_that_says_nothing_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotRun, match=r"ends in \.parquet, \.jsonl"):
        choose_target(str(tmp_path / name), [], force=False)


def test_a_folder_that_is_missing_or_closed_is_refused_before_work_begins(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match=r"there is no folder .*; make it first"):
        choose_target(str(tmp_path / "none" / "out.jsonl"), [], force=False)
    closed = Path("/proc") if os.geteuid() == 0 else tmp_path / "closed"
    if closed != Path("/proc"):
        closed.mkdir(mode=0o500)
    with pytest.raises(CannotRun, match=r"out\.jsonl: the folder .* cannot be written to"):
        choose_target(str(closed / "out.jsonl"), [], force=False)
