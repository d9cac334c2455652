"""Drop words from clean articles, once an article: ``python -m benchmarks.quality.lone FILE...``.

A FILE is a ``.jsonl`` file (or ``.zst .xz .gz``) of English articles without damage. From each, one
link is dropped as scrapers drop links, so that the hole is the only one of its text: a name of one
to three words within a sentence or, with ``--phrases``, one to three words in lower case. Printed
is, for each shape of the seam, in how many articles a finding of joins or holes is at it; in how
many it says that words are lost; and in how many an edit is made there, which hides the loss.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.quality.tokenised import articles
from cleanup import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup import Cleaned

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}(?= [a-z]|[,.;:][ \n])")
_PHRASE = re.compile(r"(?<=[a-z] )[a-z]+(?: [a-z]+){0,2}?(?= [a-z]|[,.;:][ \n])")


class Shape(NamedTuple):
    """How a dropped link leaves its neighbours."""

    name: str
    keeps: str
    """What stands between the two neighbours."""
    before_mark: bool
    """Whether the link was directly before a mark."""


SHAPES = (
    Shape("glued word", "", before_mark=False),
    Shape("double space", "  ", before_mark=False),
    Shape("space before mark", " ", before_mark=True),
    Shape("glued mark", "", before_mark=True),
)


class Dropped(NamedTuple):
    """A text with one hole, and the span of the seam."""

    text: str
    start: int
    end: int

    def is_at(self, start: int, end: int) -> bool:
        """Return whether a span touches the seam."""
        return start <= self.end and self.start <= end


def dropped(text: str, link: re.Pattern[str], shape: Shape, random: Random) -> Dropped | None:
    """Drop one link of a text; ``None`` if none has the shape."""
    links = [one for one in link.finditer(text) if (text[one.end()] != " ") == shape.before_mark]
    if not links:
        return None
    chosen = random.choice(links)
    start, end = chosen.start() - 1, chosen.end() + (not shape.before_mark)
    return Dropped(text[:start] + shape.keeps + text[end:], start, start + len(shape.keeps))


def seams(texts: Iterable[str], link: re.Pattern[str], shape: Shape) -> Iterator[Dropped]:
    """Yield the texts that have a link of a shape, without it; the same ones at each call."""
    random = Random(shape.name)
    for text in texts:
        if one := dropped(text, link, shape, random):
            yield one


def judged(one: Dropped, cleaned: Cleaned) -> Iterator[str]:
    """Yield what is true of the seam: ``found``, ``lost``, ``edited``."""
    families = {
        finding.family for finding in cleaned.found if one.is_at(finding.start, finding.end)
    }
    if not families.isdisjoint(("join", "hole")):
        yield "found"
    if "hole" in families:
        yield "lost"
    if any(one.is_at(edit.start, edit.end) for edit in cleaned.edits):
        yield "edited"


def main() -> int:
    """Print a line for each shape."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--limit", type=int, default=500, help="so many articles for each shape")
    parser.add_argument("--half", type=int, choices=(0, 1), help="only one half of the articles")
    parser.add_argument("--phrases", action="store_true", help="drop words in lower case")
    options = parser.parse_args()
    texts = list(articles(options.files, sys.maxsize, options.half))
    for shape in SHAPES:
        counts: Counter[str] = Counter()
        link = _PHRASE if options.phrases else _NAME
        for one in islice(seams(texts, link, shape), options.limit):
            counts["all"] += 1
            counts.update(judged(one, clean(one.text)))
        shares = (
            f"{name} {counts[name] / counts['all']:.3f}" for name in ("found", "lost", "edited")
        )
        print(f"{shape.name:18} {counts['all']:>5} ", *shares, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
