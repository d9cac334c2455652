"""Words within a sentence that lost the space between them."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Measurement, rule
from cleanup.scoring.lost_words.candidates import HINTS
from cleanup.scoring.lost_words.score import lost_words

MAX_LOSS = 0.78
"""Below this confidence that words are missing, only the space is assumed to be missing."""


@rule(
    "JOI009",
    tier="unsafe",
    confidence=0.8,
    measured=[
        Measurement(407, 427, "article-extraction, held out", "scraped", "2026-11-29"),
        Measurement(155, 179, "readability, held out", "scraped", "2026-11-29"),
        Measurement(333, 340, "article-extraction, held out", "article", "2026-11-28"),
    ],
    hint=HINTS["glued"],
    langs=["en"],
    bad={
        "About 17 percentof the men in the town said so to the council in the year of the war.": (
            "About 17 percent of the men in the town said so to the council in the year of the war."
        ),
        "She has beenworking at the mill for most of the years since the war was over.": (
            "She has been working at the mill for most of the years since the war was over."
        ),
        "The old men weretalking of the war that was over for most of the town.": (
            "The old men were talking of the war that was over for most of the town."
        ),
    },
    good=[
        "The plan to overstay was inlined by the failson, who is atwitter about the bedsits.",
        "Theon of the isles met Thein Sein and Toby, and they were in the house.",
        "It is a matter of fact that they overwork and understate, and the outgrown are upended.",
        "Nicola Marchon and Tillis went to Marathon and to the Isle of Whithorn with the others.",
    ],
)
def glued_in_sentence(document: Document) -> Iterator[Found]:
    """Two words within a sentence lost the space between them.

    What it does: proposes a space within a token that is in no English word list and consists of
    two common words, one of them of a closed class, if nothing indicates missing words between them
    (``weretalking``).

    Why it is damage: scrapers strip the space next to an inline element.

    What could go wrong: names, foreign words and new compounds look alike; and words may be missing
    after all, so that the space hides the loss.
    """
    for candidate in lost_words(document) if document.holds(HINTS["glued"]) else ():
        if candidate.kind == "glued" and candidate.confidence < MAX_LOSS:
            yield Found(candidate.start, candidate.end, " ")
