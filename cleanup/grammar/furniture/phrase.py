"""A phrase of a table as a sequence of words and slots, and how it is matched with tokens."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.grammar.furniture.stamps import MOST as MOST_OF_STAMP
from cleanup.grammar.furniture.stamps import is_stamp
from cleanup.grammar.furniture.tokens import tokens_of
from cleanup.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cleanup.grammar.furniture.tokens import Token

Slots = tuple[tuple[str, int, int], ...]
"""Names of slots, and the spans of the tokens that fill them."""

PARTICLES = frozenset(
    "de del della der den di da dos du van von la le bin ibn ten ter al el und zu the of".split()
)
CONJUNCTIONS = frozenset("and und et y e i oraz en och og ve и та і a dan &".split())
"""Words that join the last of several names."""


class Phrase(NamedTuple):
    """A line of a table. ``items`` are folded words and ``{slots}``."""

    section: str
    lang: str
    at_edge: bool
    items: tuple[tuple[str, int], ...]
    """Each with what has to stand before it: 2 for a colon or a bar, 1 for a dash, too."""

    @property
    def is_open(self) -> bool:
        """Whether it ends in a slot that takes any words, so that nothing can follow it."""
        return self.items[-1][0] in _OPEN


_LONG_WORD = 12
_ENDS_OF_WORDS = frozenset("?,;")
_OPEN = frozenset(["{title}", "{words}", "{names}", "{name}"])


def phrase_of(section: str, lang: str, text: str, *, at_edge: bool) -> Phrase:
    """Read a line of a table. A colon counts only before a slot; a dash will do after two words.

    ``ValueError`` if it has no word, no agency and no copyright sign.
    """
    tokens = tokens_of(text)
    items = tuple(
        (token.folded, min(token.parted, 1 + (place == 1)) if token.folded[0] == "{" else 0)
        for place, token in enumerate(tokens)
    )
    if not any(item[0].isalnum() or item in ("\u00a9", "{agency}") for item, _ in items):
        raise ValueError(f"{lang}, [{section}]: {text!r} has no word, agency or copyright sign")
    return Phrase(section, lang, at_edge, items)


def matches(
    phrase: Phrase, text: str, tokens: Sequence[Token], start: int
) -> Iterator[tuple[int, Slots]]:
    """Yield where a phrase that begins at a token may end, and what fills its slots."""
    return _matches(phrase.items, 0, text, tokens, start)


def _matches(
    items: Sequence[tuple[str, int]], place: int, text: str, tokens: Sequence[Token], start: int
) -> Iterator[tuple[int, Slots]]:
    while place < len(items) and not items[place][0].startswith("{"):
        if start >= len(tokens) or tokens[start].folded != items[place][0]:
            return
        place, start = place + 1, start + 1
    if place == len(items):
        yield start, ()
        return
    item, parted = items[place]
    if start >= len(tokens) or (start and tokens[start].parted < parted):
        return
    for end in _ENDS[item](text, tokens, start):
        for stop, slots in _matches(items, place + 1, text, tokens, end):
            yield stop, ((item[1:-1], start, end), *slots)


def _one(kind: str) -> Callable[[str, Sequence[Token], int], Iterator[int]]:
    def ends(text: str, tokens: Sequence[Token], start: int) -> Iterator[int]:
        if tokens[start].folded == kind:
            yield start + 1

    return ends


def _ends_of_name(text: str, tokens: Sequence[Token], start: int) -> Iterator[int]:
    """Yield the ends of names of up to five capitalised words, the longest first."""
    ends: list[int] = []
    for place in range(start, min(len(tokens), start + 6)):
        token = tokens[place]
        if place > start and (token.parted or "," in text[tokens[place - 1].end : token.start]):
            break
        if is_name_word(token.text):
            ends.append(place + 1)
        elif place == start or token.folded not in PARTICLES:
            break
    yield from reversed(ends)


def is_name_word(word: str) -> bool:
    """Return whether a word may be one of a name: it has a capital, or its script has none."""
    first = word.lstrip("@#")[:1]
    return first.isupper() or (first.isalpha() and not first.islower()) or word[1:2].isupper()


def _ends_of_names(text: str, tokens: Sequence[Token], start: int) -> Iterator[int]:
    """Yield the ends of several names with commas and a conjunction between them."""
    end = next(_ends_of_name(text, tokens, start), None)
    ends: list[int] = []
    while end is not None:
        ends.append(end)
        after = end
        while after < len(tokens) and tokens[after].folded in CONJUNCTIONS | {",", ";"}:
            after += 1
        if after == end or after == len(tokens) or len(ends) == 8:
            break
        end = next(_ends_of_name(text, tokens, after), None)
    yield from reversed(ends)


def _ends_of_words(text: str, tokens: Sequence[Token], start: int) -> Iterator[int]:
    """Yield the ends of up to eight words without a mark that ends a sentence, the fewest first."""
    for place in range(start, min(len(tokens), start + 8)):
        token = tokens[place]
        if token.folded in _ENDS_OF_WORDS or (
            place > start and _ends_sentence(text[tokens[place - 1].end : token.start])
        ):
            return
        yield place + 1


def _ends_sentence(gap: str) -> bool:
    return any(mark in gap for mark in ".!?")


def _ends_of_title(text: str, tokens: Sequence[Token], start: int) -> Iterator[int]:
    """Yield the end of the unit, if at least two words or a long one are left."""
    first = tokens[start]
    if first.folded in _ENDS_OF_WORDS:
        return
    if len(tokens) - start >= 2 or len(first.text) > _LONG_WORD:
        yield len(tokens)


def _ends_of_stamp(text: str, tokens: Sequence[Token], start: int) -> Iterator[int]:
    for end in range(min(len(tokens), start + MOST_OF_STAMP), start, -1):
        if is_stamp(tokens[start:end], text):
            yield end


def _ends_of_agency(text: str, tokens: Sequence[Token], start: int) -> Iterator[int]:
    for end in range(min(len(tokens), start + 4), start, -1):
        if " ".join(token.folded for token in tokens[start:end]) in agencies():
            yield end


def _ends_of_network(text: str, tokens: Sequence[Token], start: int) -> Iterator[int]:
    for end in range(min(len(tokens), start + 2), start, -1):
        if " ".join(token.folded for token in tokens[start:end]) in networks():
            yield end


@cache
def agencies() -> frozenset[str]:
    """Return the names of news and photo agencies in lower case."""
    tables = ("news_agencies", "photo_agencies", "agencies")
    return frozenset(
        " ".join(token.folded for token in tokens_of(name))
        for table in tables
        for name in phrases(table)
    )


@cache
def networks() -> frozenset[str]:
    """Return the names of networks in lower case."""
    return frozenset(name.lower() for name in phrases("networks"))


_ENDS: dict[str, Callable[[str, Sequence[Token], int], Iterator[int]]] = {
    "{n}": _one("{n}"),
    "{url}": _one("{url}"),
    "{name}": _ends_of_name,
    "{names}": _ends_of_names,
    "{words}": _ends_of_words,
    "{title}": _ends_of_title,
    "{date}": _ends_of_stamp,
    "{time}": _ends_of_stamp,
    "{agency}": _ends_of_agency,
    "{network}": _ends_of_network,
}
SLOTS = frozenset(_ENDS)
"""The names of slots, in their braces."""
