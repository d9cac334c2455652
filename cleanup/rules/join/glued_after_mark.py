"""Words that lost the space after punctuation."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Measurement, rule
from cleanup.scoring.glue.calibration import AFTER_MARK
from cleanup.scoring.glue.candidates import HINT
from cleanup.scoring.glue.score import find_glue


@rule(
    "JOI006",
    tier="safe",
    confidence=0.99,
    measured=[
        Measurement(2088, 2154, "article-extraction, held out", "scraped", "2026-11-28"),
        Measurement(191, 237, "article-extraction, held out", "scraped", "2026-11-28", "unsafe"),
        Measurement(994, 1029, "readability, held out", "scraped", "2026-11-28"),
        Measurement(146, 173, "readability, held out", "scraped", "2026-11-28", "unsafe"),
        Measurement(308, 310, "article-extraction, held out", "article", "2026-11-28"),
        Measurement(46, 52, "article-extraction, held out", "article", "2026-11-28", "unsafe"),
    ],
    hint=HINT,
    bad={
        "He wrote what happened next:The council met at noon.": (
            "He wrote what happened next: The council met at noon."
        ),
        "The boats lay in the bay (see the map)Then the storm came.": (
            "The boats lay in the bay (see the map) Then the storm came."
        ),
        "The boats lay in the bay [4]Then the storm came.": (
            "The boats lay in the bay [4] Then the storm came."
        ),
        'The mayor called it "a gift"Nobody laughed.': (
            'The mayor called it "a gift" Nobody laughed.'
        ),
        "The harbour closed.Nobody came back,said Marsh.They sold boats,nets and rope.": (
            "The harbour closed. Nobody came back, said Marsh. They sold boats, nets and rope."
        ),
        "It rained.The harbour closed.Nobody came.So they wrote:\n\n\u201dWe keep the boats out.": (
            "It rained. The harbour closed. Nobody came. So they wrote:\n\n"
            "\u201dWe keep the boats out."
        ),
    },
    good=[
        "It rained. [b]The council[/b] met on Monday.",
        "The new album is called 3:Sixteen, the older one Re:Zero.",
        "The tags were stories,celebrity,news and weather.",
        "A 501(c)Group and the AMZN.O ticker.",
        "Ask www.Harbourwatch.org or Hide.me about it.",
        "He read Yahoo!News every day.",
        "He wrote for Harbour.Watch, and Harbour.Watch paid him.",
        "The boats of Dornan (NYSE:DRN) and of Tide::Table were sold.",
        "The call f(x)Then(y) is no prose.",
    ],
)
def glued_after_mark(document: Document) -> Iterator[Found]:
    """A word follows punctuation or a closing bracket without a space.

    What it does: inserts a space between a punctuation mark, a closing bracket or a closing
    quotation mark and a word (``next:The``, ``map)Then``, ``boats,nets``).

    Why it is damage: both were in elements of their own, and only the layout separated them.

    What could go wrong: titles (``3:Sixteen``), tickers (``AMZN.O``) and lists of tags look alike.
    Each candidate is scored by the form of its words, by its context, and by how many other places
    in the text lack a space. Those below the threshold of the safe tier are proposed as unsafe.
    """
    return find_glue(document, AFTER_MARK)
