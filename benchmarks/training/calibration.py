"""Fit the calibration of lost words: ``python -m benchmarks.training calibration``.

``lost_words`` must have trained on the same ``--share``: here the other documents are used. For
each kind of candidate one logistic regression (scikit-learn's) combines its score with features of
the document. Its examples are all candidates of damaged and of clean texts, and each lone hole (no
other damage within 160 code points) once more, as if it were in a text without any.

Scanned text (``--spacing``) has lost no words. Prints the weights for
``cleanup.scoring.lost_words.calibration``.
"""

from __future__ import annotations

import math
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.documents import rows
from benchmarks.training.documents import bodies_of, damaged_rows, is_english
from benchmarks.training.lost_words import SEED, candidates_of, labels
from benchmarks.training.spacing import PAGE, lines_of, pages_of
from cleanup.scoring.lost_words.document_features import KINDS, DocumentCounts, DocumentFeatures
from cleanup.scoring.lost_words.score import Scored, score, score_all
from cleanup.scoring.spacing import spacing
from cleanup.text.document import Document

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from benchmarks.training.documents import Row

ALONE = 160
CLEAN = 2.0
"""The weight of a candidate of a clean text; one of a damaged text has at most 1."""


class Example(NamedTuple):
    """The features of a candidate, whether words are missing there, and its weight."""

    kind: str
    features: DocumentFeatures
    missing: bool
    weight: float


def run(options: argparse.Namespace) -> None:
    """Read documents, fit, print."""
    damaged = [row for row in damaged_rows(options.damaged, options.share, 1.0) if is_english(row)]
    clean = [str(row["text"]) for path in options.clean for row in rows(path)]
    bodies = bodies_of(damaged)
    lines = list(lines_of(options.spacing, options.share_of_lines, 1.0))
    scanned = [line.text for line in (*lines, *pages_of(lines, PAGE))]
    examples = [
        *_of_damaged(damaged),
        *_of_clean(clean + bodies, CLEAN),
        *_of_clean(scanned, 1.0),
        *_lone(damaged, bodies),
    ]
    for kind in KINDS:
        own = [example for example in examples if example.kind == kind]
        if len({example.missing for example in own}) < 2:
            print(f"# {kind}: the documents hold no candidates both with and without lost words")
            continue
        weights = ", ".join(f"{weight:.2f}" for weight in fit(own))
        print(f'"{kind}": DocumentFeatures({weights}),')


def _scored(document: Document) -> list[Scored]:
    return score_all(document, candidates_of(document))


def _counts_of(document: Document, scored: Iterable[Scored]) -> DocumentCounts:
    words = document.text.count(" ") + 1
    return DocumentCounts(scored, words)


def _of_damaged(damaged: Iterable[Row]) -> Iterator[Example]:
    for row in damaged:
        document = Document(row["extracted"], lang="en")
        scored = _scored(document)
        counts = _counts_of(document, scored)
        odds = dict(scored)
        labelled = [
            (candidate, missing)
            for candidate, missing in labels(odds, row["damage"])
            if missing is not None
        ]
        weight = 1 / math.sqrt(1 + sum(missing for _, missing in labelled) / 10)
        for candidate, missing in labelled:
            features = counts.of(candidate.kind, odds[candidate], spacing(document))
            yield Example(candidate.kind, features, missing, weight)


def _of_clean(texts: Iterable[str], weight: float) -> Iterator[Example]:
    for text in texts:
        document = Document(text, lang="en")
        scored = _scored(document)
        counts = _counts_of(document, scored)
        for candidate, odds in scored:
            yield Example(
                candidate.kind, counts.of(candidate.kind, odds, spacing(document)), False, weight
            )


def _lone(damaged: Iterable[Row], bodies: list[str]) -> Iterator[Example]:
    """Yield each lone hole as if it were in a text without damage, drawn from ``bodies``."""
    random = Random(SEED)
    documents = [Document(body, lang="en") for body in bodies]
    clean = [(document, _scored(document)) for document in documents]
    for row in damaged:
        document, damage = Document(row["extracted"], lang="en"), row["damage"]
        for candidate, missing in labels(candidates_of(document), damage):
            nearby = {
                (place["offset"], place["end"])
                for place in damage
                if candidate.start - ALONE <= place["end"]
                and place["offset"] <= candidate.end + ALONE
            }
            if missing and len(nearby) == 1:
                odds = score(document, candidate)
                body, scored = random.choice(clean)
                counts = _counts_of(body, [*scored, (candidate, odds)])
                shown = counts.of(candidate.kind, odds, spacing(body))
                yield Example(candidate.kind, shown, True, 1.0)


def fit(examples: list[Example]) -> list[float]:
    """Return the weights for one kind, in the order of ``DocumentFeatures``."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1.0, max_iter=3000)
    model.fit(
        [example.features[1:] for example in examples],
        [example.missing for example in examples],
        [example.weight for example in examples],
    )
    return [float(model.intercept_[0]), *model.coef_[0].tolist()]
