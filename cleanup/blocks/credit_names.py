"""Where the name of a credit ends that no line end closes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cleanup.grammar.furniture.phrase import agencies
from cleanup.grammar.sentence_openers import OPENERS
from cleanup.text.vocabulary import zipf

if TYPE_CHECKING:
    from collections import Counter

_WORD = re.compile(
    r"Getty images|@?(?:[^\W\d_a-z]|[a-z]{1,2}(?=[A-Z]))"
    r"(?:[\w'\u2019+&@-]|\.(?!(?<=[a-z]{3}\.)[A-Z][a-z])){0,60}+(?!\w)|[\w-]{1,60}\.(?:com|org|net)\b"
)
_BETWEEN = re.compile(
    r"\s*(?:[/|,;&+]|\s(?:via|for|and|of|de|van|von|der|und|the|courtesy of)\s)\s*|\s"
)
_CLOSES = re.compile(r"[^()\[\]\n]{2,120}[)\]]+")
_ON = re.compile(r"\s*[a-z0-9\"\u201c\u2018'(]|\s*,\s*[a-z]|\s?:|\sfor\s")
"""A sentence, or the credit, goes on."""
_MORE = re.compile(r"\s?[/;&+]")
_LOWER = re.compile(r"\s+[a-z]")
_STOP = re.compile(r"[.\s|]*(?:\n|\Z)|\s?\||\.\s*(?=[^\W\da-z]|\Z)")
_INITIAL = re.compile(r"[^\W\d_a-z]\.|(?i:Inc|Co|Ltd|Jr|Sr|St|Dr|Corp)\.")
INNER = re.compile(r"(?<=[a-z0-9)])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z])|(?<=[a-z]{3})(?=[0-9])")
"""Between two words that are written as one."""
_PREFIXES = frozenset("Mc Mac De Di La Le Van Fitz".split())
_MOST_WORDS = 8
_COMMON, _KNOWN = 3.0, 2.0
FEWEST = 2
"""A name that stands so often behind labels ends where it does."""


class Name(NamedTuple):
    """The words behind the label of a credit."""

    ends: tuple[int, ...]
    """Where its words end, in code points of the line."""
    is_sure: bool
    """Whether the last of them surely is the last."""


def name_of(text: str, begun: re.Match[str]) -> Name:
    """Return where the words of a name end, and whether the last of them surely is the last."""
    if begun["bracket"]:
        closed = _CLOSES.match(text, begun.end())
        return Name((closed.end(),), is_sure=True) if closed else Name((), is_sure=False)
    ends: list[int] = []
    place = begun.end()
    while len(ends) < _MOST_WORDS and (word := _WORD.match(text, place)):
        if ends and word.group() in OPENERS and _ON.match(text, word.end()):
            return Name(tuple(ends), is_sure=True)
        if (seam := _seam(text, begun.end(), word)) >= 0:
            return Name((*ends, place + seam), is_sure=seam > 0)
        stops = word.group().endswith(".") and not _INITIAL.fullmatch(word.group())
        ends.append(word.end() - stops)
        between = None if stops else _BETWEEN.match(text, word.end())
        if between is None:
            return Name(tuple(ends), is_sure=stops or bool(_STOP.match(text, ends[-1])))
        place = between.end()
    if not ends or _STOP.match(text, ends[-1]):
        return Name(tuple(ends), is_sure=True)
    return Name(tuple(ends[:-1]) if _LOWER.match(text, ends[-1]) else tuple(ends), is_sure=False)


def _seam(text: str, start: int, word: re.Match[str]) -> int:
    """Return how much of a token is of the name that begins at ``start``, in code points.

    It is -1 if no sentence is glued to it, and 0 if one may be.
    """
    token = word.group()
    for inner in INNER.finditer(token):
        first, second = token[: inner.start()], token[inner.start() :]
        if _is_agency(text[start : word.start() + inner.start()]):
            return inner.start()
        is_name = first in _PREFIXES or f"{first} {second}".lower() in agencies()
        if is_name or zipf(token.lower(), "en") >= _KNOWN or text.count(token) >= FEWEST:
            continue
        is_common = zipf(second.lower(), "en") >= _COMMON and _ON.match(text, word.end())
        return inner.start() if second in OPENERS or second[0].isdigit() or is_common else 0
    return -1


def end_of(text: str, start: int, name: Name, known: Counter[str]) -> tuple[int, bool]:
    """Return where a name ends, and whether that is sure."""
    if name.is_sure:
        return name.ends[-1], True
    for end in reversed(name.ends):
        written = text[start:end]
        if _MORE.match(text, end):
            continue
        if known[written] >= FEWEST or _is_agency(written):
            return end, not _ON.match(text, end)
    return name.ends[-1], False


def _is_agency(written: str) -> bool:
    """Return whether a name ends in an agency."""
    words = re.split(r"\s*[/|,]\s*|\s", written.strip())
    return any(" ".join(words[first:]).lower() in agencies() for first in range(len(words)))
