"""Train the model of divided words: ``python -m benchmarks.training split_words``.

A group of tokens is one divided word if none of the blanks in it belongs there, by the true
spacing of ``--spacing``; the groups of clean texts are none. The model is a logistic regression
with an L2 penalty, as that of lost words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.training.lost_words import Example, fit, texts_of
from benchmarks.training.output import write
from benchmarks.training.spacing import lines_of
from cleanup.scoring.split_words import score
from cleanup.scoring.split_words.candidates import groups
from cleanup.scoring.split_words.features import features
from cleanup.scoring.weights import Weights
from cleanup.text.document import Document

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from benchmarks.training.spacing import Line

ABOUT = (
    "Weights of divided words: what each feature of a group of tokens adds to the log odds that"
    " they are one word."
)


def run(options: argparse.Namespace) -> None:
    """Read lines and texts, fit, write the weights."""
    lines = list(lines_of(options.spacing, 0.0, options.share))
    clean = [text for path in options.clean for text in texts_of(path, options.limit)]
    examples = [*_of_lines(lines), *_of_clean(clean)]
    weights = fit(examples)
    divided = sum(example.missing for example in examples)
    print(f"{len(examples):,} examples, {divided:,} of divided words")
    write(options, score.WEIGHTS, ABOUT, Weights(weights, {}), weights)


def _of_lines(lines: Iterable[Line]) -> Iterator[Example]:
    for line in lines:
        for group in groups(Document(line.text, lang="en")):
            blanks = {part.end for part in group.parts[:-1]}
            yield Example(tuple(features(group)), blanks <= line.inserted, 1.0)


def _of_clean(texts: Iterable[str]) -> Iterator[Example]:
    for text in texts:
        for group in groups(Document(text, lang="en")):
            yield Example(tuple(features(group)), False, 1.0)
