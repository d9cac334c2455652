"""Double spaces where quotation marks and dashes were lost."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Measurement, rule
from cleanup.text.lost_marks import lost_marks

_LIKELY = 0.85
"""Confidence between two sentences, where the author may have typed two spaces on purpose, and in a
text that has too few wide spaces to prove each other."""
_MESSAGES = {
    "opening": "an opening quotation mark was lost and left a double space",
    "closing": "a closing quotation mark was lost and left a double space",
    "apostrophe": "an apostrophe or a quotation mark was lost and left a double space",
    "dash": "a dash between spaces was lost",
    "both": "a quotation mark and a dash were lost",
}


@rule(
    "HOL030",
    hole="mark",
    tier="display",
    confidence=0.98,
    measured=[
        Measurement(99, 100, "scraped articles", "read", "2026-11-23"),
        Measurement(25_418, 26_305, "isot, allsides and fnc1", "marks", "2026-11-28"),
    ],
    hint=AnyOf("  "),
    langs=["en"],
    flags={
        "It is all for show,  the mayor wrote to them.  The boats  that is, both of them  "
        "are on the sea, and he said so to all of us in the hall.": "  ",
        "He called the deal  a gift to the harbour,  and that is not all: the boats were his own "
        "  or his wife s   and none of us in the hall had been told of it.": "   ",
    },
    good=[
        "The tide was high.  The boats were in.  He was told of it, and that was the end of it "
        "for the men in the hall.  It was  late, and so on.",
        'It is  a gift,  and "that is it", said the mayor to the men of the hall. They were not '
        'amused, and "that" was that for all of us in the town.',
        "boat  port  tide\nof the  in the  to the\nwho was  who is  who had",
        "It is the  end of the road for the men of the hall, and that is not all there is to it "
        "for the others, he said to us.",
    ],
)
def lost_quotation_mark(document: Document) -> Iterator[Found]:
    """A quotation mark was lost and left a double space.

    What it does: flags runs of two to four spaces in a text that has at least two of them within
    sentences, at least two for each of its quotation marks, and one for every 4,000 characters; or
    one of them in a text of 1,000 characters or more that tells what somebody said and has neither
    a quotation mark nor an apostrophe. A run of three is the remains of a dash between spaces. The
    message tells which mark was likely lost. The spaces stay: they alone show where the marks were.

    Why it is damage: a converter that did not know curly quotation marks and dashes wrote a space
    for each.

    What could go wrong: some authors type two spaces after a full stop. If most sentences end so,
    those runs are skipped; without other runs within sentences nothing is flagged. A possessive
    whose apostrophe was lost (``the sailors  boats``) looks the same. In agency copy
    typed with two spaces after some full stops 85 % of the places were right: places after a
    sentence have a lower confidence.
    """
    for lost in document.once(lost_marks):
        sure = lost.proved and document.text[lost.start - 1] not in ".!?"
        yield Found(
            lost.start,
            lost.end,
            confidence=None if sure else _LIKELY,
            message=_MESSAGES[lost.mark],
        )
