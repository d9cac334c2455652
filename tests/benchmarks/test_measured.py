"""Which findings count as right: ``python -m benchmarks.quality.measured``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.quality.measured import article, count, main, marks, scraped
from cleanup.rule import PROSE

if TYPE_CHECKING:
    from pathlib import Path

GLUED = "The vote was close.Two members left early, and nobody knew why they had."


def row_with(*kinds: str) -> dict[str, Any]:
    damage = [{"offset": 19, "end": 19, "kind": kind} for kind in kinds]
    return {"id": "a", "extracted": GLUED, "damage": damage}


@pytest.mark.parametrize(("kinds", "right"), [(["glued_block"], 1), (["dropped_link"], 0), ([], 0)])
def test_a_finding_is_right_where_damage_of_its_kind_is_recorded(
    kinds: list[str], right: int
) -> None:
    assert count([row_with(*kinds)], scraped) == {("JOI001", "safe"): (right, 1)}


def test_what_several_scrapers_kept_of_a_document_counts_once() -> None:
    row = row_with("glued_block")
    assert count([row, row], scraped) == {("JOI001", "safe"): (1, 1)}
    assert count([row, {**row, "id": "b"}], scraped) == {("JOI001", "safe"): (2, 2)}


@pytest.mark.parametrize(("kept", "right"), [("", 1), ("\n\nADVERTISEMENT", 0)])
def test_a_removed_line_is_right_if_it_is_none_of_the_article(kept: str, right: int) -> None:
    row = {"extracted": f"{PROSE}\nADVERTISEMENT\n{PROSE}", "gold": PROSE + kept}
    assert count([row], article) == {("BPL003", "safe"): (right, 1)}


@pytest.mark.parametrize(("kept", "right"), [("", 1), (" (Photo by Ann Roe/Getty Images)", 0)])
def test_what_is_removed_from_a_line_is_right_if_the_article_lacks_it(
    kept: str, right: int
) -> None:
    row = {"extracted": f"{PROSE} (Photo by Ann Roe/Getty Images) It sank.", "gold": PROSE + kept}
    assert count([row], article) == {("CRD003", "safe"): (right, 1)}


@pytest.mark.parametrize(
    ("gold", "counts"),
    [
        ("The vote was close. Two members left.", {("JOI001", "safe"): (1, 1)}),
        ("The vote was close.Two members left.", {("JOI001", "safe"): (0, 1)}),
        ("The vote was close.", {}),
    ],
)
def test_a_repair_is_right_if_the_article_has_what_it_makes(
    gold: str, counts: dict[tuple[str, str], tuple[int, int]]
) -> None:
    assert count([{"extracted": GLUED, "gold": gold}], article) == counts


def test_marks_that_are_lost_on_purpose_are_found_again() -> None:
    row = {"text": "He said that it isn\u2019t so, and that they don\u2019t know what it was for."}
    assert count([row], marks)["ENC011", "safe"] == (4, 4)


def test_the_entry_for_a_declaration_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps(row_with("glued_block")))
    assert main(["scraped", "pages", str(rows)]) == 0
    out = capsys.readouterr().out
    assert "JOI001 safe     1 of 1 right" in out
    assert "Measurement(right=1, total=1, data_set='pages', kind='scraped'" in out
    assert main(["scraped", "pages", str(rows), "--share", "0:0"]) == 0
    assert capsys.readouterr().out == ""
