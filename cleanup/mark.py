"""What is put where text was lost: the mark for holes by default, and what may be one."""

from __future__ import annotations

import unicodedata

MARK = "[\u2026]"
"""The mark that readers know: words are left out here."""

_BRACKETS = ("[]", "()", "{}", "<>", "\u27e6\u27e7", "\u27e8\u27e9", "\u3010\u3011", "\u300a\u300b")
_LONGEST_MARK = 40


def wrong_with(mark: str) -> str:
    """Tell why something is no mark; an empty string if it is one."""
    if len(mark) > _LONGEST_MARK:
        return f"has more than {_LONGEST_MARK} characters"
    if not mark.isprintable():
        return "holds a line break or another character that cannot be seen"
    if not unicodedata.is_normalized("NFC", mark):
        return "is not in the normal form NFC"
    if mark[:1] + mark[-1:] not in _BRACKETS:
        return "would read as a part of the text"
    if not mark[1:-1].strip() or mark[1:-1] != mark[1:-1].strip():
        return "holds nothing, or blanks at its edges"
    return ""
