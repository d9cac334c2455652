"""Only what was changed since a revision is judged."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.cli.checking.changed_lines import ChangedLines, changed_since
from cleanup.errors import CannotRun
from tests.commands import GLUED, PLAIN, run
from tests.scale import examples

pytestmark = pytest.mark.usefixtures("in_folder")


def git(*words: str) -> str:
    identity = ("-c", "user.name=Lena Ostrow", "-c", "user.email=lena@example.org")
    done = subprocess.run(["git", *identity, *words], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def commit(**files: str) -> None:
    for name, text in files.items():
        Path(f"{name}.txt").write_text(text, "utf-8", newline="")
    git("add", "-A")
    git("commit", "-q", "--allow-empty", "-m", "state")


@pytest.fixture(autouse=True)
def repository(in_folder: None) -> None:
    git("init", "-q", "-b", "main")
    commit(old=GLUED * 3, other=GLUED)


def changed(path: str, revision: str = "HEAD") -> list[int]:
    lines = changed_since(revision).lines(path)
    return [number for number in range(1, 12) if lines.hold(number, number)]


def test_changed_lines_of_a_file_are_those_of_git() -> None:
    Path("old.txt").write_text(GLUED + PLAIN + GLUED * 2 + PLAIN)
    since = changed_since("HEAD")
    assert "old.txt" in since
    assert "other.txt" not in since
    assert changed("old.txt") == [2, 5]
    commit()
    assert changed("old.txt", "HEAD~1") == [2, 5]
    assert changed("old.txt") == []


def test_a_new_file_is_changed_as_a_whole_and_an_ignored_one_is_not() -> None:
    Path("new one\u00e9.txt").write_text(GLUED * 11)
    Path("ignored.txt").write_text(GLUED)
    Path(".gitignore").write_text("ignored.txt\n")
    assert changed("new one\u00e9.txt") == list(range(1, 12))
    assert "ignored.txt" not in changed_since("HEAD")
    git("add", "-A")
    assert changed("new one\u00e9.txt") == list(range(1, 12))


def test_what_others_did_to_the_base_meanwhile_is_not_ours() -> None:
    git("switch", "-q", "-c", "work")
    commit(old=GLUED * 3 + PLAIN)
    git("switch", "-q", "main")
    commit(other=PLAIN)
    git("switch", "-q", "work")
    since = changed_since("main")
    assert "other.txt" not in since
    assert changed("old.txt", "main") == [4]


def test_removed_lines_are_no_lines() -> None:
    Path("old.txt").write_text(GLUED)
    assert "old.txt" in changed_since("HEAD")
    assert changed("old.txt") == []


def test_places_are_named_from_the_working_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("old.txt").write_text(PLAIN)
    Path("sub").mkdir()
    monkeypatch.chdir("sub")
    assert "../old.txt" in changed_since("HEAD")
    assert changed("../old.txt") == [1]


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD~9", ""])
def test_what_is_no_revision_is_refused(revision: str) -> None:
    with pytest.raises(CannotRun, match="there is no such commit; name a revision"):
        changed_since(revision)
    assert not Path("x").exists()


def test_outside_a_repository_it_says_so(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("outside"))
    with pytest.raises(CannotRun, match="not a git repository"):
        changed_since("HEAD")


@examples(200)
@given(st.lists(st.booleans(), min_size=1, max_size=12), st.data())
def test_a_place_counts_if_one_of_its_lines_does(marks: list[bool], data: st.DataObject) -> None:
    spans = [(number, number + 1) for number, mark in enumerate(marks, start=1) if mark]
    lines = ChangedLines(tuple(a for a, _ in spans), tuple(b for _, b in spans))
    text = "ab\n" * len(marks)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    on = {offset // 3 for offset in range(start, max(end, start + 1))}
    assert lines.touch(text, start, end) == any(marks[line] for line in on)


def test_only_changed_rows_of_tables_are_reported(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [f'{{"text": "{GLUED.strip()}"}}\n', f'{{"text": "{PLAIN.strip()}"}}\n']
    cells = ["id,text,note\n", f'1,"{GLUED.strip()}","a\nb"\n', f'2,"{PLAIN.strip()}",\n']
    Path("a.jsonl").write_text("\n".join(rows))
    Path("b.csv").write_text("".join(cells))
    git("add", "-A")
    git("commit", "-q", "-m", "state")
    assert run("check", ".", "--diff-base", "HEAD") == 0
    Path("a.jsonl").write_text("\n".join([*rows, rows[0]]))
    Path("b.csv").write_text("".join([*cells, cells[1].replace("1", "3")]).replace("\nb", "\nc", 1))
    assert run("check", ".", "--diff-base", "HEAD", "--format", "concise", "--select", "JOI") == 1
    found = [line.split(" ")[0] for line in capsys.readouterr().out.splitlines()]
    assert found == ["a.jsonl#2:text:33-33", "b.csv#0:text:33-33", "b.csv#2:text:33-33"]
