"""Brackets and quotes that lost what they held."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from cleanup.prefilter.hints import AnyOf
from cleanup.rule import rule
from cleanup.text.pattern import Pattern
from cleanup.values import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.document import Document

EMPTIED = Pattern(
    '\\((?<=(?:^|[\\s\u201c"]).)[ \u00a0]{0,3}(?:\\)|[,;](?=[ \u00a0][^()\\n]{1,80}\\)))'
    "|(?:\u201c(?<=(?:^|\\s).)[ \u00a0]?\u201d|\u201e[ \u00a0]?[\u201c\u201d]"
    "|\u00ab(?<=(?:^|\\s).)[ \u00a0\u202f]{0,2}\u00bb)(?=[\\s.,]|$)"
)
_GAPS = tuple("".join(blanks) for n in range(4) for blanks in product(" \u00a0", repeat=n))
_QUOTES = ("\u201c\u201d", "\u201e\u201c", "\u201e\u201d")
_HINT = AnyOf(
    *(f"({gap}{mark}" for gap in _GAPS for mark in "),;"),
    *(pair[0] + gap + pair[1] for pair in _QUOTES for gap in _GAPS[:3]),
    *(
        f"\u00ab{''.join(gap)}\u00bb"
        for n in range(3)
        for gap in product(" \u00a0\u202f", repeat=n)
    ),
)


@rule(
    "HOL003",
    hole="bracket",
    tier="display",
    confidence=0.95,
    hint=_HINT,
    flags={
        "The singer ( , born 1961) retired early.": "( ,",
        "The minister () refused to comment.": "()",
        "The minister ( ) refused to comment.": "( )",
        "Her film (; 2004) was a success.": "(;",
        "He called it \u201c\u201d and left.": "\u201c\u201d",
        "Das Lokal hie\u00df \u201e\u201c und schloss.": "\u201e\u201c",
        "Ihr Film hie\u00df \u201e\u201c.": "\u201e\u201c",
        "Le journal \u00ab\u00a0\u00bb a ferm\u00e9.": "\u00ab\u00a0\u00bb",
    },
    good=[
        "Call main() and then run(), as object() does.",
        "Well, \u00af\\_( )_/\u00af is all he wrote.",
        "f = lambda: ();",
        "The smiley (; is old (they say).",
        "The minister (her second term) spoke.",
        "Use [] or {} there.",
        "The tuple is ().",
    ],
)
def emptied_brackets(document: Document) -> Iterator[Found]:
    """Brackets or quotation marks lost what stood in them.

    What it does: flags ``()``, ``( ,`` and ``(;`` in prose, and an empty pair of curly, low or
    angle quotes.

    Why it is damage: the link, the pronunciation or the foreign script in the bracket was
    dropped with its element.

    What could go wrong: program code and drawn faces; both are told by what surrounds them.

    Measured on scraped pages whose damage is known: 96.7 % of the places were right (239 of
    them; 95 % interval 93.5 to 98.3).
    """
    for place in EMPTIED.finditer(document.text):
        drawn = place[0][0] == "(" and _is_drawn(document.text, place.end())
        if not (drawn or document.is_code(place.start())):
            yield Found(place.start(), place.end())


def _is_drawn(text: str, end: int) -> bool:
    return text[end : end + 1] in ("_", "/", ";", ".") or text[end : end + 2] == " :"
