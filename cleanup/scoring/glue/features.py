"""Features of one candidate of glue: its two words, what surrounds them, and the document.

Each is named by the kind of the candidate, its group and its value, as ``.A before start``. The
names are the keys of ``weights.json``: changing one means training again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cleanup.phrases import phrases
from cleanup.scoring.glue.candidates import class_of
from cleanup.scoring.glue.document_features import (
    TOKEN,
    certain_glue,
    count_of_token,
    form_elsewhere,
    inner_capitals,
)
from cleanup.text.vocabulary import zipf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cleanup.scoring.values import Candidate
    from cleanup.text.document import Document

REACH = 40
"""How far from a candidate its words reach, in code points."""
BY_WORDS = frozenset(("aA", "AA", "Aa", "0A", "a0"))
"""Kinds that are scored by how common their words are; the others by the form of these."""
_LEFT = re.compile(r"(?:[A-Z]?[a-z\u00df-\u00ff\u2019']+|[A-Z\u00c0-\u00de]+|[0-9][0-9.,]*)\Z")
_RIGHT = re.compile(
    r"[A-Z\u00c0-\u00de][a-z\u00df-\u00ff\u2019']+|[A-Z\u00c0-\u00de]+(?![a-z])"
    r"|[0-9][0-9.,]*|[a-z\u00df-\u00ff\u2019']+"
)
_BEFORE = re.compile(r"[A-Za-z0-9\u00c0-\u00ff\u2019']*\Z")
OPENING_WORDS = frozenset(phrases("sentence_openers"))
_FUNCTION_WORDS = frozenset(word for line in phrases("function_words") for word in line.split())


class Words(NamedTuple):
    """The words next to a candidate, the token around it, and how far from it the words reach.

    A mark at the candidate may separate it from its words.
    """

    left: str
    right: str
    token: str
    back: int
    forth: int
    may_be_name: bool
    """Whether these are two words that each begin with a capital, and nothing else."""


def run_around(text: str, position: int) -> tuple[str, int]:
    """Return the characters around a position up to the next blanks, and its offset in them."""
    start = max(0, position - REACH - 1)
    start = max(start, text.rfind(" ", start, position) + 1)
    end = text.find(" ", position, position + REACH + 1)
    return text[start : position + REACH + 1 if end < 0 else end], position - start


def words_at(run: str, position: int) -> Words:
    """Return the words next to a position of ``run``."""
    stop = position - (not run[position - 1].isalnum())
    begin = position + (not run[position].isalnum())
    left_match = _LEFT.search(run, max(0, stop - REACH), stop)
    right_match = _RIGHT.match(run, begin, begin + REACH)
    before = _BEFORE.search(run, max(0, position - REACH), position)
    after = TOKEN.match(run, position, position + REACH)
    left = left_match[0] if left_match else ""
    right = right_match[0] if right_match else ""
    token = (before[0] if before else "") + (after[0] if after else "")
    return Words(
        left,
        right,
        token,
        position - (left_match.start() if left_match else stop),
        (right_match.end() if right_match else begin) - position,
        token == left + right and left.istitle() and right not in OPENING_WORDS,
    )


class Place(NamedTuple):
    """A candidate with its words, and its document."""

    document: Document
    kind: str
    words: Words
    position: int


def features(document: Document, candidate: Candidate) -> Iterator[str]:
    """Yield the names of all features of a candidate; not all of them have a weight."""
    kind, position, _ = candidate
    words = words_at(*run_around(document.text, position))
    yield from word_features(kind, *words[:3])
    yield from context_features(Place(document, kind, words, position))


def group_of(feature: str) -> str:
    """Return the group of a feature, the second part of its name; empty for the kind alone."""
    return f"{feature}  ".split(" ", 2)[1]


def word_features(kind: str, left: str, right: str, token: str) -> tuple[str, ...]:
    """Return the kind of a candidate and the features of its words."""
    if kind not in BY_WORDS:
        return kind, f"{kind} left {_form(left)}", f"{kind} right {_form(right)}"
    return (
        kind,
        f"{kind} left {_commonness(left)}",
        f"{kind} right {_commonness(right)}",
        f"{kind} lengths {min(len(left), 5)} {min(len(right), 5)}",
        f"{kind} token {min(3, int(zipf(token, 'en') + 0.99))}",
        f"{kind} both {min(3, int(zipf(left + right, 'en') + 0.99))}",
    )


def _form(word: str) -> str:
    """Return the class of a word by its letters and two small tables."""
    if len(word) < 2 or not word[0].isalpha():
        return "none" if not word else "1" if word[0].isalpha() else f"0{min(len(word), 5)}"
    if word.isupper():
        return f"AA{min(len(word), 4)}"
    if word in OPENING_WORDS:
        return "opener"
    return ("A" if word[0].isupper() else "a") + (
        "f" if word.lower() in _FUNCTION_WORDS else "2" if len(word) == 2 else ""
    )


def _commonness(word: str) -> str:
    """Return the case of a word and how common it is in English."""
    if len(word) < 2 or not word[0].isalpha() or word.isupper():
        return _form(word)
    common = int(zipf(word.strip("'\u2019"), "en"))
    return ("A" if word[0].isupper() else "a") + ("2" if len(word) == 2 else "") + str(common)


def context_features(place: Place) -> Iterator[str]:
    """Yield the features of the surroundings and of the document, in the order of ``CONTEXT``."""
    for group, value_of in CONTEXT.items():
        yield f"{place.kind} {group} {value_of(place)}"


def _evidence(place: Place) -> str:
    return certain_glue(place.document)


def _capitals(place: Place) -> str:
    return inner_capitals(place.document) if place.kind in BY_WORDS else "any"


def _before(place: Place) -> str:
    return _class_before(place.document.text, place.position - place.words.back)


def _after(place: Place) -> str:
    return _class_after(place.document.text, place.position + place.words.forth)


def _said(place: Place) -> str:
    left, right, token, *_ = place.words
    joined = len(token) > max(len(left), len(right))
    return str(count_of_token(place.document, token)) if joined else "apart"


def _elsewhere(place: Place) -> str:
    left, right, *_ = place.words
    document = place.document
    return f"{form_elsewhere(document, left)} {form_elsewhere(document, right)}"


CONTEXT: Mapping[str, Callable[[Place], str]] = {
    "evidence": _evidence,
    "capitals": _capitals,
    "before": _before,
    "after": _after,
    "said": _said,
    "elsewhere": _elsewhere,
}
"""The groups of context features, in order of evaluation: those that cost most come last."""
OF_DOCUMENT = frozenset(("evidence", "capitals", "said", "elsewhere"))
"""The groups of features of the document."""


def _class_before(text: str, start: int) -> str:
    char = text[start - 1 : start]
    if not char or char in "\n\r":
        return "start"
    if char.isspace():
        return "blank after " + _class(text[start - 2 : start - 1])
    return _class(char)


def _class_after(text: str, end: int) -> str:
    char = text[end : end + 1]
    if not char or char in "\n\r":
        return "end"
    if char.isspace():
        return "blank before " + _class(text[end + 1 : end + 2])
    return _class(char)


def _class(char: str) -> str:
    if not char:
        return "end"
    if char.isalnum():
        return class_of(char)
    return char if char in ".,:;-'\"/@_(&)#" else "other"
