"""A long, seeded search for a text that breaks a law: ``python -m tests.long.fuzz --minutes 40``.

The same pieces as the tests' strategies, drawn by a plain random generator: no shrinking while
it searches, so many more texts a second. What it finds is cut down greedily and printed as a
Python literal, ready to become a test.
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
from cleanup.settings import Settings
from tests.laws import NOWHERE, broken, evaluators_differ
from tests.pieces import random_text
from tests.strategies import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

BATCH = 400


class Failure(NamedTuple):
    """A text that breaks a law, as short as greedy deletion makes it."""

    text: str
    settings: Settings
    law: str


class Report(NamedTuple):
    """What one search did."""

    inputs: int
    seconds: float
    failures: list[Failure]


def search(seed: int, inputs: int, minutes: float, failures: int, pieces: int) -> Report:
    """Try random texts until one of the limits is reached."""
    random = Random(seed)
    begun = time.monotonic()
    found: list[Failure] = []
    tried = 0
    while tried < inputs and len(found) < failures and time.monotonic() < begun + 60 * minutes:
        texts = [random_text(random, pieces) for _ in range(min(BATCH, inputs - tried))]
        tried += len(texts)
        settings = random.choice(SETTINGS)
        found += [shrunk(text, settings) for text in texts if broken(text, settings)]
        found += _differing(texts)
    return Report(tried, time.monotonic() - begun, found[:failures])


def shrunk(text: str, settings: Settings) -> Failure:
    """Delete ever smaller parts of a text while it goes on breaking a law."""
    size = max(1, len(text) // 2)
    while size:
        place = 0
        while place < len(text):
            shorter = text[:place] + text[place + size :]
            if broken(shorter, settings):
                text = shorter
            else:
                place += size
        size //= 2
    return Failure(text, settings, broken(text, settings) or "not the same twice")


def _differing(texts: list[str]) -> Iterator[Failure]:
    """Yield texts for which the two evaluators of hints, or cleaning in company, differ."""
    plain = Settings()
    together = clean_all(texts, [NOWHERE] * len(texts), plain, prefilter_column)
    for text, differing, result in zip(texts, evaluators_differ(texts), together, strict=True):
        if differing:
            yield Failure(text, plain, f"the evaluators of hints differ on {sorted(differing)}")
        alone = clean_all([text], [NOWHERE], plain)[0]
        if (alone.edits, alone.findings) != (result.edits, result.findings):
            yield Failure(text, plain, "cleaned in company it comes out otherwise")


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
    seconds = max(report.seconds for report in reports)
    found = [failure for report in reports for failure in report.failures]
    for failure in found:
        print(f"{failure.text!a}\n    {failure.law}\n    {failure.settings}")
    print(
        f"{inputs:,} texts in {seconds:.0f} s ({inputs / seconds:.0f} a second), "
        f"seed {options.seed}, {rules} rules: {len(found)} broke a law"
    )
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
