"""Features of a candidate: the classes of its neighbouring tokens, which say little of the subject.

Words of the closed classes are classes of their own; of other words only the ending and the case
count, of numbers only that they are numbers.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from cleanup.phrases import phrases
from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

CLOSED = frozenset(word for line in phrases("closed_words") for word in line.split())
"""Words of the closed classes, and verbs that introduce speech or carry links; in lower case."""

TOKEN = Pattern(r"\p{L}+(?:['\u2019]\p{L}+)*|[0-9][0-9.,:]*[0-9]|[0-9]|\S", timed=False)
_REACH = 60
_WORDS = 3
_BEGIN, _END = ("<s>",) * _WORDS, ("</s>",) * _WORDS
_ENDINGS = "'s n't ing ed ly ion ous able al ive er est ful ity ness ment en".split()
_MARKS = {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "\u2014"}

Classes = tuple[str, ...]


def plain(word: str) -> str:
    """Return a word in lower case with straight apostrophes."""
    return word.lower().replace("\u2019", "'")


def neighbours(text: str, start: int, end: int) -> tuple[Classes, Classes]:
    """Return the classes of the three tokens before ``start`` and of the three after ``end``.

    Tokens of the same line count, within 60 code points; where there are fewer, ``<s>`` and
    ``</s>`` for the ends of the line replace the others.
    """
    first = max(text.rfind("\n", max(0, start - _REACH), start) + 1, start - _REACH, 0)
    newline = text.find("\n", end, end + _REACH)
    last = min(end + _REACH, len(text)) if newline < 0 else newline
    left = tuple(classify(token[0]) for token in TOKEN.finditer(text, first, start))
    right = tuple(classify(token[0]) for token in TOKEN.finditer(text, end, last))
    return (_BEGIN + left)[-_WORDS:], (right + _END)[:_WORDS]


@lru_cache(maxsize=50_000)
def classify(token: str) -> str:
    """Return the class of a token: itself for closed words and marks, else its case and ending."""
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


def features(
    kind: str, left: Classes, right: Classes, token_features: tuple[str, ...] = ()
) -> Iterator[int]:
    """Yield hashed features: single tokens, pairs, and runs across the candidate."""
    left3, left2, left1 = left
    right1, right2, right3 = right
    across = f"{left1} {right1}"
    for tag, value in (
        ("", ""),
        ("a", left1),
        ("b", right1),
        ("c", left2),
        ("d", right2),
        ("e", across),
        ("f", f"{left2} {left1}"),
        ("g", f"{right1} {right2}"),
        ("h", f"{left2} {right1}"),
        ("i", f"{left1} {right2}"),
        ("j", f"{left2} {across}"),
        ("k", f"{across} {right2}"),
        ("l", f"{left3} {left2} {left1}"),
        ("m", f"{right1} {right2} {right3}"),
        *(("n", value) for value in token_features),
    ):
        yield crc32(f"{kind}{tag} {value}".encode())
    for tag, value in (
        ("e", across),
        ("j", f"{left2} {across}"),
        ("k", f"{across} {right2}"),
        ("o", f"{left2} {across} {right2}"),
    ):
        yield crc32(f"*{tag} {value}".encode())
