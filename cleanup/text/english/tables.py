"""Two packed tables: the words of a list for spelling, and how pairs of words attract each other.

``python -m benchmarks.training tables`` makes them from the dictionaries of symspellpy (82,834
words and 242,342 pairs with their counts; MIT licence, Wolf Garbe and mammothb): the words from
spelling lists, the counts from the Google Books Ngrams. Words are stored as CRC-32, 4 bytes each;
with 300,000 keys one of 14,000 unknown words is taken for a known one.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

WORDS, PAIRS = "words.bin", "pairs.bin"
LEAST, STEP = -6.0, 0.05
"""The affinity that the byte 0 stands for, and what each further one adds."""


_MANY = 10_000
"""To make a set of all hashes takes as long as so many searches."""


class Hashes:
    """Hashes in order, which are searched; after many searches they are a set."""

    def __init__(self, ordered: array[int]) -> None:
        self._ordered = ordered
        self._left = _MANY
        self._set: frozenset[int] = frozenset()

    def __contains__(self, key: int) -> bool:
        """Return whether ``key`` is one of them."""
        if self._set:
            return key in self._set
        self._left -= 1
        if not self._left:
            self._set = frozenset(self._ordered)
        place = bisect_left(self._ordered, key)
        return place < len(self._ordered) and self._ordered[place] == key


class Pairs(NamedTuple):
    """The hashes of pairs in order, and the affinity of each as a byte."""

    keys: array[int]
    values: bytes


def key_of(*words: str) -> int:
    """Return the hash of a word, or of a pair of words."""
    return crc32(" ".join(words).encode())


def pack(affinity: float) -> int:
    """Return the byte that an affinity is stored as."""
    return max(0, min(255, round((affinity - LEAST) / STEP)))


def is_listed(word: str) -> bool:
    """Return whether a list for spelling has a word, which is in lower case."""
    return crc32(word.encode()) in _words()


@lru_cache(maxsize=100_000)
def affinity(first: str, second: str) -> float | None:
    """Return how much more often two words stand side by side than by chance, as log10.

    Both are in lower case. ``None`` if they are not among the common pairs.
    """
    table, key = _pairs(), key_of(first, second)
    place = bisect_left(table.keys, key)
    if place == len(table.keys) or table.keys[place] != key:
        return None
    return LEAST + STEP * table.values[place]


@cache
def _words() -> Hashes:
    return Hashes(_keys((Path(__file__).parent / WORDS).read_bytes()))


@cache
def _pairs() -> Pairs:
    content = (Path(__file__).parent / PAIRS).read_bytes()
    count = len(content) // 5
    return Pairs(_keys(content[: 4 * count]), content[4 * count :])


def _keys(content: bytes) -> array[int]:
    """Return hashes, which are stored with the lowest byte first."""
    keys = array("I", content)
    if sys.byteorder == "big":
        keys.byteswap()
    return keys
