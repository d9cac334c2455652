"""Furniture in articles of one line: which stretches are places, and what covers them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks.quality import furniture_glued
from benchmarks.quality.furniture_glued import covers, places

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

GOLD = (
    "The ferry to the islands ran late again on Monday, and the old engine has to be replaced. "
    "Nobody on the quay knew why the harbour office had not told them of it before."
)
GLUED = GOLD.replace("replaced. ", "replaced.Photograph: Ann Roe/Getty Images")


def test_a_place_is_what_is_not_written_however_words_are_glued() -> None:
    [(start, end)] = places(GLUED, GOLD, 300)
    assert GLUED[start:end] == "Photograph: Ann Roe/Getty Images"
    assert list(places(GLUED, GOLD, 20)) == []
    assert list(places(GOLD.replace(" ", ""), GOLD, 300)) == []


def test_half_of_a_place_is_enough() -> None:
    assert covers([(0, 3), (2, 5)], (0, 10))
    assert not covers([(0, 3), (1, 4)], (0, 10))


def test_the_places_of_one_line_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {"id": "a", "extractor": "x", "extractor_type": "article", "gold": GOLD, "title": ""}
    rows = [row | {"extracted": text, "url": "http://a.example/"} for text in (GLUED, GOLD, GOLD)]
    path = tmp_path / "outputs.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert furniture_glued.main([str(path)]) == 0
    assert capsys.readouterr().out.startswith("3 texts, 1 places: acted on 1.000, seen 1.000")
