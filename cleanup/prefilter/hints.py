r"""Hints: data that says which texts a rule could possibly match.

A hint must hold wherever its rule finds something; it may hold elsewhere. Hints are values, so
one evaluator reads a single text (``holds``, here: RE2, and Python for positions) and another a
whole column (``cleanup.prefilter.columns``: Rust). To mean the same to all, a ``Shape`` consists of
literals and explicit classes alone: ``\w \d \s \b ^ $ (?i) \p{}`` and look-around are refused,
because the engines read them differently. Hints are looked up for every text, so they are compared
by identity; hints of the same content are one object.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final, Protocol

from cleanup.prefilter.classes import class_of
from cleanup.prefilter.engines import automaton, compiled, occurs
from cleanup.prefilter.unique import Unique, directly

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet

_UNLIKE = re.compile(r"(?<!\\)(?:\\\\)*(\\[wWdDsSbBpPzZhRXN]|[$]|\(\?(?!:))")
_CARET = re.compile(r"(?<![\[\\])\^")
_FOREIGN = re.compile(r"(?:[^\x00-\x7f](?:-[^\x00-\x7f])?)+")

_MANY = 32
"""From so many literals on, one pass over a line is faster than one search for each."""

RARE_LINE_ENDS = "\r\u0085\u2028\u2029"
"""Line ends other than the line feed."""
_LINE_END = re.compile(f"[\n{RARE_LINE_ENDS}]")


class Spoken(Protocol):
    """What a prefilter asks about the language of a text (``cleanup.text.language.Language``)."""

    def __call__(self) -> str | None:
        """Return the ISO 639-1 code; ``None`` if it is not certain."""

    def may_be(self, langs: AbstractSet[str]) -> bool:
        """Return ``False`` only if the text is in none of these languages."""


class _Combinable(metaclass=Unique):
    """Gives hints ``&`` and ``|``. Hints do not change; data classes would take longer to make."""

    def __and__(self, other: Hint) -> Both:
        return Both(self, other)  # type: ignore[arg-type]

    def __or__(self, other: Hint) -> Either:
        return Either(self, other)  # type: ignore[arg-type]

    def __repr__(self) -> str:
        values = (getattr(self, name) for name in getattr(self, "__match_args__", ()))
        return f"{type(self).__name__}({', '.join(map(repr, values))})"


class _Literals(_Combinable):
    """Literals; case counts."""

    __match_args__ = ("literals",)

    def __init__(self, *literals: str) -> None:
        if not literals or "" in literals:
            raise ValueError(f"{type(self).__name__} needs literals, none of them empty")
        self.literals: Final = tuple(dict.fromkeys(literals))


class AnyOf(_Literals):
    """One of these literals occurs in the text."""

    def occurs_in(self, text: str) -> bool:
        """Return whether one of them does; many are searched for in one pass."""
        if len(self.literals) < _MANY:
            return any(map(text.__contains__, self.literals))
        return bool(automaton(self.literals).find_matches_as_indexes(text))


class LineStart(_Literals):
    """The text, or the text after one of its line feeds, begins with one of these literals."""

    @cached_property
    def _by_prefix(self) -> dict[str, tuple[str, ...]]:
        """The literals by their first two characters; shorter ones by themselves."""
        by_prefix: dict[str, list[str]] = {}
        for literal in self.literals:
            by_prefix.setdefault(literal[:2], []).append(literal)
        return {prefix: tuple(literals) for prefix, literals in by_prefix.items()}

    def begins(self, line: str) -> bool:
        """Return whether a line begins with one of the literals."""
        literals = self._by_prefix.get(line[:2])
        return (literals is not None and line.startswith(literals)) or line[:1] in self._by_prefix


class Chars(_Combinable):
    """One of these code points occurs in the text; ``ranges`` is the inside of a class."""

    __match_args__ = ("ranges",)

    def __init__(self, ranges: str) -> None:
        self.ranges: Final = ranges

    @cached_property
    def is_foreign(self) -> bool:
        """Whether none of the code points is ASCII; ``False`` if ``ranges`` has escapes."""
        return _FOREIGN.fullmatch(self.ranges) is not None

    def points(self) -> Iterator[str]:
        """Yield the code points one by one."""
        last = ""
        chars = iter(self.ranges)
        for char in chars:
            if char == "-" and last:
                yield from map(chr, range(ord(last) + 1, ord(next(chars)) + 1))
            else:
                yield char
                last = char


class Shape(_Combinable):
    """This pattern of literals and explicit classes matches somewhere.

    Raises ``ValueError`` if Rust and Python read it differently.
    """

    __match_args__ = ("pattern",)

    def __init__(self, pattern: str) -> None:
        if found := _UNLIKE.search(pattern) or _CARET.search(pattern):
            raise ValueError(
                f"Rust and Python read {found.group().strip()!r} differently: {pattern}"
            )
        self.pattern: Final = pattern


class Always(_Combinable):
    """Every text could match."""


class Never(_Combinable):
    """No text can match: the engine itself makes the finding."""


class _Pair(_Combinable):
    """Two hints."""

    __match_args__ = ("left", "right")

    def __init__(self, left: Hint, right: Hint) -> None:
        self.left: Final = left
        self.right: Final = right


class Both(_Pair):
    """Both hints hold."""


class Either(_Pair):
    """At least one of the hints holds."""


class OneLine(_Combinable):
    """All hints match within a single line; the first must be a literal hint, which locates it.

    Lines end at line feeds and have at most ``longest`` code points, if that is given. A text
    with other line ends may divide such a line further, so there its length does not count.
    """

    __match_args__ = ("first", "others", "longest")

    def __init__(
        self,
        first: AnyOf | LineStart,
        *others: AnyOf | LineStart | Chars | Shape,
        longest: int | None = None,
    ) -> None:
        self.first: Final = first
        self.others: Final = others
        self.longest: Final = longest

    def fits(self, line: str) -> bool:
        """Return whether a line that holds ``first`` is short enough and holds the others."""
        if not self.is_short(line):
            return False
        for hint in self.others:
            matches = hint.begins(line) if isinstance(hint, LineStart) else holds(hint, line)
            if not matches:
                return False
        return True

    def is_short(self, line: str) -> bool:
        """Return whether a line, or a part of it, has at most ``longest`` code points."""
        return (
            self.longest is None
            or len(line) <= self.longest
            or any(end in line for end in RARE_LINE_ENDS)
        )


class Outer(_Combinable):
    """The text begins or ends with one of these characters."""

    __match_args__ = ("characters",)

    def __init__(self, characters: str) -> None:
        self.characters: Final = characters

    def at(self, text: str) -> bool:
        """Return whether ``text`` does."""
        return text[:1] in self.characters or text[-1:] in self.characters if text else False


class Share(_Combinable):
    """Of ``per`` code points of the text, at least or at most so many are of a class.

    For what hangs on absence or proportion, which no place shows. ``ranges`` is the inside of the
    class. An empty text has no share. ``ValueError`` if there is no limit.
    """

    __match_args__ = ("ranges", "at_least", "at_most", "per")

    def __init__(
        self,
        ranges: str,
        *,
        at_least: int | None = None,
        at_most: int | None = None,
        per: int = 1000,
    ) -> None:
        if at_least is None and at_most is None:
            raise ValueError("Share needs a limit: at_least, at_most, or both")
        self.ranges: Final = ranges
        self.at_least: Final = at_least
        self.at_most: Final = at_most
        self.per: Final = per

    def allows(self, count: int, length: int) -> bool:
        """Return whether the hint holds in a text of ``length`` code points, ``count`` of them."""
        share = count * self.per
        return (
            length > 0
            and (self.at_least is None or share >= self.at_least * length)
            and (self.at_most is None or share <= self.at_most * length)
        )


class Token(_Combinable):
    """A run of non-blank characters passes a test.

    A run can pass only if it has ``shortest`` code points or more. With ``langs`` (ISO 639-1) no
    run is tested in a text that is in none of these languages. Hints may share a test ``known``,
    which holds only for runs that do not pass, and is asked once for all of them.
    """

    __match_args__ = ("passes", "shortest", "langs", "known")

    def __init__(
        self,
        passes: Callable[[str], bool],
        shortest: int,
        langs: frozenset[str] = frozenset(),
        known: Callable[[str], bool] | None = None,
    ) -> None:
        self.passes: Final = passes
        self.shortest: Final = shortest
        self.langs: Final = langs
        self.known: Final = known

    def concerns(self, language: Spoken | None) -> bool:
        """Return whether the runs of a text are tested; ``None`` if nothing says its language."""
        return not self.langs or language is None or language.may_be(self.langs)

    def among(self, runs: AbstractSet[str]) -> frozenset[str]:
        """Return those of the runs that pass."""
        passes, shortest = directly(self.passes), self.shortest
        return frozenset([run for run in runs if len(run) >= shortest and passes(run)])

    def passing(self, text: str) -> frozenset[str]:
        """Return the runs of ``text`` that pass."""
        return self.among({*text.split()})


class Lines(_Combinable):
    """A line passes a test; the text has ``least`` lines or more.

    Lines end at line feeds and at rarer line ends. The test is of a line without its end.
    """

    __match_args__ = ("passes", "least")

    def __init__(self, passes: Callable[[str], bool], least: int = 1) -> None:
        self.passes: Final = passes
        self.least: Final = least

    def hold(self, text: str) -> bool:
        """Return whether a line of ``text`` passes."""
        lines = _LINE_END.split(text) if any(map(text.__contains__, RARE_LINE_ENDS)) else None
        lines = text.split("\n") if lines is None else lines
        return len(lines) >= self.least and any(map(directly(self.passes), lines))


SEVERAL_LINES = Chars("\n\r\u0085\u2028\u2029")
"""Holds in every text of more than one line."""

Hint = (
    AnyOf
    | LineStart
    | Chars
    | Shape
    | Always
    | Never
    | Both
    | Either
    | OneLine
    | Outer
    | Share
    | Token
    | Lines
)


def holds(hint: Hint, text: str) -> bool:
    """Return whether a rule with this hint could match ``text``."""
    match hint:
        case AnyOf():
            return hint.occurs_in(text)
        case LineStart(literals):
            return text.startswith(literals) or any(f"\n{start}" in text for start in literals)
        case Chars(ranges):
            return not (hint.is_foreign and text.isascii()) and occurs(class_of(ranges), text)
        case Shape(pattern):
            return occurs(pattern, text)
        case Both(left, right):
            return holds(left, text) and holds(right, text)
        case Either(left, right):
            return holds(left, text) or holds(right, text)
        case OneLine(first):
            return any(holds(first, line) and hint.fits(line) for line in text.split("\n"))
        case Outer():
            return hint.at(text)
        case Share(ranges):
            runs = compiled(f"{class_of(ranges)}+").findall(text)
            return hint.allows(sum(map(len, runs)), len(text))
        case Token():
            return bool(hint.passing(text))
        case Lines():
            return hint.hold(text)
        case Always():
            return True
        case Never():
            return False


def tests_lines(hint: Hint) -> bool:
    """Return whether a hint holds by a test of lines, or may."""
    match hint:
        case Both(left, right) | Either(left, right):
            return tests_lines(left) or tests_lines(right)
        case _:
            return isinstance(hint, Lines)


def matches(hint: Chars | Shape, text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of a hint over characters in ``text``, left to right."""
    pattern = class_of(hint.ranges) if isinstance(hint, Chars) else hint.pattern
    return compiled(pattern).finditer(text)
