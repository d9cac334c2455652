"""Where the name of a credit ends that no line end closes."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.grammar.furniture.phrase import agencies
from cleanup.grammar.sentence_openers import OPENERS
from cleanup.text.vocabulary import zipf

if TYPE_CHECKING:
    from collections import Counter

_WORD = re.compile(
    r"Getty images|@?(?:[^\W\d_a-z]|[a-z]{1,2}(?=[A-Z]))"
    r"(?:[\w'\u2019+&@-]|\.(?!(?<=[a-z]{3}\.|[A-Z]{3}\.)[A-Z][a-z])){0,60}+(?!\w)|[\w-]{1,60}\.(?:com|org|net)\b"
)
_BETWEEN = re.compile(
    r"\s*(?://?|[|,;&+]|\s(?:via|for|and|of|de|van|von|der|und|the|courtesy of)\s)\s*|\s"
)
_CLOSES = re.compile(r"[^()\[\]\n]{2,120}[)\]]+")
_ON = re.compile(r"\s*[a-z0-9\"\u201c\u2018'(]|\s*,\s*[a-z]|\s?:|\sfor\s")
"""A sentence, or the credit, goes on."""
_MORE = re.compile(r"\s?[/;&+]")
_LOWER = re.compile(r"\s+[a-z]")
_STOP = re.compile(r"[\"\u201c](?=[A-Z])|[.\s|]*(?:\n|\Z)|\s?\||\.\s*(?=[^\W\da-z]|\Z)")
_INITIAL = re.compile(r"(?:[^\W\d_a-z]\.)+|(?i:Inc|Co|Ltd|Jr|Sr|St|Dr|Corp)\.")
INNER = re.compile(r"(?<=[a-z0-9)])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z])|(?<=[a-z]{3})(?=[0-9])")
"""Between two words that are written as one."""
_NEXT = re.compile(
    r"(?<=\w)(?:(?:[Hh]ide|[Tt]oggle) caption"
    r"|(?:[Ii]mage|[Pp]hoto|[Cc]redit|Photograph|Screenshot|(?:Image|Photo) [Cc]redit)s?\s?:)"
)
"""A button or the next label, glued to a name."""
_LONGEST_NEXT = 9
PREFIXES = frozenset("Mc Mac De Di La Le Van Fitz".split())
_MOST_WORDS = 8
_COMMON, _KNOWN, _RARE = 3.0, 2.0, 1.0
"""Zipf frequencies of what begins a sentence, of one word with a capital inside, of a rare one."""
_LONGEST_AGENCY = 60
_APART = re.compile(r"\s*[/|,]\s*|\s|-(?=[A-Z]{3})")
_LAST = re.compile(r"[^\s/|,-]{1,60}+\Z")
"""The last word of a name, or the last part of it."""
_AROUND = 2_000
"""Code points before and behind a word in which it is looked for again."""
FEWEST = 2
"""A name that stands so often behind labels ends where it does."""


class Name(NamedTuple):
    """The words behind the label of a credit."""

    ends: tuple[int, ...]
    """Where its words end, in code points of the line."""
    is_sure: bool
    """Whether the last of them surely is the last."""


def bracketed_name(text: str, start: int) -> Name:
    """Return where the bracket closes that a name stands in, if it does."""
    closed = _CLOSES.match(text, start)
    return Name((closed.end(),), is_sure=True) if closed else Name((), is_sure=False)


def name_of(text: str, start: int, most: int = _MOST_WORDS) -> Name:
    """Return where the words of a name end, and whether the last of them surely is the last."""
    ends: list[int] = []
    place = start
    while len(ends) < most and (word := _WORD.match(text, place)):
        if ends and word.group() in OPENERS and _ON.match(text, word.end()):
            return Name(tuple(ends), is_sure=True)
        seam, is_sure = _seam(text, start, word)
        if seam >= 0:
            return Name((*ends, place + seam), is_sure)
        stops = word.group().endswith(".") and not _INITIAL.fullmatch(word.group())
        ends.append(word.end() - stops)
        between = None if stops else _BETWEEN.match(text, word.end())
        if between is None:
            return Name(tuple(ends), is_sure=stops or bool(_STOP.match(text, ends[-1])))
        place = between.end()
    if not ends or _STOP.match(text, ends[-1]):
        return Name(tuple(ends), is_sure=True)
    return Name(tuple(ends[:-1]) if _LOWER.match(text, ends[-1]) else tuple(ends), is_sure=False)


def _seam(text: str, start: int, word: re.Match[str]) -> tuple[int, bool]:
    """Return how much of a token is of the name that begins at ``start``, and whether that is sure.

    It is -1 code points if no sentence is glued to it.
    """
    token = word.group()
    unsure = -1
    if begun := _NEXT.search(text, word.start(), word.end() + _LONGEST_NEXT):
        return begun.start() - word.start(), True
    for inner in INNER.finditer(token):
        first, second = token[: inner.start()], token[inner.start() :]
        if is_agency(text[start : word.start() + inner.start()]):
            return inner.start(), True
        is_part = first in PREFIXES or f"{first} {second}".lower() in agencies()
        if is_part or zipf(token.lower(), "en") >= _KNOWN:
            continue
        if text.count(token, max(0, word.start() - _AROUND), word.end() + _AROUND) >= FEWEST:
            continue
        is_common = zipf(second.lower(), "en") >= _COMMON and _ON.match(text, word.end())
        if second in OPENERS or second[0].isdigit() or is_common:
            return inner.start(), unsure < 0 or zipf(first.lower(), "en") >= _RARE
        unsure = inner.start() if unsure < 0 else unsure
    return unsure, False


def end_of(text: str, start: int, name: Name, known: Counter[str]) -> tuple[int, bool]:
    """Return where a name ends, and whether that is sure."""
    if name.is_sure:
        return name.ends[-1], True
    for end in reversed(name.ends):
        written = text[start:end]
        if _MORE.match(text, end):
            continue
        if known[written] >= FEWEST or is_agency(written):
            return end, not _ON.match(text, end)
    return name.ends[-1], False


def is_agency(written: str) -> bool:
    """Return whether a name ends in an agency that the tables list."""
    written = written[-_LONGEST_AGENCY:].strip()
    last = _LAST.search(written)
    if last is None or last.group().lower() not in _last_words():
        return False
    words = _APART.split(written)
    return any(" ".join(words[first:]).lower() in agencies() for first in range(len(words)))


@cache
def _last_words() -> frozenset[str]:
    found = (_LAST.search(name) for name in agencies())
    return frozenset(word.group() for word in found if word)
