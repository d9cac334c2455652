"""A quick look at a line: may it be furniture, or hold some?

Most lines of most texts may not, and then nothing of the tables is loaded. The words by which
phrases are looked up are kept in the cache folder.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.cache.key import own_key
from cleanup.cache.pages import Pages
from cleanup.grammar.furniture.limits import (
    BAR,
    FEW,
    LONGEST,
    LONGEST_AROUND,
    LONGEST_BARRED,
    LONGEST_CREDIT,
    LONGEST_INSIDE,
    LONGEST_STAMP,
    SHORTEST_INSIDE,
)
from cleanup.grammar.furniture.words import WORD, Words, folded

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST_HOLDING = 160
"""Code points of the shortest line in which furniture is looked for between sentences."""
_LONGEST_OF_MANY, _LONGEST_OF_FEW = 600, 4_000
"""Code points of lines that are remembered: many of the usual length, some longer ones. A longer
one may also be the head of an article of one line."""
_NEXT_SENTENCE = re.compile(
    r"[.!?\u2026)\]][\"\u201d\u2019\u00bb)\]]*\s*"
    r"(?=[\"\u201c\u201e\u2018\u00ab(\[]?[^\W\d_a-z])"
)
_ENDS_IN_INITIAL = re.compile(
    r"(?<![^\W_])(?:[^\Wa-z_]|Co|Dr|Gov|Lt|Mrs?|Ms|Prof|Rep|Sen|Sgt|St)\Z"
)
"""No sentence ends in ``Ann R.`` or ``Dr.``, before what is the rest of a name."""
_NEXT_IN_LOWER_CASE = re.compile(r"[.!?\u2026]\s+")
"""Ends where a sentence may begin, behind the end of another, glued or not."""
_LONGEST_HEAD = 250
_HEAD = re.compile(
    r"(?:19|20)[0-9]{2}|\b(?:B[yY]|[Vv]on|P[ao]r|[Dd]i|Autor|\u0410\u0432\u0442\u043e\u0440)[: ]"
)
"""Found in the head of an article of one line, if it says who wrote it and when."""
_BEGIN = re.compile(
    r"(?:\A|[.!?\u2026)\]\"\u201d:(\[])[ \t\"\u201c\u2018'(\[\u2022]{0,4}(?P<word>[^\Wa-z_][^\W_]*)"
)
"""The first word of a sentence."""
_BEGIN_IN_LOWER_CASE = re.compile(r"(?:\A|[.!?\u2026])[ ](?P<word>[^\W_]+)")
"""The same in a text that lost its capitals."""
_AS_ASCII = (
    *((sign, ".") for sign in "\u2026\u201d\u201c\u2022\u2013\u2014"),
    *((sign, "'") for sign in "\u2018\u2019"),
)
_STOPS = bytes.maketrans(b'!?)]":([', b"." * 8)
_OUTER = b" \t'"
"""Signs before the first words of sentences, all as the stop that ends one or as outer marks."""
_LONGEST_BEFORE = 120
"""Code points of what fills a slot that a phrase begins with."""
_REMEMBERED, _REMEMBERED_LONG = 32_768, 1_024
_FIRST_TWO = re.compile(rf"[\W_]*({WORD})(?:[\W_]+({WORD}))?")
_DIGIT = re.compile("[0-9]")
_MAY_CREDIT = re.compile(
    r"[/|\u00a9\]\u3011\uff09)]|[:=\uff1a]|\b(?:AP|AFP|EPA|AAP|PA|dpa|Getty)\b|REUTERS"
)
"""Found near the end of every unit that ends in a credit."""


class Keys(NamedTuple):
    """The words by which phrases are looked up, in lower case."""

    beginnings: frozenset[str]
    """The first word of phrases, or their first two."""
    named: frozenset[str]
    """The longest word of phrases that begin with a slot for words."""
    numbered: frozenset[str]
    """The same of those that begin with a slot for a number or a date."""
    agencies: frozenset[str]
    """The words of names of agencies."""
    credits: frozenset[str]
    """Words in lower case that end a credit."""
    inside: frozenset[str]
    """The first two words, or the only one, of phrases that stand between sentences."""
    anchors: frozenset[str]
    """Words in a row of those that begin with a slot."""


@cache
def keys() -> Keys:
    """Return the keys of all phrases, from the cache or by reading the tables."""
    page = Pages("furniture", own_key(), lambda: [_made()])[0]
    return Keys(*map(frozenset, json.loads(page)))


def _made() -> bytes:
    from cleanup.grammar.furniture.keys import keys_of_tables

    return json.dumps([sorted(words) for words in keys_of_tables()]).encode()


@lru_cache(maxsize=_REMEMBERED)
def may_be_furniture(line: str) -> bool:
    """Return whether a line may be a unit of furniture, or a part of one."""
    text = line.strip()
    if not text:
        return False
    if len(text) <= LONGEST_STAMP and (text[-1] not in ".?!:" or _DIGIT.search(text)):
        return True
    if text[-1] == "(" or (text[-1].isdigit() and " \u00b7 " in text):
        return True
    return may_be_read(text) or may_be_credited(text)


def may_be_read(text: str) -> bool:
    """Return whether a unit may be filled by phrases."""
    begins = _FIRST_TWO.match(text) if len(text) <= LONGEST else None
    if begins is None:
        return False
    first, second = map(folded, begins.groups(""))
    if first in keys().beginnings or f"{first} {second}" in keys().beginnings:
        return True
    if len(text) > LONGEST_AROUND:
        return False
    if "\u00a9" in text or (first in keys().agencies and text.count(" ") < FEW):
        return True
    return _around(numbered=text[0].isdigit()).are_in(text.lower())


@cache
def _around(*, numbered: bool) -> Words:
    """Return the longest words of phrases that begin with a slot."""
    return Words(keys().numbered if numbered else keys().named)


def may_be_credited(text: str) -> bool:
    """Return whether a unit may end in a credit, by its last word and the signs near it."""
    word = text[-LONGEST_CREDIT:].rstrip(' .)]\u3011\uff09"\u201d').rpartition(" ")[2]
    if word.islower() and word.rpartition("/")[2] not in keys().credits:
        return False
    return _MAY_CREDIT.search(text, max(0, len(text) - LONGEST_CREDIT)) is not None


def may_hold_furniture(line: str) -> bool:
    """Return whether a line may hold furniture beside other text.

    A sentence of a long one begins like a phrase, or a bar stands where a caption may end.
    """
    line = line.strip()
    if len(line) <= SHORTEST_HOLDING:
        return BAR in line
    if len(line) <= _LONGEST_OF_MANY:
        return _remembered(line)
    return _remembered_long(line) if len(line) <= _LONGEST_OF_FEW else _holds(line)


def _holds(line: str) -> bool:
    if line.find(BAR, 0, LONGEST_BARRED) >= 0:
        return True
    headed = len(line) > _LONGEST_OF_MANY and _HEAD.search(line, 0, _LONGEST_HEAD) is not None
    return headed or _begins_phrase(line)


def _begins_phrase(line: str) -> bool:
    """Return whether there are any ``phrase_starts``, or words that are ``anchored``."""
    plain = line
    for sign, other in () if line.isascii() else _AS_ASCII:
        plain = plain.replace(sign, other)
    lower = plain.encode().lower()
    begins = _may_begin_phrase(lower) or line.islower()
    if begins and any(True for _ in phrase_starts(line)):
        return True
    may_be_anchored = not plain.isascii() or _anchors().may_be_in(lower)
    return may_be_anchored and any(True for _ in anchored(line))


def _may_begin_phrase(lower: bytes) -> bool:
    """Return whether a sentence of a line with capitals begins with the characters of a phrase.

    This is seldom so, and told ten times as fast as by looking at the words. Letters that are not
    ASCII may be those of any phrase.
    """
    sentences = lower.translate(_STOPS).split(b".")
    begun = [sentence.lstrip(_OUTER)[:SHORTEST_INSIDE] for sentence in sentences]
    return not (_first_characters().isdisjoint(begun) and b"".join(begun).isascii())


@cache
def _first_characters() -> frozenset[bytes]:
    """Return what phrases between sentences begin with."""
    return frozenset(beginning.encode()[:SHORTEST_INSIDE] for beginning in keys().inside)


def phrase_starts(line: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a line that begin like a phrase, each up to the next sentence.

    A sentence that is longer than any phrase is cut, so that time grows with the line.
    """
    inside = _inside()
    has_capitals = not line.islower()
    for found in (_BEGIN if has_capitals else _BEGIN_IN_LOWER_CASE).finditer(line):
        start = found.start("word")
        lower = line[start : start + LONGEST_INSIDE].lower()
        beginnings = inside.get(lower[:SHORTEST_INSIDE])
        if beginnings is None or (has_capitals and line[start].islower()):
            continue
        end = start + max((len(one) for one in beginnings if _begins(lower, one)), default=0)
        if end > start:
            ends = _NEXT_SENTENCE if has_capitals else _NEXT_IN_LOWER_CASE
            stop = ends.search(line, end, end + LONGEST)
            yield start, stop.end() if stop else min(len(line), end + LONGEST)


