"""The ledger of ``fix`` for tables, and the tables that undo rebuilds from it byte for byte."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands import GLUED, run

pytestmark = pytest.mark.usefixtures("in_folder")

Captured = pytest.CaptureFixture[str]
TEXT = GLUED.strip()
LINES = f'\ufeff{{"n":1.0E+2, "text":"Caf\\u00e9.{TEXT}"}}\r\n\n{{\n{{"text" : "{TEXT} x.{TEXT}"}}'
CELLS = f'text;n\n"""{TEXT}""";1\r\n{TEXT};2\n'


def records() -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path("l.jsonl").read_text("utf-8").splitlines()]


def sha256(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


@pytest.fixture
def repaired(in_folder: None) -> dict[str, bytes]:
    """Repair a text and two tables with a ledger; return what they held."""
    originals = {"a.jsonl": LINES.encode(), "b.csv": CELLS.encode(), "c.txt": GLUED.encode()}
    for path, raw in originals.items():
        Path(path).write_bytes(raw)
    assert run("fix", *originals, "--ledger", "l.jsonl") == 1
    return originals


def test_the_ledger_says_what_was_changed_where(repaired: dict[str, bytes]) -> None:
    lines, cells, text = records()
    assert lines["path"] == "a.jsonl"
    assert lines["original_sha256"] == hashlib.sha256(repaired["a.jsonl"]).hexdigest()
    assert lines["cleaned_sha256"] == sha256("a.jsonl")
    assert (lines["column"], cells["column"], "edits" in text) == ("text", "text", True)
    [_, splice] = cells["splices"]
    assert splice == {
        **{"row": 1, "start": 33, "end": 33, "byte": repaired["b.csv"].index(b".N", 60) + 1},
        **{"before": "", "after": " ", "codes": ["JOI001"], "removal": False},
    }


@pytest.mark.parametrize("step", [1, 4 << 20])
def test_tables_are_rebuilt_byte_for_byte(
    step: int, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr("cleanup.restore.splice_records.STEP", step)
    originals = {"a.jsonl": LINES.encode(), "sub/b.csv": CELLS.encode()}
    Path("sub").mkdir()
    for path, raw in originals.items():
        Path(path).write_bytes(raw)
    run("fix", ".", "--ledger", "l.jsonl")
    made = records()
    assert len(made) == (7 if step == 1 else 2)
    assert made[-1]["cleaned_sha256"] == sha256("sub/b.csv")
    capsys.readouterr()
    assert run("undo", "l.jsonl", "-o", "originals") == 0
    assert capsys.readouterr().out == "2 original files in originals\n"
    for path, raw in originals.items():
        assert Path("originals", path).read_bytes() == raw
        Path(path).write_bytes(raw)
    assert run("undo", "l.jsonl", "-o", "not-made") == 0
    assert Path("not-made/a.jsonl").read_bytes() == originals["a.jsonl"]


def test_repairs_of_one_table_are_undone_in_turn(repaired: dict[str, bytes]) -> None:
    assert run("fix", "b.csv", "--ledger", "l.jsonl", "--select", "JOI", "--unsafe") == 0
    longer = Path("b.csv").read_bytes() + f"{TEXT};3\n".encode()
    Path("b.csv").write_bytes(longer)
    assert run("fix", "b.csv", "--ledger", "l.jsonl") == 0
    assert run("undo", "l.jsonl", "-o", "originals") == 0
    assert Path("originals/b.csv").read_bytes() == longer
    assert Path("originals/a.jsonl").read_bytes() == repaired["a.jsonl"]


@pytest.mark.usefixtures("repaired")
def test_a_table_edited_after_its_repair_is_named(capsys: Captured) -> None:
    with Path("b.csv").open("a") as file:
        file.write("more;4\n")
    assert run("undo", "l.jsonl", "-o", "originals") == 2
    captured = capsys.readouterr()
    assert "cleanup: b.csv: this file was changed after it was repaired" in captured.err
    assert captured.out == "2 original files in originals\n"
    assert not Path("originals/b.csv").exists()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"byte": 0}, "its line in the ledger is damaged: at byte"),
        ({"before": "x"}, "its line in the ledger was changed; nothing was rebuilt"),
        ({"byte": 2**62}, "its line in the ledger is damaged: at byte"),
        ({"byte": -1}, "line 1 is none that `cleanup fix --ledger` wrote"),
        ({"after": None}, "line 1 is none that `cleanup fix --ledger` wrote"),
        ({"codes": "JOI001"}, "line 1 is none that `cleanup fix --ledger` wrote"),
    ],
)
def test_a_ledger_that_was_changed_rebuilds_nothing(
    change: dict[str, object], complaint: str, capsys: Captured
) -> None:
    Path("b.csv").write_bytes(CELLS.encode())
    assert run("fix", "b.csv", "--ledger", "l.jsonl") == 0
    [record] = records()
    record["splices"][-1].update(change)
    Path("l.jsonl").write_text(json.dumps(record) + "\n")
    capsys.readouterr()
    assert run("undo", "l.jsonl", "-o", "originals") == 2
    assert complaint in capsys.readouterr().err
    assert not Path("originals/b.csv").exists()


def test_a_table_larger_than_a_text_may_be_is_rebuilt() -> None:
    raw = "".join(f'{{"text": "{TEXT}", "n": "{"x" * 5000}"}}\n' for _ in range(20)).encode()
    Path("a.jsonl").write_bytes(raw)
    assert run("fix", "a.jsonl", "--ledger", "l.jsonl", "--max-document", "10K") == 0
    assert run("undo", "l.jsonl", "-o", "originals", "--max-document", "10K") == 0
    assert Path("originals/a.jsonl").read_bytes() == raw


def test_a_line_that_could_not_be_read_again_stops_before_anything_changes(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setattr("cleanup.restore.fix_ledger.LONGEST", 100)
    Path("b.csv").write_bytes(CELLS.encode())
    assert run("fix", "b.csv", "--ledger", "l.jsonl") == 2
    assert "l.jsonl: b.csv has so many edits that its line" in capsys.readouterr().err
    assert Path("b.csv").read_bytes() == CELLS.encode()
    assert [path.name for path in Path().iterdir()] == ["b.csv"]
