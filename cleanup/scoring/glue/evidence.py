"""What the rest of a text says of its seams: how many are sure, and where their words stand."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from cleanup.scoring.glue.candidates import NAME, meetings, places

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = re.compile(r"[A-Za-z0-9\u00c0-\u00ff\u2019']+")
_SURE = frozenset((".A", "!A", "?A", ":A", ")A", "]A"))


@lru_cache(maxsize=2)
def evidence(text: str) -> str:
    """Tell how many sure seams a text has, and how dense they stand."""
    sure = sum(
        text[place - 3 : place - 1].islower()
        and text[place + 1 : place + 2].islower()
        and text[place - 4 : place - 1] != "www"
        for kind in _SURE
        for place in meetings(text).get(kind, ())
        if place > 2
    )
    if sure < 2:
        return str(sure)
    dense = 1000 * sure / max(1000, len(text))
    return "few" if dense < 0.3 else "some" if dense < 1 else "many" if dense < 3 else "most"


@lru_cache(maxsize=2)
def capitals(text: str) -> str:
    """Tell how dense the capitals stand that follow a lower-case letter."""
    count = sum(1 for _ in places(text, ("aA", NAME)))
    dense = 1000 * count / max(1000, len(text))
    return "few" if dense < 1 else "some" if dense < 3 else "many" if dense < 8 else "most"


@lru_cache(maxsize=2)
def _in_blanks(text: str) -> str:
    """Return a text between blanks, with blanks for line feeds."""
    return f" {text} ".replace("\n", " ")


class _Known(NamedTuple):
    """What was asked about the words of a text; one that stands in many seams is sought once."""

    alone: dict[str, bool]
    said: dict[str, int]


@lru_cache(maxsize=2)
def _known(_text: str) -> _Known:
    return _Known({}, {})


def _stands_alone(text: str, word: str) -> bool:
    """Return whether a word stands in a text with blanks on both sides."""
    known = _known(text).alone
    if word not in known:
        known[word] = f" {word} " in _in_blanks(text)
    return known[word]


def said(text: str, token: str) -> int:
    """Count, up to three, how often a run of letters and digits stands in a text by itself."""
    known = _known(text).said
    if token not in known:
        alone = (
            place
            for place in _found(text, token)
            if not (TOKEN.match(text[place - 1 : place]) or TOKEN.match(text, place + len(token)))
        )
        known[token] = sum(1 for _ in islice(alone, 3))
    return known[token]


def _found(text: str, sought: str) -> Iterator[int]:
    place = text.find(sought)
    while place >= 0:
        yield place
        place = text.find(sought, place + 1)


def elsewhere(word: str, text: str) -> str:
    """Return whether a word stands elsewhere with blanks around it, as here or in lower case."""
    if _stands_alone(text, word):
        return "as here"
    lower = word.lower()
    return "lower" if lower != word and _stands_alone(text, lower) else "no"
