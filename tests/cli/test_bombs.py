"""Every kind of bomb in small, with smaller bounds: its command ends as it does in full.

In full, with the memory and the time it takes: ``python -m tests.long.bombs``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from cleanup.read import budget, decompress, infer_schema, json_line, parquet_budget
from cleanup.restore import fix_ledger
from cleanup.stored import output
from cleanup.write import manifest
from tests.bombs import BOMBS, Bomb
from tests.commands import run

Captured = pytest.CaptureFixture[str]

MAX_DOCUMENT = 20_000

NOT_IN_SMALL = {
    "parquet: columns of nulls",
    "jsonl: one row of 19,000 keys",
    "jsonl: one row of 19,000 keys to csv",
    "jsonl: wide characters, many rows",
    "jsonl: lists, many rows",
}
"""They have as many columns in small, or rows as long."""


@pytest.fixture
def small_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MEASURED", 1_000)
    monkeypatch.setattr(decompress, "FREE", 20_000)
    monkeypatch.setattr(decompress, "RATIO", 20)
    monkeypatch.setattr(json_line, "MEMBERS", 2_000)
    monkeypatch.setattr(parquet_budget, "FREE", 20_000)
    monkeypatch.setattr(parquet_budget, "FOOTER", 100_000)
    monkeypatch.setattr(parquet_budget, "RATIO", 2)
    monkeypatch.setattr(parquet_budget, "LONGEST", 2_000_000)
    monkeypatch.setattr(infer_schema, "MOST_COLUMNS", 200)
    monkeypatch.setattr(output, "LONGEST", 40_000)
    monkeypatch.setattr(output, "LARGEST_LINE", 100_000)
    monkeypatch.setattr(fix_ledger, "LONGEST", 80_000)
    monkeypatch.setattr(fix_ledger, "LARGEST_LINE", 100_000)
    monkeypatch.setattr(manifest, "LARGEST", 100_000)
    monkeypatch.setattr(manifest, "LARGEST_IN_MEMORY", 100_000)


@pytest.mark.parametrize(
    "bomb", [bomb for bomb in BOMBS if bomb.name not in NOT_IN_SMALL], ids=lambda bomb: bomb.name
)
def test_a_small_bomb_ends_as_a_large_one(
    small_bounds: None, in_folder: None, bomb: Bomb, capsys: Captured
) -> None:
    bomb.build(Path(), bomb.small)
    capsys.readouterr()
    code = run(*bomb.words.split(), "--max-document", str(MAX_DOCUMENT))
    said = capsys.readouterr().err
    assert code in bomb.codes, said
    if code == 2:
        [sentence] = [line for line in said.splitlines() if line.startswith("cleanup: ")]
        assert "; " in sentence
