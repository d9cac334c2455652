"""Atomic writing: the whole file or nothing."""

from __future__ import annotations

import errno
import gzip
import os
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.errors import CannotRun
from cleanup.write import choose_target, replace_atomically, write_lines
from cleanup.write.atomic import remove_abandoned
from cleanup.write.parquet import GROUP_BYTES, write_parquet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_old_file_stays_until_the_new_one_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old")
    with replace_atomically(path) as temporary:
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
        with replace_atomically(path) as temporary:
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
    with (
        pytest.raises(CannotRun, match=r"No space left on device.*run again"),
        replace_atomically(path),
    ):
        pass
    assert path.read_text() == "old"
    assert names(tmp_path) == ["out.jsonl"]


def test_mode_and_link_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real.jsonl", tmp_path / "link.jsonl"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    with replace_atomically(choose_target(str(link), [], force=True).file) as temporary:
        temporary.write_text("new")
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    with replace_atomically(tmp_path / "out.jsonl"):
        pass
    modes = {path.stat().st_mode for path in tmp_path.iterdir()}
    assert len(modes) == 1


def text_of(frames: Iterable[pl.DataFrame]) -> Iterator[pa.Table]:
    return (frame.to_arrow(compat_level=pl.CompatLevel.oldest()) for frame in frames)


