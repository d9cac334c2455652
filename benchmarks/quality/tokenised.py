"""Measure what is seen and restored of tokenised text.

Run ``python -m benchmarks.quality.tokenised CORPUS... [--limit N]``. A CORPUS is a ``.jsonl`` file
(or ``.zst .xz .gz``) of English articles as they were written, with a "text" a row. Printed for
each tokeniser: how many of the articles that it tokenised are seen to be tokenised, whole and by
their first 70 tokens, and how many of the texts and sentences come back exactly as they were; then
in how many of the articles as they are the trait is seen.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from hashlib import sha256
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.documents import rows
from cleanup.grammar.detokenise import detokenised, restored
from cleanup.phrases import phrases
from cleanup.text.kinds.tokenised import tokenised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import ModuleType

    from cleanup.text.kinds.tokenised import Style

HEAD = 70
"""So many tokens are the head of an article."""
LEAST_WORDS = 80
"""Shorter articles are left out: they are hardly longer than a head."""

_END = re.compile(r"(?<=[.!?])(?:[\"\u201d\u2019)\]']{0,3}) (?=[\"\u201c\u2018(\[']{0,2}[A-Z0-9])")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.$")


class Pair(NamedTuple):
    """The lines of an article as written, by sentences, and each sentence tokenised."""

    written: list[list[str]]
    tokens: list[list[list[str]]]

    def text(self) -> str:
        """Return the article as it was written, one space between words."""
        return "\n".join(" ".join(line) for line in self.written)

    def tokenised(self) -> str:
        """Return the article with a space between all tokens."""
        return "\n".join(" ".join(map(" ".join, line)) for line in self.tokens)

    def head(self) -> str:
        """Return the first tokens of the article."""
        flat = [token for line in self.tokens for sentence in line for token in sentence]
        return " ".join(flat[:HEAD])


def sentences(line: str) -> list[str]:
    """Divide a line where a sentence seems to end."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(line):
        before = line[start : end.end() - 1]
        word = _LAST_WORD.search(before)
        if word and (len(word.group(1)) == 1 or word.group(1) in _abbreviations()):
            continue
        found.append(before)
        start = end.end()
    return [*found, line[start:]]


def _abbreviations() -> frozenset[str]:
    return frozenset(phrases("abbreviations"))


def tokenisers() -> dict[str, tuple[Style, Callable[[str], list[str]]]]:
    """Return by name the style that each tokeniser writes, and its function."""
    treebank = needed("nltk.tokenize.treebank").TreebankWordTokenizer().tokenize
    words = needed("nltk.tokenize.destructive").NLTKWordTokenizer().tokenize
    moses = needed("sacremoses").MosesTokenizer(lang="en").tokenize
    blank = needed("spacy").blank("en").tokenizer
    return {
        "nltk": ("ptb", words),
        "treebank": ("ptb", treebank),
        "treebank -LRB-": ("ptb", lambda text: treebank(text, convert_parentheses=True)),
        "moses": ("moses", moses),
        "moses @-@": ("moses", lambda text: moses(text, aggressive_dash_splits=True)),
        "moses plain": ("plain", lambda text: moses(text, escape=False)),
        "spacy": ("plain", lambda text: [token.text for token in blank(text)]),
    }


def needed(module: str) -> ModuleType:
    """Import a tokeniser; say how to install it if it is missing."""
    try:
        return import_module(module)
    except ImportError as error:
        raise SystemExit(
            f"{error}: the tokenisers to measure with are in the dependency group bench: "
            "pip install nltk sacremoses spacy"
        ) from error


class Counts(Counter[str]):
    """How often each thing was tried and came right."""

    def note(self, what: str, right: bool) -> None:
        """Count one trial."""
        self[what] += 1
        self[f"{what} right"] += right

    def share(self, what: str) -> str:
        """Return the share that came right."""
        return f"{what} {self[f'{what} right'] / max(self[what], 1):7.2%} of {self[what]:,}"


def articles(paths: Iterable[Path], limit: int, half: int | None) -> Iterator[str]:
    """Yield up to ``limit`` longer texts of each file, chosen by their hash."""
    for path in paths:
        texts = {str(row["text"]) for row in rows(path) if row.get("text")}
        hashes = {sha256(text.encode()).digest(): text for text in texts}
        chosen = (
            text
            for digest, text in sorted(hashes.items())
            if half in (None, digest[-1] % 2) and len(text.split()) >= LEAST_WORDS
        )
        yield from islice(chosen, limit)


def pair(text: str, tokenise: Callable[[str], list[str]]) -> Pair:
    """Tokenise an article, sentence by sentence; its blank lines are dropped."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    written = [sentences(line) for line in lines if line]
    return Pair(written, [[list(tokenise(one)) for one in line] for line in written])


def measure(
    texts: Iterable[str], style: Style, tokenise: Callable[[str], list[str]], counts: Counts
) -> None:
    """Count what is seen and restored of articles that one tokeniser wrote.

    Articles are restored in the style that is seen, sentences in the style that is known.
    """
    for text in texts:
        article = pair(text, tokenise)
        made = article.tokenised()
        seen = tokenised(made)
        counts.note("seen", seen is not None)
        counts.note("heads", tokenised(article.head()) is not None)
        whole = back(made, seen) if seen else made
        counts.note("texts", whole == straight(article.text(), style))
        for written, tokens in zip(article.written, article.tokens, strict=True):
            for sentence, parts in zip(written, tokens, strict=True):
                same = back(" ".join(parts), style) == straight(sentence, style)
                counts.note("sentences", same)


def back(text: str, style: Style) -> str:
    """Return a tokenised text as it is restored."""
    return restored(text, detokenised(text, style))


def straight(text: str, style: Style) -> str:
    """Return a text as far as the style can tell: the Treebank has one sign for two marks."""
    return text.replace("``", '"').replace("''", '"') if style == "ptb" else text


def main() -> int:
    """Print a line for each tokeniser, and one for the articles as they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path, nargs="+", metavar="CORPUS")
    parser.add_argument("--limit", type=int, default=200, help="so many articles of each file")
    parser.add_argument(
        "--half", type=int, choices=(0, 1), help="only articles of odd or even hash"
    )
    options = parser.parse_args()
    long = list(articles(options.corpora, options.limit, options.half))
    print(f"{len(long):,} articles of at least {LEAST_WORDS} words")
    for name, (style, tokenise) in tokenisers().items():
        counts = Counts()
        measure(long, style, tokenise, counts)
        print(f"{name:15}", "  ".join(map(counts.share, ("seen", "heads", "texts", "sentences"))))
    texts = [str(row["text"] or "") for path in options.corpora for row in rows(path)]
    print(
        f"seen in the texts as they are: {sum(map(bool, map(tokenised, texts)))} of {len(texts):,}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
