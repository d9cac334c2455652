"""The corpus keeps its own law: a damaged article with its places mended is the article."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

CORPUS = Path(__file__).parent.parent / "corpus"
ARTICLES = sorted(path.stem for path in (CORPUS / "damaged").glob("*.txt"))


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def test_there_are_enough_articles() -> None:
    assert len(ARTICLES) >= 24


@pytest.mark.parametrize("slug", ARTICLES)
def test_mending_every_place_gives_the_article_as_written(slug: str) -> None:
    damaged = read(CORPUS / "damaged" / f"{slug}.txt")
    gold = read(CORPUS / "gold" / f"{slug}.txt")
    record = json.loads(read(CORPUS / "gold" / f"{slug}.json"))
    mended, reached = "", 0
    for place in record["places"]:
        assert reached <= place["start"] <= place["end"] <= len(damaged)
        mended += damaged[reached : place["start"]] + place["written"]
        reached = place["end"]
    assert mended + damaged[reached:] == gold
    assert 150 <= len(gold.split()) <= 500
    assert unicodedata.is_normalized("NFC", gold)
    assert gold == gold.strip()
