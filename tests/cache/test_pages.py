"""Pages are what was made, whatever became of their file."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from cleanup.cache.folder import VARIABLE
from cleanup.cache.pages import Pages

if TYPE_CHECKING:
    from pathlib import Path

PAGES = [b"the old ferry", b"", b"ran late\n" * 100]


class Maker:
    """Makes the pages and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> list[bytes]:
        self.times += 1
        return PAGES


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "new" / "cache"
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder


def written(kept: Path) -> Path:
    assert list(Pages("words", b"1", Maker())) == PAGES
    (path,) = kept.iterdir()
    return path


def test_pages_are_made_once(kept: Path) -> None:
    written(kept)
    maker = Maker()
    pages = Pages("words", b"1", maker)
    assert list(pages) == PAGES
    assert len(pages) == len(PAGES)
    assert not maker.times


def test_another_key_or_name_is_made_anew(kept: Path) -> None:
    written(kept)
    for name, key in (("words", b"2"), ("rules", b"1")):
        maker = Maker()
        assert list(Pages(name, key, maker)) == PAGES
        assert maker.times == 1


def test_every_damaged_byte_is_noticed(kept: Path) -> None:
    path = written(kept)
    content = path.read_bytes()
    for place in (*range(0, 300, 7), len(content) // 2, len(content) - 1):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        maker = Maker()
        assert list(Pages("words", b"1", maker)) == PAGES
        assert maker.times == 1
        assert path.read_bytes() == content


def test_a_truncated_file_is_written_again(kept: Path) -> None:
    path = written(kept)
    content = path.read_bytes()
    for length in (0, 10, 100, 200, len(content) - 1):
        path.write_bytes(content[:length])
        assert list(Pages("words", b"1", Maker())) == PAGES
        assert path.read_bytes() == content


def test_a_file_that_is_damaged_while_it_is_open_is_written_again(kept: Path) -> None:
    path = written(kept)
    content = path.read_bytes()
    pages = Pages("words", b"1", Maker())
    assert pages[0] == PAGES[0]
    path.write_bytes(content[:-1])
    assert pages[2] == PAGES[2]
    assert path.read_bytes() == content


def test_without_a_folder_pages_are_made_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    maker = Maker()
    assert list(Pages("words", b"1", maker)) == list(Pages("words", b"1", maker)) == PAGES
    assert maker.times == 2


def test_a_folder_that_cannot_be_written_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file" / "cache"))
    maker = Maker()
    assert list(Pages("words", b"1", maker)) == PAGES
    assert maker.times == 1


def test_a_file_of_another_user_is_not_read(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(kept)
    if path.stat().st_uid == 0:
        os.chown(path, 1, -1)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
    maker = Maker()
    assert list(Pages("words", b"1", maker)) == PAGES
    assert maker.times == 1


def test_the_newest_files_of_a_name_are_kept(kept: Path) -> None:
    for number in range(8):
        before = set(kept.iterdir()) if kept.exists() else set()
        assert list(Pages("words", bytes([number]), Maker())) == PAGES
        (new,) = set(kept.iterdir()) - before
        os.utime(new, (number, number))
    assert len(list(kept.iterdir())) == 4
    maker = Maker()
    assert list(Pages("words", bytes([7]), maker)) == PAGES
    assert not maker.times


def test_several_may_write_at_once(kept: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: list(Pages("words", b"1", Maker())), range(40)))
    assert made == [PAGES] * 40
    assert len(list(kept.iterdir())) == 1
