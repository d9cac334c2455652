"""Features of one candidate of glue: its two words, what surrounds them, and the document.

The feature strings are keys of ``weights.txt``: changing one means training again.
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
    from collections.abc import Iterator

Features = tuple[str, ...]

REACH = 40
"""How far from a candidate its words reach, in code points."""
BY_WORDS = frozenset(("aA", "AA", "Aa", "0A", "a0"))
"""Kinds that are scored by how common their words are; the others by the form of these."""
GROUPS = ("evidence", "capitals", "before", "after", "said", "elsewhere")
"""The groups of context features, in order of evaluation: those that cost most come last."""

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


def word_features(kind: str, left: str, right: str, token: str) -> Features:
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


def context_features(text: str, kind: str, words: Words, position: int) -> Iterator[str]:
    """Yield the features of the surroundings and of the document, in the order of ``GROUPS``."""
    left, right, token, back, forth, _ = words
    yield f"{kind} evidence {certain_glue(text)}"
    yield f"{kind} capitals {inner_capitals(text) if kind in BY_WORDS else 'any'}"
    yield f"{kind} before {_class_before(text, position - back)}"
    yield f"{kind} after {_class_after(text, position + forth)}"
    joined = len(token) > max(len(left), len(right))
    yield f"{kind} said {count_of_token(text, token) if joined else 'apart'}"
    yield f"{kind} elsewhere {form_elsewhere(left, text)} {form_elsewhere(right, text)}"


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