def anchored(line: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a line that hold the words of a phrase that begins with a slot."""
    lower = line.lower()
    for place in _anchors().places(lower) if len(lower) == len(line) else ():
        begin, end = max(0, place - _LONGEST_BEFORE), min(len(line), place + LONGEST)
        start = max(_next_sentences(line, begin, place), default=begin)
        if start == 0 or place - start < _LONGEST_BEFORE:
            yield start, next(_next_sentences(line, place, end), end)


def _next_sentences(line: str, start: int, end: int) -> Iterator[int]:
    """Yield where sentences begin behind the end of others, but for names as ``Ann R. Roe``."""
    for found in _NEXT_SENTENCE.finditer(line, start, end):
        if not _ENDS_IN_INITIAL.search(line, max(0, found.start() - 5), found.start()):
            yield found.end()


@cache
def _anchors() -> Words:
    return Words(keys().anchors)


def _begins(lower: str, beginning: str) -> bool:
    """Return whether a sentence begins with these words, the last of them whole."""
    return lower.startswith(beginning) and not lower[len(beginning) :][:1].isalnum()


@cache
def _inside() -> dict[str, tuple[str, ...]]:
    """Return the beginnings of phrases between sentences, by their first characters."""
    found: dict[str, list[str]] = {}
    for beginning in sorted(keys().inside):
        found.setdefault(beginning[:SHORTEST_INSIDE], []).append(beginning)
    return {characters: tuple(beginnings) for characters, beginnings in found.items()}


_remembered = lru_cache(maxsize=_REMEMBERED)(_holds)
_remembered_long = lru_cache(maxsize=_REMEMBERED_LONG)(_holds)
