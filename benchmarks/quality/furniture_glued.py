"""Find furniture in articles of one line: ``python -m benchmarks.quality.furniture_glued [FILE]``.

FILE is that of ``benchmarks.quality.furniture_extractors``: a reader, who saw no version's output,
marked what is not the author's in one output without a line feed of each of 130 pages
(``verdicts/one_line.jsonl``: offsets in code points, the class ``none`` for what the gold has not,
but is the author's). ``--half`` takes a half of the sites.

Without FILE the articles of ``corpus/`` are measured, whose line ends are lost: those that have
some are joined by a blank. Printed is what ``benchmarks.quality.reading`` prints.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from benchmarks.documents import CORPUS, rows
from benchmarks.quality.corpus import articles
from benchmarks.quality.furniture_pages import FURNITURE, half_of
from benchmarks.quality.reading import Score, add, show
from cleanup import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

VERDICTS = Path(__file__).parent / "verdicts" / "one_line.jsonl"
_LINE_END = re.compile(r"[^\S\n]*\n\s*")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality.furniture_glued")
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--half", choices=("all", "tuned", "held-out"), default="all")
    options = parser.parse_args(arguments)
    show(of_outputs(options.file, options.half) if options.file else of_corpus(CORPUS))
    return 0


def of_outputs(file: Path, half: str) -> Score:
    """Return what became of the places in outputs of extractors."""
    score = Score()
    outputs = {(row["id"], row["extractor"]): row for row in rows(file)}
    for verdict in rows(VERDICTS):
        row = outputs[verdict["id"], verdict["extractor"]]
        if half in ("all", half_of(urlsplit(row["url"]).netloc)):
            text = row["extracted"]
            add(score, verdict, text, clean(text, title=row["title"]))
    return score


def of_corpus(folder: Path) -> Score:
    """Return what became of the furniture of own articles."""
    score = Score()
    for slug, article in articles(folder):
        text, places = joined(article)
        add(score, {"id": slug, "places": places}, text, clean(text, title=article["title"]))
    return score


def joined(article: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
    """Return an article with a blank for its line ends, and the places of its furniture."""
    text = article["damaged"].strip()
    by = article["damaged"].index(text) if text else 0
    ends = list(_LINE_END.finditer(text))

    def moved(place: int) -> int:
        at = min(max(0, place - by), len(text))
        return at - sum(min(at, end.end()) - end.start() - 1 for end in ends if end.end() <= at)

    places = [
        {"start": moved(one["start"]), "end": moved(one["end"]), "class": one["kind"]}
        for one in article["places"]
        if one["family"] in FURNITURE and one["end"] > one["start"]
    ]
    return _LINE_END.sub(" ", text), places


if __name__ == "__main__":
    sys.exit(main())
