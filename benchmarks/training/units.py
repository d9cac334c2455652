"""Train the model of units: ``python -m benchmarks.training units --damaged ROWS --pages PAGES``.

A unit of an extractor's output (``extracted``) is the author's if four of five of its runs of four
words are in ``gold``, the page's if one of five is; others are no examples. Only outputs of pages
whose gold is sound count. The lines of PAGES have labels. Each unit of a site counts once, and no
site more than sixty of them.

``--folds`` first prints what is found in each fifth of the sites by a model of the others; the
model that is written learned from all.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from hashlib import md5
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import numpy as np

from benchmarks.documents import rows
from benchmarks.quality.furniture_extractors import is_sound
from benchmarks.quality.furniture_pages import labels_of
from benchmarks.quality.overlap import runs
from benchmarks.training.glue import descend
from benchmarks.training.output import write
from cleanup.grammar.furniture.classes import Furniture
from cleanup.scoring.units import score
from cleanup.scoring.units.features import Counts, features
from cleanup.scoring.values import logistic
from cleanup.scoring.weights import Weights
from cleanup.text.document import Document

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

ABOUT = "Weights of units: what each feature adds to the log odds that a unit is the page's."
_PENALTY = 3.0
_FEWEST_SITES = 4
_MOST_OF_SITE = 60
_FOLDS = 5
_DIGITS = 3
_SMALLEST = 0.02
_OURS, _THEIRS = 0.2, 0.8
"""Shares of runs that are gold: at most, and at least."""
_WORD = re.compile(r"\w+")


class Example(NamedTuple):
    """A unit; ``weight`` is less than 1 for those of whole pages, mostly navigation."""

    site: str
    is_page: bool
    weight: float
    features: tuple[str, ...]
    is_asked: bool
    """Whether the model is asked about it: it is like no phrase, and beside one."""


def run(options: argparse.Namespace) -> None:
    """Read outputs and pages, fit, write the weights."""
    examples = [*_of_outputs(options.damaged), *_of_pages(options.pages)]
    count = sum(example.is_page for example in examples)
    print(f"{len(examples):,} units, {count:,} of the page")
    if options.folds:
        _print_folds(examples)
    weights = fit(examples)
    write(options, score.WEIGHTS, ABOUT, Weights(weights, {}), weights)


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Return the weight of each feature that enough sites have."""
    sites: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for feature in example.features:
            sites[feature].add(example.site)
    names = sorted(name for name in sites if len(sites[name]) >= _FEWEST_SITES)
    number = {name: place for place, name in enumerate(names)}
    known = [[number[name] for name in one.features if name in number] for one in examples]
    columns = np.array([column for row in known for column in row])
    lines = np.repeat(np.arange(len(known)), [len(row) for row in known])
    of_page = np.array([example.is_page for example in examples], dtype=np.float64)
    of_site = Counter(example.site for example in examples)
    counts = np.array(
        [one.weight * min(1.0, _MOST_OF_SITE / of_site[one.site]) for one in examples]
    )

    def loss_and_slope(weights: Any) -> tuple[float, Any]:  # noqa: ANN401
        odds = np.bincount(lines, weights=weights[columns], minlength=len(known))
        error = counts * (1 / (1 + np.exp(-odds)) - of_page)
        loss = counts @ (np.logaddexp(0, odds) - of_page * odds) + _PENALTY / 2 * weights @ weights
        slope = np.bincount(columns, weights=error[lines], minlength=len(names))
        return float(loss), slope + _PENALTY * weights

    fitted = descend(loss_and_slope, len(names))
    found = {
        name: round(float(weight), _DIGITS) for name, weight in zip(names, fitted, strict=True)
    }
    return {name: weight for name, weight in found.items() if abs(weight) >= _SMALLEST}


def _of_outputs(paths: Iterable[Any]) -> Iterator[Example]:
    for path in paths:
        pages: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows(path):
            pages[row["id"]].append(row)
        for outputs in pages.values():
            if is_sound(outputs):
                yield from _of_page(outputs)


def _of_page(outputs: Sequence[dict[str, Any]]) -> Iterator[Example]:
    gold = outputs[0]["gold"]
    of_gold, plain = set(runs(gold)), " ".join(_WORD.findall(gold))
    lines = {" ".join(_WORD.findall(line)) for line in gold.split("\n")}
    site = urlsplit(outputs[0]["url"]).netloc
    seen: set[tuple[str, str]] = set()
    for row in outputs:
        weight = 1.0 if row["extractor_type"] == "article" else 0.5
        document = Document(row["extracted"], title=row["title"])
        furniture = document.once(Furniture)
        for place, text in enumerate(furniture.texts if document.may_lose_lines else ()):
            key = text, furniture.texts[place - 1] if place else ""
            label = _label(text, of_gold, plain, lines)
            if label is not None and key not in seen:
                seen.add(key)
                yield _example(document, furniture, place, site, label, weight)


def _label(text: str, of_gold: set[Any], plain: str, lines: set[str]) -> bool | None:
    """Return whether a unit is the page's; ``None`` if that is not certain."""
    words = _WORD.findall(text)
    if len(words) < 4:
        written = " ".join(words)
        return (
            None
            if not words or (written in plain and written not in lines)
            else written not in lines
        )
    all_runs = runs(text)
    share = sum(run in of_gold for run in all_runs) / len(all_runs)
    return True if share <= _OURS else False if share >= _THEIRS else None


def _of_pages(paths: Iterable[Any]) -> Iterator[Example]:
    for page in (page for path in paths for page in rows(path)):
        document = Document(page["region"], title=page["title"])
        furniture = document.once(Furniture)
        labels, start = {}, 0
        for text, label in zip(page["region"].split("\n"), labels_of(page), strict=True):
            labels[start] = label
            start += len(text) + 1
        for place, unit in enumerate(furniture.units):
            label = labels[page["region"].rfind("\n", 0, unit.start) + 1]
            if label != "mixed":
                yield _example(document, furniture, place, page["publisher"], label != "body", 2.0)


def _example(
    document: Document, furniture: Furniture, place: int, site: str, is_page: bool, weight: float
) -> Example:
    counts = document.once(Counts)
    return Example(
        site,
        is_page,
        weight,
        tuple(features(furniture, counts, place)),
        score.is_asked(furniture, place),
    )


def _print_folds(examples: Sequence[Example]) -> None:
    odds: list[tuple[float, Example]] = []
    for fold in range(_FOLDS):
        weights = fit([one for one in examples if _fold(one.site) != fold])
        odds += [
            (sum(weights.get(name, 0.0) for name in one.features), one)
            for one in examples
            if _fold(one.site) == fold
        ]
    for name, chosen in (("all", odds), ("asked", [pair for pair in odds if pair[1].is_asked])):
        total = sum(one.is_page for _, one in chosen)
        for least in (0.5, 0.8, 0.9, 0.95):
            found = [one for odd, one in chosen if logistic(odd) >= least]
            right = sum(one.is_page for one in found)
            print(f"{name} from {least}: {right} of {len(found)} right, of {total}")


def _fold(site: str) -> int:
    return int(md5(site.encode()).hexdigest(), 16) // 7 % _FOLDS
