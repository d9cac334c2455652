"""Read one line of JSONL strictly, and put a new text in it without touching the rest.

Where each value of the object stands in the line is kept, so that a line can be written again
as it was: numbers with all their digits, keys in their order, nested values untouched.
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
"""How deeply values may be nested."""

_BLANK = re.compile(r"[ \t\n\r]*")
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class Malformed(Exception):
    """A line that is not one JSON object: a short reason and a sentence."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class Member(NamedTuple):
    """A value within an object, and where it stands; nowhere if what would hold it is null."""

    value: object
    span: tuple[int, int] | None


class Parsed(NamedTuple):
    """The values of one object, and where each of them stands in its line, in code points."""

    values: dict[str, Any]
    spans: dict[str, tuple[int, int]]


def parse_line(line: str) -> Parsed:
    """Read a line that holds one JSON object. Raises ``Malformed``.

    Refused beyond what JSON refuses: ``NaN`` and infinities, a key that stands twice in an
    object, a lone surrogate, numbers beyond floating point or 4,300 digits, nesting beyond
    ``DEPTH``.
    """
    try:
        parsed = _object(line)
        if line.count("[") + line.count("{") > DEPTH and _depth(parsed.values) > DEPTH:
            raise RecursionError
        if _SURROGATE.search(line):
            json.dumps(parsed.values, ensure_ascii=False).encode()
    except RecursionError:
        raise Malformed("too-deep", f"values are nested more than {DEPTH} deep") from None
    except UnicodeEncodeError as error:
        code = ord(error.object[error.start])
        raise Malformed(
            "lone-surrogate",
            f"the escape \\u{code:04x} is half a character: this is no Unicode text",
        ) from None
    except (ValueError, StopIteration, IndexError) as error:
        raise _malformed(line, error) from None
    return parsed


def find(line: str, parsed: Parsed, path: str) -> Member | None:
    """Return what dots lead to from object to object: in ``a.b`` the ``b`` of ``a``.

    A member whose own name holds the dots wins. Returns ``None`` where there is no such member.
    """
    values, spans = parsed
    steps = [path] if path in values else path.split(".")
    for step in steps[:-1]:
        if step not in values:
            return None
        if values[step] is None:
            return Member(None, None)
        if not isinstance(values[step], dict):
            return None
        values, spans, _ = _members_at(line, spans[step][0])
    return Member(values[steps[-1]], spans[steps[-1]]) if steps[-1] in values else None


def value_of(record: Mapping[str, Any], path: str) -> object:
    """Return the value that ``find`` finds, of a record without a line. Raises ``KeyError``."""
    value: Any = record
    for step in [path] if path in record else path.split("."):
        if value is None:
            return None
        value = value[step]
    return value


def replace(line: str, span: tuple[int, int] | None, old: object, new: str | None) -> str:
    """Return ``line`` with ``new`` as its value at ``span``, if it says not the same as ``old``."""
    if span is None or old == new:
        return line
    return f"{line[: span[0]]}{json.dumps(new, ensure_ascii=False)}{line[span[1] :]}"


def splice(line: str, span: tuple[int, int] | None, old: object, new: str, tail: str) -> str:
    """Return ``line`` with ``new`` as its value at ``span`` and ``tail`` for its last brace.

    ``old`` is the value that stands there; if it says the same it keeps its spelling.
    """
    start, end = span or (0, 0)
    value = line[start:end] if old is None or old == new else json.dumps(new, ensure_ascii=False)
    rest = line[end:].rstrip(" \t\n\r").removesuffix("}").rstrip(" \t\n\r")
    return f"{line[:start]}{value}{rest}{tail}"


def _object(line: str) -> Parsed:
    """Read a line that holds an object and nothing else."""
    values, spans, position = _members_at(line, _after_blank(line, 0))
    if _after_blank(line, position) != len(line):
        raise ValueError("more than one value")
    return Parsed(values, spans)


def _members_at(line: str, position: int) -> tuple[dict[str, Any], dict[str, tuple[int, int]], int]:
    """Read the members of an object one by one, each value by the scanner of ``json``.

    Returns them, where they stand, and where the object ends.
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
            values[key], spans[key] = value, (start, end)
            position = _after_blank(line, end)
            if line[position] != ",":
                break
            position = _after_blank(line, position + 1)
        position = _expect(line, position, "}")
    return values, spans, position


def _key(line: str, position: int) -> tuple[str, int]:
    """Return the key at ``position`` and where its value begins."""
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
    """Count how deeply a value is nested, itself included, without recursion."""
    depth, level = 0, [value]
    while level := [one for one in level if isinstance(one, dict | list)]:
        depth += 1
        level = [
            inner for one in level for inner in (one.values() if isinstance(one, dict) else one)
        ]
    return depth


def _malformed(line: str, error: Exception) -> Malformed:
    """Tell a valid value that is not an object from what is no JSON at all."""
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
        return Malformed("malformed-json", f"this line is not one JSON object: {detail}")
    kind = type(value).__name__
    return Malformed("not-an-object", f"this line holds a {kind}, not an object with named values")
