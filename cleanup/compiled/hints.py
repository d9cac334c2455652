"""Hints as data of JSON, and back.

A hint is a list of its class and its values; a hint within it is the number of an earlier one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleanup.compiled.deferred import Deferred
from cleanup.prefilter.hints import (
    Always,
    AnyOf,
    Both,
    Chars,
    Either,
    Hint,
    Lines,
    LineStart,
    Never,
    OneLine,
    Outer,
    Shape,
    Share,
    Token,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Maker = Callable[[list[Any], list[Any]], Hint]


class HintTable:
    """Collects hints as data, each once."""

    def __init__(self) -> None:
        self.rows: list[list[Any]] = []
        self._numbers: dict[Hint, int] = {}

    def number(self, hint: Hint) -> int:
        """Return the number of a hint, which is added if it is new.

        Raises ``ValueError`` for a ``Token`` whose test cannot be found by its name.
        """
        if hint not in self._numbers:
            row = [type(hint).__name__, *self._values(hint)]
            self._numbers[hint] = len(self.rows)
            self.rows.append(row)
        return self._numbers[hint]

    def _values(self, hint: Hint) -> Sequence[Any]:
        match hint:
            case AnyOf(literals) | LineStart(literals):
                return literals
            case Chars(value) | Shape(value) | Outer(value):
                return [value]
            case Both(left, right) | Either(left, right):
                return [self.number(left), self.number(right)]
            case OneLine(first, others, longest):
                return [longest, *map(self.number, (first, *others))]
            case Share(ranges, at_least, at_most, per):
                return [ranges, at_least, at_most, per]
            case Token(passes, shortest, langs, known):
                return [_found_by(passes), shortest, known and _found_by(known), *sorted(langs)]
            case Lines(passes, least):
                return [*_found_by(passes), least]
            case Always() | Never():
                return []


def hints_of(rows: Iterable[Sequence[Any]]) -> list[Hint]:
    """Return the hints of a table by their numbers."""
    hints: list[Hint] = []
    for kind, *values in rows:
        hints.append(_MAKERS[kind](values, hints))
    return hints


def _found_by(test: Callable[[str], bool]) -> tuple[str, str]:
    """Return the module and the name by which a test of a ``Token`` is found."""
    if "<" in test.__qualname__:
        raise ValueError(f"the test of a Token is local: {test.__qualname__}")
    return test.__module__, test.__qualname__


def _plain(kind: Callable[..., Hint]) -> Maker:
    return lambda values, _: kind(*values)


def _combined(kind: Callable[..., Hint]) -> Maker:
    return lambda values, hints: kind(*(hints[number] for number in values))


def _one_line(values: list[Any], hints: list[Any]) -> OneLine:
    longest, *numbers = values
    return OneLine(*(hints[number] for number in numbers), longest=longest)


def _share(values: list[Any], _: list[Any]) -> Share:
    ranges, at_least, at_most, per = values
    return Share(ranges, at_least=at_least, at_most=at_most, per=per)


def _token(values: list[Any], _: list[Any]) -> Token:
    passes, shortest, known, *langs = values
    return Token(Deferred(*passes), shortest, frozenset(langs), known and Deferred(*known))


_MAKERS: dict[str, Maker] = {
    **{kind.__name__: _plain(kind) for kind in (AnyOf, LineStart, Chars, Shape, Outer)},
    **{kind.__name__: _plain(kind) for kind in (Always, Never)},
    **{kind.__name__: _combined(kind) for kind in (Both, Either)},
    OneLine.__name__: _one_line,
    Share.__name__: _share,
    Token.__name__: _token,
    Lines.__name__: lambda values, _: Lines(Deferred(*values[:2]), values[2]),
}
