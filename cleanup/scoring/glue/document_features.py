"""Features of the whole text: how much glue is certain, and where else a word occurs."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from cleanup.scoring.glue.candidates import NAME, candidates, candidates_by_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = re.compile(r"[A-Za-z0-9\u00c0-\u00ff\u2019']+")
_CERTAIN = frozenset((".A", "!A", "?A", ":A", ")A", "]A"))
"""Kinds that are certainly glue between two words in lower case but for the capital."""


@lru_cache(maxsize=2)
def certain_glue(text: str) -> str:
    """Return how many candidates are certainly glue: ``0``, ``1``, or a class of their density."""
    count = sum(
        text[position - 3 : position - 1].islower()
        and text[position + 1 : position + 2].islower()
        and text[position - 4 : position - 1] != "www"
        for kind in _CERTAIN
        for position in candidates_by_kind(text).get(kind, ())
        if position > 2
    )
    if count < 2:
        return str(count)
    density = 1000 * count / max(1000, len(text))
    if density < 0.3:
        return "few"
    return "some" if density < 1 else "many" if density < 3 else "most"


@lru_cache(maxsize=2)
def inner_capitals(text: str) -> str:
    """Return the class of density of capitals that follow a lower-case letter."""
    count = sum(1 for _ in candidates(text, ("aA", NAME)))
    density = 1000 * count / max(1000, len(text))
    if density < 1:
        return "few"
    return "some" if density < 3 else "many" if density < 8 else "most"


@lru_cache(maxsize=2)
def _in_blanks(text: str) -> str:
    """Return a text between blanks, with blanks for line feeds."""
    return f" {text} ".replace("\n", " ")


class _Lookups(NamedTuple):
    """What was looked up about the words of a text; a word of many candidates is searched once."""

    between_blanks: dict[str, bool]
    counts: dict[str, int]


@lru_cache(maxsize=2)
def _lookups(_text: str) -> _Lookups:
    return _Lookups({}, {})


def _is_between_blanks(text: str, word: str) -> bool:
    """Return whether a word occurs in a text with blanks on both sides."""
    known = _lookups(text).between_blanks
    if word not in known:
        known[word] = f" {word} " in _in_blanks(text)
    return known[word]


def count_of_token(text: str, token: str) -> int:
    """Count, up to three, how often letters and digits occur in a text as a token of their own."""
    counts = _lookups(text).counts
    if token not in counts:
        whole = (
            position
            for position in _occurrences(text, token)
            if not (
                TOKEN.match(text[position - 1 : position])
                or TOKEN.match(text, position + len(token))
            )
        )
        counts[token] = sum(1 for _ in islice(whole, 3))
    return counts[token]


def _occurrences(text: str, literal: str) -> Iterator[int]:
    position = text.find(literal)
    while position >= 0:
        yield position
        position = text.find(literal, position + 1)


def form_elsewhere(word: str, text: str) -> str:
    """Return in which form a word occurs between blanks: ``as here``, ``lower`` case, or ``no``."""
    if _is_between_blanks(text, word):
        return "as here"
    lower = word.lower()
    return "lower" if lower != word and _is_between_blanks(text, lower) else "no"
