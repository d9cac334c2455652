"""What a unit is by the phrases of the tables ``furniture``, of one language or all."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from cleanup.grammar.furniture.limits import FEW
from cleanup.grammar.furniture.own import TABLE, own_phrases
from cleanup.grammar.furniture.phrase import matches, phrase_of
from cleanup.grammar.furniture.tokens import MOST, first_of, first_two, tokens_of
from cleanup.grammar.furniture.words import Words
from cleanup.phrases.sections import entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from cleanup.grammar.furniture.phrase import Phrase, Slots
    from cleanup.grammar.furniture.tokens import Token

_NUMBERS = frozenset(["{n}", "{date}", "{time}"])
_LONGEST_BEGINNING = 120
"""Code points of a sentence in which a phrase at its beginning is looked for."""


class Reading(NamedTuple):
    """What a unit is."""

    section: str
    slots: tuple[tuple[str, str], ...] = ()
    """The slots, in order, each with the text that fills it."""
    at_edge: bool = False
    """Whether it counts only where other signs are near."""
    words: int = 0
    """How many tokens the unit has."""
    is_open: bool = False
    """Whether a slot took words that no table knows."""
    is_partial: bool = False
    """Whether it says too little by itself: a time without its date, or a date without its year."""


Begun = tuple[str, int]
"""The section of a phrase, and its length in code points."""


class _Need(NamedTuple):
    """What a unit of many words has if it is a phrase, or begins with one."""

    words: tuple[str, ...]
    length: int
    """The number of its tokens; 0 for a phrase with slots."""

    def is_met(self, written: str) -> bool:
        """Return whether a unit holds all words, as ``_for_search`` returns it."""
        return all(map(written.__contains__, self.words))

    def may_begin(self, tokens: Sequence[str], beginning: AbstractSet[str]) -> bool:
        """Return whether another phrase may follow, if the tokens go on behind this one."""
        length = self.length
        return not length or length >= len(tokens) or tokens[length] in beginning


class _Needs:
    """What units have that are phrases with a slot at their beginning."""

    def __init__(self, phrases: Mapping[str, Sequence[Phrase]]) -> None:
        self._needs = {word: list(map(_needs, found)) for word, found in phrases.items()}
        self._words = Words(phrases)

    def may_be_met(self, text: str, written: str) -> bool:
        """Return whether a unit, also ``written`` for search, has the words of one of them."""
        found = self._words.within(text.lower())
        return any(need.is_met(written) for word in found for need in self._needs[word])


class Book:
    """The phrases of all tables, by the words that each is looked up by."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.phrases = tuple(phrases)
        self.beginning: dict[tuple[str, str], list[Phrase]] = defaultdict(list)
        self.numbered: dict[str, list[Phrase]] = defaultdict(list)
        self.named: dict[str, list[Phrase]] = defaultdict(list)
        self._wordless: list[Phrase] = []
        for phrase in self.phrases:
            if not any(item[0].isalnum() for item, _ in phrase.items):
                self._wordless.append(phrase)
            elif phrase.items[0][0].startswith("{"):
                around = self.numbered if phrase.items[0][0] in _NUMBERS else self.named
                around[_longest_word(phrase)].append(phrase)
            else:
                self.beginning[_beginning(phrase)].append(phrase)
        self._needs: dict[tuple[str, str], tuple[_Need, ...]] = {}
        self._first = {first for first, _ in self.beginning}
        self._needs_numbered = _Needs(self.numbered)
        self._needs_named = _Needs(self.named)

    def read(self, text: str, lang: str | None) -> Reading | None:
        """Return the phrases that fill a unit; ``None`` if it says anything else.

        Counted are those of its language and English ones; all if the language is not known.
        """
        tokens = tokens_of(text) if self._may_fill(text) else ()
        if not tokens or len(tokens) == MOST:
            return None
        for phrase in self._whole(tokens):
            if _is_spoken(phrase, lang):
                ends = matches(phrase, text, tokens, 0)
                found = next((slots for end, slots in ends if end == len(tokens)), None)
                if found is not None and not _begins_inside(phrase, tokens, found):
                    slots = tuple(
                        (name, text[tokens[start].start : tokens[end - 1].end])
                        for name, start, end in found
                    )
                    return Reading(
                        phrase.section, slots, phrase.at_edge, len(tokens), phrase.is_open
                    )
        sequence = self._divide(text, tokens, lang)
        if not sequence:
            return None
        section, single = sequence[0].section, len(sequence) == 1
        return Reading(section, (), single and sequence[0].at_edge, len(tokens))

    def begin(self, text: str, lang: str | None, *, at_edge: bool = False) -> Begun | None:
        """Return the longest phrase that a text begins with; ``None`` if it begins with none."""
        return next(iter(self.beginnings(text, lang, at_edge=at_edge)), None)

    def beginnings(self, text: str, lang: str | None, *, at_edge: bool) -> list[Begun]:
        """Return the phrases that a text begins with, the longest first.

        Only of phrases without slots for any words, and of those that count at the edge if it is
        one.
        """
        first, second = first_two(text)
        known = (first, "") in self.beginning or (first, second) in self.beginning
        if not known and not first[:1].isdigit():
            return []
        tokens = tokens_of(text[:_LONGEST_BEGINNING])
        found: dict[int, str] = {}
        for phrase in self._beginning(tokens) if tokens and not tokens[0].start else ():
            if _is_spoken(phrase, lang) and not phrase.is_open and at_edge >= phrase.at_edge:
                for end, _ in matches(phrase, text, tokens, 0):
                    found.setdefault(tokens[end - 1].end, phrase.section)
        return [(found[length], length) for length in sorted(found, reverse=True)]

    def _may_fill(self, text: str) -> bool:
        """Return whether a unit has all words of a phrase that it may be, or begin with.

        Few units do, and to look for words takes a fraction of the time of dividing it.
        """
        first = first_of(text, FEW + 1)
        if len(first) <= FEW:
            return True
        written = _for_search(text)
        if any(
            need.may_begin(first, self._first) and need.is_met(written)
            for key in ((first[0], first[1]), (first[0], ""))
            for need in self._needs_at(key)
        ):
            return True
        is_numbered, is_address = first[0] == "{n}" or first[0][0].isdigit(), first[0] == "{url}"
        return ((is_numbered or is_address) and self._needs_numbered.may_be_met(text, written)) or (
            not is_numbered and self._needs_named.may_be_met(text, written)
        )

    def _needs_at(self, key: tuple[str, str]) -> tuple[_Need, ...]:
        """Return what units have that begin with these words; most phrases are never asked for."""
        if key not in self.beginning:
            return ()
        if key not in self._needs:
            self._needs[key] = tuple(map(_needs, self.beginning[key]))
        return self._needs[key]

    def _whole(self, tokens: Sequence[Token]) -> Iterator[Phrase]:
        yield from self._at(tokens, 0)
        around = self.numbered if tokens[0].text[0].isdigit() else self.named
        for token in tokens:
            yield from around.get(token.folded, ())
        if len(tokens) <= FEW:
            yield from self._wordless

    def _beginning(self, tokens: Sequence[Token]) -> Iterator[Phrase]:
        """Yield the phrases that may begin a longer text, also with a number."""
        yield from self._at(tokens, 0)
        if tokens[0].folded == "{n}":
            for token in tokens[1:FEW]:
                yield from self.numbered.get(token.folded, ())

    def _at(self, tokens: Sequence[Token], place: int) -> Iterator[Phrase]:
        """Yield the phrases that may begin at a token."""
        first = tokens[place].folded
        if first in self._first:
            second = tokens[place + 1].folded if place + 1 < len(tokens) else ""
            if second:
                yield from self.beginning.get((first, second), ())
            yield from self.beginning.get((first, ""), ())

    def _divide(
        self, text: str, tokens: Sequence[Token], lang: str | None
    ) -> tuple[Phrase, ...] | None:
        """Return phrases that fill a unit one after the other."""
        divisions: list[tuple[Phrase, ...] | None] = [(), *(None for _ in tokens)]
        for start in range(len(tokens)):
            division = divisions[start]
            for phrase in self._at(tokens, start) if division is not None else ():
                if _is_spoken(phrase, lang) and not phrase.is_open:
                    for end, _ in matches(phrase, text, tokens, start):
                        divisions[end] = divisions[end] or (*(division or ()), phrase)
        sequence = divisions[-1]
        return sequence if sequence and _say_the_same(sequence) else None


