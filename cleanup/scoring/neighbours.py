"""The tokens beside a place, as classes, which say little of the subject of a text.

Words of the closed classes are classes of their own; of other words only the ending and the case
count, of numbers only that they are numbers. The classes are parts of trained features: changing
one means training again.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from cleanup.scoring.decoder import is_given
from cleanup.scoring.words import CLOSED, plain
from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = Pattern(r"\p{L}+(?:['\u2019]\p{L}+)*|[0-9][0-9.,:]*[0-9]|[0-9]|\S", timed=False)
_REACH = 60
_WORDS = 3
_BEGIN, _END = ("<s>",) * _WORDS, ("</s>",) * _WORDS
_EDGES = frozenset((_BEGIN[0], _END[0]))
_ENDINGS = "'s n't ing ed ly ion ous able al ive er est ful ity ness ment en".split()
_MARKS = {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "\u2014"}

Tokens = tuple[str, ...]
"""Tokens, or their classes."""


def tokens_beside(text: str, start: int, end: int) -> tuple[Tokens, Tokens]:
    """Return the three tokens before ``start`` and the three after ``end``.

    Tokens of the same line count, within 60 code points; where there are fewer, ``<s>`` and
    ``</s>`` for the ends of the line replace the others.
    """
    first = max(text.rfind("\n", max(0, start - _REACH), start) + 1, start - _REACH, 0)
    newline = text.find("\n", end, end + _REACH)
    last = min(end + _REACH, len(text)) if newline < 0 else newline
    left = tuple(TOKEN.texts(text, first, start)[-_WORDS:])
    right = tuple(token[0] for token in islice(TOKEN.finditer(text, end, last), _WORDS))
    return (_BEGIN + left)[-_WORDS:], (right + _END)[:_WORDS]


def neighbours(text: str, start: int, end: int) -> tuple[Tokens, Tokens]:
    """Return the classes of the tokens beside a place."""
    left, right = tokens_beside(text, start, end)
    return tuple(map(classify, left)), tuple(map(classify, right))


def contexts(left: Tokens, right: Tokens) -> Iterator[str]:
    """Yield single tokens, pairs, and runs across a place, each with the letter of what it is."""
    left3, left2, left1 = left
    right1, right2, right3 = right
    across = f"{left1} {right1}"
    yield f"a {left1}"
    yield f"b {right1}"
    yield f"c {left2}"
    yield f"d {right2}"
    yield f"e {across}"
    yield f"f {left2} {left1}"
    yield f"g {right1} {right2}"
    yield f"h {left2} {right1}"
    yield f"i {left1} {right2}"
    yield f"j {left2} {across}"
    yield f"k {across} {right2}"
    yield f"l {left3} {left2} {left1}"
    yield f"m {right1} {right2} {right3}"


CONTEXTS = {
    "a": "before",
    "b": "after",
    "c": "second before",
    "d": "second after",
    "e": "before and after",
    "f": "two before",
    "g": "two after",
    "h": "second before, and after",
    "i": "before, and second after",
    "j": "two before, and after",
    "k": "before, and two after",
    "l": "three before",
    "m": "three after",
    "o": "two before and two after",
}
"""The tokens that a feature is of, by the letter in its name."""


@lru_cache(maxsize=50_000)
def classify(token: str) -> str:
    """Return the class of a token: itself for closed words and marks, else its case and ending."""
    if token in _EDGES:
        return token
    word, first = plain(token), token[0]
    if word in CLOSED:
        return f"^{word}" if first.isupper() and token != "I" else word
    if first.isdigit():
        return "0000" if len(token) == 4 and token.isdigit() else "0"
    if not first.isalpha():
        return _MARKS.get(first, first)
    if first.isupper():
        return _classify_name(token, word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return f"-{ending}"
    return "-s" if word.endswith("s") and not word.endswith("ss") else "w"


def _classify_name(token: str, word: str) -> str:
    if token.isupper() and len(token) > 1:
        return "XX"
    return "X's" if word.endswith("'s") else "Xs" if word.endswith("s") else "X"


@lru_cache(maxsize=50_000)
def sort_of(token: str) -> str:
    """Return what a token is: a mark, a number, a letter, a name, a word, or letters unknown.

    Scanned text that is garbled has many lone letters and unknown ones.
    """
    if token in _EDGES:
        return "edge"
    if not token[0].isalpha():
        return "number" if token[0].isdigit() else "mark"
    word = plain(token)
    if len(word) == 1 and word not in ("a", "i"):
        return "letter"
    if word in CLOSED or is_given(word.removesuffix("'s")):
        return "word"
    return "name" if token[0].isupper() else "unknown"
