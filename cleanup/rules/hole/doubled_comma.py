"""Punctuation marks that meet because the words between them were lost."""

from __future__ import annotations

from cleanup.grammar.lower_case_sentences import ends_abbreviation
from cleanup.kit import AnyOf, Document, Found, Iterator, Measurement, Pattern, rule
from cleanup.scoring.spacing import LESS_SURE, is_scanned

MARKS = Pattern(
    r",(?<=[\p{L}\p{N})\]\u201d\u2019\"] {0,2}.)(?: {0,2},(?=[ ]\p{L})| \.(?=\s|$)(?! \.))"
    r"|\.(?<=\p{Ll}{3}\.) ,(?= \p{Ll})"
    r"|\.(?<=(?<!\p{L})\p{Ll}{4,}\.),(?= \p{Ll})"
)
TOGETHER = AnyOf(",,", ",.", ", ,", ", .", ",  ,", ",  .", ". ,", ".,")
GLUED = ".,"
"""Of these the first ends a sentence in English; in other languages it may end an abbreviation."""


@rule(
    "HOL004",
    hole="inline",
    tier="display",
    confidence=0.9,
    measured=[
        Measurement(161, 163, "article-extraction, held out", "scraped", "2026-11-29"),
        Measurement(86, 92, "readability, held out", "scraped", "2026-11-29"),
    ],
    hint=TOGETHER,
    flags={
        "His brother,, the head coach, agreed.": ",,",
        "His brother, , the head coach, agreed.": ", ,",
        "The mayor signed it with her deputy, .": ", .",
        "She met the author. , who was in town, and left.": ". ,",
        "It was the best of the year in town., which is in the north, was not of that view.": ".,",
    },
    good=[
        "Apples, pears, etc., were sold.",
        "He worked for Dornan Corp., of Merrow, and for the U.S., too.",
        "There was one exception, viz., that of the mayor.",
        "a,,b,,c",
        "Wait. . . , he thought.",
        "The Dornan corp., which is in the north, and the approx., as it is called, were there.",
        "Domains such as .com, .org and .net are known, .uk as well.",
        "She lives in Merrow, Va., and works there.",
        "x = [1,, 2]",
        "name,,street,,town",
    ],
)
def doubled_comma(document: Document) -> Iterator[Found]:
    """The words between two punctuation marks were lost.

    What it does: flags ``,,`` and ``, ,`` before a word, a comma before a lone full stop, and a
    full stop before a comma after an ordinary word (in English also without a space between them).

    Why it is damage: an apposition was between the two commas; its link was dropped.

    What could go wrong: a slip of the author's. Tables, code and empty fields of lists are
    recognised by their context. Scanned text has such marks where letters were misread; where words
    are divided by spaces, the confidence is lower.
    """
    for start in document.places_with(TOGETHER):
        marks = MARKS.match(document.text, start)
        if not marks:
            continue
        is_abbreviation = marks[0][0] == "." and (
            document.protects(start)
            or (
                marks[0] == GLUED
                and (document.lang != "en" or ends_abbreviation(document.text, start))
            )
        )
        if not (is_abbreviation or document.is_code(start) or document.is_table(start)):
            confidence = LESS_SURE if is_scanned(document) else None
            yield Found(start, marks.end(), confidence=confidence)
