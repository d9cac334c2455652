"""Links: nothing outside what was named is read in passing, and nothing there is written."""

from __future__ import annotations

import tempfile
from contextlib import chdir
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.write.atomic import replace_atomically
from tests.commands import GLUED, MENDED, jsonl, run
from tests.properties import few

Captured = pytest.CaptureFixture[str]

INSIDE = ("docs/a.txt", "docs/sub/b.txt", "docs/.hidden/c.txt")
OUTSIDE = ("other/d.txt", "e.txt")
TARGETS = (
    *INSIDE,
    *OUTSIDE,
    "docs/sub",
    "other",
    "nowhere.txt",
    "docs",
    "docs/loop.txt",
    "/dev/zero",
)


def made(folder: Path, links: dict[str, str]) -> None:
    for name in (*INSIDE, *OUTSIDE):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(GLUED)
    for name, target in links.items():
        (folder / "docs" / name).symlink_to(folder / target)


LINKS = st.sampled_from(["0.txt", "loop.txt", "sub/x.md", "z"])


@given(st.dictionaries(LINKS, st.sampled_from(TARGETS)))
@few
def test_whatever_links_there_are_nothing_outside_is_written(links: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as name, chdir(name):
        folder = Path(name)
        made(folder, links)
        hidden = [to for link, to in links.items() if to == INSIDE[2] and link != "z"]
        assert run("fix", "docs") == 0
        mended = [*INSIDE[:2], *hidden[:1]]
        for path in (*INSIDE, *OUTSIDE):
            assert Path(path).read_text() == (MENDED if path in mended else GLUED), path
        for link, target in links.items():
            assert (folder / "docs" / link).readlink() == folder / target


def test_a_link_that_is_not_followed_is_named(in_folder: None, capsys: Captured) -> None:
    made(
        Path.cwd(), {"0.txt": "e.txt", "in.txt": "docs/a.txt", "gone.txt": "nowhere", "o": "other"}
    )
    for words in (["fix", "docs", "--diff"], ["check", "docs"], ["audit", "docs", "-o", "r.html"]):
        run(*words)
        said = capsys.readouterr().err
        assert "cleanup: docs/0.txt: this link leads outside what was named and is passed" in said
        assert "cleanup: docs/gone.txt: this link leads nowhere and is passed over" in said
        assert "cleanup: docs/o: this link leads to a folder outside what was named" in said
        assert said.count("is passed over") == 3, words
    for out in ("out.jsonl", "out"):
        assert run("run", "docs", "-o", out) == 0
        assert capsys.readouterr().err.count("is passed over") == 3
    assert sorted(path.name for path in Path("out").rglob("*.txt.jsonl")) == [
        "a.txt.jsonl",
        "b.txt.jsonl",
    ]


def test_a_link_to_what_is_named_too_is_followed_once(in_folder: None, capsys: Captured) -> None:
    made(Path.cwd(), {"0.txt": "e.txt", "1.txt": "e.txt"})
    assert run("fix", "docs", "e.txt") == 0
    said = capsys.readouterr().err
    assert "is passed over" not in said
    assert "Repaired 3 of 3 files" in said
    assert Path("e.txt").read_text() == MENDED


def test_a_link_that_is_named_itself_is_kept_and_its_target_rewritten(in_folder: None) -> None:
    made(Path.cwd(), {"0.txt": "e.txt"})
    assert run("fix", "docs/0.txt") == 0
    assert Path("docs/0.txt").is_symlink()
    assert Path("e.txt").read_text() == MENDED


@pytest.mark.parametrize("words", [["fix", "a.txt"], ["run", "a.txt", "-o", "a.txt.jsonl"]])
def test_a_link_at_the_temporary_name_holds_nobody_up(in_folder: None, words: list[str]) -> None:
    for name in ("a.txt", "a.txt.jsonl", "a.txt.jsonl.manifest.json"):
        with replace_atomically(Path(name)) as temporary:
            pass
        temporary.symlink_to("/nonexistent/file")
        Path(name).unlink()
    Path("a.txt").write_text(GLUED)
    assert run(*words) == 0


@pytest.mark.parametrize("beside", ["manifest.json", "quarantine.jsonl"])
def test_a_folder_in_the_place_of_a_companion_is_refused_before_the_first_write(
    in_folder: None, beside: str, capsys: Captured
) -> None:
    Path("a.txt").write_text(GLUED)
    Path("out.jsonl").write_text("old")
    Path(f"out.jsonl.{beside}").mkdir()
    assert run("run", "a.txt", "-o", "out.jsonl", "--force") == 2
    assert f"out.jsonl.{beside}: this is no regular file and in the way" in capsys.readouterr().err
    assert Path("out.jsonl").read_text() == "old"


def test_what_holds_raw_rows_is_as_private_as_the_output(in_folder: None) -> None:
    Path("in.jsonl").write_text('not a row\n{"text": "A quay."}\n')
    Path("out.jsonl").touch(mode=0o600)
    assert run("run", "in.jsonl", "-o", "out.jsonl", "--force") == 1
    for name in ("out.jsonl", "out.jsonl.manifest.json", "out.jsonl.quarantine.jsonl"):
        assert Path(name).stat().st_mode & 0o777 == 0o600, name


def test_a_ledger_is_as_private_as_the_files_it_is_about(in_folder: None) -> None:
    for name, mode in (("a.txt", 0o600), ("b.txt", 0o644)):
        Path(name).write_text(GLUED)
        Path(name).chmod(mode)
    assert run("fix", "b.txt", "--ledger", "l.jsonl") == 0
    assert Path("l.jsonl").stat().st_mode & 0o777 == 0o644
    assert run("fix", "a.txt", "--ledger", "l.jsonl") == 0
    assert Path("l.jsonl").stat().st_mode & 0o777 == 0o600


def test_a_table_is_read_through_no_link_outside(in_folder: None) -> None:
    Path("in").mkdir()
    jsonl(Path("rows.jsonl"), {"text": GLUED})
    jsonl(Path("in/own.jsonl"), {"text": GLUED})
    Path("in/link.jsonl").symlink_to(Path("rows.jsonl").absolute())
    assert run("run", "in", "-o", "out.jsonl") == 0
    assert len(Path("out.jsonl").read_text().splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        ["run", "a.txt", "-o", "loop.jsonl"],
        ["run", "a.txt", "-o", "out.jsonl"],
        ["fix", "a.txt", "--ledger", "loop.jsonl"],
        ["audit", "a.txt", "-o", "loop.html"],
        ["undo", "loop.jsonl", "-o", "back"],
        ["fix", "loop.txt"],
    ],
)
def test_a_link_to_itself_is_refused(in_folder: None, words: list[str], capsys: Captured) -> None:
    Path("a.txt").write_text(GLUED)
    for name in ("loop.jsonl", "out.jsonl.manifest.json", "loop.html", "loop.txt"):
        Path(name).symlink_to(name)
    assert run(*words) == 2
    assert capsys.readouterr().err.startswith("cleanup: ")
    assert Path("a.txt").read_text() == GLUED
