"""Numbers and words that lost the space between them."""

from __future__ import annotations

from cleanup.grammar.running_words import closed_words_near, is_closed_word, is_running_word
from cleanup.grammar.sentence_openers import is_abbreviation
from cleanup.kit import Document, Found, Iterator, Match, Measurement, Pattern, Shape, rule
from cleanup.scoring.glue.calibration import NUMBERS, NUMBERS_AT_MARK
from cleanup.scoring.glue.candidates import HINT
from cleanup.scoring.glue.score import find_glue
from cleanup.text.kinds.lower_cased import lower_cased

AFTER_STOP = Pattern(
    r"(?=[1-9])(?<=[.!])(?<=(?:^|[\s(\"\u201c])(?P<left>\p{Ll}[\p{L}\p{M}]{3,40})[.!])"
    r"(?P<number>[1-9][0-9](?:[0-9]?,[0-9]{3}|[0-9]{0,2})) (?P<right>\p{Ll}{3,})(?=[ ,])"
)
"""Two digits or more: one is the number of a note, and so is one before a capital."""
PHONE = Pattern(
    r"(?=[1-9(])(?<=\p{Ll})(?<=(?:^|[\s(\"\u201c:/])\p{L}\p{Ll}{1,20})"
    r"(?=(?:1[-. ])?(?:\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[-.])[0-9]{3}[-.][0-9]{4}(?![-0-9]))"
)
"""A telephone number of North America."""
SURE = Shape("[0-9][0-9][0-9][-.][0-9][0-9][0-9][0-9]|[^0-9][.!][1-9][0-9]")
"""Holds where one of these may match, which is seldom so and told thirty times as fast."""
COUNTED = frozenset(
    "area article chap chapter channel clause exercise figure figs file footnote host hymn image"
    " item lesson line node note number page pages para part phase port psalm room route rule"
    " section server song step studio table track verse version vinyl vols".split()
)
"""What has numbers: ``page.12``."""
OF_COUNTED = frozenset("each more of other others".split())
"""Words of a closed class that follow the number of a sentence: ``12 of the boats``."""
NOTE = Pattern(
    r"(?=[1-9])(?<=\p{Ll}{3}[.,])[1-9][0-9]?(?:,[1-9][0-9]?)*(?: \p{Lu}|\s*(?:\n|\Z))", timed=False
)


@rule(
    "JOI008",
    tier="safe",
    confidence=0.99,
    measured=[
        Measurement(566, 569, "article-extraction, held out", "scraped", "2026-11-28"),
        Measurement(950, 993, "article-extraction, held out", "scraped", "2026-11-28", "unsafe"),
        Measurement(38, 38, "readability, held out", "scraped", "2026-11-28"),
        Measurement(325, 370, "readability, held out", "scraped", "2026-11-28", "unsafe"),
        Measurement(9, 25, "article-extraction, held out", "article", "2026-11-28", "unsafe"),
    ],
    hint=HINT,
    bad={
        "The crowd went home.Nobody spoke.Merrow won in 2016Nobody expected it.": (
            "The crowd went home.Nobody spoke.Merrow won in 2016 Nobody expected it."
        ),
        "Nobody came.The vote was close.Merrow (population)400 boats.Then all went home.": (
            "Nobody came.The vote was close.Merrow (population) 400 boats.Then all went home."
        ),
        "We waited for the ferry.12 men stood on the quay with their boats.": (
            "We waited for the ferry. 12 men stood on the quay with their boats."
        ),
        "The harbour office is open all week. Call212-555-0140 and ask for the master.": (
            "The harbour office is open all week. Call 212-555-0140 and ask for the master."
        ),
        "The boats cost$400 each.The harbour closed.Nobody came.": (
            "The boats cost $400 each.The harbour closed.Nobody came."
        ),
    },
    good=[
        "HER2 and BRCA1 are genes, and Clinton2020 was a slogan.",
        "A 4Runner with a 48MP camera, and an R1T with 1TB.",
        "Sept.11 and Psalm.23",
        "The part is QX212-555-0140, and the old one qx212-555-0140-7.",
        "The APT28 group uses mp3 files.",
        "It grew from 1,000 to 1.5 million at 10:30AM.",
    ],
    langs=("en",),
)
def glued_number(document: Document) -> Iterator[Found]:
    """A number and a word meet without a space.

    What it does: inserts a space between the two (``cost$400``, ``2016Nobody``), also after a full
    stop (``ferry.12 men``), if a known word stands on either side, both in lower case, and before
    the number of a telephone (``Call212-555-0140``).

    Why it is damage: scrapers join table cells, dates and headings with the text that follows.

    What could go wrong: names and units contain digits (``BRCA1``, ``48MP``). Each candidate is
    scored by its word, by its context, and by how many other places in the text lack a space. Where
    letters meet digits with no mark between them the change is never made by default. Numbers of
    notes follow sentences; where one does, or might, a number after a full stop is only scored.
    """
    sure = frozenset(_sure_places(document))
    for found in find_glue(document, (*NUMBERS_AT_MARK, *NUMBERS)):
        if found.start not in sure:
            yield found
    for position in sorted(sure):
        yield Found(position, position, " ")


def _sure_places(document: Document) -> Iterator[int]:
    """Yield where a number surely begins: one of a telephone, or one that begins a sentence."""
    if not document.holds(SURE):
        return
    for found in PHONE.finditer(document.text):
        if not document.protects(found.start()):
            yield found.start()
    places = [found for found in AFTER_STOP.finditer(document.text) if _begins(document, found)]
    if places and not lower_cased(document.text) and not NOTE.search(document.text):
        yield from (place.start("number") for place in places)


def _begins(document: Document, candidate: Match[str]) -> bool:
    left, right = candidate["left"], candidate["right"]
    return (
        is_running_word(document, left)
        and is_running_word(document, right)
        and left not in COUNTED
        and (right in OF_COUNTED or not is_closed_word(document, right))
        and not is_abbreviation(document, left)
        and closed_words_near(document, candidate.start(), candidate.end()) > 0
        and not document.protects(candidate.start("number"))
    )
