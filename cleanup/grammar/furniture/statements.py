"""The statements of a page, and which of them the phrase tables ``verdicts`` know."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from cleanup.grammar.furniture.limits import LONGEST
from cleanup.grammar.furniture.phrase import phrase_of
from cleanup.grammar.furniture.reading import Book, book
from cleanup.phrases.sections import entries
from cleanup.text.lines import is_running

_END = re.compile(r"(?<=[.!?\u3002\u2026])\.*\s[\s.]*(?![\[(] ?[.\u2026])")
"""Stands between two sentences; a tokenised text may end one in `` .. ``. Not before the
mark of a cut, ``[...]``."""
_CONTRACTED = re.compile(r"(?: ?['\u2019]| (?=nt\b))(?=(?:s|t|m|d|ll|re|ve|nt)\b)", re.IGNORECASE)
_NEGATED = re.compile(r" n['\u2019]t\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]")
_STATUS = re.compile(r"\W*(?:40[0-9]|410|451|50[0-4])\W*")
"""A status of HTTP that says why there is no page."""


class Statement(NamedTuple):
    """A sentence of a paragraph."""

    text: str
    section: str
    """The section of the table ``verdicts`` that has it, ``furniture`` for one of any other
    furniture, empty for words that no table knows."""
    sure: bool
    """Whether it says by itself what the page is."""


def statements_of(paragraph: str, most: int) -> list[Statement] | None:
    """Return the sentences of a line, in order; ``None`` if more than ``most`` words are unknown.

    Then the rest of the line is not read.
    """
    statements = []
    unknown = 0
    for sentence in filter(_WORD.search, _END.split(paragraph)):
        statement = _read(sentence)
        unknown += 0 if statement.section else 1 + sentence.count(" ")
        if unknown > most:
            return None
        statements.append(statement)
    return statements


def is_own(paragraph: str, statements: list[Statement]) -> bool:
    """Return whether what no table knows of a paragraph is running text."""
    if not is_running(paragraph):
        return False
    unknown = [statement.text for statement in statements if not statement.section]
    return len(unknown) == len(statements) or is_running(" ".join(unknown))


def _read(sentence: str) -> Statement:
    if len(sentence) > LONGEST:
        return Statement(sentence, "", sure=False)
    if _STATUS.fullmatch(sentence):
        return Statement(sentence, "error", sure=False)
    reading = _verdicts().read(_without_contractions(sentence), None)
    if reading:
        return Statement(sentence, reading.section, sure=not reading.at_edge)
    known = book().read(sentence, None)
    return Statement(sentence, "furniture" if known else "", sure=False)


@cache
def _verdicts() -> Book:
    """Return the phrases of the tables of all languages."""
    return Book(
        phrase_of(
            entry.section, entry.lang, _without_contractions(entry.text), at_edge=entry.at_edge
        )
        for entry in entries("verdicts")
    )


def _without_contractions(text: str) -> str:
    """Return a text with its contractions as one word: also ``you 're``, ``ca n't``, ``ca nt``."""
    return _CONTRACTED.sub("", _NEGATED.sub("nt", text))
