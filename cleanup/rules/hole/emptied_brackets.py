"""Brackets and quotation marks that lost their content."""

from __future__ import annotations

from itertools import product

from cleanup.kit import AnyOf, Document, Found, Iterator, Measurement, Pattern, rule
from cleanup.scoring.lost_words.score import has_certain_holes
from cleanup.scoring.spacing import LESS_SURE, is_scanned

EMPTIED = Pattern(
    '\\((?<=(?:^|[\\s\u201c"]).)[ \u00a0]{0,3}(?:\\)|[,;](?=[ \u00a0][^()\\n]{1,80}\\)))'
    "|\u201c(?P<mark>[,.])\u201d(?<=[\\s(]...)(?= \\p{Ll})"
    "|(?:\u201c(?<=(?:^|\\s).)[ \u00a0]?\u201d|\u201e[ \u00a0]?[\u201c\u201d]"
    "|\u00ab(?<=(?:^|\\s).)[ \u00a0\u202f]{0,2}\u00bb)(?=[\\s.,]|$)"
)
_SPACES = tuple(
    "".join(combination) for n in range(4) for combination in product(" \u00a0", repeat=n)
)
_QUOTES = ("\u201c\u201d", "\u201e\u201c", "\u201e\u201d")
_HINT = AnyOf(
    *(f"({spaces}{mark}" for spaces in _SPACES for mark in "),;"),
    "\u201c,\u201d ",
    "\u201c.\u201d ",
    *(pair[0] + spaces + pair[1] for pair in _QUOTES for spaces in _SPACES[:3]),
    *(
        f"\u00ab{''.join(spaces)}\u00bb"
        for n in range(3)
        for spaces in product(" \u00a0\u202f", repeat=n)
    ),
)


@rule(
    "HOL003",
    hole="bracket",
    tier="display",
    confidence=0.95,
    measured=[
        Measurement(72, 72, "article-extraction, held out", "scraped", "2026-11-29"),
        Measurement(67, 70, "readability, held out", "scraped", "2026-11-29"),
    ],
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
        "The sign \u201c,\u201d is a comma, and the end of it is a \u201c.\u201d or the like.",
        "The tuple is ().",
    ],
)
def emptied_brackets(document: Document) -> Iterator[Found]:
    """Brackets or quotation marks lost their content.

    What it does: flags ``()``, ``( ,`` and ``(;`` in prose, and an empty pair of curly, low or
    angle quotes. Curly quotes around a comma or full stop count in a text with holes of high
    confidence elsewhere.

    Why it is damage: the link, the pronunciation or the foreign script inside was dropped with its
    element.

    What could go wrong: program code and drawn faces; both are recognised by their context. Scanned
    text has such marks where letters were misread; where words are divided by spaces or a small
    letter follows (``()f the mill``), the confidence is lower.
    """
    for emptied in EMPTIED.finditer(document.text):
        if emptied["mark"] and not has_certain_holes(document):
            continue
        is_drawn = emptied[0][0] == "(" and _is_drawn(document.text, emptied.end())
        if not (is_drawn or document.is_code(emptied.start())):
            mark_at = emptied.start() + 1 if emptied["mark"] else None
            is_less_sure = _is_misread(document.text, *emptied.span()) or is_scanned(document)
            confidence = LESS_SURE if is_less_sure else None
            yield Found(emptied.start(), emptied.end(), confidence=confidence, mark_at=mark_at)


def _is_misread(text: str, start: int, end: int) -> bool:
    """Return whether brackets may be a capital ``O`` that was misread: ``()f the mill``."""
    return text[start:end] == "()" and text[end : end + 1].islower()


def _is_drawn(text: str, end: int) -> bool:
    return text[end : end + 1] in ("_", "/", ";", ".") or text[end : end + 2] == " :"
