"""Whether a text reads like the output of optical character recognition, or of a PDF."""

from __future__ import annotations

import re

_SAMPLE = 2_000
"""Code points from the middle of a text; its head may be a title page."""
_LEAST = 3
_PER = 400
"""Code points for each sign: articles have one in tens of thousands."""

_CONFUSED = re.compile(r"[0-9I|!\\](?<=[a-z].)(?=[a-z][a-z])")
"""A figure, a bar or a capital ``I`` within a word."""
_DIVIDED = re.compile("[a-z][a-z]- [a-z][a-z][a-z]")
"""A divided word within a line; ``two- and three-`` is as common in English, so it counts half."""


def ocr_like(text: str) -> bool:
    """Return whether letters are confused with figures and signs, or words divided, repeatedly."""
    start = max(0, (len(text) - _SAMPLE) // 2)
    sample = text[start : start + _SAMPLE]
    signs = len(_CONFUSED.findall(sample))
    if "- " in sample:
        signs += len(_DIVIDED.findall(sample)) // 2
    return signs >= _LEAST and signs * _PER >= len(sample)
