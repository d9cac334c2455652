"""Find the line of a key in a TOML document. Only needed where a key is reported."""

from __future__ import annotations

import tomllib
from typing import Any


def line_of(text: str, keys: tuple[str, ...]) -> int | None:
    """Return the line, from 1, of the statement that defines a key; ``None`` if none was found.

    ``keys`` lead to the key from the top. It is defined by the first statement with which the
    document, read up to there, holds it: so whatever the form in which the key is written.
    """
    lines = [f"{line}\n" for line in text.split("\n")]
    for number, line in enumerate(lines, start=1):
        if keys[-1] in line and not _holds("".join(lines[: number - 1]), keys):
            stop = number
            while (held := _holds("".join(lines[:stop]), keys)) is None and stop < len(lines):
                stop += 1
            if held:
                return number
    return None


def _holds(text: str, keys: tuple[str, ...]) -> bool | None:
    """Return whether a document holds a key; ``None`` if it is no document, as when it is cut."""
    try:
        value: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
    for key in keys:
        if not isinstance(value, dict) or key not in value:
            return False
        value = value[key]
    return True
