"""The tokens by which a unit is compared with phrases."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from cleanup.grammar.furniture.words import WORD, folded
from cleanup.phrases import phrases

_DOMAINS = "|".join(phrases("top_level_domains"))
_WORDS = (
    rf"(?P<n>[0-9](?:[0-9.,:]*[0-9])?[kKmM]?(?![^\W_]))|[@#]?{WORD}"
    r"|\{[a-z]+\}|[,?;\"\u201c\u201d\u201e\u00ab\u00bb\u00a9*]"
)
_TOKEN = re.compile(
    r"(?P<url>https?://\S+|www\.\S+|[^\W_][\w.+-]*@[\w-]+\.[\w.-]*\w|@\w{3,}"
    rf"|[^\W_][\w-]*(?:\.[\w-]+)*\.(?:{_DOMAINS})(?:/\S*)?(?![\w.]))|{_WORDS}"
)
_PLAIN = re.compile(_WORDS)
_ADDRESS = re.compile(r"[.@:](?:(?<=[^\W_][.@])[^\W_]|(?<=@)\w|(?<=:)//)")
"""Found in every unit with an address; the others are divided four times as fast. It begins with
its rarest sign, so that it is searched for fast."""
_COLON = re.compile(r"[:|\uff1a]")
_DASH = re.compile(r"[\u2013\u2014\u00b7\u2022]|\s-\s")
_BLANK = frozenset(["", " "])
_ARROWS = frozenset("\u00bb\u00ab*")
_LONGEST_WORD = 40
_REMEMBERED = 256
"""Units whose tokens are kept: what a unit is, is kept elsewhere, so they are asked for at once."""
MOST = 48
"""Tokens of a unit that are read; no phrase has as many."""


class Token(NamedTuple):
    """A word, number, address, or a mark that counts; offsets in the unit."""

    text: str
    folded: str
    """In lower case, with a straight apostrophe; ``{n}`` or ``{url}`` for numbers and addresses."""
    start: int
    end: int
    parted: int
    """2 if a colon or a bar stands before it, 1 if a dash does, else 0."""


def first_two(text: str) -> tuple[str, str]:
    """Return the word, number or mark that a text begins with, and the next one, both folded.

    Both are empty if it begins with none. Of an address the first words.
    """
    first = _PLAIN.match(text)
    if first is None:
        return "", ""
    second = _PLAIN.search(text, first.end(), first.end() + _LONGEST_WORD)
    return folded(first.group()), folded(second.group()) if second else ""


def first_of(text: str, most: int) -> list[str]:
    """Return up to ``most`` of the first tokens of a unit, folded, without arrows at their end."""
    first = islice(_pattern_for(text).finditer(text), most)
    tokens = [f"{{{one.lastgroup}}}" if one.lastgroup else folded(one.group()) for one in first]
    while tokens and tokens[-1] in _ARROWS:
        tokens.pop()
    return tokens


@lru_cache(maxsize=_REMEMBERED)
def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the tokens of a unit, without arrows and stars at its ends.

    Those behind the first ``MOST`` are left out.
    """
    tokens: list[Token] = []
    end = 0
    for found in _pattern_for(text).finditer(text):
        kind, written = found.lastgroup, found.group()
        as_word = f"{{{kind}}}" if kind else folded(written)
        start = found.start()
        parted = 0 if text[end:start] in _BLANK else _parted(text, end, start)
        end = found.end()
        tokens.append(Token(written, as_word, start, end, parted))
        if len(tokens) == MOST:
            break
    while tokens and tokens[-1].text in _ARROWS:
        tokens.pop()
    return tuple(tokens)


def _pattern_for(text: str) -> re.Pattern[str]:
    return _TOKEN if _ADDRESS.search(text) else _PLAIN


def _parted(text: str, start: int, end: int) -> int:
    if _COLON.search(text, start, end):
        return 2
    return int(_DASH.search(text, start, end) is not None)
