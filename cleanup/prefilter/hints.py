r"""Hints: data that says which texts a rule could possibly match.

A hint must hold wherever its rule finds something; it may hold elsewhere. Hints are values, so
one evaluator judges a single text in plain Python (``holds``, here) and another a whole column
(``cleanup.prefilter.columns``). To mean the same to both, a ``Shape`` is made of literals and
explicit classes alone: ``\w \d \s \b ^ $ (?i) \p{}`` and look-around are refused, because Rust
and Python read them differently. Two hints are the same only if they are one object: they are
looked up for every text, and what was found for one is kept under it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, Implementation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_UNLIKE = re.compile(r"(?<!\\)(?:\\\\)*(\\[wWdDsSbBpPzZhRXN]|[$]|\(\?(?!:))")
_CARET = re.compile(r"(?<![\[\\])\^")
_FOREIGN = re.compile(r"(?:[^\x00-\x7f](?:-[^\x00-\x7f])?)+")

_MANY = 32
"""From so many literals on, one pass over a line is quicker than one search for each."""

RARE_LINE_ENDS = "\r\u0085\u2028\u2029"
"""What ends a line besides the line feed."""


class _Combinable:
    """Gives hints ``&`` and ``|``."""

    __slots__ = ()

    def __and__(self, other: Hint) -> Both:
        return Both(self, other)  # type: ignore[arg-type]

    def __or__(self, other: Hint) -> Either:
        return Either(self, other)  # type: ignore[arg-type]


@dataclass(frozen=True, init=False, eq=False)
class _Literals(_Combinable):
    """Literals, case and all."""

    literals: tuple[str, ...]

    def __init__(self, *literals: str) -> None:
        if not literals or "" in literals:
            raise ValueError(f"{type(self).__name__} needs literals, none of them empty")
        object.__setattr__(self, "literals", tuple(dict.fromkeys(literals)))


class AnyOf(_Literals):
    """One of these literals stands in the text."""

    def stands_in(self, text: str) -> bool:
        """Return whether one of them does; many are looked for in one pass."""
        if len(self.literals) < _MANY:
            return any(map(text.__contains__, self.literals))
        return bool(automaton(self.literals).find_matches_as_indexes(text))


class LineStart(_Literals):
    """The text, or what follows a line feed in it, begins with one of these literals."""

    @cached_property
    def _by_beginning(self) -> dict[str, tuple[str, ...]]:
        """The literals by their first two characters; those of one by that."""
        found: dict[str, list[str]] = {}
        for literal in self.literals:
            found.setdefault(literal[:2], []).append(literal)
        return {beginning: tuple(literals) for beginning, literals in found.items()}

    def begins(self, line: str) -> bool:
        """Return whether a line begins with one of the literals."""
        near = self._by_beginning.get(line[:2])
        return (near is not None and line.startswith(near)) or line[:1] in self._by_beginning


@dataclass(frozen=True, eq=False)
class Chars(_Combinable):
    """One of these code points stands in the text; ``ranges`` is the inside of a class."""

    ranges: str

    @cached_property
    def is_foreign(self) -> bool:
        """Whether none of the code points is ASCII; ``False`` if that is not plain."""
        return _FOREIGN.fullmatch(self.ranges) is not None

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


@dataclass(frozen=True, eq=False)
class Shape(_Combinable):
    """This pattern of literals and explicit classes matches somewhere."""

    pattern: str

    def __post_init__(self) -> None:
        """Refuse what Rust and Python read differently (``ValueError``)."""
        if found := _UNLIKE.search(self.pattern) or _CARET.search(self.pattern):
            raise ValueError(
                f"Rust and Python read {found.group().strip()!r} differently: {self.pattern}"
            )


@dataclass(frozen=True, eq=False)
class Always(_Combinable):
    """Every text could match."""


@dataclass(frozen=True, eq=False)
class Never(_Combinable):
    """No text can match: the finding is made by the engine itself."""


@dataclass(frozen=True, eq=False)
class Both(_Combinable):
    """Both hints hold."""

    left: Hint
    right: Hint


@dataclass(frozen=True, eq=False)
class Either(_Combinable):
    """At least one of the hints holds."""

    left: Hint
    right: Hint


@dataclass(frozen=True, init=False, eq=False)
class OneLine(_Combinable):
    """One line holds all of these: first a hint of literals, then what else the line must hold.

    The line ends at line feeds and has at most ``longest`` code points, if that is given. A text
    with other line ends may divide such a line further, so there its length does not count.
    """

    first: AnyOf | LineStart
    others: tuple[AnyOf | LineStart | Chars | Shape, ...]
    longest: int | None

    def __init__(
        self,
        first: AnyOf | LineStart,
        *others: AnyOf | LineStart | Chars | Shape,
        longest: int | None = None,
    ) -> None:
        object.__setattr__(self, "first", first)
        object.__setattr__(self, "others", others)
        object.__setattr__(self, "longest", longest)

    def fits(self, line: str) -> bool:
        """Return whether a line that holds ``first`` is short enough and holds the others."""
        if not self.is_short(line):
            return False
        for hint in self.others:
            held = hint.begins(line) if isinstance(hint, LineStart) else holds(hint, line)
            if not held:
                return False
        return True

    def is_short(self, line: str) -> bool:
        """Return whether a line, or a part of it, has at most ``longest`` code points."""
        return (
            self.longest is None
            or len(line) <= self.longest
            or any(end in line for end in RARE_LINE_ENDS)
        )


@dataclass(frozen=True, eq=False)
class Outer(_Combinable):
    """The text begins or ends with one of these characters."""

    characters: str

    def at(self, text: str) -> bool:
        """Return whether ``text`` does."""
        return text[:1] in self.characters or text[-1:] in self.characters if text else False


@dataclass(frozen=True, eq=False)
class Token(_Combinable):
    """A run of non-blank characters passes a test.

    A run can pass only if it has ``shortest`` code points or more and ``shape``, a pattern that
    Rust and Python read alike, matches somewhere in it.
    """

    shape: str
    passes: Callable[[str], bool]
    shortest: int

    def within(self, text: str) -> bool:
        """Return whether a run of ``text`` passes."""
        return any(len(run) >= self.shortest and self.passes(run) for run in text.split())


Hint = AnyOf | LineStart | Chars | Shape | Always | Never | Both | Either | OneLine | Outer | Token


def holds(hint: Hint, text: str) -> bool:
    """Return whether a rule with this hint could match ``text``."""
    match hint:
        case AnyOf():
            return hint.stands_in(text)
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
        case OneLine(first):
            return any(holds(first, line) and hint.fits(line) for line in text.split("\n"))
        case Outer():
            return hint.at(text)
        case Token():
            return hint.within(text)
        case Always():
            return True
        case Never():
            return False


def matches(hint: Chars | Shape, text: str) -> Iterator[re.Match[str]]:
    """Yield the places of ``text`` that a hint over characters matches, left to right."""
    pattern = f"[{hint.ranges}]" if isinstance(hint, Chars) else hint.pattern
    return _compiled(pattern).finditer(text)


@cache
def automaton(literals: tuple[str, ...]) -> AhoCorasick:
    """Return what finds all of these literals in one pass."""
    return AhoCorasick(literals, implementation=Implementation.DFA)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _search(pattern: str, text: str) -> bool:
    return _compiled(pattern).search(text) is not None
