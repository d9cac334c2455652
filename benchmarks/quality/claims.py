"""Count what is claimed of clean articles: ``python -m benchmarks.quality.claims FILE...``.

A FILE is a ``.jsonl`` file (or ``.zst .xz .gz``) of articles without damage. Each is judged as it
is, hard-wrapped, with words divided at line ends, and, with ``--foreign FILE``, with a sentence of
another language in its middle; with ``--tokenised`` also as tokenisers write it
(``benchmarks.quality.tokenised``). Printed are findings of joins and holes of at least ``--least``
confidence per 100,000 words, by code. All of them are false, but for the defects that the articles
have; of foreign sentences only what is found within them counts, with the changes that are proposed
or made there.
"""

from __future__ import annotations

import argparse
import re
import sys
import textwrap
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.quality.tokenised import articles, pair, tokenisers
from cleanup import check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cleanup import Finding

WIDTH = 72
"""Code points of a wrapped line."""
FAMILIES = ("join", "hole")

_END = re.compile(r"(?<=[.!?])\s+|\n+")
_DIVISION = re.compile(r"(?<=[^\W\d_])[aeiouy](?=[b-df-hj-np-tv-xz][aeiouy][^\W\d_])")
"""Where a word may be divided, roughly: between a vowel and a consonant with a vowel."""
_FEWEST, _MOST = 8, 30
"""Words of a foreign sentence."""


class Claims:
    """Findings by code, and the words that were read."""

    def __init__(self) -> None:
        self.words = 0
        self.codes: Counter[str] = Counter()

    def add(self, text: str, findings: Iterable[Finding]) -> None:
        """Count the findings of one text."""
        self.words += len(text.split())
        self.codes.update(finding.code for finding in findings)

    def line(self, name: str) -> str:
        """Return the counts as one line."""
        found = sum(self.codes.values())
        rate = 100_000 * found / max(self.words, 1)
        codes = ", ".join(f"{code} {number}" for code, number in self.codes.most_common())
        return f"{name:16} {self.words:>9,} words {found:>5} claims {rate:7.2f}  {codes}".rstrip()


def wrapped(text: str) -> str:
    """Return a text with its paragraphs cut into lines."""
    paragraphs = (textwrap.fill(line, WIDTH) for line in text.split("\n") if line.strip())
    return "\n\n".join(paragraphs)


def divided(text: str) -> str:
    """Return a text with its paragraphs cut into lines, words being divided as in print."""
    lines = (_filled(line.split()) for line in text.split("\n") if line.strip())
    return "\n\n".join(lines)


def _filled(words: list[str]) -> str:
    """Fill lines with words; one that does not fit is divided where a consonant begins a part."""
    lines = [""]
    for word in words:
        gap = lines[-1] and " "
        if len(lines[-1]) + len(gap) + len(word) <= WIDTH:
            lines[-1] += gap + word
            continue
        room = WIDTH - len(lines[-1]) - len(gap) - 1
        places = [place.end() for place in _DIVISION.finditer(word) if place.end() <= room]
        head = word[: places[-1]] if places else ""
        if head:
            lines[-1] += f"{gap}{head}-"
        lines.append(word[len(head) :])
    return "\n".join(lines)


def claims(texts: Iterable[str], least: float) -> Claims:
    """Count the claims of texts."""
    counted = Claims()
    for text in texts:
        found = (one for one in check(text) if one.family in FAMILIES and one.confidence >= least)
        counted.add(text, found)
    return counted


def sentences(texts: Iterable[str]) -> Iterator[str]:
    """Yield the sentences of texts that are neither short nor long."""
    for text in texts:
        for sentence in _END.split(text):
            if _FEWEST <= len(sentence.split()) <= _MOST and sentence[-1] in ".!?":
                yield sentence


def foreign_claims(texts: Iterable[str], foreign: Iterable[str]) -> Claims:
    """Count what is found within foreign sentences in the middle of articles, in any family."""
    counted = Claims()
    for text, sentence in zip(texts, foreign, strict=False):
        paragraphs = text.split("\n\n")
        paragraphs.insert(len(paragraphs) // 2, sentence)
        whole = "\n\n".join(paragraphs)
        start = whole.index(sentence)
        found = (
            one
            for one in check(whole)
            if one.start >= start and one.end <= start + len(sentence) and one.family != "space"
        )
        counted.add(sentence, found)
    return counted


def main() -> int:
    """Print a line for each guise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--limit", type=int, default=100, help="so many articles of each file")
    parser.add_argument("--least", type=float, default=0.9, help="least confidence (0.9)")
    parser.add_argument("--tokenised", action="store_true", help="also as tokenisers write them")
    parser.add_argument("--foreign", type=Path, action="append", default=[], metavar="FILE")
    options = parser.parse_args()
    texts = list(articles(options.files, options.limit, None))
    guises: dict[str, Callable[[str], str]] = {
        "as they are": str,
        "wrapped": wrapped,
        "divided": divided,
    }
    if options.tokenised:
        for name, (_, tokenise) in tokenisers().items():
            guises[name] = lambda text, tokenise=tokenise: pair(text, tokenise).tokenised()  # type: ignore[misc]
    for name, guise in guises.items():
        print(claims(map(guise, texts), options.least).line(name), flush=True)
    for path in options.foreign:
        found = list(sentences(articles([path], 400, None)))
        chosen = Random(0).sample(found, min(150, len(found)))
        print(foreign_claims(texts, chosen).line(path.name.partition(".")[0]), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
