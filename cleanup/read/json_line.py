"""Parse one line of JSONL strictly, and replace its text without changing the rest.

The span of each value in the line is recorded, so that a line can be written again as it was:
numbers with all their digits, keys in their order, nested values unchanged.
"""

from __future__ import annotations

import json
import re
from json.decoder import scanstring  # type: ignore[attr-defined]
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

DEPTH = 200
"""Maximum nesting of values."""

MEMBERS = 250_000
"""Most values of a row: the place of each in its line is kept besides."""

_BLANK = re.compile(r"[ \t\n\r]*")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


_FAULTS = (RecursionError, ValueError, StopIteration, IndexError)
"""What is raised where a text is not the JSON that it should be."""


class Malformed(Exception):
    """A line that is not one JSON object: a short reason and a sentence."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class NestedValue(NamedTuple):
    """A value in an object, and its span in the line; ``None`` if the object around it is null."""

    value: object
    span: tuple[int, int] | None


class Parsed(NamedTuple):
    """The values of one object, and the span of each in its line, in code points."""

    values: dict[str, Any]
    spans: dict[str, tuple[int, int]]


def parse_line(line: str) -> Parsed:
    """Parse a line that holds one JSON object. Raises ``Malformed``.

    Stricter than JSON: ``NaN`` and infinities, duplicate keys, lone surrogates, numbers beyond
    floating point or of more than 4,300 digits, and nesting beyond ``DEPTH`` are malformed.
    """
    try:
        parsed = _object(line)
        _check(line, parsed.values)
    except _FAULTS as error:
        raise _refused(line, error) from None
    return parsed


def parse_value(text: str) -> object:
    """Parse a text of one JSON value as strictly as ``parse_line``. Raises ``Malformed``."""
    try:
        value, position = _scan(text, _after_blank(text, 0))
        if _after_blank(text, position) != len(text):
            raise Malformed("malformed-json", "this is more than one JSON value")
        _check(text, value)
    except _FAULTS as error:
        raise _refused(text, error, "JSON value") from None
    return value


def find_nested(line: str, parsed: Parsed, path: str) -> NestedValue | None:
    """Return the value at a dotted path: for ``a.b`` the member ``b`` of the object ``a``.

    A member whose own name contains the dots takes precedence. Returns ``None`` if there is none.
    """
    values, spans = parsed
    steps = [path] if path in values else path.split(".")
    for step in steps[:-1]:
        if step not in values:
            return None
        if values[step] is None:
            return NestedValue(None, None)
        if not isinstance(values[step], dict):
            return None
        values, spans, _ = _members_at(line, spans[step][0])
    return NestedValue(values[steps[-1]], spans[steps[-1]]) if steps[-1] in values else None


def value_of(record: Mapping[str, Any], path: str) -> object:
    """Return the value at a dotted path of a record that has no line. Raises ``KeyError``."""
    value: Any = record
    for step in [path] if path in record else path.split("."):
        if value is None:
            return None
        value = value[step]
    return value


def replace_value(line: str, span: tuple[int, int] | None, old: object, new: str | None) -> str:
    """Return ``line`` with ``new`` as its value at ``span``, unless ``new`` equals ``old``."""
    if span is None or old == new:
        return line
    return f"{line[: span[0]]}{json.dumps(new, ensure_ascii=False)}{line[span[1] :]}"


def splice(line: str, span: tuple[int, int] | None, old: object, new: str, tail: str) -> str:
    """Return ``line`` with ``new`` as its value at ``span``, and ``tail`` for its last brace.

    ``old`` is the value at ``span``; if ``new`` equals it, its spelling is kept.
    """
    start, end = span or (0, 0)
    value = line[start:end] if old is None or old == new else json.dumps(new, ensure_ascii=False)
    rest = line[end:].rstrip(" \t\n\r").removesuffix("}").rstrip(" \t\n\r")
    return f"{line[:start]}{value}{rest}{tail}"


def _check(text: str, value: object) -> None:
    """Raise one of ``_FAULTS`` if the value of a text is nested too deep, or is no Unicode."""
    if text.count("[") + text.count("{") > DEPTH and _depth(value) > DEPTH:
        raise RecursionError
    if _SURROGATE.search(text):
        json.dumps(value, ensure_ascii=False).encode()


def _object(line: str) -> Parsed:
    """Parse a line that holds an object and nothing else."""
    values, spans, position = _members_at(line, _after_blank(line, 0))
    if _after_blank(line, position) != len(line):
        raise ValueError("more than one value")
    return Parsed(values, spans)


def _members_at(line: str, position: int) -> tuple[dict[str, Any], dict[str, tuple[int, int]], int]:
    """Parse the members of an object one by one, each value with the scanner of ``json``.

    Returns the values, their spans, and the end of the object.
    """
    values: dict[str, Any] = {}
    spans: dict[str, tuple[int, int]] = {}
    if line[position] != "{":
        raise ValueError("no object")
    position = _after_blank(line, position + 1)
    if line[position] == "}":
        position += 1
    else:
        while True:
            key, start = _key(line, position)
            value, end = _scan(line, start)
            if key in values:
                raise Malformed("duplicate-key", f"the key {key!r} stands twice")
            if len(values) == MEMBERS:
                raise Malformed("row-too-large", f"this row has more than {MEMBERS:,} values")
            values[key], spans[key] = value, (start, end)
            position = _after_blank(line, end)
            if line[position] != ",":
                break
            position = _after_blank(line, position + 1)
        position = _expect(line, position, "}")
    return values, spans, position


def _key(line: str, position: int) -> tuple[str, int]:
    """Return the key at ``position`` and the start of its value."""
    key, position = scanstring(line, _expect(line, position, '"'), True)
    return key, _after_blank(line, _expect(line, _after_blank(line, position), ":"))


def _expect(line: str, position: int, character: str) -> int:
    if line[position] != character:
        raise ValueError(f"{character} expected at character {position}")
    return position + 1


def _after_blank(line: str, position: int) -> int:
    found = _BLANK.match(line, position)
    return found.end() if found else position


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise Malformed("duplicate-key", "a key stands twice in one of its objects")
    return values


def _number(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise Malformed("number-too-large", f"{digits} is beyond floating point")
    return number


def _constant(name: str) -> None:
    raise Malformed("malformed-json", f"{name} is no JSON value")


_decoder = json.JSONDecoder(
    object_pairs_hook=_members, parse_float=_number, parse_constant=_constant
)
_scan = _decoder.scan_once  # type: ignore[attr-defined]


def _depth(value: object) -> int:
    """Return the nesting depth of a value, itself included, without recursion."""
    depth, level = 0, [value]
    while level := [outer for outer in level if isinstance(outer, dict | list)]:
        depth += 1
        level = [
            inner
            for outer in level
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return depth


def _refused(text: str, error: Exception, sought: str = "JSON object") -> Malformed:
    """Return the error for a text that raised one of ``_FAULTS`` when it was parsed."""
    if isinstance(error, RecursionError):
        return Malformed("too-deep", f"values are nested more than {DEPTH} deep")
    if isinstance(error, UnicodeEncodeError):
        code = ord(error.object[error.start])
        return Malformed(
            "lone-surrogate",
            f"the escape \\u{code:04x} is half a character: this is no Unicode text",
        )
    return _malformed(text, error, sought)


def _malformed(line: str, error: Exception, sought: str) -> Malformed:
    """Return the error for a line: invalid JSON, or a valid value that is not an object."""
    if "integer string conversion" in str(error):
        return Malformed("number-too-large", "a number has more than 4,300 digits")
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        detail = (
            error.msg
            if isinstance(error, json.JSONDecodeError)
            else "it breaks off or has stray text"
        )
        return Malformed("malformed-json", f"this line is not one {sought}: {detail}")
    kind = type(value).__name__
    return Malformed("not-an-object", f"this line holds a {kind}, not an object with named values")
