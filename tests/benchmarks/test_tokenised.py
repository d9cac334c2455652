"""What is seen and restored of tokenised text: ``python -m benchmarks.quality.tokenised``."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.quality import tokenised
from benchmarks.quality.tokenised import Counts, back, main, measure, needed, pair, sentences

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = (
    "The council met late on Monday, and nobody was pleased. Dr. Holt couldn't pay, she said. "
    "The quay was shut, the lamps were out, and the crew's cook slept.\n\nIt rained. "
) * 5


def split(text: str) -> list[str]:
    """Divide a sentence as the plainest of tokenisers does."""
    return re.findall(r"n't|'s|\w+(?=n't)|Dr\.|\w+|[^\w\s]", text)


def test_sentences_end_at_stops_but_not_behind_abbreviations() -> None:
    line = 'It rained. "So what?" said Dr. Holt. J. Brandt left.'
    assert sentences(line) == ["It rained.", '"So what?" said Dr. Holt.', "J. Brandt left."]


def test_an_article_is_tokenised_by_sentences_and_its_blank_lines_are_dropped() -> None:
    article = pair("It  rained.\n\nNobody, she said, came.", split)
    assert article.text() == "It rained.\nNobody, she said, came."
    assert article.tokenised() == "It rained .\nNobody , she said , came ."
    assert article.head() == "It rained . Nobody , she said , came ."


def test_what_comes_back_is_counted() -> None:
    counts = Counts()
    measure([ARTICLE], "plain", split, counts)
    assert [counts[f"{what} right"] for what in ("seen", "heads", "texts")] == [1, 1, 1]
    assert counts["sentences right"] == counts["sentences"] == 20
    assert back("It rained .", "plain") == "It rained."


def test_a_line_is_printed_for_each_tokeniser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = tmp_path / "corpus.jsonl"
    rows = [{"text": ARTICLE}, {"text": "Short."}, {"text": None}]
    corpus.write_text("\n".join(map(json.dumps, rows)))
    monkeypatch.setattr(tokenised, "tokenisers", lambda: {"plainest": ("plain", split)})
    monkeypatch.setattr(sys, "argv", ["tokenised", str(corpus)])
    assert main() == 0
    first, second, last = capsys.readouterr().out.splitlines()
    assert first == "1 articles of at least 80 words"
    assert second.startswith("plainest        seen 100.00% of 1  heads 100.00% of 1  texts 100.00%")
    assert last == "seen in the texts as they are: 0 of 3"


def test_a_missing_tokeniser_is_named_with_the_remedy() -> None:
    with pytest.raises(SystemExit, match="pip install nltk sacremoses spacy"):
        needed("no_such_tokeniser")
