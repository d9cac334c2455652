"""Train the weights of glue: ``python -m benchmarks.training glue``.

A damaged place of kind ``glued_…`` lost a space; all other candidates did not. Of clean texts every
second one is for training. The model is a logistic regression with a quadratic penalty, fitted with
NumPy alone.
"""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.documents import rows
from benchmarks.training.documents import NEARBY, bodies_of, damaged_rows
from benchmarks.training.output import write
from cleanup.scoring.glue import score
from cleanup.scoring.glue.features import features
from cleanup.scoring.glue.score import scored_candidates
from cleanup.scoring.weights import Weights
from cleanup.text.document import Document

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    from benchmarks.training.documents import Row

    Vector = NDArray[np.float64]

Examples = Counter[tuple[tuple[str, ...], bool]]
"""How much each set of features counts, by whether it is glue."""

CLEAN = 3.0
"""How many times a candidate of a clean text counts; one of a gold body counts half as much."""
FEWEST = 8
"""A feature of fewer different sets has no weight."""
PENALTY = 1.0
SMALLEST = 0.05
DIGITS = 2
MEMORY = 12
ROUNDS = 150
ABOUT = (
    "Weights of glue: what each feature of a candidate adds to the log odds that a space is"
    " missing. A feature begins with the kind of the candidate: the characters left and right of"
    " it, with a and A for letters and 0 for a digit."
)


def run(options: argparse.Namespace) -> None:
    """Read documents, fit, write the weights."""
    damaged = list(damaged_rows(options.damaged, 0.0, options.share))
    fitted = fit(examples_of(damaged, options.clean))
    weights = {name: round(fitted[name], DIGITS) for name in fitted}
    kept = {name: weight for name, weight in weights.items() if abs(fitted[name]) >= SMALLEST}
    write(options, score.WEIGHTS, ABOUT, Weights(kept, {}), kept)


def examples_of(damaged: Iterable[Row], clean: Iterable[Path]) -> Examples:
    """Return the examples of damaged rows, of their texts without damage, and of clean texts."""
    examples: Examples = Counter()
    for row in damaged:
        add_damaged(examples, row)
    for body in sorted(set(bodies_of(damaged))):
        add_clean(examples, body, CLEAN / 2)
    for path in clean:
        for count, row in enumerate(rows(path)):
            if count % 2 == 0:
                add_clean(examples, row["text"], CLEAN)
    return examples


def add_damaged(examples: Examples, row: Row) -> None:
    """Add the candidates of a damaged text; those of a text with much glue count less each."""
    glue = {damage["offset"] for damage in row["damage"] if damage["kind"].startswith("glued")}
    spans = [
        range(damage["offset"] - NEARBY, damage["end"] + NEARBY + 1) for damage in row["damage"]
    ]
    excluded = {position for span in spans for position in span} - glue
    document = Document(row["extracted"], lang=row["lang"])
    candidates = [
        candidate for candidate in scored_candidates(document) if candidate.start not in excluded
    ]
    weight = (1 + sum(candidate.start in glue for candidate in candidates) / 20) ** -0.5
    for candidate in candidates:
        examples[tuple(features(document, candidate)), candidate.start in glue] += weight


def add_clean(examples: Examples, text: str, weight: float) -> None:
    """Add the candidates of a text without damage: none of them is glue."""
    document = Document(text)
    for candidate in scored_candidates(document):
        example = tuple(features(document, candidate)), False
        examples[example] += weight  # type: ignore[assignment]


def fit(examples: Examples) -> dict[str, float]:
    """Return the weight of each feature of a logistic regression with a quadratic penalty."""
    seen = Counter(feature for features, _ in examples for feature in features)
    names = sorted(feature for feature, count in seen.items() if count >= FEWEST)
    number = {feature: place for place, feature in enumerate(names)}
    known = [[number[name] for name in features if name in number] for features, _ in examples]
    columns = np.array([column for row in known for column in row])
    lines = np.repeat(np.arange(len(known)), [len(row) for row in known])
    glue = np.array([is_glue for _, is_glue in examples], dtype=np.float64)
    counts = np.array(list(examples.values()))

    def loss_and_slope(weights: Vector) -> tuple[float, Vector]:
        odds = np.bincount(lines, weights=weights[columns], minlength=len(known))
        error = counts * (1 / (1 + np.exp(-odds)) - glue)
        loss = counts @ (np.logaddexp(0, odds) - glue * odds) + PENALTY / 2 * weights @ weights
        slope = np.bincount(columns, weights=error[lines], minlength=len(names))
        return float(loss), slope + PENALTY * weights

    return dict(zip(names, map(float, descend(loss_and_slope, len(names))), strict=True))


def descend(loss: Callable[[Vector], tuple[float, Vector]], size: int) -> Vector:
    """Return where a smooth function is least (L-BFGS: Nocedal and Wright, algorithm 7.4)."""
    place = np.zeros(size)
    value, slope = loss(place)
    steps: deque[tuple[Vector, Vector]] = deque(maxlen=MEMORY)
    for _ in range(ROUNDS):
        direction = _towards(slope, steps)
        length = 1.0
        while True:
            further = place - length * direction
            lower, next_slope = loss(further)
            if lower <= value - 1e-4 * length * float(slope @ direction) or length < 1e-6:
                break
            length /= 2
        steps.append((further - place, next_slope - slope))
        done = abs(value - lower) < 1e-6 * abs(value)
        place, value, slope = further, lower, next_slope
        if done:
            break
    return place


def _towards(slope: Vector, steps: deque[tuple[Vector, Vector]]) -> Vector:
    direction = slope.copy()
    shares = []
    for step, change in reversed(steps):
        share = float(step @ direction / (step @ change))
        shares.append(share)
        direction -= share * change
    direction *= steps[-1][0] @ steps[-1][1] / (steps[-1][1] @ steps[-1][1]) if steps else 1e-3
    for (step, change), share in zip(steps, reversed(shares), strict=True):
        direction += step * (share - float(change @ direction / (step @ change)))
    return direction
