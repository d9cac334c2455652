"""White space within a line and between lines, and which of it has a function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from cleanup.text.document import Document

BLANK = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""White space within a line, like the inside of ``[...]``."""

BLANKS = (
    " ",
    "\t",
    "\u00a0",
    "\u1680",
    *map(chr, range(0x2000, 0x200B)),
    "\u202f",
    "\u205f",
    "\u3000",
)
"""The characters of ``BLANK``."""

UNUSUAL = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""White space within a line that is neither space nor tab."""

LINE_END = "\n\r\x0b\x0c\u2028\u2029"
"""What ends a line. NEL is not here: it may be an ellipsis that was decoded wrongly."""

_BLANK = frozenset(BLANKS)
_WIDE = Pattern(
    r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}\u3001-\u303f\uff01-\uffee]"
)
_UNIT = Pattern(
    r"(?:[%\u2030\u00b0\u2103\u20ac$\u00a3\u00a5\u20bd\u2032\u2033]|(?:[kMGT]?(?:Hz|W|Wh|B|bit/s)"
    r"|[cdkm\u00b5n]?[mgls]|[kM]?[VAJN]|km/h|m/s|[kcm]?m[\u00b2\u00b3]|ha|h|t|min|px|EUR|USD|CHF|GBP"
    r"|Mio|Mrd|bn|\u0440\u0443\u0431|\u043a\u043c|\u043a\u0433|\u043c|\u0433)(?!\w))"
)
_FRENCH = Pattern(rf"[;:!?](?<=\w[{BLANK}].)(?=\s|$)")
_CLOSE = Pattern(r"[;!?](?<=\w.)(?=\s|$)")
_QUOTES = "\"'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a"


def is_blank(char: str) -> bool:
    """Return whether a character, or none, is white space within a line."""
    return char in _BLANK


def spaces_punctuation(document: Document) -> bool:
    """Return whether a document sets a space before ``; : ! ?``, as French does.

    French does by its orthography; any other text does if it has three such spaces, and twice as
    many as marks without.
    """
    return document.once(_spaces_high_marks) or document.lang == "fr"


def _spaces_high_marks(document: Document) -> bool:
    text = document.text
    spaced = sum(1 for _ in _FRENCH.finditer(text))
    return spaced >= 3 and spaced > 2 * sum(1 for _ in _CLOSE.finditer(text))


def is_kept(document: Document, start: int, end: int, char: str) -> bool:
    """Return whether an unusual space ``char`` in the blanks ``start:end`` has a function.

    It has one between figures, before a unit, inside French guillemets and before French high
    marks, between two quotation marks, and, if ideographic, beside wide letters. A text whose
    language is not certain may be French.
    """
    text = document.text
    before = text[start - 1] if start else ""
    after = text[end : end + 1]
    if char == "\u3000":
        return _WIDE.match(before) is not None or _WIDE.match(after) is not None
    if before.isdigit() and (after.isdigit() or _UNIT.match(text, end)):
        return True
    if before == "\u00ab" or after == "\u00bb":
        return True
    if char == "\u202f" and ("\u1820" <= before <= "\u18aa" or "\u1820" <= after <= "\u18aa"):
        return True
    if before and after and before in _QUOTES and after in _QUOTES:
        return char != "\u00a0"
    if not (after and after in ";:!?%" and before.isalnum()):
        return False
    return document.lang is None or spaces_punctuation(document)


def begins_line(text: str, start: int) -> bool:
    """Return whether a line, or the text, begins at ``start``."""
    return start == 0 or text[start - 1] in LINE_END or text[start - 1] == "\u0085"


def ends_line(text: str, end: int) -> bool:
    """Return whether a line, or the text, ends at ``end``."""
    return end == len(text) or text[end] in LINE_END or text[end] == "\u0085"
