"""Many spans of damaged texts, moved there and back: ``python -m tests.long.projected``.

Texts of pieces of real damage are cleaned with all sorts of settings, and of each that was changed
some hundred spans are moved, half of them to the cleaned text and half of them to the original;
many begin or end at an edit or in one. Each is an example, and is held to all laws of
``tests/spans.py``. The same seed gives the same examples.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

from cleanup.engine.clean import clean_all
from tests.laws import NOWHERE
from tests.pieces import random_text
from tests.spans import keeps_spans, random_spans, touched, ways
from tests.strategies import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup import Cleaned

BATCH = 50
"""Texts that are cleaned together."""
SPANS = 100
"""Of one text, each way."""


def cleaned(random: Random) -> Iterator[tuple[str, Cleaned]]:
    """Yield texts that were changed, with what became of them, without end."""
    while True:
        texts = [random_text(random, 12) for _ in range(BATCH)]
        results = clean_all(texts, [NOWHERE] * BATCH, random.choice(SETTINGS))
        yield from (both for both in zip(texts, results, strict=True) if both[1].edits)


def search(examples: int, seed: int) -> tuple[Counter[tuple[str, str, bool]], int]:
    """Try so many spans; count them by way, status and whether an edit is in them; texts, too."""
    random = Random(seed)
    counts: Counter[tuple[str, str, bool]] = Counter()
    for number, (text, result) in enumerate(cleaned(random)):
        if counts.total() >= examples:
            return counts, number
        for way in ways(text, result.text, result.edits):
            spans = random_spans(random, way, min(SPANS, examples - counts.total()))
            try:
                found = keeps_spans(result, way, spans)
            except AssertionError as error:
                raise SystemExit(
                    f"to the {way.to} text: {error}\n{text!r}\n{result.edits}"
                ) from error
            starts = [one.start for one in way.passages]
            counts.update(
                (way.to, one.status, touched(way.passages, starts, span))
                for span, one in zip(spans, found, strict=True)
            )
    raise AssertionError("there are always more texts")


def main() -> int:
    """Search and report; 1 if a law was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    begun = time.monotonic()
    counts, texts = search(options.examples, options.seed)
    for to in ("cleaned", "original"):
        for inside, told in ((False, "no edit in it"), (True, "an edit in it")):
            kinds = ("kept", "changed", "lost")
            line = ", ".join(f"{counts[to, kind, inside]:,} {kind}" for kind in kinds)
            print(f"to the {to} text, {told}: {line}")
    print(
        f"{counts.total():,} spans of {texts:,} texts in {time.monotonic() - begun:.0f} s, seed"
        f" {options.seed}: all that no edit is in came back exactly, all others are flagged or have"
        " the same text"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
