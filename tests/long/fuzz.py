"""A long, seeded search for a text that breaks a law: ``python -m tests.long.fuzz --minutes 40``.

The same pieces as the tests' strategies, drawn by a plain random generator: no shrinking while
it searches, so many more texts a second. Settings are drawn as well, and for some of the texts
short lengths of parts. What it finds is cut down greedily and printed as a Python literal, ready to
become a test. After each batch of texts small trees of files go through ``run`` and ``undo``; one
that does not come back is named by its seed: ``python -m tests.long.trees SEED`` tries it again.
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from cleanup.engine.clean import clean_all
from cleanup.prefilter.columns import prefilter_column
from cleanup.rules import all_rules
from tests.laws import NOWHERE, evaluators_differ
from tests.long.trees import fault_of_tree
from tests.long.trials import Failure, Trial, divided_by, random_trial, shrunk
from tests.pieces import random_text

if TYPE_CHECKING:
    from collections.abc import Iterator

BATCH = 400
TOGETHER = 20
"""Texts that are tried with the same settings."""
TREES = 4
"""Trees of files that are run and undone after each batch."""


class Report(NamedTuple):
    """What one search did."""

    inputs: int
    trees: int
    seconds: float
    faults: list[str]


def search(seed: int, inputs: int, minutes: float, failures: int, pieces: int) -> Report:
    """Try random texts and trees until one of the limits is reached; print what is found."""
    random = Random(seed)
    begun = time.monotonic()
    faults: list[str] = []
    tried = trees = 0
    while tried < inputs and len(faults) < failures and time.monotonic() < begun + 60 * minutes:
        texts = [random_text(random, pieces) for _ in range(min(BATCH, inputs - tried))]
        tried, trees, before = tried + len(texts), trees + TREES, len(faults)
        for first in range(0, len(texts), TOGETHER):
            trial = random_trial(random)
            faults += map(str, _faults(texts[first : first + TOGETHER], trial))
        seeds = [random.getrandbits(32) for _ in range(TREES)]
        faults += filter(None, map(fault_of_tree, seeds))
        for fault in faults[before:]:
            print(fault, flush=True)
    return Report(tried, trees, time.monotonic() - begun, faults)


def _faults(texts: list[str], trial: Trial) -> Iterator[Failure]:
    for text in texts:
        if trial.broken(text):
            yield shrunk(text, trial)
    yield from _differing(texts, trial)


def _differing(texts: list[str], trial: Trial) -> Iterator[Failure]:
    """Yield texts for which the two evaluators of hints, or cleaning in company, differ."""
    with divided_by(trial.lengths):
        together = clean_all(texts, [NOWHERE] * len(texts), trial.settings, prefilter_column)
        alone = [clean_all([text], [NOWHERE], trial.settings)[0] for text in texts]
    for text, one, other in zip(texts, alone, together, strict=True):
        if (one.edits, one.findings) != (other.edits, other.findings):
            yield Failure(text, trial, "cleaned in company it comes out otherwise")
    for text, differing in zip(texts, evaluators_differ(texts), strict=True):
        if differing:
            yield Failure(text, trial, f"the evaluators of hints differ on {sorted(differing)}")


def main() -> int:
    """Search and report; 1 if a law was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--failures", type=int, default=5, metavar="K", help="stop after K")
    parser.add_argument("--pieces", type=int, default=10, help="most pieces in a text")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    rules = len(all_rules())
    share = -(-options.inputs // options.workers)
    limits = (share, options.minutes, options.failures, options.pieces)
    with ProcessPoolExecutor(options.workers, mp_context=get_context("spawn")) as pool:
        seeds = [options.seed + 1_000_003 * worker for worker in range(options.workers)]
        reports = list(pool.map(search, seeds, *([limit] * len(seeds) for limit in limits)))
    inputs = sum(report.inputs for report in reports)
    trees = sum(report.trees for report in reports)
    seconds = max(report.seconds for report in reports)
    faults = sum(len(report.faults) for report in reports)
    print(
        f"{inputs:,} texts and {trees:,} trees in {seconds:.0f} s ({inputs / seconds:.0f} texts a"
        f" second), seed {options.seed}, {rules} rules: {faults} faults"
    )
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
