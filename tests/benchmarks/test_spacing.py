"""Text beside its true spacing: what differs, and what of it is mended."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from benchmarks.quality import spacing as quality
from benchmarks.training.spacing import Differ, between_letters, differences, lines_of, pages_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "gold", "missing", "inserted"),
    [
        ("the quay", "the quay", set(), set()),
        ("thequay", "the quay", {3}, set()),
        ("t he quay", "the quay", set(), {1}),
        ("th equay", "the quay", {4}, {2}),
        ("the quay ", "the quay", set(), {8}),
    ],
)
def test_blanks_that_lack_and_that_do_not_belong(
    text: str, gold: str, missing: set[int], inserted: set[int]
) -> None:
    assert tuple(map(set, differences(text, gold))) == (missing, inserted)


def test_other_letters_are_refused() -> None:
    with pytest.raises(Differ):
        differences("the quay", "the boat")


def test_places_count_between_letters_alone() -> None:
    assert between_letters("a, b c", {2, 4}, 1) == {4}
    assert between_letters("ab,c", {1, 3}, 0) == {1}


def test_pages_keep_the_places_of_their_lines_and_figures_are_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"set": "scan", "text": "the old t o w e r of it", "gold": "the old tower of it"},
        {"set": "scan", "text": "thequay of the town", "gold": "the quay of the town"},
    ]
    path = tmp_path / "lines.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    [page] = pages_of(list(lines_of([path], 0.0, 1.0)), 40)
    assert (set(page.inserted), set(page.missing), page.words) == ({9, 11, 13, 15}, {27}, 10)
    assert quality.main([str(path)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("scan lines: divided 4 of 4 right (P 1.0000 R 1.0000)")
    assert printed[1].startswith("scan pages: divided 4 of 4 right")
