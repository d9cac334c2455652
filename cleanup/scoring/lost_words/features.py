"""What stands around a place of English text, in terms that say little of its subject.

Words of the closed classes stand for themselves; of others only the ending and the case count,
of numbers only that they are numbers.
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
"""Words of the closed classes, and verbs that speech and links hang on; in lower case."""

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


def around(text: str, start: int, end: int) -> tuple[Classes, Classes]:
    """Return the classes of the three tokens before ``start`` and of the three after ``end``.

    Tokens of the same line count, within 60 code points; where there are fewer, the ends of the
    line stand for the others.
    """
    first = max(text.rfind("\n", max(0, start - _REACH), start) + 1, start - _REACH, 0)
    newline = text.find("\n", end, end + _REACH)
    last = min(end + _REACH, len(text)) if newline < 0 else newline
    left = tuple(classify(found[0]) for found in TOKEN.finditer(text, first, start))
    right = tuple(classify(found[0]) for found in TOKEN.finditer(text, end, last))
    return (_BEGIN + left)[-_WORDS:], (right + _END)[:_WORDS]


@lru_cache(maxsize=50_000)
def classify(token: str) -> str:
    """Return the class of a token: itself if it is of a closed class or a mark, else its look."""
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


def features(kind: str, left: Classes, right: Classes, more: tuple[str, ...] = ()) -> Iterator[int]:
    """Yield hashes of what a place shows: single tokens, pairs, and runs across the gap."""
    left3, left2, left1 = left
    right1, right2, right3 = right
    across = f"{left1} {right1}"
    for tag, shown in (
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
        *(("n", one) for one in more),
    ):
        yield crc32(f"{kind}{tag} {shown}".encode())
    for tag, shown in (
        ("e", across),
        ("j", f"{left2} {across}"),
        ("k", f"{across} {right2}"),
        ("o", f"{left2} {across} {right2}"),
    ):
        yield crc32(f"*{tag} {shown}".encode())
