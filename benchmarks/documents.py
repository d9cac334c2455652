"""Documents to measure on: JSON Lines as given, or this project's articles, multiplied."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import re
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import zstandard

from cleanup.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPUS = Path(__file__).parent.parent / "corpus"
_WORD = re.compile(r"\b[a-z]{4,9}\b")
_DIGIT = re.compile(r"[0-9]")
_SHARE_OF_WORDS = 0.1


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a ``.jsonl`` file (or ``.zst .xz .gz``); only line feeds end lines."""
    with path.open("rb") as raw, _decompressed(raw, path.suffix) as lines:
        for line in io.BufferedReader(lines):
            if line.strip():
                yield json.loads(line)


def _decompressed(raw: Any, suffix: str) -> Any:  # noqa: ANN401
    if suffix == ".zst":
        return zstandard.ZstdDecompressor().stream_reader(raw)
    return lzma.open(raw) if suffix == ".xz" else gzip.open(raw) if suffix == ".gz" else raw


def warming_texts() -> list[str]:
    """Return texts that make every rule load what it needs, so that loading is not timed.

    The examples of all rules, and the damaged articles of ``corpus``.
    """
    examples = [text for rule in all_rules() for text in (*rule.bad, *rule.flags)]
    return [*examples, *_articles("damaged")]


def unique_texts(data: Path | None, limit: int, damaged: float = 1.0) -> list[str]:
    """Return up to ``limit`` texts, no two equal: from ``data``, else varied from ``corpus``.

    ``damaged`` is the share of articles from ``corpus`` that are damaged; the others are as they
    were written.
    """
    if data is None:
        return _varied(limit, damaged)
    texts = dict.fromkeys(
        row["text"] for row in rows(data) if isinstance(row.get("text"), str) and row["text"]
    )
    return list(texts)[:limit]


def _varied(limit: int, damaged: float) -> list[str]:
    articles, gold = _articles("damaged"), _articles("gold")
    if not articles:
        raise SystemExit(f"{CORPUS / 'damaged'} holds no articles; give --data FILE.jsonl")
    words = sorted({word for text in articles for word in _WORD.findall(text)})
    random = Random(0)
    texts = dict.fromkeys(articles if damaged == 1 else ())
    while len(texts) < limit:
        chosen = articles if damaged == 1 or random.random() < damaged else gold
        texts[_variant(random.choice(chosen), words, random)] = None
    return list(texts)[:limit]


def _articles(kind: str) -> list[str]:
    return [path.read_bytes().decode() for path in sorted((CORPUS / kind).glob("*.txt"))]


def _variant(article: str, words: list[str], random: Random) -> str:
    """Replace some words and digits, so that caches gain nothing from one text for another."""

    def another(found: re.Match[str]) -> str:
        return random.choice(words) if random.random() < _SHARE_OF_WORDS else found.group()

    return _DIGIT.sub(lambda _: str(random.randrange(10)), _WORD.sub(another, article))
