"""Read letters as English words: two glued words as two, the parts of a divided word as one.

A reading costs the negative log10 of how probable its words are, by their frequency and, where
letters are divided, by the affinity of neighbours. Only words of a list for spelling, or frequent
long ones, are made; a token that stands in the text costs more the longer and the less known it is.
Everything is in lower case here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.text.english.tables import affinity, is_listed
from cleanup.text.vocabulary import zipf

if TYPE_CHECKING:
    from collections.abc import Sequence

SCALE = 9.0
"""A word of Zipf frequency 9 would cost nothing."""
SHORT_WORDS = frozenset(
    "am an as at be by do go he if in is it me my no of on or so to up us we".split()
)
"""The words of two letters that are made; a word list has many more."""
MARKS = ".,;:!?()[]\"\u201c\u201d\u2018\u2019'\u2026\u2013\u2014-"
"""What stands before and after the words of a text."""
LONGEST_WORD, LONGEST_RUN = 22, 60
_MOST_PARTS = 16
"""A word is made of at most so many tokens."""
_FREQUENT, _FREQUENT_OF_THREE = 2.2, 3.0
_LEAST_LENGTH = 5
"""Shorter words must be listed: frequency lists hold too many that are none."""
_LEAST = 1.0
"""The frequency of a listed word that no frequency list has."""
_GLUED = 5.0
"""Frequency lists hold ``atleast`` and ``inorder``; these are two words so frequent each."""
_ARTICLE = 7.3
_APART, _APART_OF_COMMON = 0.1, 0.5
"""What a pair costs that is not among the common ones: more after a word with many of these."""
_COMMON = 5.0
_COMMON_PAIR = 0.5
"""Two words with such an affinity are not rather one."""
_LETTER = 5.0
_UNKNOWN, _UNKNOWN_LETTER = 6.0, 0.5
_RARE, _RARE_LETTER = 5.0, 0.25
"""What a token costs that is unknown, or only in frequency lists, and each of its letters."""


class Reading(NamedTuple):
    """Words, as the places where each but the first begins, and what they cost."""

    boundaries: tuple[int, ...]
    cost: float


@lru_cache(maxsize=200_000)
def makeable(word: str) -> float | None:
    """Return the Zipf frequency of a word that may be made; ``None`` for any other letters."""
    length = len(word)
    if length < 3:
        return zipf(word, "en") if word in SHORT_WORDS else None
    if is_listed(word):
        frequency = zipf(word, "en")
        return max(frequency, _LEAST) if length > 3 or frequency >= _FREQUENT_OF_THREE else None
    if length < _LEAST_LENGTH or (frequency := zipf(word, "en")) < _FREQUENT:
        return None
    return None if _is_two_words(word) else frequency


def _is_two_words(word: str) -> bool:
    halves = ((word[:at], word[at:]) for at in range(2, len(word) - 1))
    return any(
        all(is_given(half) and zipf(half, "en") >= _GLUED for half in pair) for pair in halves
    )


@lru_cache(maxsize=200_000)
def is_given(word: str) -> bool:
    """Return whether a token is a word as it stands; frequency lists have too many others."""
    if len(word) < 3:
        return word in SHORT_WORDS or word in ("a", "i")
    return is_listed(word)


def is_word(run: str) -> bool:
    """Return whether a run of characters is a word as it stands, and marks; ``i`` may be a part."""
    core = run.strip(MARKS).lower()
    return is_given(core) and core != "i"


@lru_cache(maxsize=200_000)
def cost_of(token: str) -> float:
    """Return what a token costs as it stands."""
    frequency = zipf(token, "en")
    if is_given(token):
        return SCALE - max(frequency, _LEAST)
    if len(token) == 1:
        return _LETTER
    if frequency:
        return max(SCALE + 1 - frequency, _RARE + _RARE_LETTER * len(token))
    return _UNKNOWN + _UNKNOWN_LETTER * len(token)


@lru_cache(maxsize=100_000)
def divided(letters: str) -> Reading | None:
    """Return the cheapest reading of letters as two or more words; ``None`` if there is none.

    Words are read from left to right; for each place and each word that may end there, the cheapest
    way to it is kept: the cost of a word depends on the one before it.
    """
    ways: list[dict[int, tuple[float, int]]] = [{} for _ in range(len(letters) + 1)]
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - LONGEST_WORD), end):
            if ways[start] if start else end < len(letters):
                _add_way(ways, letters, start, end)
    return _cheapest(ways)


def _add_way(ways: list[dict[int, tuple[float, int]]], letters: str, start: int, end: int) -> None:
    word = letters[start:end]
    frequency = _ARTICLE if word == "a" else makeable(word)
    if frequency is None:
        return
    cost = SCALE - frequency
    if not start:
        ways[end][start] = (cost, 0)
    else:
        ways[end][start] = min(
            (before + cost + cost_of_pair(letters[first:start], word), first)
            for first, (before, _) in ways[start].items()
        )


def cost_of_pair(first: str, second: str) -> float:
    """Return what two neighbouring words cost beyond their frequencies."""
    found = affinity(first, second)
    if found is not None:
        return -found
    return _APART_OF_COMMON if zipf(first, "en") > _COMMON else _APART


def _cheapest(ways: Sequence[dict[int, tuple[float, int]]]) -> Reading | None:
    if not ways[-1]:
        return None
    cost, start = min((cost, start) for start, (cost, _) in ways[-1].items())
    boundaries, end = [], len(ways) - 1
    while start:
        boundaries.append(start)
        start, end = ways[end][start][1], start
    return Reading(tuple(reversed(boundaries)), cost)


def joined(tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Return the cheapest reading of tokens as words, as spans of tokens.

    A word is one token as it stands, or several that make a word; inner capitals forbid that.
    """
    made = _made(tokens)
    if not made:
        return [(place, place + 1) for place in range(len(tokens))]
    costs, starts = [0.0], [0]
    for end in range(1, len(tokens) + 1):
        cost, start = costs[end - 1] + cost_of(tokens[end - 1].lower()), end - 1
        for first, frequency in made.get(end, ()):
            if costs[first] + SCALE - frequency < cost:
                cost, start = costs[first] + SCALE - frequency, first
        costs.append(cost)
        starts.append(start)
    return [part for span in _spans(starts) for part in _two_words(tokens, *span)]


