"""Train the weights of glue: ``python -m benchmarks.training.glue GOLD... --clean FILE...``.

GOLD are ``*.jsonl.xz`` files of scraped texts whose damage is known: rows with ``id``,
``extracted``, ``gold``, ``lang`` and ``damage``, a list of ``offset``, ``end`` and ``kind``
(``glued_...``: a space was lost there). Rows are for training if the MD5 of their ``id`` falls in
the first 60 %; the others remain to measure on. FILEs are clean texts, JSON Lines with ``text``;
every second row is for training. Writes ``cleanup/scoring/glue/weights.txt``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
from collections import Counter, deque
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.documents import rows
from cleanup.scoring.glue.features import Features
from cleanup.scoring.glue.score import features_of, scored_candidates
from cleanup.text.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    Vector = NDArray[np.float64]

Examples = Counter[tuple[Features, bool]]
"""How much each set of features counts, by whether it is glue."""

SHARE = 0.6
NEAR = 3
"""Candidates so near to other damage, in code points, are no examples."""
CLEAN = 3.0
"""How many times a candidate of a clean text counts; one of a gold body counts half as much."""
FEWEST = 8
"""A feature of fewer different sets has no weight."""
PENALTY = 1.0
SMALLEST = 0.05
MEMORY = 12
ROUNDS = 150
WEIGHTS = Path(__file__).parents[2] / "cleanup/scoring/glue/weights.txt"
HEAD = """\
# What each feature of a seam adds to the logarithm of the odds that it is glue; made by
# benchmarks/training/glue.py. A feature begins with its kind: what stands left and right of the
# seam, a and A for letters, 0 for a digit.
"""


def is_for_training(identity: str) -> bool:
    """Return whether a document is for training, by the hash of its id."""
    return int(hashlib.md5(identity.encode()).hexdigest()[:8], 16) / 2**32 < SHARE


def read_gold(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a ``.jsonl.xz`` file that are for training."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if is_for_training(row["id"]):
                yield row


def add_damaged(examples: Examples, row: dict[str, Any]) -> None:
    """Add the candidates of a damaged text; those of a text with much glue count less each."""
    glue = {damage["offset"] for damage in row["damage"] if damage["kind"].startswith("glued")}
    spans = [range(damage["offset"] - NEAR, damage["end"] + NEAR + 1) for damage in row["damage"]]
    excluded = {position for span in spans for position in span} - glue
    document = Document(row["extracted"], lang=row["lang"])
    candidates = [
        (kind, position)
        for kind, position in scored_candidates(document)
        if position not in excluded
    ]
    weight = (1 + sum(position in glue for _, position in candidates) / 20) ** -0.5
    for kind, position in candidates:
        examples[features_of(document, kind, position), position in glue] += weight


def add_clean(examples: Examples, text: str, weight: float) -> None:
    """Add the candidates of a text without damage: none of them is glue."""
    document = Document(text)
    for kind, position in scored_candidates(document):
        example = features_of(document, kind, position), False
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


def main() -> None:
    """Read, fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--clean", type=Path, nargs="*", default=[])
    parser.add_argument("-o", "--output", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    examples: Examples = Counter()
    bodies: set[str] = set()
    for path in arguments.gold:
        for row in read_gold(path):
            add_damaged(examples, row)
            bodies.add(row["gold"])
    for body in sorted(bodies):
        add_clean(examples, body, CLEAN / 2)
    for path in arguments.clean:
        for count, row in enumerate(rows(path)):
            if count % 2 == 0:
                add_clean(examples, row["text"], CLEAN)
    weights = {name: weight for name, weight in fit(examples).items() if abs(weight) >= SMALLEST}
    lines = (f"{feature} {weight:.2f}\n" for feature, weight in weights.items())
    arguments.output.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
