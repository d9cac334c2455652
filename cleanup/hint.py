r"""Hints: data that says which texts a rule could possibly match.

A hint must hold wherever its rule finds something; it may hold elsewhere. Hints are values, so
one evaluator judges a single text in plain Python (``holds``, here) and another a whole column
(``cleanup.columns``). To mean the same to both, a ``Shape`` is made of literals and explicit
classes alone: ``\w \d \s \b ^ $ (?i) \p{}`` and look-around are refused, because Rust and Python
read them differently.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNLIKE = re.compile(r"(?<!\\)(?:\\\\)*(\\[wWdDsSbBpPzZhRXN]|[$]|\(\?(?!:))")
_CARET = re.compile(r"(?<![\[\\])\^")


class _Combinable:
    """Gives hints ``&`` and ``|``."""

    __slots__ = ()

    def __and__(self, other: Hint) -> Both:
        return Both(self, other)  # type: ignore[arg-type]

    def __or__(self, other: Hint) -> Either:
        return Either(self, other)  # type: ignore[arg-type]


@dataclass(frozen=True, init=False)
class _Literals(_Combinable):
    """Literals, case and all. Their hash is reckoned once: hints are looked up for every text."""

    literals: tuple[str, ...]
    _hash: int = field(compare=False, repr=False)

    def __init__(self, *literals: str) -> None:
        if not literals or "" in literals:
            raise ValueError(f"{type(self).__name__} needs literals, none of them empty")
        object.__setattr__(self, "literals", tuple(dict.fromkeys(literals)))
        object.__setattr__(self, "_hash", hash((type(self).__name__, self.literals)))

    def __hash__(self) -> int:
        return self._hash


class AnyOf(_Literals):
    """One of these literals stands in the text."""


class LineStart(_Literals):
    """The text, or what follows a line feed in it, begins with one of these literals."""


@dataclass(frozen=True)
class Chars(_Combinable):
    """One of these code points stands in the text; ``ranges`` is the inside of a class."""

    ranges: str

    def points(self) -> Iterator[str]:
        """Yield the code points one by one."""
        last = ""
        signs = iter(self.ranges)
        for sign in signs:
            if sign == "-" and last:
                yield from map(chr, range(ord(last) + 1, ord(next(signs)) + 1))
            else:
                yield sign
                last = sign


@dataclass(frozen=True)
class Shape(_Combinable):
    """This pattern of literals and explicit classes matches somewhere."""

    pattern: str

    def __post_init__(self) -> None:
        """Refuse what Rust and Python read differently (``ValueError``)."""
        if found := _UNLIKE.search(self.pattern) or _CARET.search(self.pattern):
            raise ValueError(
                f"Rust and Python read {found.group().strip()!r} differently: {self.pattern}"
            )


@dataclass(frozen=True)
class Always(_Combinable):
    """Every text could match."""


@dataclass(frozen=True)
class Never(_Combinable):
    """No text can match: the finding is made by the engine itself."""


@dataclass(frozen=True)
class Both(_Combinable):
    """Both hints hold."""

    left: Hint
    right: Hint


@dataclass(frozen=True)
class Either(_Combinable):
    """At least one of the hints holds."""

    left: Hint
    right: Hint


Hint = AnyOf | LineStart | Chars | Shape | Always | Never | Both | Either


def holds(hint: Hint, text: str) -> bool:
    """Tell whether a rule with this hint could match ``text``."""
    match hint:
        case AnyOf(literals):
            return any(literal in text for literal in literals)
        case LineStart(literals):
            return text.startswith(literals) or any(f"\n{start}" in text for start in literals)
        case Chars(ranges):
            return _search(f"[{ranges}]", text)
        case Shape(pattern):
            return _search(pattern, text)
        case Both(left, right):
            return holds(left, text) and holds(right, text)
        case Either(left, right):
            return holds(left, text) or holds(right, text)
        case Always():
            return True
        case Never():
            return False


def matches(hint: Chars | Shape, text: str) -> Iterator[re.Match[str]]:
    """Yield the places of ``text`` that a hint over characters matches, left to right."""
    pattern = f"[{hint.ranges}]" if isinstance(hint, Chars) else hint.pattern
    return _compiled(pattern).finditer(text)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _search(pattern: str, text: str) -> bool:
    return _compiled(pattern).search(text) is not None