def _made(tokens: Sequence[str]) -> dict[int, list[tuple[int, float]]]:
    """Return where words that several tokens make end, and where each begins, and its frequency."""
    made: dict[int, list[tuple[int, float]]] = {}
    for end in range(2, len(tokens) + 1):
        word = tokens[end - 1]
        for first in range(end - 2, max(-1, end - 1 - _MOST_PARTS), -1):
            word = tokens[first] + word
            if len(word) > LONGEST_WORD:
                break
            frequency = makeable(word.lower()) if has_one_case(word) else None
            if frequency is not None:
                made.setdefault(end, []).append((first, frequency))
    return made


def _spans(starts: Sequence[int]) -> list[tuple[int, int]]:
    spans, end = [], len(starts) - 1
    while end:
        spans.append((starts[end], end))
        end = starts[end]
    return spans[::-1]


def _two_words(tokens: Sequence[str], first: int, last: int) -> list[tuple[int, int]]:
    """Return a span, or two if a word as it stands begins or ends it and makes a common pair.

    ``ev ery day`` is rather ``every day``, and ``at l e a st`` is ``at least``.
    """
    for middle in (last - 1, first + 1) if last - first > 2 else ():
        left = "".join(tokens[first:middle]).lower()
        right = "".join(tokens[middle:last]).lower()
        attraction = affinity(left, right)
        one_stands = is_given(left) if middle == first + 1 else is_given(right)
        if one_stands and attraction is not None and attraction >= _COMMON_PAIR:
            return [(first, middle), (middle, last)]
    return [(first, last)]


def has_one_case(word: str) -> bool:
    """Return whether letters are a word in lower case, in capitals, or with one capital first."""
    return word.islower() or word.isupper() or (word[:1].isupper() and word[1:].islower())
