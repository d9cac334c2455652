"""The benchmark of linters: what it runs, what it counts, and what it says of those not there."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.speed import linters
from benchmarks.speed.linters import LINTERS, PROSE, PYTHON, Lap, Linter, Result, Size

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "tide/README.md": "The vote was close.Two members left early. \n",
    "tide/build/reef.rst": "The tide rose.\n",
    "tide/.hidden.md": "The ferry sank.\n",
    "tide/data.csv": "text\nOne.Two.\n",
    "tide/reef.py": "tide = 1\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "docs/tide/latin.txt").write_bytes(b"\xe9")
    return tmp_path / "docs"


def test_all_documents_are_copied_so_that_every_linter_reads_them(
    folder: Path, tmp_path: Path
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    sizes = linters.copied(folder, scratch)
    assert [(kind, one.files, one.words) for kind, one in sizes.items()] == [
        (PROSE, 2, 10),
        (PYTHON, 1, 3),
    ]
    both = len(FILES["tide/README.md"]) + len(FILES["tide/build/reef.rst"])
    assert sizes[PROSE].megabytes == pytest.approx(both / 1e6)
    names = {str(path.relative_to(scratch)) for path in scratch.rglob("*") if path.is_file()}
    assert names == {
        "documents.md",
        "documents/000000/README.md",
        "documents/000001/reef.rst",
        "sources.py",
        "sources/000000/reef.py",
    }


def test_the_first_and_the_second_run_find_the_same_and_leave_the_folder_alone(
    folder: Path,
) -> None:
    before = sorted(folder.rglob("*"))
    first, second = linters.race(folder, LINTERS[:2], repeats=1)
    assert (first.linter.name, second.linter.name) == ("cleanup, first run", "cleanup, second run")
    assert len(first.laps) == len(first.starts) == 1
    assert first.laps[0].lines == second.laps[0].lines
    assert (len(first.laps[0].lines), first.besides_space) == (2, 1)
    assert not first.starts[0].lines
    assert first.starts[0].cpu > 0
    assert sorted(folder.rglob("*")) == before


def test_a_row_has_rates_where_prose_was_read() -> None:
    laps = [Lap(2.0, 3.0, ["a.md:1: a", "b.md:1: b"]), Lap(1.0, 4.0, ["a.md:1: a", "b.md:1: b"])]
    starts = [Lap(0.25, 0.3, []), Lap(0.125, 0.3, [])]
    size = Size(2, 6.0, 40_000)
    row = Result(Linter("codespell", ("codespell",), 65), size, laps, starts).row()
    assert row.split() == ["codespell", "1.00", "3.00", "6.00", "0.125", "2", "0.50", "0.50"]
    row = Result(Linter("ruff", ("ruff",), 1, PYTHON), size, laps, starts).row()
    assert row.split() == ["ruff", "1.00", "3.00", "6.00", "0.125", "2"]


def test_a_linter_that_is_not_installed_is_named_and_the_others_run(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = "import pathlib, sys; print(*pathlib.Path(sys.argv[1]).rglob('*.md')); sys.exit(3)"
    mine = Linter("mine", (sys.executable, "-c", code), 3)
    missing = Linter("missing", ("no-such-linter-is-there",), 1)
    monkeypatch.setattr(linters, "LINTERS", (mine, missing))
    assert linters.main([str(folder), "--repeats", "1"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in printed[1:]] == ["mine", "documents:", "left"]
    assert printed[-1].startswith("left out: missing (not installed")
    assert linters.main([str(folder), "--repeats", "1", "--only", "missing"]) == 0
    assert "mine" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("code", "exit_code"),
    [("print('found')", 0), ("raise SystemExit(3)", 3), ("print('found'); raise SystemExit(1)", 1)],
)
def test_an_exit_code_that_says_something_else_is_an_error(
    tmp_path: Path, code: str, exit_code: int
) -> None:
    broken = Linter("broken", (sys.executable, "-c", code), 3)
    with pytest.raises(SystemExit, match=rf"broken on here: exit code {exit_code}"):
        linters.lap(broken, "here", tmp_path)


@pytest.mark.parametrize("linter", LINTERS[2:], ids=lambda linter: linter.name)
def test_the_commands_of_the_others_are_theirs(linter: Linter, tmp_path: Path) -> None:
    if linters.located(linter.command[0]) is None:
        pytest.skip(f"{linter.command[0]} is not installed here")
    (tmp_path / "bad.md").write_text("teh\n")
    (tmp_path / "bad.py").write_text("import os\n")
    (tmp_path / "good.md").write_text("the\n")
    (tmp_path / "good.py").write_text("print(1)\n")
    suffix = ".py" if linter.folder == PYTHON else ".md"
    assert len(linters.lap(linter, f"bad{suffix}", tmp_path).lines) == 1
    assert linters.lap(linter, f"good{suffix}", tmp_path).lines == []


def test_a_word_that_no_linter_has_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        linters.main([str(tmp_path), "--only", "no-such-linter"])
