"""The corpus keeps its own law: a damaged article with its places mended is the article."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest

from tests.articles import ARTICLES, CORPUS, SLUGS, Article

KINDS = {
    "credit": "caption credit image-label",
    "byline": "byline date dateline",
    "embed": "embed poll ticker",
    "repetition": "repeated",
    "boilerplate": "account advert app author-note comments contents contributed copyright"
    " disclaimer donate follow form gallery highlights link listen navigation newsletter player"
    " promo related related-title section share source tags",
}
OTHERS = {"encoding", "hole", "invisible", "join", "markup", "space"}
LIFTED = ("credit", "agency", "caption", "byline", "dateline", "published", "updated")

each = pytest.mark.parametrize("article", ARTICLES, ids=SLUGS)


def test_there_are_enough_articles() -> None:
    assert len(ARTICLES) >= 90
    assert sum(article.in_one_line for article in ARTICLES) >= 25
    languages = Counter(article.lang for article in ARTICLES)
    assert languages >= Counter(de=12, fr=5, es=4, it=4, pl=4, ru=4, pt=2, nl=1, sv=1)


def test_every_damaged_article_has_its_gold() -> None:
    assert sorted(path.stem for path in (CORPUS / "gold").glob("*.txt")) == SLUGS
    assert sorted(path.stem for path in (CORPUS / "gold").glob("*.json")) == SLUGS


@each
def test_mending_every_place_gives_the_article_as_written(article: Article) -> None:
    mended, reached = "", 0
    for place in article.places:
        assert reached <= place.start <= place.end <= len(article.damaged)
        mended += article.damaged[reached : place.start] + place.written
        reached = place.end
    gold = article.gold
    assert mended + article.damaged[reached:] == gold
    assert 120 <= len(gold.split()) <= 500
    assert unicodedata.is_normalized("NFC", gold)
    assert gold == gold.strip()


@each
def test_a_place_has_a_family_and_a_kind_of_it(article: Article) -> None:
    for place in article.places:
        if place.family in OTHERS:
            assert not any(place.kind in kinds.split() for kinds in KINDS.values())
        else:
            assert place.kind in KINDS[place.family].split()
            assert article.damaged[place.start : place.end].strip()
            assert place.written in ("", " ")


@each
def test_what_is_lifted_stands_in_the_text(article: Article) -> None:
    assert tuple(article.lifted) == LIFTED
    for kind, values in article.lifted.items():
        assert len(set(values)) == len(values)
        for value in values:
            is_iso = kind in ("published", "updated") and re.fullmatch(r"\d{4}-\d\d-\d\d", value)
            assert is_iso or value in article.damaged
