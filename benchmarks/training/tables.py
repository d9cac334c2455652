"""Pack the tables of English words and pairs: ``python -m benchmarks.training tables``.

Reads the dictionaries that symspellpy brings along (of the group ``train``). A pair is kept if both
words are listed for spelling; its affinity is the log10 of how much more often it was counted than
chance would have it.
"""

from __future__ import annotations

import sys
from array import array
from importlib.util import find_spec
from math import log10
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.training.output import ROOT
from cleanup.text.english.tables import PAIRS, WORDS, key_of, pack
from cleanup.text.vocabulary import zipf

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

_WORDS, _PAIRS = "frequency_dictionary_en_82_765.txt", "frequency_bigramdictionary_en_243_342.txt"
SCALE = 60
"""So many times the unit of the words is that of the pairs: no word stands in more pairs."""
FEWEST = 6_670_000
"""Pairs that were counted less often are left out, so that both tables take 1.5 MB."""


def run(options: argparse.Namespace) -> None:
    """Read the dictionaries, write the tables."""
    folder = options.output or ROOT / "cleanup" / "text" / "english"
    counts = {word: int(count) for word, count in _rows(_WORDS)}
    keys = sorted({key_of(word) for word in counts})
    (folder / WORDS).write_bytes(_packed(keys))
    affinities = dict(sorted(_affinities(counts)))
    content = _packed(affinities) + bytes(affinities.values())
    (folder / PAIRS).write_bytes(content)
    print(f"{len(keys):,} words, {len(affinities):,} pairs, {4 * len(keys) + len(content):,} bytes")


def _affinities(counts: dict[str, int]) -> Iterable[tuple[int, int]]:
    for first, second, count in _rows(_PAIRS):
        if first in counts and second in counts and int(count) >= FEWEST:
            after_first = int(count) / (SCALE * counts[first])
            by_chance = 10 ** (max(1.0, zipf(second, "en")) - 9)
            yield key_of(first, second), pack(log10(after_first / by_chance))


def _rows(name: str) -> list[list[str]]:
    spec = find_spec("symspellpy")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("symspellpy is not installed: pip install --group train")
    path = Path(spec.submodule_search_locations[0]) / name
    return [line.split() for line in path.read_text(encoding="utf-8-sig").splitlines()]


def _packed(keys: Iterable[int]) -> bytes:
    packed = array("I", keys)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()
