"""The weights of features of glue: a logistic regression, read from ``weights.txt``.

``python -m benchmarks.training.glue`` makes the file. It has a feature and its weight a line, with
a blank between them; ``#`` begins a comment.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def weights() -> Mapping[str, float]:
    """Return the weight of each feature; those that are not listed have none."""
    content = Path(__file__).with_name("weights.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in content.split("\n"))
    pairs = (line.rpartition(" ") for line in lines if line and not line.startswith("#"))
    return {feature: float(weight) for feature, _, weight in pairs}