def _say_the_same(sequence: Sequence[Phrase]) -> bool:
    """Return whether phrases side by side are of one section, or each is sure by itself."""
    alike = all(phrase.section == sequence[0].section for phrase in sequence)
    return alike or not any(phrase.at_edge for phrase in sequence)


def _begins_inside(phrase: Phrase, tokens: Sequence[Token], slots: Slots) -> bool:
    """Return whether what should be the title of an article begins in lower case."""
    of_title = (tokens[start] for name, start, _ in slots if name == "title")
    return phrase.section == "related-title" and any(one.text[0].islower() for one in of_title)


def _is_spoken(phrase: Phrase, lang: str | None) -> bool:
    return lang is None or phrase.lang in (lang, "en")


def _beginning(phrase: Phrase) -> tuple[str, str]:
    """Return the first word of a phrase and the second, if that is no slot."""
    first, *rest = [item for item, _ in phrase.items[:2]]
    return first, rest[0] if rest and rest[0][0].isalnum() else ""


def _needs(phrase: Phrase) -> _Need:
    words = [item for item, _ in phrase.items if not item.startswith("{")]
    length = len(words) if len(words) == len(phrase.items) else 0
    return _Need(tuple(map(_for_search, words)), length)


def _for_search(text: str) -> str:
    return text.casefold().replace("\u2019", "'")


def _longest_word(phrase: Phrase) -> str:
    """Return the longest word: rare, so that few phrases are tried for a unit."""
    return max((item for item, _ in phrase.items if not item.startswith("{")), key=len)


@lru_cache(maxsize=8)
def book(own: str = "") -> Book:
    """Return the phrases of all languages, behind those of a user's own table.

    ``ValueError`` if that is not well-formed; it names the line.
    """
    return Book((*own_phrases(own), *_shipped()))


@cache
def _shipped() -> tuple[Phrase, ...]:
    """Return the phrases of the tables, those first that are sure in one of the languages."""
    found = (
        phrase_of(entry.section, entry.lang, entry.text, at_edge=entry.at_edge)
        for entry in entries(TABLE)
    )
    return tuple(sorted(found, key=attrgetter("at_edge")))
