"""Score removals in extractors' output: ``python -m benchmarks.quality.furniture_extractors FILE``.

FILE holds one output an object: ``id`` (of the page), ``extractor``, ``extractor_type``,
``extracted``, ``gold`` (the true body), ``title``, ``url``. Only outputs of the type ``article``
count, of pages whose gold is sound: of the runs of four words on which three of five article
extractors agree, at most .15 are not gold. The others' gold is cut short, or they hold several
articles.

Printed are precision, recall and F1 (of the means) before and after ``clean``, the tokens of the
gold deleted per 1,000, the share of the others that is deleted, and how many texts became worse.
``--preset``, ``--half`` (by site), ``--deleted N`` prints the edits that delete most of the gold,
``--by-extractor`` the figures of each, beside those of C4's rule: a line ends in a mark.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from benchmarks.documents import rows
from benchmarks.quality.furniture_pages import half_of
from benchmarks.quality.overlap import WORSE, overlap, runs, words
from cleanup import Settings, clean
from cleanup.values import PRESETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_AGREE = 0.6
_UNSOUND = 0.15
_MARKS = (".", "!", "?", '"', "\u201d")
"""Ends of the lines that C4's rule keeps."""


@dataclass
class Figures:
    """Means over texts, each of the same weight."""

    before: list[tuple[float | None, float | None, float]] = field(default_factory=list)
    after: list[tuple[float | None, float | None, float]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    deleted: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, row: dict[str, Any], text: str) -> int:
        """Compare a text with its gold; return how many tokens of the gold it lost."""
        gold = runs(row["gold"])
        before, after = overlap(runs(row["extracted"]), gold), overlap(runs(text), gold)
        self.before.append(before)
        self.after.append(after)
        self.counts["worse"] += after.f1 < before.f1 - WORSE
        self.counts["better"] += after.f1 > before.f1 + WORSE
        true, had, has = words(row["gold"]), words(row["extracted"]), words(text)
        lost = ((had & true) - (has & true)).total()
        self.counts["gold"] += true.total()
        self.counts["gold deleted"] += lost
        self.counts["other"] += (had - true).total()
        self.counts["other deleted"] += ((had - true) - (has - true)).total()
        return lost

    def text(self) -> str:
        """Return the figures as one line."""
        texts, counts = len(self.after), self.counts
        (p, r, f1), (q, s, g1) = map(_means, (self.before, self.after))
        return (
            f"{texts} texts, P {p:.4f} -> {q:.4f}, R {r:.4f} -> {s:.4f}, F1 {f1:.4f} -> {g1:.4f};"
            f" gold deleted {1000 * counts['gold deleted'] / max(1, counts['gold']):.2f} in 1,000,"
            f" other {counts['other deleted'] / max(1, counts['other']):.3f};"
            f" worse {100 * counts['worse'] / texts:.2f} %,"
            f" better {100 * counts['better'] / texts:.1f} %"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    options = _options(arguments)
    pages: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(options.file):
        pages[row["id"]].append(row)
    sound = [
        row for of_page in pages.values() if is_sound(of_page) for row in of_page if counts(row)
    ]
    settings = Settings(preset=options.preset)
    total = Figures()
    extractors: dict[str, tuple[Figures, Figures]] = defaultdict(lambda: (Figures(), Figures()))
    for row in sound:
        if options.half not in ("all", half_of(urlsplit(row["url"]).netloc)):
            continue
        cleaned = clean(row["extracted"], title=row["title"], settings=settings)
        if lost := total.add(row, cleaned.text):
            removed = [
                f"{'+'.join(edit.codes)} {edit.before!r}" for edit in cleaned.edits if edit.removal
            ]
            total.deleted.append((lost, f"{row['extractor']} {row['url']}", "\n    ".join(removed)))
        if options.by_extractor:
            ours, c4 = extractors[row["extractor"]]
            ours.add(row, cleaned.text)
            c4.add(row, _ending_in_marks(row["extracted"]))
    print(f"{len(pages)} pages; {total.text()}")
    for name, (ours, c4) in sorted(extractors.items()):
        print(f"{name}\n  clean {ours.text()}\n  C4    {c4.text()}")
    for lost, where, edits in sorted(total.deleted, reverse=True)[: options.deleted]:
        print(f"{lost} {where}\n    {edits}")
    return 0


def is_sound(outputs: Sequence[dict[str, Any]]) -> bool:
    """Return whether the gold of a page holds what its article extractors agree on."""
    articles = [row for row in outputs if counts(row)]
    gold = runs(outputs[0]["gold"])
    votes = Counter(run for row in articles for run in set(runs(row["extracted"])))
    agreed = [run for run, count in votes.items() if count >= _AGREE * len(articles)]
    return sum(run not in gold for run in agreed) <= _UNSOUND * len(agreed) and bool(agreed)


def counts(row: dict[str, Any]) -> bool:
    """Return whether an output is of an extractor of articles."""
    return bool(row["extractor_type"] == "article")


def _ending_in_marks(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.rstrip().endswith(_MARKS))


def _means(of: Iterable[tuple[float | None, float | None, float]]) -> tuple[float, float, float]:
    """Return mean precision and recall, where they are defined, and the F1 of the two."""
    precisions, recalls, _ = zip(*of, strict=True)
    precision, recall = map(_mean, (precisions, recalls))
    return precision, recall, 2 * precision * recall / (precision + recall)


def _mean(values: Iterable[float | None]) -> float:
    defined = [value for value in values if value is not None]
    return sum(defined) / len(defined)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality.furniture_extractors")
    parser.add_argument("file", type=Path)
    parser.add_argument("--preset", choices=PRESETS)
    parser.add_argument("--half", choices=("all", "tuned", "held-out"), default="all")
    parser.add_argument("--deleted", type=int, default=0, metavar="N")
    parser.add_argument("--by-extractor", action="store_true")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