@pytest.mark.parametrize("step", [1, 7, 250])
def test_row_groups_are_bounded_by_bytes_and_frames_stay_in_order(
    tmp_path: Path, step: int
) -> None:
    text = "x" * (GROUP_BYTES // 100)
    frame = pl.DataFrame({"n": range(250), "text": [text] * 250})
    [whole] = text_of([frame])
    path = tmp_path / "out.parquet"
    parts = (whole.slice(start, step) for start in range(0, 250, step))
    assert write_parquet(parts, path, schema=whole.schema, metadata={"who": "quay"}) == 250
    assert pl.read_parquet(path).equals(frame)
    assert pl.read_parquet_metadata(path)["who"] == "quay"
    groups = pq.read_metadata(path)
    assert [groups.row_group(n).num_rows for n in range(groups.num_row_groups)] == [100, 100, 50]


def test_an_error_among_the_frames_comes_out_as_it_is(tmp_path: Path) -> None:
    schema = pa.schema({"n": pa.int64()})

    def parts() -> Iterator[pa.Table]:
        yield pa.table({"n": [1]})
        raise CannotRun("the ferry sank")

    with pytest.raises(CannotRun, match="the ferry sank"):
        write_parquet(parts(), tmp_path / "o.parquet", schema=schema, metadata={})


COLUMNS = pa.table(
    {
        "text": pa.array(["a", "bc", None, "d"], pa.large_string()),
        "view": pa.array(["a", "bc", None, "d"], pa.string_view()),
        "kind": pa.array(["v", "u", "v", None]).dictionary_encode(),
        "list": pa.array([["a", "bc"], [], None, ["d"]], pa.list_(pa.string())),
        "map": pa.array([[("a", 1)], [], None, [("b", 2)]], pa.map_(pa.string(), pa.int64())),
        "inner": pa.array([{"x": 1, "y": "a"}, None, {"x": None, "y": "bc"}, {"x": 2, "y": None}]),
        "id": pa.array([b"0" * 16, None, b"1" * 16, None], pa.uuid()),
    }
)


@given(st.lists(st.integers(0, 3), max_size=40), st.lists(st.integers(0, 40), max_size=6))
@settings(deadline=None)
def test_the_bytes_of_a_table_are_the_same_however_it_comes(
    rows: list[int], cuts: list[int]
) -> None:
    table = pa.concat_tables([COLUMNS.slice(0, 0), *(COLUMNS.slice(row, 1) for row in rows)])
    ends = [0, *sorted(min(cut, len(rows)) for cut in cuts), len(rows)]
    parts = [table.slice(start, end - start) for start, end in pairwise(ends)]
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("cleanup.write.parquet.GROUP_BYTES", 700)
        written = []
        for name, given_parts in (("whole", [table]), ("parts", parts)):
            path = Path(folder, name)
            write_parquet(given_parts, path, schema=table.schema, metadata={})
            written.append(path.read_bytes())
            assert pq.read_table(path).to_pylist() == table.to_pylist()
        assert written[0] == written[1]


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


@pytest.mark.parametrize("name", ["out", "out.xlsx", "out.txt", "out.parquet.gz", "out.gz", "-"])
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


def test_two_writers_of_one_file_do_not_race(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with replace_atomically(path) as temporary:
        temporary.write_text("first")
        with pytest.raises(CannotRun, match=r"another run is writing this file just now"):
            choose_target(str(path), [], force=True)
        with pytest.raises(CannotRun, match=r"another run"), replace_atomically(path):
            pass
        assert remove_abandoned(tmp_path) == [temporary]
    assert path.read_text() == "first"
    assert names(tmp_path) == ["out.jsonl"]


def test_what_a_killed_writer_left_is_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "out.jsonl"
    path.parent.mkdir()
    with replace_atomically(path) as temporary:
        name = temporary.name
    temporary.write_text("left by a process that is dead")
    with replace_atomically(path) as again:
        assert again.name == name
        assert again.read_text() == ""
    temporary.write_text("left again")
    others = path.with_name(".out.jsonl.0123abcd.tmp")
    others.write_text("of another machine, which may be at work")
    mine = path.with_name(".notes.tmp")
    mine.write_text("of nobody here")
    assert remove_abandoned(tmp_path) == [others]
    os.utime(others, (0, 0))
    assert remove_abandoned(tmp_path) == []
    assert names(path.parent) == [".notes.tmp", "out.jsonl"]


def test_a_writer_whose_new_file_was_taken_for_an_old_one_makes_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[bool] = []
    path = tmp_path / "out.jsonl"
    real_open = os.open

    def opened(name: str | Path, flags: int, mode: int = 0o777) -> int:
        handle = real_open(name, flags, mode)
        if flags & os.O_EXCL and not taken:
            taken.append(True)
            monkeypatch.setattr("os.open", real_open)
            assert remove_abandoned(tmp_path) == []
            assert names(tmp_path) == []
        return handle

    monkeypatch.setattr("os.open", opened)
    with replace_atomically(path) as temporary:
        temporary.write_text("new")
    assert path.read_text() == "new"
    assert taken


def test_a_file_system_without_locks_is_reported_only_where_it_matters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(handle: int, how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", refuse)
    path = tmp_path / "out.jsonl"
    with replace_atomically(path) as temporary:
        temporary.write_text("new")
    assert path.read_text() == "new"
    temporary.write_text("left")
    with pytest.raises(CannotRun, match=r"No locks available.*Remove it if no other run"):
        choose_target(str(path), [], force=True)
    assert remove_abandoned(tmp_path) == [temporary]


def test_an_empty_file_can_mean_none(tmp_path: Path) -> None:
    path = tmp_path / "aside.jsonl"
    path.write_text("old")
    with replace_atomically(path, unless_empty=True):
        assert path.read_text() == "old"
    assert names(tmp_path) == []


@pytest.mark.parametrize("what", ["dangling", "link", "folder", "pipe"])
def test_what_has_the_usual_temporary_name_is_in_nobodys_way(tmp_path: Path, what: str) -> None:
    path, victim = tmp_path / "out.jsonl", tmp_path / "victim"
    with replace_atomically(path) as temporary:
        pass
    victim.write_text("of somebody else")
    if what == "folder":
        temporary.mkdir()
    elif what == "pipe":
        os.mkfifo(temporary)
    else:
        temporary.symlink_to(victim if what == "link" else tmp_path / "nowhere" / "file")
    with replace_atomically(path) as other:
        other.write_text("new")
        assert other != temporary
    assert path.read_text() == "new"
    assert victim.read_text() == "of somebody else"
    assert remove_abandoned(tmp_path) == []
    assert names(tmp_path) == sorted([temporary.name, "out.jsonl", "victim"])


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o400])
def test_a_companion_has_the_mode_of_the_file_it_is_like(tmp_path: Path, mode: int) -> None:
    path, beside = tmp_path / "out.jsonl", tmp_path / "out.jsonl.manifest.json"
    path.touch(mode=mode)
    beside.touch(mode=0o644)
    with replace_atomically(beside, like=path) as temporary:
        assert temporary.stat().st_mode & 0o777 == mode
    assert beside.stat().st_mode & 0o777 == mode
    with replace_atomically(beside, like=path, most=0o600):
        pass
    assert beside.stat().st_mode & 0o777 == mode & 0o600


@pytest.mark.parametrize("name", ["\u00e9" * 127, "x" * 255, "x" * 250 + ".json"])
def test_a_name_can_be_as_long_as_the_file_system_allows(tmp_path: Path, name: str) -> None:
    for _ in range(2):
        with replace_atomically(tmp_path / name) as temporary:
            temporary.write_text("new")
    assert names(tmp_path) == [name]
