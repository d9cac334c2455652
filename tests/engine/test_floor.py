"""What is found in an article does not depend on being in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleanup import Settings, check

ARTICLES = sorted((Path(__file__).parents[2] / "corpus" / "damaged").glob("*.txt"))
SURE = ("ENC", "INV", "JOI001", "JOI002", "JOI003")
FURNITURE = ("BPL", "BYL", "CRD", "EMB")
LISTS = frozenset(
    """
    ascensore-per-capre campanile-storto krot-na-stadione lighthouse-sale parcmetre-bavard
    sowa-w-urzedzie ten-ways-to-fold-a-map
    """.split()
)
"""Articles with so much furniture that, in a file, their short lines count as those of a list."""


def codes(path: Path, source: str, **chosen: object) -> list[tuple[str, int, int]]:
    settings = Settings(form="file", **chosen)  # type: ignore[arg-type]
    text = path.read_bytes().decode()
    return [(one.code, one.start, one.end) for one in check(text, source=source, settings=settings)]


def as_news(path: Path) -> pytest.MarkDecorator:
    reason = "its short lines count as a list"
    return pytest.mark.xfail(path.stem in LISTS, reason=reason, strict=True)


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=path.stem, marks=as_news(path)) for path in ARTICLES]
)
def test_a_text_file_is_judged_as_news(path: Path) -> None:
    assert codes(path, "article.txt") == codes(path, "article.txt", preset="news")


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_in_markdown_letters_and_glued_sentences_are_still_found(path: Path) -> None:
    news = codes(path, "a.txt", preset="news")
    removed = [(start, end) for code, start, end in news if code.startswith(FURNITURE)]
    expected = {
        (code, start, end)
        for code, start, end in news
        if code.startswith(SURE) and not any(one[0] <= end and start <= one[1] for one in removed)
    }
    assert expected <= set(codes(path, "a.md"))
