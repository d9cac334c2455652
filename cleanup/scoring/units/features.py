"""The features of a unit, by their names: its shape, its words, its place and what is beside it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cleanup.grammar.furniture.classes import Furniture
from cleanup.text.language import COMMONEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.text.document import Document

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_NUMBER = re.compile("[0-9]+")
_MOST_WORDS = 40
"""Words of a unit that are features by themselves."""
_SIGNS = {"url": ("http", "www."), "at": ("@",), "hash": ("#",), "bar": ("|",), "slash": ("/",)}
_FAR = 4
_REMEMBERED = 1024
"""Units whose own features are kept: most are looked at again in the next round."""


class Counts:
    """What the units of a text are compared with."""

    def __init__(self, document: Document) -> None:
        furniture = document.once(Furniture)
        self.times = Counter(furniture.texts)
        self.title = frozenset(_words(document.title or ""))


def features(furniture: Furniture, counts: Counts, place: int) -> Iterator[str]:
    """Yield the features of a unit; each holds, and adds its weight."""
    text = furniture.texts[place]
    words, shape, names = _own(text)
    yield "any unit"
    yield from shape
    yield from _classes(furniture, place)
    yield from _surroundings(furniture, place)
    yield f"times={min(counts.times[text], _FAR)}"
    if counts.title:
        shared = sum(word in counts.title for word in words)
        yield f"of title={4 * shared // max(1, len(words))}"
    yield from names


@lru_cache(maxsize=_REMEMBERED)
def _own(text: str) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
    """Return the words of a unit, and the features of its shape and of its words."""
    words = _words(text)
    return words, tuple(_shape(text, words)), tuple(_worded(words))


def _worded(words: Sequence[str]) -> Iterator[str]:
    for word in dict.fromkeys(words[:_MOST_WORDS]):
        yield f"word={word}"
    yield f"first={words[0] if words else ''}"
    if len(words) > 1:
        yield f"first two={words[0]} {words[1]}"


def _words(text: str) -> list[str]:
    return [word.lower().replace("\u2019", "'") for word in _WORD.findall(text)]


def _shape(text: str, words: Sequence[str]) -> Iterator[str]:
    yield f"length={len(text).bit_length()}"
    yield f"words={min(len(words), 6) if len(words) < 6 else 6 + len(words).bit_length()}"
    yield f"ends={_kind(text[-1])}"
    yield f"begins={_kind(text[0])}"
    written = _WORD.findall(text)
    if written:
        capital = sum(not word[0].islower() for word in written)
        yield f"capital={4 * capital // len(written)}"
        known = sum(word in _function_words() for word in words)
        yield f"function words={min(5, 10 * known // len(written))}"
    if text.isupper():
        yield "all capitals"
    digits = sum(map(len, _NUMBER.findall(text)))
    yield f"digits={min(4, 10 * digits // len(text))}"
    sentences = text.count(". ") + text.count("? ") + text.count("! ")
    yield f"sentences={min(sentences, 3)}"
    for sign, forms in _SIGNS.items():
        if any(form in text for form in forms):
            yield f"sign={sign}"
    if ":" in text[:-1]:
        yield "colon inside"
    if '"' in text or "\u201c" in text or "\u201e" in text:
        yield "quotes"


def _kind(char: str) -> str:
    if char.isdigit():
        return "digit"
    if char.isalpha():
        return "lower" if char.islower() else "upper"
    return (
        char
        if char in '.,:;?!\u2026"\u201d\u201c\u201e)]([\u2022*-\u2013\u00a9#@\u00bb>'
        else "other"
    )


def _classes(furniture: Furniture, place: int) -> Iterator[str]:
    reading = furniture.readings.get(place)
    yield f"is={reading.section if reading else 'unread'}"
    for name, near in (("above", place - 1), ("below", place + 1)):
        yield f"{name}={_name(furniture, near)}"
    near_read = sum(
        near in furniture.readings
        for near in range(place - _FAR, place + _FAR + 1)
        if near != place
    )
    yield f"read near={min(near_read, _FAR)}"


def _name(furniture: Furniture, place: int) -> str:
    if not 0 <= place < len(furniture.units):
        return "end"
    reading = furniture.readings.get(place)
    if reading:
        return reading.section
    if furniture.units[place].running:
        return "running"
    return "sentence" if furniture.texts[place][-1] in '.!?"\u201d' else "short"


def _surroundings(furniture: Furniture, place: int) -> Iterator[str]:
    units = furniture.units
    yield f"running={units[place].running}"
    yield f"from start={min(place, _FAR)}"
    yield f"from end={min(len(units) - 1 - place, _FAR)}"
    if furniture.is_at_edge(place):
        yield "in head" if place < len(units) / 2 else "in tail"
    above = _apart(furniture, place, -1)
    below = _apart(furniture, place, 1)
    yield f"lines around={min(above, _FAR)},{min(below, _FAR)}"


def _apart(furniture: Furniture, place: int, step: int) -> int:
    """Return how many units stand between this one and a running paragraph."""
    count, place = 0, place + step
    while 0 <= place < len(furniture.units) and count < _FAR and not furniture.units[place].running:
        count, place = count + 1, place + step
    return count


@cache
def _function_words() -> frozenset[str]:
    return frozenset(word for words in COMMONEST.values() for word in words.split())
