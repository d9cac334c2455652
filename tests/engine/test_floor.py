"""What is found in an article does not depend on being in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleanup import Settings, check

ARTICLES = sorted((Path(__file__).parents[2] / "corpus" / "damaged").glob("*.txt"))
SURE = ("ENC", "INV", "JOI001", "JOI002", "JOI003")


def codes(path: Path, source: str, **chosen: object) -> list[tuple[str, int, int]]:
    settings = Settings(form="file", **chosen)  # type: ignore[arg-type]
    text = path.read_bytes().decode()
    return [(one.code, one.start, one.end) for one in check(text, source=source, settings=settings)]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_a_text_file_is_judged_as_news(path: Path) -> None:
    assert codes(path, "article.txt") == codes(path, "article.txt", preset="news")


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_in_markdown_letters_and_glued_sentences_are_still_found(path: Path) -> None:
    expected = {one for one in codes(path, "a.txt", preset="news") if one[0].startswith(SURE)}
    assert expected <= set(codes(path, "a.md"))
