"""Where clean texts of any language have seams: by kind, the places to glue and how.

A kind is a pattern of the spaces that may be deleted, and what must follow. What marks the
beginning of a sentence after an abbreviation is the text itself: the next word is mostly in lower
case in it, and what follows that is too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

_LETTER = r"[^\W\d_]"
_CLOSED = '(?<=[,.!?]["\u201d])'
_ABBREVIATIONS = (
    "Inc. Ltd. Corp. Co. Jr. Sr. a.m. p.m. etc. usw. ecc. itp. itd. \u0433. \u0434. \u0440."
).split()
_ABBREVIATION = "|".join(rf"(?<=[ .0-9]{re.escape(word)})" for word in _ABBREVIATIONS)
_PATTERNS = {
    "sentence": rf"(?<={_LETTER}{_LETTER}[.!?]) (?={_LETTER})",
    "heading": rf"(?<={_LETTER}{_LETTER})\n+(?={_LETTER})",
    "ellipsis": rf"(?:(?<=\w\u2026)|(?<=\w\.{{3}})) (?={_LETTER})",
    "bracket": rf"(?<={_LETTER}[.!?]) (?=[(\[]{_LETTER})",
    "inverted": rf"(?<={_LETTER}[.!?]) (?=[\u00bf\u00a1]{_LETTER})",
    "after_quote": rf"{_CLOSED} (?={_LETTER})",
    "attribution": rf"{_CLOSED} (?={_LETTER})",
    "quote_comma": rf"(?<=[\"\u201d\u201c\u00bb],) (?={_LETTER})",
    "abbreviation": rf"(?:{_ABBREVIATION}) (?={_LETTER})",
    "initials": rf"(?<=[A-Z]\.[A-Z]\.) (?={_LETTER})",
    "comma": rf"(?<={_LETTER}[,;]) (?={_LETTER})",
    "colon": rf"(?<={_LETTER}:) (?={_LETTER})",
    "single_quote": rf"(?<=[,.!?]['\u2019]) (?={_LETTER})|(?<=[,.:!?]) (?=['\u2018]{_LETTER})",
    "lower_case": rf"(?<={_LETTER}[.!?]) (?={_LETTER})",
    "two": rf"(?<={_LETTER}[.!?]) (?={_LETTER})",
    "year": rf"(?<= (?:19|20)\d\d)\. (?={_LETTER})",
    "url": rf"(?<={_LETTER}[.!?]) (?={_LETTER})",
}
KINDS = tuple(_PATTERNS)
_COMPILED = {kind: re.compile(pattern) for kind, pattern in _PATTERNS.items()}
_OPENS_SENTENCE = frozenset(("abbreviation", "initials", "year", "lower_case", "url"))
_ANY_CASE = frozenset(("comma", "colon", "single_quote", "quote_comma"))
_WORD = re.compile(rf"{_LETTER}+")
_DOUBLE = {"\u201c": "\u2018", "\u201d": "\u2019", '"': "'"}
_OF_ADDRESS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
_LENGTH_OF_ADDRESS = 10


class Seam(NamedTuple):
    """A damaged text, and where in it the spaces are missing."""

    kind: str
    text: str
    starts: tuple[int, ...]

    @property
    def mended(self) -> str:
        """The text with the missing spaces."""
        ends = (*self.starts, None)
        return " ".join(self.text[a:b] for a, b in zip((0, *self.starts), ends, strict=True))


def seams(text: str, random: Random) -> Iterator[Seam]:
    """Yield the text with one seam of each kind that it has a place for."""
    for kind in KINDS:
        base = _in_single_quotes(text) if kind == "single_quote" else text
        if places := [found.span() for found in _COMPILED[kind].finditer(base) if _is(kind, found)]:
            glue = _GLUES.get(kind, _deleted)
            if seam := glue(kind, base, places, random):
                yield seam


def _is(kind: str, found: re.Match[str]) -> bool:
    """Return whether the word after a space has the case that the kind asks for."""
    word = _WORD.search(found.string, found.end())
    if kind in _ANY_CASE or not word:
        return word is not None
    if kind == "attribution":
        return word[0].islower()
    if not word[0][0].isupper():
        return False
    return kind not in _OPENS_SENTENCE or _opens_sentence(found.string, word)


def _opens_sentence(text: str, word: re.Match[str]) -> bool:
    """Return whether a word is usually in lower case in the text, as the one after it is."""
    lower, title = text.count(f" {word[0].lower()} "), text.count(f" {word[0]} ")
    return lower > 2 * (title - 1) and bool(lower) and text[word.end() + 1 :][:1].islower()


def _in_single_quotes(text: str) -> str:
    """Return a text with single quotation marks for the double ones, as British papers have."""
    return "".join(_DOUBLE.get(char, char) for char in text)


def _deleted(kind: str, text: str, places: list[tuple[int, int]], random: Random) -> Seam:
    start, end = random.choice(places)
    return Seam(kind, text[:start] + text[end:], (start,))


def _lowered(kind: str, text: str, places: list[tuple[int, int]], random: Random) -> Seam:
    start, end = random.choice(places)
    return Seam(kind, text[:start] + text[end].lower() + text[end + 1 :], (start,))


def _deleted_twice(
    kind: str, text: str, places: list[tuple[int, int]], random: Random
) -> Seam | None:
    """Return the text without two of its spaces: those around one sentence."""
    if len(places) < 2:
        return None
    number = random.randrange(len(places) - 1)
    (first, _), (second, _) = places[number : number + 2]
    glued = text[:first] + text[first + 1 : second] + text[second + 1 :]
    return Seam(kind, glued, (first, second - 1))


def _with_address(kind: str, text: str, places: list[tuple[int, int]], random: Random) -> Seam:
    """Return the text with the address of a post between two sentences, glued to both."""
    start, end = random.choice(places)
    host = random.choice(("https://t.co/", "pic.twitter.com/"))
    address = host + "".join(random.choices(_OF_ADDRESS, k=_LENGTH_OF_ADDRESS))
    return Seam(kind, text[:start] + address + text[end:], (start, start + len(address)))


_GLUES: dict[str, Callable[[str, str, list[tuple[int, int]], Random], Seam | None]] = {
    "lower_case": _lowered,
    "two": _deleted_twice,
    "url": _with_address,
}
