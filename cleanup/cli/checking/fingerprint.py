"""Identify a finding by its rule and its text, not by its line number."""

from __future__ import annotations

import hashlib
import re

AROUND = 24
"""How many code points on both sides count, at most, and only within the line."""

_RAW = 10 * AROUND
_SPACE = re.compile(r"\s+")
_LINE_END = re.compile(r"\r\n|\n|\r")


def fingerprint(code: str, text: str, start: int, end: int) -> str:
    """Return 16 hexadecimal digits for the finding of a rule at ``start:end`` of a text.

    They are made from the code, the damaged text and what stands around it in its line; runs of
    white space count as one space. Two places with the same surroundings have the same digits.
    """
    left = _LINE_END.split(text[max(0, start - _RAW) : start])[-1]
    right = _LINE_END.split(text[end : end + _RAW])[0]
    parts = (code, _folded(left)[-AROUND:], _folded(text[start:end]), _folded(right)[:AROUND])
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _folded(text: str) -> str:
    return _SPACE.sub(" ", text)
