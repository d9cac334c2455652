"""Paragraphs that begin with a punctuation mark."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Measurement, Outer, Pattern, rule
from cleanup.scoring.lost_words.score import has_certain_holes
from cleanup.text.repeated import is_repeated

CLAUSE = "who|whose|which|where|when|now|then|the|a|an|and|is|was"
_AFTER_PARAGRAPH = r"(?<=\n\n[ ]?.|[.!?:)\"\u201d\u2019]\n[ ]?.)"
"""A blank line or the end of a sentence is before the mark: where a line
without an end is before it, the link stands there, and a line feed is all that is wrong."""
BEGINNING = Pattern(
    rf",(?:{_AFTER_PARAGRAPH}|(?<=\A.))(?= ?(?:{CLAUSE})\b| \p{{Ll}}{{2,}} | [0-9]{{2}}, )"
    rf"|;{_AFTER_PARAGRAPH}(?= ?(?:{CLAUSE})\b)"
    r"|:(?<=\n\n.)(?= [\"\u201c]?\p{Lu}[\p{L} ])"
    r"|\.(?<=\n\n[ ]?.)(?= \p{Lu}\p{Ll})"
    r"|['\u2019](?<=\n\n[ ]?.)(?=s \p{Ll})"
)
ENDED = Pattern(r"[.!?:)\"\u201d\u2019]\Z", timed=False)
SHORT = 50
"""A line that is shorter and does not end a sentence may be the link."""
REPEATED = Pattern(r":(?<=\n.) ?(?=[:0-9-])")


@rule(
    "HOL013",
    hole="sentence-head",
    tier="display",
    confidence=0.95,
    measured=[
        Measurement(18, 18, "readability, held out", "scraped", "2026-11-29"),
        Measurement(41, 41, "scraped articles", "read", "2026-11-29"),
    ],
    hint=AnyOf(*(f"\n{blank}{mark}" for blank in ("", " ") for mark in ",;:.'\u2019")) | Outer(","),
    langs=["en"],
    flags={
        "The race was won by a newcomer of the club.\n\n, who had to fight for it to the end.": "",
        "It was seen from the pier of the town.\n\n: The skipper is the one who did it.": "",
        ", 45, was told of it by the men in the hall, and he said that it was not the end.": "",
        "The vote is due in the autumn of the year.\n\n. And that was not the end of it.": "",
        "It was all that was said of it in the hall.\n\n's way to the final was the easier.": "",
    },
    good=[
        "This is the quay of the town\n, and that is the harbour that he was the head of.",
        "tide\n: The rise and fall of the sea.\n\nebb\n: The fall of the tide.",
        "The tide, as he said\n, was the end of the road for the men in the hall.",
        "He was there for the rest of it.\n\n'Tis the end of the road for the men.",
        "It was the end of it for the men.\n\n. . . and then it was that the tide came.",
        "quay,12,4\n,13,5\n,14,6",
    ],
)
def begins_with_mark(document: Document) -> Iterator[Found]:
    """A paragraph begins with a punctuation mark.

    What it does: flags a paragraph that begins with a comma and a word or an age (``, 45, was``),
    with a colon or a full stop and a new sentence, or with the ending of a possessive. In a text
    with holes of high confidence elsewhere also lines that begin with several colons or with a
    colon and a number.

    Why it is damage: the name or the words that the paragraph began with were a link or in bold
    letters, and were dropped.

    What could go wrong: lists of definitions that begin with a colon, if blank lines are between
    term and definition. Where a link stands in a line of its own, only a line feed is wrong: a
    comma counts after a blank line or the end of a sentence.
    """
    text = document.text
    found = [beginning.start() for beginning in BEGINNING.finditer(text)]
    if (more := [beginning.start() for beginning in REPEATED.finditer(text)]) and (
        has_certain_holes(document)
    ):
        found += more
    for start in sorted(found):
        if not (document.is_code(start) or document.is_table(start) or _is_whole(document, start)):
            yield Found(start, start)


def _is_whole(document: Document, mark: int) -> bool:
    """Return whether nothing is lost: the words stand before, in a line of their own or again."""
    text = document.text
    before = text[max(0, mark - SHORT) : mark].rstrip()
    return is_repeated(text, mark + 1) or (
        ENDED.search(before) is None and "\n" in before and text[mark] in ",.\u2019'"
    )
