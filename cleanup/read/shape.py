"""Check the shape of a value that is read back: types, ranges and names, each named by its place.

What a run stored may have been changed since, by a fault or on purpose. Values are parsed strictly
(``cleanup.read.json_line``) and then checked against a shape; only what fits is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from math import inf
from typing import Any

MOST = 2**63 - 1
"""The largest count or offset: what the columns of an output can hold."""

_SHA256 = re.compile("[0-9a-f]{64}")
_LONGEST = 40


class Misshapen(Exception):
    """A value is not of its shape: the place of the value, and what is wrong with it."""

    def __init__(self, what: str, place: str = "") -> None:
        super().__init__(what)
        self.what, self.place = what, place

    def __str__(self) -> str:
        return f"{self.place.removeprefix('.')} {self.what}".strip()


Shape = Callable[[Any], None]
"""Raises ``Misshapen`` for a value that is not of the shape."""


def anything(value: object) -> None:
    """Accept any value."""


def string(value: object) -> None:
    """Accept text."""
    if not isinstance(value, str):
        raise Misshapen(f"is {_said(value)}, not text")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise Misshapen("holds half a character (a lone surrogate)")


def path(value: object) -> None:
    """Accept the path of a file: text with at least one character, and without NUL."""
    string(value)
    if not value or "\0" in str(value):
        raise Misshapen(f"is {_said(value)}, which no file can be called")


def sign(value: object) -> None:
    """Accept one ASCII character that ends no line."""
    if not isinstance(value, str) or len(value) != 1 or not value.isascii() or value in "\r\n":
        raise Misshapen(f"is {_said(value)}, not one ASCII character")


def flag(value: object) -> None:
    """Accept true and false."""
    if not isinstance(value, bool):
        raise Misshapen(f"is {_said(value)}, not true or false")


def count(value: object) -> None:
    """Accept a whole number from 0 to ``MOST``."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST:
        raise Misshapen(f"is {_said(value)}, not a whole number from 0 on")


def number(value: object) -> None:
    """Accept a finite number from 0 on."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < inf:
        raise Misshapen(f"is {_said(value)}, not a number from 0 on")


def sha256(value: object) -> None:
    """Accept a SHA-256 in hexadecimal."""
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        raise Misshapen(f"is {_said(value)}, not a SHA-256")


def one_of(*values: str) -> Shape:
    """Return the shape of these texts."""

    def check(value: object) -> None:
        if not isinstance(value, str) or value not in values:
            raise Misshapen(f"is {_said(value)}, not one of {', '.join(values)}")

    return check


def maybe(shape: Shape) -> Shape:
    """Return the shape of null and of values of ``shape``."""

    def check(value: object) -> None:
        if value is not None:
            shape(value)

    return check


def items(shape: Shape) -> Shape:
    """Return the shape of lists of values of ``shape``."""

    def check(value: object) -> None:
        if not isinstance(value, list):
            raise Misshapen(f"is {_said(value)}, not a list")
        for number, item in enumerate(value):
            _check(shape, item, f"[{number}]")

    return check


def named(shape: Shape) -> Shape:
    """Return the shape of objects whose members, of any name, are of ``shape``."""

    def check(value: object) -> None:
        for name, member in _object(value).items():
            _check(shape, member, f".{name}")

    return check


def members(required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    """Return the shape of objects with these members, and perhaps others."""

    def check(value: object) -> None:
        held = _object(value)
        for name, shape in required.items():
            if name not in held:
                raise Misshapen("is missing", f".{name}")
            _check(shape, held[name], f".{name}")
        for name, shape in (optional or {}).items():
            if name in held:
                _check(shape, held[name], f".{name}")

    return check


def _check(shape: Shape, value: object, place: str) -> None:
    try:
        shape(value)
    except Misshapen as error:
        raise Misshapen(error.what, place + error.place) from None


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise Misshapen(f"is {_said(value)}, not an object")
    return value


def _said(value: object) -> str:
    """Return a short form of a value for a message."""
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    if isinstance(value, int) and abs(value) > MOST:
        return "a number beyond 64 bits"
    if value is None:
        return "null"
    said = ascii(value)
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
