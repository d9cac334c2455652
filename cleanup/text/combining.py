"""Combining marks: where they are, and how many in a row are safe to normalise."""

from __future__ import annotations

LONGEST_RUN = 30
"""The most combining marks in a row that are safe to normalise (UAX #15, Stream-Safe)."""

MARKS = (
    "\u0300-\u108d\u135d-\u135f\u1714-\u1dff\u20d0-\u20ff\u2cef-\u2dff\u302a-\u309a\ua66f-\uabed"
    "\ufb1e\ufe00-\ufe2f\U000101fd-\U0001e94a\U000e0100-\U000e01ef"
)
"""The blocks that contain combining marks, roughly; a class of a ``Chars`` or ``Shape``."""
