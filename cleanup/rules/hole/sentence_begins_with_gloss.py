"""Sentences that begin with the gloss of a lost name."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Pattern, Shape, rule

GLOSS = Pattern(
    '\\((?<=(?:(?:\\p{Ll}{4}|[0-9]{4})[.!?]["\u201d\u2019\')]?|[.!?]["\u201d]) ?.)'
    "(?:(?:formerly|also known as|aka|a\\.k\\.a\\.|or|born|pronounced) [^()\\n]{2,60}"
    "|\\p{Lu}{2,6}(?:, [^()\\n.!?]{2,60})?"
    "|\\p{Lu}[\\p{L} .'\u2019-]{1,40}, (?:formerly|or|also) [^()\\n]{2,40})"
    "\\)(?=,? (?!pic\\b|https?\\b)\\p{Ll})"
)
ABBREVIATED = Pattern(r"(?<!\p{L})(?:etc|corp|govt|dept|approx|assn|bros)[.]")
LABELS = frozenset(("VIDEO", "AUDIO", "MUSIC", "CHEERS", "LAUGHS", "CNN", "AP", "AFP", "UPI"))


@rule(
    "HOL006",
    hole="sentence-head",
    tier="display",
    confidence=0.9,
    hint=Shape(
        "[.!?][\"\u201d\u2019')]?[ ]?\\([A-Zabfop\u00c0-\U0010ffff][^()\n]{1,120}\\)"
        ",? [a-z\u00b5-\U0010ffff]"
    ),
    flags={
        "They met foreign advisers. (NRA, formerly NRB) fighters near the mill fled.": "",
        'They met the "advisers."(NRA, formerly NRB/NRC) fighters near the mill fled.': "",
        "The mill was closed in 2009. (NRA, formerly NRB) officials there fled.": "",
        "The hall was full on Monday. (born 1961) is the oldest of its members.": "",
        "The deal was signed there. (formerly Dornan Rail) and its rival were absent.": "",
    },
    good=[
        "They left. (He declined to comment.) nobody minded.",
        "It opens at 3 p.m. (GMT) on Monday and in the U.S. (DST) later.",
        "Dornan Corp. (DRN) and Merrow Inc. (MRW) rose.",
        "They sold apples, pears etc. (NRA members) at the gate.",
        "The hall filled. (APPLAUSE)",
        "The hall filled. (Nobody had expected that.)",
        "Dornan Rail (DRN, formerly DRO) officials met.",
    ],
)
def sentence_begins_with_gloss(document: Document) -> Iterator[Found]:
    """A sentence begins with the bracketed gloss of a name that was lost.

    What it does: flags the place before a bracket that explains a name (an acronym, ``formerly …``)
    if the bracket begins the sentence and lower case follows.

    Why it is damage: the name and the words before it were a link or an inline element that the
    scraper dropped.

    What could go wrong: abbreviations before a bracket (``p.m. (GMT)``) are not sentence ends; a
    word of four letters or a closing quote must precede the bracket.
    """
    for gloss in GLOSS.finditer(document.text):
        start = gloss.start()
        if ABBREVIATED.search(document.text, max(0, start - 8), start):
            continue
        if gloss[0].strip("()") not in LABELS:
            yield Found(start, start)
