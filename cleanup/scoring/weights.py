"""Weights of features: one form of file for all scorers, and how it is read and written.

A ``weights.json`` beside a scorer, or a file for each of its models, holds ``named``, an object of
weights by the feature's name. Where there are too many names to load, as in a model of pairs of
words, ``hashes`` and ``weights`` are lists of equal length instead: the CRC-32 of each name, in
order, and its weight. A feature has its name in code either way, so every score can be explained
by names.
``python -m benchmarks.training`` makes the files.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from cleanup.scoring.values import total

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FILE = "weights.json"
_PER_LINE = 8


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each feature, by name or all by hash; one that is not listed weighs nothing."""

    named: Mapping[str, float]
    hashed: Mapping[int, float]

    def of(self, feature: str) -> float:
        """Return the weight of a feature, given by its name."""
        if self.hashed:
            return self.hashed.get(hash_of(feature), 0.0)
        return self.named.get(feature, 0.0)

    def sum_of(self, features: Iterable[str]) -> float:
        """Return the sum of the weights of features, added from left to right."""
        if self.hashed:
            of_hash = self.hashed.get
            return total([of_hash(crc32(feature.encode()), 0.0) for feature in features])
        of_name = self.named.get
        return total([of_name(feature, 0.0) for feature in features])


def hash_of(feature: str) -> int:
    """Return the key of a feature whose weight is hashed."""
    return crc32(feature.encode())


@cache
def weights_of(package: str, file: str = FILE) -> Weights:
    """Return the weights of the scorer in a package; they are read at the first use."""
    folder = Path(__file__).parent / package.rpartition(".")[2]
    return parse((folder / file).read_bytes())


def parse(content: bytes) -> Weights:
    """Return the weights that a file holds."""
    held = json.loads(content)
    return Weights(held["named"], dict(zip(held["hashes"], held["weights"], strict=True)))


def dump(about: str, weights: Weights) -> str:
    """Return the content of a file of weights: a weight a line, or eight of those that are hashed.

    ``about`` says what they are of.
    """
    named, hashed = weights.named, dict(sorted(weights.hashed.items()))
    by_name = ",\n".join(f"{json.dumps(name)}: {named[name]}" for name in sorted(named))
    return (
        f'{{\n"about": {json.dumps(about)},\n"named": {{\n{by_name}\n}},\n'
        f'"hashes": [\n{_rows(hashed)}\n],\n"weights": [\n{_rows(hashed.values())}\n]\n}}\n'
    )


def _rows(numbers: Iterable[float]) -> str:
    texts = [str(number) for number in numbers]
    rows = (texts[place : place + _PER_LINE] for place in range(0, len(texts), _PER_LINE))
    return ",\n".join(", ".join(row) for row in rows)
