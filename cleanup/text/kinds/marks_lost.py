"""Whether a text lost all its quotation marks and apostrophes."""

from __future__ import annotations

from cleanup.text.pattern import Pattern

_LEAST = 2_000
"""Code points. Next to all English articles of this length have an apostrophe or a quotation."""
_MARKS = ("'", '"', "\u2019", "\u2018", "\u201c", "\u201d", "`")
_BARE = Pattern(
    r"(?<!\w)(?:don|doesn|didn|isn|wasn|weren|won|wouldn|couldn|shouldn|hasn|haven|hadn|aren)[ ]?t"
    r"(?!\w)|(?<!\w)(?:I|you|we|they) (?:ve|re|ll)(?!\w)|(?<!\w)(?:it|he|she|that) s(?!\w)",
    timed=False,
)
"""Contractions without their apostrophe."""
_FEWEST = 2


def marks_lost(text: str) -> bool:
    """Return whether a long text has no such mark at all, and contractions that lack theirs.

    Without the contractions a text may simply quote nobody.
    """
    if len(text) < _LEAST or any(mark in text for mark in _MARKS):
        return False
    return sum(1 for _ in _BARE.finditer(text)) >= _FEWEST
