"""Where two things meet without a blank, by kind: found for all rules of glue in one pass."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from ahocorasick_rs import BytesAhoCorasick, Implementation

from cleanup.prefilter.hints import Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

MEETING = Shape(
    "(?:[abd-z\u00aa-\u00ff]|[^M]c)[A-Z\u00c0-\u00de]"
    "|[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de][a-z\u00aa-\u00ff]"
    "|[^ \\n][.!?:,%)\\]\u201d](?:[A-Z\u00c0-\u00de][A-Za-z\u2019'\u00aa-\u00ff]|[AI] )"
    '|[^ \\n(]"[A-Z\u00c0-\u00de]|,[a-z\u00aa-\u00ff]'
    '|[a-z\u00aa-\u00ff.!:,%\u201d]\u201c|[.!:,%a-z\u00aa-\u00ff"]"[A-Z\u00c0-\u00de]'
    "|[.!:,%]\\([A-Z\u00c0-\u00de]"
    "|[0-9][A-Z\u00c0-\u00de]|[a-z\u00aa-\u00ff][0-9\\x24]"
    "|[a-z\u00aa-\u00ff][.!:,%][0-9]|[)\\]][0-9]|[0-9.]\\x24"
)
"""The hint of all rules of glue: one pattern for all of them costs no more than one for each."""

_SAME_CLASS = {"!": ".", ":": ".", ",": ".", "%": ".", "]": ")"}
_DIGITS = "0123456789"
_CURLY = {"\u201c": "\x93", "\u201d": "\x94"}
"""Curly marks by what stands for them in Latin-1."""
_TABLE = bytes(
    ord("a" if sign.islower() else "A" if sign.isupper() else "?")
    if sign.isalpha()
    else ord("0" if sign in _DIGITS else _SAME_CLASS.get(sign, sign))
    for sign in map(chr, range(256))
)
_SOUGHT = {
    "aA": ("aA", 1),
    "AA": ("AAa", 1),
    "Aa": ("AAa", 2),
    "0A": ("0A", 1),
    "a0": ("a0", 1),
    "a$": ("a$0", 1),
    "0$": ("0$0", 1),
    ".$": (".$0", 1),
    ".0": ("a.0", 2),
    ":0": ("a.0", 2),
    ")0": (")0", 1),
    ".A": (".A", 1),
    "!A": (".A", 1),
    ":A": (".A", 1),
    ",A": (".A", 1),
    "%A": (".A", 1),
    ",a": (".a", 1),
    ")A": (")A", 1),
    "]A": (")A", 1),
    "?A": ("?A", 1),
    "\u201dA": ("\x94A", 1),
    '"A': ('"A', 1),
    '."': ('."A', 1),
    'a"': ('a"A', 1),
    '""': ('""A', 1),
    ".(": (".(A", 1),
    "a\u201c": ("a\x93", 1),
    ".\u201c": (".\x93", 1),
    "\u201d\u201c": ("\x94\x93", 1),
}
"""By kind, what to look for among the classes, and where in that the seam is."""
KINDS = tuple(_SOUGHT)
_LITERALS = tuple(dict.fromkeys(sought for sought, _ in _SOUGHT.values()))
_SEAMS = tuple(
    tuple(dict.fromkeys(pair[1] for pair in _SOUGHT.values() if pair[0] == literal))
    for literal in _LITERALS
)
"""Where in each literal the seams are."""
_AUTOMATON = BytesAhoCorasick(
    [literal.encode("latin-1") for literal in _LITERALS], implementation=Implementation.DFA
)
_AFTER_WORDS = frozenset('.!?:,%)]"\u201d')

NAME = "McA"
"""A kind of no seams: a name goes on after ``Mc``, and no word is a ``c`` that begins a text."""


@lru_cache(maxsize=2)
def meetings(text: str) -> Mapping[str, Sequence[int]]:
    """Return by kind the places of all seams that a text has."""
    found: dict[str, list[int]] = {}
    for kind, place in _meetings(text):
        found.setdefault(kind, []).append(place)
    return found


def places(text: str, kinds: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Yield kind and place of all seams of some kinds."""
    found = meetings(text)
    for kind in kinds:
        for place in found.get(kind, ()):
            yield kind, place


def _meetings(text: str) -> Iterator[tuple[str, int]]:
    for number, start, _ in _AUTOMATON.find_matches_as_indexes(_classes(text), overlapping=True):
        for offset in _SEAMS[number]:
            place = start + offset
            kind = class_of(text[place - 1]) + class_of(text[place])
            sought = _SOUGHT.get(kind)
            if sought == (_LITERALS[number], offset) and not _stands_apart(text, kind, place):
                yield NAME if kind == "aA" and _in_name(text, place) else kind, place


def _classes(text: str) -> bytes:
    """Return a byte for each code point: letters, digits and marks by class."""
    for mark, byte in _CURLY.items():
        text = text.replace(mark, byte)
    return text.encode("latin-1", "replace").translate(_TABLE)


def _stands_apart(text: str, kind: str, place: int) -> bool:
    """Return whether the mark before a place follows a blank, or both stand in initials."""
    if kind[0] not in _AFTER_WORDS:
        return False
    before = text[place - 2 : place - 1]
    return (
        not before
        or before.isspace()
        or (kind == ".A" and not before.islower() and text[place + 1 : place + 2] == ".")
    )


def _in_name(text: str, place: int) -> bool:
    return text[place - 1] == "c" and text[place - 2 : place - 1] in ("M", "")


def class_of(sign: str) -> str:
    """Return ``a`` or ``A`` for a letter, ``0`` for a digit, and other signs as they are."""
    if sign.islower():
        return "a"
    return "A" if sign.isupper() else "0" if sign.isdecimal() else sign
