"""Authors who signed below an article, and lists of authors: names without a label.

A name alone says little: it may be a heading, a tag or what the article is about. A dash before it
at the end of an article, several names in one unit, or a surname that is no other word say that it
is a signature.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.grammar.furniture.names import is_list_of_names, is_name, is_rare_name
from cleanup.grammar.furniture.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIGNED = re.compile(r"(?:[-\u2013\u2014] ?){1,3}(?P<names>[^/,]+)(?:[/,] ?(?P<outlet>[^/,]+))?")
_LONGEST = 90
_QUOTES = '"\u201c\u201d\u00ab\u00bb'


def signature_reading(texts: Sequence[str], place: int, lang: str | None = None) -> Reading | None:
    """Return what a unit is that signs the article, straight below its last running paragraph.

    Below a quotation the name is that of who is quoted, and a name that the article tells of is no
    author's.
    """
    if not 0 < place < len(texts) or len(texts[place]) > _LONGEST:
        return None
    text, above = texts[place], texts[place - 1]
    if above[0] in _QUOTES and above[-1] in _QUOTES:
        return None
    signed = _SIGNED.fullmatch(text)
    names = signed["names"].strip() if signed else text
    if signed and not (is_name(names) and " " in names):
        return None
    if not signed and not is_list_of_names(text) and not is_rare_name(text, lang):
        return None
    return None if _is_told_of(names, texts, place) else Reading("byline", (("names", names),))


def _is_told_of(names: str, texts: Sequence[str], place: int) -> bool:
    """Return whether another unit has the last word of a name."""
    last = re.compile(rf"\b{re.escape(names.split()[-1])}\b")
    return any(last.search(text) for near, text in enumerate(texts) if near != place)
