"""Features of the whole text: how much glue is certain, and where else a word occurs."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from cleanup.scoring.glue.candidates import NAME, positions_by_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.document import Document

TOKEN = re.compile(r"[A-Za-z0-9\u00c0-\u00ff\u2019']+")
_CERTAIN = frozenset((".A", "!A", "?A", ":A", ")A", "]A"))
"""Kinds that are certainly glue between two words in lower case but for the capital."""
_MOST = 3
"""Tokens are counted up to so many."""
_FEW_WORDS, _FEW_TOKENS = 12, 60
"""So many words, or tokens, are searched for one by one; then an index of all is built.

A search is quicker than the index by about these factors, and most texts have fewer candidates.
"""


def certain_glue(document: Document) -> str:
    """Return how many candidates are certainly glue: ``0``, ``1``, or a class of their density."""
    return document.once(_certain_glue)


def certain_places(document: Document) -> Iterator[int]:
    """Yield where candidates are certainly glue."""
    text, positions = document.text, positions_by_kind(document)
    for kind in _CERTAIN:
        for position in positions.get(kind, ()):
            if (
                position > 2
                and text[position - 3 : position - 1].islower()
                and text[position + 1 : position + 2].islower()
                and text[position - 4 : position - 1] != "www"
            ):
                yield position


def _certain_glue(document: Document) -> str:
    text = document.text
    count = sum(1 for _ in certain_places(document))
    if count < 2:
        return str(count)
    density = 1000 * count / max(1000, len(text))
    if density < 0.3:
        return "few"
    return "some" if density < 1 else "many" if density < 3 else "most"


def inner_capitals(document: Document) -> str:
    """Return the class of density of capitals that follow a lower-case letter."""
    return document.once(_inner_capitals)


def _inner_capitals(document: Document) -> str:
    positions = positions_by_kind(document)
    count = sum(len(positions.get(kind, ())) for kind in ("aA", NAME))
    density = 1000 * count / max(1000, len(document.text))
    if density < 1:
        return "few"
    return "some" if density < 3 else "many" if density < 8 else "most"


def count_of_token(document: Document, token: str) -> int:
    """Count, up to three, how often letters and digits occur as a token of their own."""
    return document.once(_Lookups).count_of(token)


def form_elsewhere(document: Document, word: str) -> str:
    """Return in which form a word occurs between blanks: ``as here``, ``lower`` case, or ``no``."""
    lookups = document.once(_Lookups)
    if lookups.is_between_blanks(word):
        return "as here"
    lower = word.lower()
    return "lower" if lower != word and lookups.is_between_blanks(lower) else "no"


class _Lookups:
    """What was looked up about the words of a text.

    A word of many candidates is searched once. Where many words are looked up, an index of the
    text takes the place of searches, so that the cost grows with the text, not with its square.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._text = document.text
        self._between_blanks: dict[str, bool] = {}
        self._counts: dict[str, int] = {}

    def is_between_blanks(self, word: str) -> bool:
        """Return whether a word, which holds no blank, occurs with blanks on both sides."""
        known = self._between_blanks
        if word not in known:
            if len(known) < _FEW_WORDS:
                known[word] = f" {word} " in self._in_blanks
            else:
                known[word] = word in self._runs
        return known[word]

    @cached_property
    def _runs(self) -> frozenset[str]:
        """What occurs between blanks, line feeds and the ends of the text."""
        return frozenset(self._text.replace("\n", " ").split(" "))

    def count_of(self, token: str) -> int:
        """Count, up to ``_MOST``, the occurrences of what ``TOKEN`` matches as a whole."""
        known = self._counts
        if token not in known:
            if len(known) < _FEW_TOKENS:
                known[token] = sum(1 for _ in islice(self._whole(token), _MOST))
            else:
                known[token] = min(_MOST, self._tokens[token])
        return known[token]

    @cached_property
    def _in_blanks(self) -> str:
        """The text between blanks, with blanks for line feeds."""
        return f" {self._text} ".replace("\n", " ")

    @cached_property
    def _tokens(self) -> Counter[str]:
        return Counter(TOKEN.findall(self._text))

    def _whole(self, token: str) -> Iterator[int]:
        """Yield where a token occurs with none of its characters before or after it."""
        text = self._text
        position = text.find(token)
        while position >= 0:
            before = TOKEN.match(text[position - 1 : position])
            if not before and not TOKEN.match(text, position + len(token)):
                yield position
            position = text.find(token, position + 1)
