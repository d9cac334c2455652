"""Marks before which a writer sets a space by habit, as some do in mail, forums and reviews.

Where a scraper drops links, few marks of a text are left apart: of 5,821 texts scraped from pages
in eleven ways, 356 had three commas apart or more, and in none were those more than half.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.phrases import phrases
from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from cleanup.text.document import Document

MARKS = ",.;?!"
"""Not the colon: scraped pages have labels with each colon apart."""
_LEAST = 3
_LEAST_OF_ALL = 2
"""So many are enough if no such mark of the text is attached."""
_SHARE = 0.5
"""More than this share of all marks of the kind."""
_LEAST_STOPS = 5
_SHARE_OF_STOPS = 0.75
"""The same of full stops: links, and captions without theirs, leave more of those apart."""

_BEFORE = r"[\w)\]\"'\u2019\u201d%]"
_AFTER = r"(?=\s|$)"
_CUT = "|".join(word for line in phrases("words_before_a_hole") for word in line.split())
"""A space behind one of these is the trace of lost words, and no sign of a habit."""
_APART = {
    mark: Pattern(rf"(?<={_BEFORE})(?<!\b(?i:{_CUT}))[ \u00a0][{mark}]{_AFTER}") for mark in MARKS
}
_ATTACHED = {mark: Pattern(rf"[{mark}]{_AFTER}(?<={_BEFORE}.)") for mark in MARKS}

_GREETINGS = frozenset(
    "dear hi hello hey regards best kind warm yours sincerely thanks many".split()
)
"""What lines begin with that end with the comma of a letter's greeting or close."""
_LONGEST_GREETING = 40
_MOST_WORDS = 5


def is_apart(document: Document, mark: int) -> bool:
    """Return whether the text sets marks like that at ``mark`` apart by habit."""
    return document.text[mark] in document.once(apart_marks)


def ends_greeting(text: str, space: int) -> bool:
    """Return whether a space is before the comma that ends a line of greeting: ``Dear Edda ,``."""
    if text[space + 1 : space + 2] != "," or text[space + 2 : space + 3] not in ("", "\n", "\r"):
        return False
    line = text[max(0, space - _LONGEST_GREETING) : space].rpartition("\n")[2]
    words = line.split()
    return 1 < len(words) <= _MOST_WORDS and words[0].lower() in _GREETINGS


def apart_marks(document: Document) -> frozenset[str]:
    """Return the marks that the text sets apart by habit."""
    return frozenset(mark for mark in MARKS if _is_habit(document.text, mark))


def _is_habit(text: str, mark: str) -> bool:
    if text.count(f" {mark}") + text.count(f"\u00a0{mark}") < _LEAST_OF_ALL:
        return False
    apart, attached = (
        sum(1 for _ in patterns[mark].finditer(text)) for patterns in (_APART, _ATTACHED)
    )
    if mark == ".":
        return apart >= _LEAST_STOPS and apart > _SHARE_OF_STOPS * (apart + attached)
    least = _LEAST if attached else _LEAST_OF_ALL
    return apart >= least and apart > _SHARE * (apart + attached)
