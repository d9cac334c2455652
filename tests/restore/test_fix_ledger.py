"""The ledger of fix, and the originals that undo rebuilds from it."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleanup.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable

GLUED = "The old ferry ran late on Monday.Nobody knew why the engine had stopped."
MENDED = GLUED.replace(".N", ". N")
PLAIN = "Nothing is wrong with this line, and nothing is changed in it."

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def records(path: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]


def sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


@pytest.fixture
def repaired(tmp_path: Path) -> dict[str, bytes]:
    """Repair two files twice, with a ledger; return what they held at first."""
    originals = {
        "docs/a.txt": f"\ufeff{GLUED}\r\n{PLAIN}\u2028x".encode(),
        str(tmp_path / "b.txt"): f"{GLUED} \U0001f6a2".encode(),
    }
    (tmp_path / "docs").mkdir()
    for path, raw in originals.items():
        Path(path).write_bytes(raw)
    assert main(["fix", *originals, "--ledger", "l.jsonl"]) == 0
    Path("docs/a.txt").write_bytes(Path("docs/a.txt").read_bytes() + GLUED.encode())
    originals["docs/a.txt"] = Path("docs/a.txt").read_bytes()
    assert main(["fix", *originals, "--ledger", "l.jsonl"]) == 0
    return originals


def test_the_ledger_rebuilds_the_originals(
    repaired: dict[str, bytes], tmp_path: Path, capsys: Captured
) -> None:
    lines = records("l.jsonl")
    assert [line["path"] for line in lines] == ["docs/a.txt", str(tmp_path / "b.txt"), "docs/a.txt"]
    assert lines[-1]["original_sha256"] == sha256(repaired["docs/a.txt"])
    assert lines[-1]["cleaned_sha256"] == sha256(Path("docs/a.txt").read_bytes())
    Path("l.jsonl").write_text(json.dumps(lines[1]) + "\n" + json.dumps(lines[2]) + "\n")
    capsys.readouterr()
    assert main(["undo", "l.jsonl", "-o", "originals"]) == 0
    assert capsys.readouterr().out == "2 original files in originals\n"
    for path, raw in repaired.items():
        assert Path("originals", path.lstrip("/")).read_bytes() == raw


@pytest.mark.usefixtures("repaired")
def test_a_file_changed_after_its_repair_is_not_rebuilt(capsys: Captured) -> None:
    Path("docs/a.txt").write_text("Something else.")
    assert main(["undo", "l.jsonl", "-o", "originals"]) == 2
    captured = capsys.readouterr()
    assert "cleanup: docs/a.txt: this file was changed after it was repaired" in captured.err
    assert captured.out == "1 original file in originals\n"
    assert not Path("originals/docs").exists()


def _shortened(line: dict[str, object]) -> dict[str, object]:
    return {**line, "edits": list(line["edits"])[:-1]}  # type: ignore[call-overload]


@pytest.mark.usefixtures("repaired")
@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (_shortened, "its line in the ledger was changed; nothing was rebuilt"),
        (lambda line: {**line, "edits": [{}]}, "line 1 is none that `cleanup fix --ledger` wrote"),
    ],
)
def test_a_ledger_that_was_changed_rebuilds_nothing(
    change: Callable[[dict[str, object]], dict[str, object]], complaint: str, capsys: Captured
) -> None:
    last = records("l.jsonl")[-1]
    Path("l.jsonl").write_text(json.dumps(change(last)))
    assert main(["undo", "l.jsonl", "-o", "originals"]) == 2
    assert complaint in capsys.readouterr().err
    assert not Path("originals").exists()


def test_originals_stay_inside_their_folder(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "side").symlink_to(tmp_path)
    (tmp_path / "a.txt").write_text(GLUED)
    os.chdir(tmp_path / "work")
    assert main(["fix", "../a.txt", "side/a.txt", "--ledger", "l.jsonl"]) == 0
    assert main(["undo", "l.jsonl", "-o", "originals"]) == 0
    assert Path("originals/a.txt").read_text() == GLUED
    assert main(["undo", "l.jsonl", "-o", "originals"]) == 2
    assert "originals/a.txt: this exists already; name a new folder" in capsys.readouterr().err
    Path("out").mkdir()
    Path("out", "docs").symlink_to(tmp_path)
    Path("docs").mkdir()
    Path("docs", "a.txt").write_text(GLUED)
    assert main(["fix", "docs", "--ledger", "m.jsonl"]) == 0
    assert main(["undo", "m.jsonl", "-o", "out"]) == 2
    assert "docs/a.txt: this would be written outside out" in capsys.readouterr().err
    assert (tmp_path / "a.txt").read_text() == MENDED


def test_a_ledger_never_replaces_what_is_none(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.txt").write_text(GLUED)
    (tmp_path / "notes.jsonl").write_text('{"note": 1}\n')
    assert main(["fix", "a.txt", "--ledger", "notes.jsonl"]) == 2
    assert "notes.jsonl: line 1 is none that `cleanup fix --ledger`" in capsys.readouterr().err
    assert main(["fix", "a.txt", "--ledger", "a.txt"]) == 2
    assert "a.txt: the ledger is one of the files to repair" in capsys.readouterr().err
    assert (tmp_path / "a.txt").read_text() == GLUED
    assert (tmp_path / "notes.jsonl").read_text() == '{"note": 1}\n'


def test_a_change_that_was_noted_and_not_made_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GLUED)
    assert main(["fix", "a.txt", "--ledger", "l.jsonl"]) == 0
    (tmp_path / "a.txt").write_text(GLUED)
    assert main(["undo", "l.jsonl", "-o", "originals"]) == 0
    assert Path("originals/a.txt").read_text() == GLUED


def test_changes_of_one_file_are_undone_in_turn(tmp_path: Path) -> None:
    original = f"{GLUED}\n{PLAIN}\n{PLAIN}\n"
    (tmp_path / "a.txt").write_text(original)
    assert main(["fix", "a.txt", "--ledger", "l.jsonl"]) == 0
    Path("l.jsonl").write_text(Path("l.jsonl").read_text().rstrip())
    assert main(["fix", "a.txt", "--ledger", "l.jsonl", "--unsafe"]) == 0
    assert (tmp_path / "a.txt").read_text() == f"{MENDED}\n{PLAIN}\n"
    assert len(records("l.jsonl")) == 2
    assert main(["undo", "l.jsonl", "-o", "originals"]) == 0
    assert Path("originals/a.txt").read_text() == original
