"""Candidates of glue: where two words or marks meet without a space, by kind, in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ahocorasick_rs import BytesAhoCorasick, Implementation

from cleanup.prefilter.hints import Shape
from cleanup.scoring.values import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cleanup.text.document import Document

HINT = Shape(
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
"""Curly quotation marks by the Latin-1 byte that replaces them."""
_TABLE = bytes(
    ord("a" if char.islower() else "A" if char.isupper() else "?")
    if char.isalpha()
    else ord("0" if char in _DIGITS else _SAME_CLASS.get(char, char))
    for char in map(chr, range(256))
)
_PATTERNS = {
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
"""By kind, the literal to search for among the classes, and where in it the candidate is."""
KINDS = tuple(_PATTERNS)
_LITERALS = tuple(dict.fromkeys(literal for literal, _ in _PATTERNS.values()))
_OFFSETS = tuple(
    tuple(dict.fromkeys(pair[1] for pair in _PATTERNS.values() if pair[0] == literal))
    for literal in _LITERALS
)
"""Where in each literal the candidates are."""
_AUTOMATON = BytesAhoCorasick(
    [literal.encode("latin-1") for literal in _LITERALS], implementation=Implementation.DFA
)
_AFTER_WORDS = frozenset('.!?:,%)]"\u201d')

NAME = "McA"
"""A kind that is never glue: the capital of a name after ``Mc``.

A ``c`` at the beginning of a text counts as the end of ``Mc``: it is no word.
"""


def candidates(document: Document, kinds: Iterable[str] = KINDS) -> Iterator[Candidate]:
    """Yield the candidates of these kinds, by kind and position.

    The position is that of the first code point after the missing space.
    """
    positions = positions_by_kind(document)
    for kind in kinds:
        for position in positions.get(kind, ()):
            yield Candidate(kind, position, position)


def positions_by_kind(document: Document) -> Mapping[str, Sequence[int]]:
    """Return the positions of all candidates of a document, by kind."""
    return document.once(_positions_by_kind)


def _positions_by_kind(document: Document) -> Mapping[str, Sequence[int]]:
    positions: dict[str, list[int]] = {}
    for kind, position in _find(document.text):
        positions.setdefault(kind, []).append(position)
    return positions


def _find(text: str) -> Iterator[tuple[str, int]]:
    for number, start, _ in _AUTOMATON.find_matches_as_indexes(_classes(text), overlapping=True):
        for offset in _OFFSETS[number]:
            position = start + offset
            kind = class_of(text[position - 1]) + class_of(text[position])
            pattern = _PATTERNS.get(kind)
            if pattern == (_LITERALS[number], offset) and not _is_separated(text, kind, position):
                yield NAME if kind == "aA" and _in_name(text, position) else kind, position


def _classes(text: str) -> bytes:
    """Return a byte for each code point: letters, digits and marks by class."""
    for mark, byte in _CURLY.items():
        text = text.replace(mark, byte)
    return text.encode("latin-1", "replace").translate(_TABLE)


def _is_separated(text: str, kind: str, position: int) -> bool:
    """Return whether the mark before a position follows a blank, or both are part of initials."""
    if kind[0] not in _AFTER_WORDS:
        return False
    before = text[position - 2 : position - 1]
    return (
        not before
        or before.isspace()
        or (kind == ".A" and not before.islower() and text[position + 1 : position + 2] == ".")
    )


def _in_name(text: str, position: int) -> bool:
    return text[position - 1] == "c" and text[position - 2 : position - 1] in ("M", "")


def class_of(char: str) -> str:
    """Return ``a`` or ``A`` for a letter, ``0`` for a digit, and any other character itself."""
    if char.islower():
        return "a"
    return "A" if char.isupper() else "0" if char.isdecimal() else char
