"""``--max-changed`` stops before the first file is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import GLUED, MENDED, PLAIN, run

pytestmark = pytest.mark.usefixtures("in_folder")

Captured = pytest.CaptureFixture[str]


@pytest.mark.parametrize("options", [[], ["--ledger", "ledger.jsonl"]])
@pytest.mark.parametrize(
    ("most", "stops"), [("49%", True), ("50%", False), ("50", False), ("0", True)]
)
def test_it_stops_before_the_first_write(
    most: str, stops: bool, options: list[str], capsys: Captured
) -> None:
    for name, text in {"a": GLUED, "b": PLAIN, "c": GLUED, "d": PLAIN}.items():
        Path(f"{name}.txt").write_text(text)
    code = run("fix", "a.txt", "b.txt", "c.txt", "d.txt", "--max-changed", most, *options)
    if stops:
        assert code == 2
        assert "a.txt: this and 1 other file of 4 would change" in capsys.readouterr().err
        assert not Path("ledger.jsonl").exists()
    else:
        assert code == 0
    written = GLUED if stops else MENDED
    assert Path("a.txt").read_text() == Path("c.txt").read_text() == written


def test_a_diff_writes_nothing_and_is_shown(capsys: Captured) -> None:
    Path("a.txt").write_text(GLUED)
    assert run("fix", "a.txt", "--max-changed", "0", "--diff") == 1
    assert "+The old ferry" in capsys.readouterr().out


@pytest.mark.parametrize("most", ["-1", "101%", "many", "5%%"])
def test_what_is_no_percentage_is_refused(most: str, capsys: Captured) -> None:
    assert run("fix", "a.txt", f"--max-changed={most}") == 2
    assert "is no percentage" in capsys.readouterr().err
