"""Double spaces where quotation marks and dashes were lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.kit import AnyOf, Document, Found, Iterator, Match, Measurement, Pattern, Shape, rule

if TYPE_CHECKING:
    from collections.abc import Sequence


_WIDE_SPACE = Pattern(r" (?<=[^\s*] ) {1,2}+(?=[^\s*|])", timed=False)
_WITHIN_SENTENCE = Pattern(r"  (?<=[0-9A-Za-z,]  )(?=[A-Za-z])", timed=False)
_SENTENCE_ENDS = frozenset('.!?:;)"')
_ONE_SPACE = Pattern(r"[.!?] (?=\p{Lu})")
_QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'
_FEWEST = 2
_MAX_DISTANCE = 4_000
"""Most code points per wide space within a sentence; where they are rarer, they are typos."""
_AFTER_SENTENCE = 0.85
"""Confidence between two sentences, where the author may have typed two spaces on purpose."""
_DASH_MESSAGE = "a dash between spaces was lost"


@rule(
    "HOL030",
    hole="mark",
    tier="display",
    confidence=0.98,
    measured=[
        Measurement(99, 100, "scraped articles", "read", "2026-11-23"),
        Measurement(25_418, 26_305, "isot, allsides and fnc1", "marks", "2026-11-28"),
    ],
    hint=AnyOf("  ") & Shape("[0-9A-Za-z,]  [A-Za-z]"),
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

    What it does: flags runs of two or three spaces in a text that has at least two of them within
    sentences, at least two for each of its quotation marks, and one for every 4,000 characters. A
    run of three is the remains of a dash between spaces. The spaces stay: they alone show where the
    marks were.

    Why it is damage: a converter that did not know curly quotation marks and dashes wrote a space
    for each.

    What could go wrong: some authors type two spaces after a full stop. If most sentences end so,
    those runs are skipped; without other runs within sentences nothing is flagged. A possessive
    whose apostrophe was lost (``the sailors  boats``) looks the same. In agency copy
    typed with two spaces after some full stops 85 % of the places were right: places after a
    sentence have a lower confidence.
    """
    text = document.text
    if not _are_enough(text, text.count("  ")):
        return
    wide_spaces = list(_wide_spaces_in_running_text(document))
    if not _are_enough(
        text, sum(_WITHIN_SENTENCE.match(text, space.start()) is not None for space in wide_spaces)
    ):
        return
    typed = _types_two_spaces(text, wide_spaces)
    for space in wide_spaces:
        before = text[space.start() - 1]
        if not (typed and before in _SENTENCE_ENDS):
            yield Found(
                space.start(),
                space.end(),
                confidence=_AFTER_SENTENCE if before in ".!?" else None,
                message=_DASH_MESSAGE if len(space[0]) > len("  ") else None,
            )


def _are_enough(text: str, wide_spaces: int) -> bool:
    """Return whether so many wide spaces cannot be slips of an author who uses quotation marks."""
    often_enough = wide_spaces >= _FEWEST and wide_spaces * _MAX_DISTANCE >= len(text)
    return often_enough and 2 * sum(map(text.count, _QUOTES)) <= wide_spaces


def _wide_spaces_in_running_text(document: Document) -> Iterator[Match[str]]:
    running, stop = False, -1
    for space in _WIDE_SPACE.finditer(document.text):
        if space.start() >= stop:
            line = document.line_at(space.start())
            running, stop = document.is_running(line), line.stop
        if running:
            yield space


def _types_two_spaces(text: str, wide_spaces: Sequence[Match[str]]) -> bool:
    """Return whether more sentences end with two spaces than with one."""
    two_spaces = sum(
        text[space.start() - 1] in ".!?" and text[space.end()].isupper() for space in wide_spaces
    )
    return two_spaces > sum(1 for _ in _ONE_SPACE.finditer(text))
