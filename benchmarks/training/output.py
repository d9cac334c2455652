"""Write what was trained: the file of weights, and the names of features beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.scoring.weights import FILE, dump

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from cleanup.scoring.weights import Weights

ROOT = Path(__file__).parents[2]


def write(
    options: argparse.Namespace,
    package: str,
    about: str,
    weights: Weights,
    by_name: Mapping[str, float],
    file: str = FILE,
) -> None:
    """Write the weights to ``--output``, else to ``file`` in the package of the scorer.

    A scorer of several models writes each to its own file in the folder ``--output``.
    ``--names`` are a feature and its weight a line, the largest first: also those that are hashed.
    """
    output = options.output or ROOT.joinpath(*package.split("."), file)
    if output.is_dir():
        output /= file
    output.write_text(dump(about, weights), encoding="utf-8")
    if options.names:
        largest = sorted(by_name, key=lambda name: -abs(by_name[name]))
        lines = (f"{name} {by_name[name]}\n" for name in largest)
        options.names.write_text("".join(lines), encoding="utf-8")
    print(f"{output}: {len(weights.named) + len(weights.hashed):,} features")
