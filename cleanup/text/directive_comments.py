"""How directives are written in HTML comments, which every kind of file may have."""

from __future__ import annotations

import re

from cleanup.text.pattern import Pattern

WORD = "(?:[Cc]leanup|CLEANUP)"
"""The word as it is written in a directive; a text without it has none."""
HTML = Pattern(rf"<!--[ \t\r\n]*{WORD}[ \t]*:((?:(?!-->|<!--)[\s\S]){{0,1000}})-->", timed=False)

_SEEN = re.compile(r"\S")


def mentions(text: str) -> bool:
    """Return ``False`` only if a text has no directive; two plain searches."""
    return "leanup" in text or "LEANUP" in text


def without_comments(text: str) -> str:
    """Return a text with blanks for its directives in comments: they are no program text."""
    if not mentions(text):
        return text
    parts, last = [], 0
    for one in HTML.finditer(text):
        parts += [text[last : one.start()], _SEEN.sub(" ", one[0])]
        last = one.end()
    return "".join([*parts, text[last:]])
