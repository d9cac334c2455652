"""Features of a candidate: the classes of its neighbouring tokens, which say little of the subject.

Words of the closed classes are classes of their own; of other words only the ending and the case
count, of numbers only that they are numbers. A name begins with the kind of the candidate (``*``
for any) and a letter for what it is of. The names are hashed in ``weights.json``: changing one
means training again.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from cleanup.scoring.lost_words.tokens import CLOSED, plain, token_at
from cleanup.text.pattern import Pattern
from cleanup.text.vocabulary import zipf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cleanup.scoring.values import Candidate
    from cleanup.text.document import Document

TOKEN = Pattern(r"\p{L}+(?:['\u2019]\p{L}+)*|[0-9][0-9.,:]*[0-9]|[0-9]|\S", timed=False)
_REACH = 60
_WORDS = 3
_BEGIN, _END = ("<s>",) * _WORDS, ("</s>",) * _WORDS
_ENDINGS = "'s n't ing ed ly ion ous able al ive er est ful ity ness ment en".split()
_MARKS = {"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u2013": "\u2014"}

Classes = tuple[str, ...]


def neighbours(text: str, start: int, end: int) -> tuple[Classes, Classes]:
    """Return the classes of the three tokens before ``start`` and of the three after ``end``.

    Tokens of the same line count, within 60 code points; where there are fewer, ``<s>`` and
    ``</s>`` for the ends of the line replace the others.
    """
    first = max(text.rfind("\n", max(0, start - _REACH), start) + 1, start - _REACH, 0)
    newline = text.find("\n", end, end + _REACH)
    last = min(end + _REACH, len(text)) if newline < 0 else newline
    before = [token[0] for token in TOKEN.finditer(text, first, start)][-_WORDS:]
    after = [token[0] for token in islice(TOKEN.finditer(text, end, last), _WORDS)]
    left, right = tuple(map(classify, before)), tuple(map(classify, after))
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


class Place(NamedTuple):
    """A candidate, its text, and the classes of its neighbouring tokens."""

    text: str
    candidate: Candidate
    left: Classes
    right: Classes


def features(document: Document, candidate: Candidate) -> Iterator[str]:
    """Yield the names of all features of a candidate; not all of them have a weight."""
    text = document.text
    place = Place(text, candidate, *neighbours(text, candidate.start, candidate.end))
    for names in CONTEXT:
        yield from names(place)


def _of_neighbours(place: Place) -> Iterator[str]:
    """Yield single tokens, pairs, and runs across the candidate, by its kind."""
    kind = place.candidate.kind
    left3, left2, left1 = place.left
    right1, right2, right3 = place.right
    across = f"{left1} {right1}"
    yield f"{kind} "
    yield f"{kind}a {left1}"
    yield f"{kind}b {right1}"
    yield f"{kind}c {left2}"
    yield f"{kind}d {right2}"
    yield f"{kind}e {across}"
    yield f"{kind}f {left2} {left1}"
    yield f"{kind}g {right1} {right2}"
    yield f"{kind}h {left2} {right1}"
    yield f"{kind}i {left1} {right2}"
    yield f"{kind}j {left2} {across}"
    yield f"{kind}k {across} {right2}"
    yield f"{kind}l {left3} {left2} {left1}"
    yield f"{kind}m {right1} {right2} {right3}"


def _of_glued_token(place: Place) -> Iterator[str]:
    """Yield how frequent the two glued words are, how frequent the token, and the lengths."""
    kind, boundary, _ = place.candidate
    if kind != "glued":
        return
    start, end = token_at(place.text, boundary)
    first, second = place.text[start:boundary], place.text[boundary:end]
    rarer = min(zipf(first, "en"), zipf(second, "en"))
    yield f"{kind}n rarer {int(2 * rarer)}"
    yield f"{kind}n joined {int(4 * zipf(first + second, 'en'))}"
    yield f"{kind}n first {first.lower() if len(first) < 5 else min(len(first), 8)}"
    yield f"{kind}n second {second if len(second) < 5 else min(len(second), 8)}"
    yield f"{kind}n upper {first[:1].isupper()}"


def _of_any_kind(place: Place) -> Iterator[str]:
    """Yield runs across the candidate that count alike for all kinds."""
    left2, left1 = place.left[1:]
    right1, right2 = place.right[:2]
    across = f"{left1} {right1}"
    yield f"*e {across}"
    yield f"*j {left2} {across}"
    yield f"*k {across} {right2}"
    yield f"*o {left2} {across} {right2}"


_TOKENS = {
    "": "the kind alone",
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
    "n": "the glued words",
    "o": "two before and two after",
}
"""The tokens that a feature is of, by the letter in its name."""


def in_words(kind: str, feature: str) -> str:
    """Return what a feature is of: ``two before: , the`` for ``gluedf , the``."""
    name, _, value = feature.partition(" ")
    tokens = _TOKENS[name.removeprefix("*").removeprefix(kind)]
    any_kind = ", at any kind" if name.startswith("*") else ""
    return f"{tokens}{any_kind}{': ' if value else ''}{value}"


CONTEXT: tuple[Callable[[Place], Iterator[str]], ...] = (
    _of_neighbours,
    _of_glued_token,
    _of_any_kind,
)
"""What names the features of a candidate. Their order is that in which weights are added."""
