"""``--phrases``: a user's own table of furniture, in every command that judges texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import polars as pl
import pytest

import cleanup
from cleanup.settings import Settings
from tests.commands import jsonl, run
from tests.grammar.furniture.test_own import PROSE, TABLE, TEXT, UNIT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("in_folder")

Captured = pytest.CaptureFixture[str]
MENDED = f"{PROSE}\n\n{PROSE} Nobody knew why."


@pytest.fixture(autouse=True)
def _table(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text(TABLE, "utf-8")


def test_check_and_fix_know_the_lines(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.txt").write_text(f"{TEXT}\n", "utf-8")
    assert run("check", "a.txt") == 0
    assert run("check", "a.txt", "--phrases", "own.txt") == 1
    assert f'"{UNIT}' in capsys.readouterr().out
    assert run("explain", "a.txt:3:1", "--phrases", "own.txt") == 0
    assert run("fix", "a.txt", "--phrases", "own.txt") == 0
    assert (tmp_path / "a.txt").read_text("utf-8") == f"{MENDED}\n"


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_run_knows_them_in_every_process(workers: str, tmp_path: Path) -> None:
    jsonl(tmp_path / "a.jsonl", *({"text": TEXT} for _ in range(5000)))
    assert (
        run("run", "a.jsonl", "-o", "a.parquet", "--phrases", "own.txt", "--workers", workers) == 0
    )
    table = pl.read_parquet("a.parquet")
    assert set(table["text"]) == {MENDED}
    in_frame = cleanup.clean_frame(
        pl.DataFrame({"text": [TEXT]}), settings=Settings(phrases="\n".join(TABLE.splitlines()))
    )
    assert in_frame["text"].to_list() == [MENDED]
    assert in_frame["cleanup_ruleset"][0] == table["cleanup_ruleset"][0]


def test_the_content_counts_and_not_the_path(tmp_path: Path) -> None:
    jsonl(tmp_path / "a.jsonl", {"text": PROSE})
    (tmp_path / "other").mkdir()
    (tmp_path / "other/table").write_bytes(TABLE.replace("\n", "\r\n").encode("utf-8-sig"))
    (tmp_path / "changed").write_text(TABLE + "Lower the pennant\n", "utf-8")
    for number, path in enumerate(("own.txt", "other/table", "changed")):
        assert run("run", "a.jsonl", "-o", f"{number}.jsonl", "--phrases", path) == 0
    rulesets = [
        json.loads((tmp_path / f"{number}.jsonl").read_text("utf-8"))["cleanup_ruleset"]
        for number in range(3)
    ]
    assert rulesets[0] == rulesets[1] != rulesets[2]


def test_the_page_of_an_audit_counts_them_and_names_the_option(tmp_path: Path) -> None:
    jsonl(tmp_path / "a.jsonl", {"text": TEXT})
    assert run("audit", "a.jsonl", "-o", "report.html", "--phrases", "own.txt") == 0
    page = (tmp_path / "report.html").read_text("utf-8")
    assert "--phrases" in page
    assert UNIT in page


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"[sail]\nHoist\n", "line 1: there is no section [sail]; there are account, "),
        (b"# one\nHoist\n[share]\n", "line 2: 'Hoist' stands before the first [section]"),
        (b"[share]\n\n- -\n", "line 3: '- -' has no word"),
        (b"[share]\nHoist {x}\n", "line 2: there is no slot {x}; there are "),
        (b"[share]\nHoist\xff\n", "line 2: this is not UTF-8"),
    ],
)
@pytest.mark.parametrize("command", ["check", "fix", "run", "audit"])
def test_a_table_that_is_not_well_formed_is_refused(
    command: str, content: bytes, complaint: str, tmp_path: Path, capsys: Captured
) -> None:
    (tmp_path / "bad.txt").write_bytes(content)
    (tmp_path / "a.md").write_text(PROSE, "utf-8")
    output = ("-o", f"out.{'html' if command == 'audit' else 'jsonl'}")
    words = output if command in ("run", "audit") else ()
    assert run(command, "a.md", *words, "--phrases", "bad.txt") == 2
    assert f"bad.txt: {complaint}" in capsys.readouterr().err


def test_a_table_that_is_not_there_is_named(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.md").write_text(PROSE, "utf-8")
    assert run("check", "a.md", "--phrases", "none.txt") == 2
    assert "none.txt: No such file or directory" in capsys.readouterr().err
