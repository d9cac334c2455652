"""Sentences in another language than the text around them.

The words of an English sentence are frequent in English, those of a sentence in another language
are not, whatever the language. Of 12,500 sentences of English articles 0.4 % have a mean below the
threshold; of 11,300 French, German, Italian, Spanish and Polish ones 98.7 % have.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from cleanup.text.language import COMMONEST, NEIGHBOURS
from cleanup.text.pattern import Pattern
from cleanup.text.vocabulary import zipf

_LEAST = 5
"""Fewer words say nothing."""
_MEAN = 4.0
"""Least mean frequency (Zipf scale) of the words of an English sentence."""
_REACH = 300
"""Code points to either side that belong to a sentence at most."""
_NEAR = 60
_MEAN_NEAR = 3.4
"""Of the words around a place alone: a quotation within a sentence. Names lower it by half a
point, so this is lower."""

_MEAN_KNOWN = 5.2
_SHARE_KNOWN = 0.4
"""An English sentence with many glued words has as many that English does not know, but its others
are frequent: their mean is 5.8, that of a foreign sentence's below 5.2 in 97 of 100."""

_SELDOM = 5.5
"""Below the frequency of English words such as ``me`` or ``am``."""

_LETTER = re.compile("[\u00c0-\u02af\u0370-\u05ff]")
"""A letter that English has only in foreign words."""

_END = Pattern(r"[.!?\u2026\n][\"\u201d\u00bb\u2019)]*+\s", timed=False)
_LAST_END = Pattern(r"(?r)[.!?\u2026\n][\"\u201d\u00bb\u2019)]*+\s", timed=False)
_WORD = Pattern(r"(?<![\w@#/.&=-])\p{Ll}[\p{L}'\u2019]*+(?![\w/@#&=]|\.\w)", timed=False)
"""A word in small letters that is no part of an address or a name."""
_BLOCK = 256
"""Code points whose words are looked up together: most texts have few places to judge."""


class _Word(NamedTuple):
    start: int
    end: int
    frequency: float
    """On the Zipf scale."""


class Passages:
    """The sentences of an English text, whose words are looked up once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._blocks: dict[int, tuple[_Word, ...]] = {}

    def is_foreign_at(self, position: int) -> bool:
        """Return whether the sentence at ``position``, or the words next to it, are not English.

        The words that touch the position are not counted: they may be damaged.
        """
        text = self._text
        first, last = max(0, position - _REACH), min(len(text), position + _REACH)
        if not _may_be_another(text[first:last]):
            return False
        before = _LAST_END.search(text, first, position)
        after = _END.search(text, position, last)
        sentence = before.end() if before else first, after.start() if after else last
        near = max(0, position - _NEAR), min(position + _NEAR, len(text))
        return _is_foreign(self._frequencies(position, *sentence), _MEAN) or _is_foreign(
            self._frequencies(position, *near), _MEAN_NEAR
        )

    def _frequencies(self, position: int, start: int, end: int) -> list[float]:
        """Return how frequent in English the words in a span are."""
        return [
            word.frequency
            for number in range(start // _BLOCK, end // _BLOCK + 1)
            for word in self._block(number)
            if start <= word.start and word.end <= end and not word.start <= position <= word.end
        ]

    def _block(self, number: int) -> tuple[_Word, ...]:
        """Return the words that begin in a block of the text."""
        if number not in self._blocks:
            found = _WORD.finditer(self._text, number * _BLOCK)
            here = takewhile(lambda word: word.start() < (number + 1) * _BLOCK, found)
            self._blocks[number] = tuple(
                _Word(*word.span(), zipf(word.group(), "en")) for word in here
            )
        return self._blocks[number]


def _may_be_another(passage: str) -> bool:
    """Return whether a passage has a common word of another language, or a letter of one."""
    if not passage.isascii() and _LETTER.search(passage):
        return True
    return not _function_words().isdisjoint(passage.split())


def _is_foreign(scores: list[float], least: float) -> bool:
    """Return whether words are rarer than English ones."""
    if len(scores) < _LEAST or sum(scores) >= least * len(scores):
        return False
    known = [score for score in scores if score]
    return sum(known) < _MEAN_KNOWN * len(known) or len(known) < _SHARE_KNOWN * len(scores)


@cache
def _function_words() -> frozenset[str]:
    """Return the commonest words of other languages that are seldom in English."""
    tables = (table for lang, table in {**COMMONEST, **NEIGHBOURS}.items() if lang != "en")
    words = {word for table in tables for word in table.split()}
    return frozenset(word for word in words if zipf(word, "en") < _SELDOM)
