"""Glued words that only a text with several holes shows: both may be of open classes.

Compounds that no word list has (``clockspeed``) and names (``Weverse``) look the same, so a shape
that is common among these needs a higher score, or does not count.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from cleanup.scoring.lost_words.tokens import (
    CLOSED,
    LONGEST,
    OPENING,
    RARE,
    SELDOM,
    SHORTEST,
    plain,
)
from cleanup.text.vocabulary import zipf

_LEAST_COMMON = {1: 7.0, 2: 5.2, 3: 4.0}
"""The least frequency (Zipf scale) of a short word, by its length."""
_COMMON = 3.0
_OPENING = OPENING | frozenset("at by his in most no on you your".split())
_INFLECTED = re.compile(
    r"[a-z]{2,}(?:ed|ing|ly|ous|ful|ive|ical|tion|ment|ity|ness|[eo]r|ist|ial|ual|est)"
    r"|[a-z]{3,}[^siu]s"
)
"""The first parts of compounds seldom have these endings."""
_LAST_PARTS = frozenset(
    "able ability as bit er hood house ion is ise ish ism ist ists ive ize ized izes less like man"
    " men ness or ship am ware wards ward wise work worker works let him us".split()
)
"""Suffixes, last parts of compounds, and endings of names."""

LIKELY, OPEN, DOUBTFUL = -1.0, -0.5, 0.0
"""The least scores of shapes that are seldom, sometimes or often something else.

Of the places of such a score on pages whose damage is known, nine of ten were glued or lost words.
"""


class Boundary(NamedTuple):
    """Where the second word begins in a token, and the least score that makes it likely."""

    length: int
    least: float


@lru_cache(maxsize=200_000)
def more_boundary_in(token: str) -> Boundary | None:
    """Return where the second of two words begins in a token of letters; ``None`` for none."""
    word = plain(token)
    if not (SHORTEST <= len(token) <= LONGEST and token[1:].islower() and word.isalpha()):
        return None
    if (known := zipf(word, "en")) >= SELDOM:
        return None
    pairs = [(word[:at], word[at:]) for at in range(1, len(word) - 1)]
    found = [
        pair
        for pair in pairs
        if all(map(_is_common, pair)) and (known < RARE or CLOSED.issuperset(pair))
    ]
    if not found:
        return None
    first, second = max(found, key=_score_of_pair)
    least = _least_score(first, second, capital=token[0].isupper())
    return None if least is None else Boundary(len(first), least)


def _is_common(word: str) -> bool:
    return zipf(word, "en") >= _LEAST_COMMON.get(len(word), _COMMON)


def _score_of_pair(pair: tuple[str, str]) -> float:
    return sum(zipf(word, "en") + (word in CLOSED) for word in pair)


def _least_score(first: str, second: str, *, capital: bool) -> float | None:
    """Return the least score of two words in one token; ``None`` if it is rather one word."""
    if second in _LAST_PARTS and not (first in CLOSED and second in CLOSED):
        return None
    if capital:
        if first in _OPENING:
            return LIKELY
        return DOUBTFUL if second in CLOSED and len(first) > 2 else None
    if second in CLOSED and len(first) > 2:
        return LIKELY
    if len(first) == 1:
        return DOUBTFUL
    if first in CLOSED:
        return None
    return LIKELY if _INFLECTED.fullmatch(first) else OPEN
