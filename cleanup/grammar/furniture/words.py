"""Words by which phrases are looked up, searched in a text all at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ahocorasick_rs import BytesAhoCorasick, Implementation

if TYPE_CHECKING:
    from collections.abc import Iterable

WORD = r"[^\W_]+(?:['\u2019-][^\W_]+)*"
_WORDS = re.compile(WORD)


def folded(word: str) -> str:
    """Return a word in lower case, with a straight apostrophe."""
    return word.lower().replace("\u2019", "'")


class Words:
    """Some words in lower case."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(dict.fromkeys(words))
        self._all = frozenset(self._words)
        encoded = [word.encode() for word in self._words]
        self._searched = BytesAhoCorasick(encoded, implementation=Implementation.DFA)

    def may_be_in(self, lower: bytes) -> bool:
        """Return whether one of them stands in a text in lower case, be it within other words."""
        return bool(self._searched.find_matches_as_indexes(lower))

    def are_in(self, lower: str) -> bool:
        """Return whether one of the words is a word of a text in lower case."""
        return self.may_be_in(lower.encode()) and not self._all.isdisjoint(_WORDS.findall(lower))

    def within(self, lower: str) -> set[str]:
        """Return those that stand in a text in lower case, be it within other words."""
        found = self._searched.find_matches_as_indexes(lower.encode(), overlapping=True)
        return {self._words[number] for number, _, _ in found}

    def places(self, lower: str) -> list[int]:
        """Return where one of them begins in a text in lower case, in code points."""
        encoded = lower.encode()
        places = []
        at = point = 0
        for _, start, _ in self._searched.find_matches_as_indexes(encoded):
            point += len(encoded[at:start].decode())
            at = start
            places.append(point)
        return places
