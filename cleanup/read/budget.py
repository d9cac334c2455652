"""What a row takes in memory once it is decoded and parsed, measured before that is done.

A line grows when it is read: one character beyond U+FFFF makes each of its characters take four
bytes, ``[],`` becomes a list of 64, and the cells of ``,,,`` have a place each. So the budget of a
row counts what it becomes, not its bytes on disk.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.read.json_line import Malformed

if TYPE_CHECKING:
    from cleanup.read.source import Reading

MEASURED = 1 << 20
"""Rows of fewer bytes are not measured: together they are as many as a chunk holds."""

_VALUE, _LIST, _OBJECT, _MEMBER = 64, 64, 184, 60
"""Bytes that a value takes with its place, and what a list, an object and a key take besides."""

_CELL = 150
"""Bytes that a cell takes while its row is divided."""

_REMEDY = "; split it, or allow more with --max-document"

_CONTINUATION = bytes(range(0x80, 0xC0))
_BEYOND_LATIN = re.compile(rb"[\xc4-\xff]")
_BEYOND_BASIC = re.compile(rb"[\xf0-\xff]")
_ESCAPED = re.compile(rb"\\u(?!00)")
_ESCAPED_HALF = re.compile(rb"\\u[dD][89abAB]")
_STRINGS = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_LONG_STRINGS = 32
"""If one byte in more than so many is a quotation mark, strings are too short to hide much."""


def check_json(raw: bytes, most: int, remedy: str = "") -> None:
    """Raise ``Malformed`` if a line of JSON takes more than ``most`` bytes when it is parsed.

    The ``remedy`` ends its sentence.
    """
    if len(raw) < MEASURED:
        return
    texts = _size_of_texts(raw)
    if texts + _size_of_values(raw) <= most:
        return
    if texts <= most and raw.count(b'"') * _LONG_STRINGS < len(raw):
        raw = _STRINGS.sub(b"", raw)
    if (size := texts + _size_of_values(raw)) > most:
        raise _too_large(size, most, remedy)


def check_row(raw: bytes, reading: Reading) -> None:
    """Raise ``Malformed`` if a row of JSONL takes more than ``Reading.largest_row``."""
    check_json(raw, reading.largest_row, _REMEDY)


def check_cells(raw: bytes, delimiter: str, reading: Reading) -> None:
    """Raise ``Malformed`` if a row of CSV takes too many bytes when it is divided into cells."""
    if len(raw) < MEASURED:
        return
    size = 2 * _code_points(raw) * _width(raw) + _CELL * raw.count(delimiter.encode())
    if size > reading.largest_row:
        raise _too_large(size, reading.largest_row, _REMEDY)


def _too_large(size: int, most: int, remedy: str) -> Malformed:
    return Malformed(
        "row-too-large",
        f"this line takes some {size:,} bytes of memory, more than the {most:,} that one may"
        f"{remedy}",
    )


def _size_of_texts(raw: bytes) -> int:
    """Return how many bytes a line takes as a string, and all strings in it together."""
    code_points, width = _code_points(raw), _width(raw)
    escapes = raw.count(b"\\u")
    inner = width
    if escapes:
        inner = max(width, 4 if _ESCAPED_HALF.search(raw) else 2 if _ESCAPED.search(raw) else 1)
    return code_points * width + (code_points - 5 * escapes) * inner


def _size_of_values(raw: bytes) -> int:
    """Return about how many bytes the values of a line take besides their characters."""
    return (
        _VALUE * (raw.count(b",") + 1)
        + _LIST * raw.count(b"[")
        + _OBJECT * raw.count(b"{")
        + _MEMBER * raw.count(b":")
    )


def _width(raw: bytes) -> int:
    """Return how many bytes each code point takes in a string of Python."""
    if raw.isascii():
        return 1
    return 4 if _BEYOND_BASIC.search(raw) else 2 if _BEYOND_LATIN.search(raw) else 1


def _code_points(raw: bytes) -> int:
    if raw.isascii():
        return len(raw)
    return sum(
        len(raw[start : start + MEASURED].translate(None, _CONTINUATION))
        for start in range(0, len(raw), MEASURED)
    )
