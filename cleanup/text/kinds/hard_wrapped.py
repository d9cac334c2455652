"""Whether the lines of a text are cut at a width, in the middle of sentences."""

from __future__ import annotations

from itertools import pairwise

_SAMPLE = 400
"""Lines: enough to see how a text is wrapped."""
_LEAST = 6
_NARROWEST, _WIDEST = 40, 110
"""Code points of a wrapped line: from narrow columns to the widest terminals."""
_SHARE = 0.5
"""Of the lines of that width, so many at least go on in the next line."""


def hard_wrapped(text: str) -> bool:
    """Return whether most lines of a column's width go on in the next line.

    A line goes on if it does not end a sentence and the next begins with a small letter.
    """
    ends = text.count("\n", 0, _SAMPLE * _WIDEST)
    if ends < _LEAST or ends * 2 * _WIDEST < min(len(text), _SAMPLE * _WIDEST):
        return False
    lines = [line.strip() for line in text[: _SAMPLE * _WIDEST].split("\n")[:_SAMPLE]]
    full = going_on = 0
    for line, following in pairwise(lines):
        if _NARROWEST <= len(line) <= _WIDEST and following:
            full += 1
            going_on += following[0].islower() and line[-1] not in ".!?:;"
    return full >= _LEAST and going_on >= _SHARE * full
