"""Double spaces where quotation marks and dashes were lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.prefilter.hints import AnyOf, Shape
from cleanup.rule import rule
from cleanup.text.pattern import Pattern
from cleanup.values import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.text.document import Document
    from cleanup.text.pattern import Match

_GAP = Pattern(r" (?<=[^\s*] ) {1,2}+(?=[^\s*|])", timed=False)
_TELLING = Pattern(r"  (?<=[0-9A-Za-z,]  )(?=[A-Za-z])", timed=False)
_SENTENCE_ENDS = frozenset('.!?:;)"')
_CLOSED_UP = Pattern(r"[.!?] (?=\p{Lu})")
_QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'
_FEWEST = 2
_SPARSEST = 4_000
"""Code points to a gap within a sentence; a longer text with as few has them by mistake."""
_AFTER_SENTENCES = 0.85
"""How sure it is that a mark was lost between two sentences, where the writer may mean a gap."""
_DASH = "a dash between spaces was lost"


@rule(
    "HOL030",
    hole="mark",
    tier="display",
    confidence=0.98,
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
    """Two spaces stand where a quotation mark was lost beside one of them.

    What it does: flags runs of two or three spaces in a text that has at least two of them within
    sentences, for each of its quotation marks at least two, and one for every 4,000 characters.
    Three are what is left of a dash between spaces. The spaces stay: they are all that tells
    where the marks were.

    Why it is damage: a converter that did not know curly quotation marks and dashes wrote a space
    for each.

    What could go wrong: some write two spaces after a full stop. Where most sentences end so,
    those are not meant; without further gaps within sentences nothing is flagged. A possessive
    whose apostrophe was lost (``the sailors  boats``) looks the same. Of 100 places in real
    scraped articles that were read 99 were lost marks (95 % interval 0.946 to 0.998). Where marks
    were lost on purpose 0.9993 of 9,076 places were right, and 0.85 in agency copy typed with
    two spaces after some full stops: those after a sentence are less sure.
    """
    text = document.text
    if not _are_enough(text, text.count("  ")):
        return
    gaps = list(_gaps_in_running_text(document))
    if not _are_enough(text, sum(_TELLING.match(text, gap.start()) is not None for gap in gaps)):
        return
    typed = _types_two_spaces(text, gaps)
    for gap in gaps:
        before = text[gap.start() - 1]
        if not (typed and before in _SENTENCE_ENDS):
            yield Found(
                gap.start(),
                gap.end(),
                confidence=_AFTER_SENTENCES if before in ".!?" else None,
                message=_DASH if len(gap[0]) > len("  ") else None,
            )


def _are_enough(text: str, gaps: int) -> bool:
    """Return whether so many gaps are no slips of one who writes quotation marks."""
    often = gaps >= _FEWEST and gaps * _SPARSEST >= len(text)
    return often and 2 * sum(map(text.count, _QUOTES)) <= gaps


def _gaps_in_running_text(document: Document) -> Iterator[Match[str]]:
    running, stop = False, -1
    for gap in _GAP.finditer(document.text):
        if gap.start() >= stop:
            line = document.line_at(gap.start())
            running, stop = document.is_running(line), line.stop
        if running:
            yield gap


def _types_two_spaces(text: str, gaps: Sequence[Match[str]]) -> bool:
    """Return whether more sentences end in two spaces than in one."""
    wide = sum(text[gap.start() - 1] in ".!?" and text[gap.end()].isupper() for gap in gaps)
    return wide > sum(1 for _ in _CLOSED_UP.finditer(text))
