"""Make invisible characters visible: names for those without a shape or that move a cursor."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SHAPELESS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")

_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}

_CONTROLS = {
    "\0": "NULL",
    "\b": "BACKSPACE",
    "\v": "LINE TABULATION",
    "\f": "FORM FEED",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
    "\x85": "NEXT LINE",
    "\ufeff": "BYTE ORDER MARK",
}

_MARKUP = re.compile(r"[\\`*_{}\[\]<>()#!|~&@$:^]")

_CLASSES = {"Cc": "CONTROL", "Cs": "SURROGATE", "Co": "PRIVATE USE", "Cn": "UNASSIGNED"}


def shown(text: str) -> str:
    """Return a text on one line, with ``<U+00AD SOFT HYPHEN>`` for what cannot be seen.

    Nothing in the result moves a cursor, changes colours, or turns the direction of writing.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_glyph, text))


@lru_cache(maxsize=4096)
def _glyph(char: str) -> str:
    category = unicodedata.category(char)
    visible = category[0] not in "CZ" or char == " "
    if visible and char not in _SHAPELESS:
        return char
    name = _CONTROLS.get(char) or unicodedata.name(char, "") or _CLASSES.get(category, "")
    return _ESCAPES.get(char) or f"<{f'U+{ord(char):04X} {name}'.rstrip()}>"


def unmarked(text: str) -> str:
    """Return a text without anything that Markdown, HTML or GitHub would read as markup.

    What could be is written as numeric references, which stay what they are everywhere.
    """
    return _MARKUP.sub(lambda special: f"&#{ord(special[0])};", text)
