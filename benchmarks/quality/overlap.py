"""Compare an article's text with the true one by runs of four words, as extractors are compared.

Runs are of four tokens ``\\w+``, case kept, as a multiset: the measure of the
scrapinghub article-extraction benchmark. Texts are composed and lose their soft hyphens first, so
that a repair of their form is no difference.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

_TOKEN = re.compile(r"\w+")
_RUN = 4

WORSE = 0.005
"""A text whose F1 falls by more is worse than before."""


class Overlap(NamedTuple):
    """Precision and recall of a text's runs; ``None`` where one is not defined."""

    precision: float | None
    recall: float | None
    f1: float


def words(text: str) -> Counter[str]:
    """Return the tokens of a text and how often each stands in it."""
    return Counter(_tokens(text))


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four tokens; a text of fewer tokens is one run."""
    tokens = _tokens(text)
    if len(tokens) < _RUN:
        return Counter([tuple(tokens)] if tokens else [])
    return Counter(zip(*(tokens[first:] for first in range(_RUN)), strict=False))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFC", text.replace("\u00ad", "")))


def overlap(text: Counter[tuple[str, ...]], gold: Counter[tuple[str, ...]]) -> Overlap:
    """Return how far the runs of a text are those of the true one."""
    right, found, true = (text & gold).total(), text.total(), gold.total()
    f1 = 2 * right / (found + true) if found + true else 1.0
    return Overlap(right / found if found else None, right / true if true else None, f1)
