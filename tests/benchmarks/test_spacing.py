"""Text beside its true spacing: what differs, and what of it is mended."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from benchmarks.quality import spacing as quality
from benchmarks.training.spacing import Differ, differences, lines_of, pages_of

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


@pytest.mark.parametrize(
    ("text", "place", "kind"),
    [
        ("a, b c", 4, "divided"),
        ("ab,c", 1, "glued"),
        ("ab.C", 3, "sentence"),
        ("ab , c", 2, "mark"),
    ],
)
def test_a_place_has_one_kind(text: str, place: int, kind: str) -> None:
    assert [name for name, form in quality.KINDS.items() if form.match(text, place)] == [kind]


def test_a_blank_between_a_mark_and_a_word_has_no_kind() -> None:
    assert not [name for name, form in quality.KINDS.items() if form.match("a, b", 2)]


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
    assert printed[1].startswith("all lines: divided 4 of 4 right")
    assert printed[2].startswith("scan pages: divided 4 of 4 right")
