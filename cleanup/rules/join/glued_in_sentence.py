"""Words within a sentence that lost the space between them."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Measurement, rule
from cleanup.scoring.seams.candidates import SEAM
from cleanup.scoring.seams.score import verdicts


@rule(
    "JOI009",
    tier="safe",
    confidence=0.97,
    measured=[
        Measurement(921, 961, "article-extraction, held out", "scraped", "2026-11-29"),
        Measurement(160, 197, "article-extraction, held out", "scraped", "2026-11-29", "unsafe"),
        Measurement(411, 425, "readability, held out", "scraped", "2026-11-29"),
        Measurement(75, 93, "readability, held out", "scraped", "2026-11-29", "unsafe"),
        Measurement(612, 616, "article-extraction, held out", "article", "2026-11-29"),
        Measurement(112, 114, "article-extraction, held out", "article", "2026-11-29", "unsafe"),
    ],
    hint=SEAM,
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
        "She wrote a log for readthelog, and it is at https://harbour.readthelog.io/ for the men.",
        "Nicola Marchon and Tillis went to Marathon and to the Isle of Whithorn with the others.",
    ],
)
def glued_in_sentence(document: Document) -> Iterator[Found]:
    """Two words within a sentence lost the space between them.

    What it does: inserts a space within a token that is no word and is read as two or more
    (``weretalking``), if its words, its neighbours and the other damage of the text say that only a
    space is missing. By default it does so if that is nearly certain and one of the words is of a
    closed class or very frequent (``percentof``), the first is inflected, or, in a text with other
    damage, both are known.

    Why it is damage: scrapers strip the space next to an inline element, and scanned text loses
    spaces.

    What could go wrong: names, foreign words and new compounds look alike (what is a part of an
    address elsewhere in the text stays); and words may be missing after all, so that the space
    hides the loss.
    """
    for seam, kind, confidence, is_safe in verdicts(document):
        if kind == "glue":
            yield (
                Found(seam.start, seam.start, " ")
                if is_safe
                else Found(seam.start, seam.start, " ", confidence=confidence, tier="unsafe")
            )
