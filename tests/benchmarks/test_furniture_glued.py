"""Furniture in articles of one line: the articles of the corpus, and what a reader marked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from benchmarks.documents import CORPUS
from benchmarks.quality import furniture_glued
from benchmarks.quality.corpus import articles
from benchmarks.quality.furniture_glued import VERDICTS, joined, of_corpus

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

ACTED_ON, SEEN = 0.33, 0.5
"""Shares of the places of furniture; below what is reached, so that a change that loses some
shows.
"""


def test_places_stand_where_they_stood_when_line_ends_are_lost() -> None:
    for _, article in articles(CORPUS):
        text, places = joined(article)
        assert "\n" not in text
        before = [
            article["damaged"][place["start"] : place["end"]]
            for place in article["places"]
            if place["end"] > place["start"]
        ]
        for place in places:
            written = text[place["start"] : place["end"]]
            assert written.split() in [one.split() for one in before]


def test_own_articles_in_one_line_lose_only_furniture() -> None:
    score = of_corpus(CORPUS)
    assert score.wrong == []
    assert score.acted.total() >= ACTED_ON * score.places.total()
    assert score.seen.total() >= SEEN * score.places.total()


def test_what_a_reader_marked_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    body = (
        "The ferry to the islands ran late again on Monday, and nobody on the quay knew why. Its"
        " old engine has to be replaced, the harbour office said, which had told them of it before."
    )
    credit = "Photograph: Ann Roe/Getty Images"
    row = {"id": "a", "extractor": "x", "extracted": f"{body}{credit}", "title": "", "url": ""}
    places = [
        {"start": 0, "end": 20, "class": "none"},
        {"start": len(body), "end": len(body + credit), "class": "credit"},
    ]
    verdict = {"id": "a", "extractor": "x", "places": places}
    (tmp_path / "outputs.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (tmp_path / "verdicts.jsonl").write_text(json.dumps(verdict), encoding="utf-8")
    monkeypatch.setattr(furniture_glued, "VERDICTS", tmp_path / "verdicts.jsonl")
    assert furniture_glued.main([str(tmp_path / "outputs.jsonl")]) == 0
    assert "all 1, acted on 1 (1.000), seen 1 (1.000)" in capsys.readouterr().out


def test_the_marks_are_offsets_and_classes_alone() -> None:
    verdicts = [json.loads(line) for line in VERDICTS.read_text(encoding="utf-8").splitlines()]
    assert len(verdicts) == 130
    for verdict in verdicts:
        assert verdict.keys() == {"id", "extractor", "places"}
        ends = [0]
        for place in verdict["places"]:
            assert place.keys() == {"start", "end", "class"}
            assert ends[-1] <= place["start"] < place["end"]
            ends.append(place["end"])
