"""Character classes that each engine reads alike, and patterns that ``re`` compiles quickly.

``re`` marks the code points of a class one by one, up to U+FFFF: a class of all letters above ASCII
takes milliseconds. If a class reaches to the last code point, the others are few, so it is written
as what it excludes.
"""

from __future__ import annotations

import re
from functools import lru_cache

_UNESCAPED = re.compile(r"(?<!\\)((?:\\\\)*)([\[&~])")
_ESCAPED = r"\1\\\2"
_CLASS = re.compile(r"\\.|\[(?!\^)(?P<inside>(?:\\.|[^\\\]])+)\]", re.DOTALL)
_POINT = r"(\\U[0-9a-fA-F]{8}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\?.)"
_RANGE = re.compile(rf"{_POINT}(?:-{_POINT})?", re.DOTALL)
_CONTROLS = {"a": 7, "b": 8, "t": 9, "n": 10, "v": 11, "f": 12, "r": 13, "0": 0}
_LAST = 0x10FFFF


@lru_cache(maxsize=256)
def class_of(ranges: str) -> str:
    """Return a character class in which what Rust and RE2 would interpret is escaped."""
    return f"[{_UNESCAPED.sub(_ESCAPED, ranges)}]"


def quick_to_compile(pattern: str) -> str:
    r"""Return a pattern that matches the same; in its classes are no ``\w``, ``\d`` or ``\s``."""
    return _CLASS.sub(_inverted, pattern)


def _inverted(found: re.Match[str]) -> str:
    """Return a class as the negation of what it lacks; as it is, if it lacks the last point."""
    ranges = sorted(map(_span, _RANGE.finditer(found["inside"] or "")))
    if not ranges or max(end for _, end in ranges) < _LAST:
        return found[0]
    lacking, next_point = [], 0
    for start, end in ranges:
        if start > next_point:
            lacking.append(f"\\U{next_point:08x}-\\U{start - 1:08x}")
        next_point = max(next_point, end + 1)
    return f"[^{''.join(lacking)}]" if lacking else found[0]


def _span(found: re.Match[str]) -> tuple[int, int]:
    first, last = found.groups()
    return _value(first), _value(last or first)


def _value(point: str) -> int:
    """Return the code point that is written in a class."""
    if len(point) > 2:
        return int(point[2:], 16)
    return _CONTROLS.get(point[-1], ord(point[-1])) if len(point) == 2 else ord(point)
