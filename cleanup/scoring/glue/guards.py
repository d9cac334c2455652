"""Guards of glue: what is never glue, whatever its score. Each has a name that explains it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.grammar.sentence_openers import is_abbreviation
from cleanup.scoring.glue.candidates import NAME
from cleanup.scoring.glue.document_features import certain_glue, certain_places
from cleanup.scoring.glue.features import BY_WORDS, OPENING_WORDS, REACH, run_around, words_at

if TYPE_CHECKING:
    from cleanup.scoring.values import Candidate
    from cleanup.text.document import Document

_QUOTE_SIDES = {
    '"A': ("close",),
    "\u201dA": ("close",),
    '."': ("open",),
    'a"': ("open",),
    '""': ("close", "open"),
    "a\u201c": ("open",),
    ".\u201c": ("open",),
}
"""Which sides the quotation marks of a candidate must have, from left to right."""
_SENTENCES = frozenset((".A", "!A", "?A"))
_HYPHENS = "-\u2010\u2011"
"""As in ``(sea-)Water``: the bracket and the word behind it are one word."""
_CODE = re.compile(r"[A-Z]+[0-9]")
"""What lists of codes hold after a comma, as in ``AB1,CD2``."""
_CALL = re.compile(r"(?<![^\W\d_])(?:add|get|set)$")
"""What names of functions begin with, in prose about programs: ``getQuay``."""
_NUMBERED = re.compile(r"[A-Z]+[0-9]+\.[A-Z0-9]*[0-9][A-Z0-9]*(?![a-z])")
"""A code in parts, as of a vaccine or a strain, in the token of a full stop: ``QX26.TIDE2``."""
_WORD_BEFORE = re.compile(r"([^\W\d_]+)[^\w\s]+$")
_MARKS_OF_TWO = (",,", "\u201c\u201d", "\u201e\u201d")
"""Two commas that stand for the lower mark of a quotation, and quotations of nothing."""


def guard_of(document: Document, candidate: Candidate) -> str:
    """Return the name of the guard that excludes a candidate; empty if none does."""
    kind, position, _ = candidate
    if kind in BY_WORDS:
        called = kind == "aA" and _CALL.search(document.text[max(0, position - 5) : position])
        return "name of a function" if called else ""
    if kind == NAME:
        return "capital of a name"
    text = document.text
    left, right, *_ = words_at(*run_around(text, position))
    if kind[1] == "A" and kind[0] != '"' and len(right) < 2:
        if right not in ("A", "I") or text[position + 1 : position + 2] != " ":
            return "single letter"
    elif not document.once(_has_clear_glue) and _is_ambiguous(text, candidate, left, right):
        return "ambiguous in a text without glue"
    if kind == ".A" and is_abbreviation(document, left):
        return "abbreviation"
    if text[position - 2 : position] in _MARKS_OF_TWO:
        return "mark of a quotation"
    if kind == ".A" and _is_in_code(text, position):
        return "code in parts"
    if kind == ")A" and text[position - 2] in _HYPHENS:
        return "part of a word in brackets"
    if kind == ",A" and _CODE.match(text, position):
        return "list of codes"
    return "" if _is_between_quotes(document, candidate) else "side of a quotation mark"


def _has_clear_glue(document: Document) -> bool:
    """Return whether a text has certain glue, and not only between parts of dotted names."""
    if certain_glue(document) in ("0", "1"):
        return False
    return any(_is_clear(*run_around(document.text, place)) for place in certain_places(document))


def _is_clear(run: str, position: int) -> bool:
    """Return whether a word in lower case is before the mark, or one that opens sentences after."""
    before = _WORD_BEFORE.search(run, 0, position)
    return words_at(run, position).right in OPENING_WORDS or (
        before is not None and before[1].islower()
    )


def _is_in_code(text: str, position: int) -> bool:
    """Return whether capitals and digits on both sides of a full stop are one code."""
    start = max(text.rfind(" ", 0, position), text.rfind("(", 0, position)) + 1
    return position - start < REACH and _NUMBERED.match(text, start) is not None


def _is_between_quotes(document: Document, candidate: Candidate) -> bool:
    """Return whether the quotation marks at a candidate have the sides that its kind asks for."""
    kind, position, _ = candidate
    first = position - (kind[0] in '"\u201d')
    sides = enumerate(_QUOTE_SIDES.get(kind, ()), first)
    return all(document.quote_side(mark) == side for mark, side in sides)


def _is_ambiguous(text: str, candidate: Candidate, left: str, right: str) -> bool:
    """Return whether a candidate may be part of a name or a formula.

    It is scored only in a text with other candidates that are certainly glue.
    """
    kind, position, _ = candidate
    if kind[0] == ",":
        return _in_list_of_tags(text, position)
    if kind in (".0", ":0"):
        return not left.islower()
    if kind == ")A":
        return text[position - 3] == "("
    if kind in _SENTENCES or kind == ":A":
        return not left.islower() and right not in OPENING_WORDS
    return kind == ")0"


def _in_list_of_tags(text: str, position: int) -> bool:
    """Return whether no blank separates the comma before ``position`` from another one nearby."""
    before = text[max(0, position - REACH) : position - 1].split(" ")[-1]
    after = text[position : position + REACH].split(" ")[0]
    return "," in before or "," in after
