"""Numbers and words that lost the space between them."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Measurement, rule
from cleanup.scoring.glue.calibration import NUMBERS, NUMBERS_AT_MARK
from cleanup.scoring.glue.candidates import HINT
from cleanup.scoring.glue.score import find_glue


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
        "The boats cost$400 each.The harbour closed.Nobody came.": (
            "The boats cost $400 each.The harbour closed.Nobody came."
        ),
    },
    good=[
        "HER2 and BRCA1 are genes, and Clinton2020 was a slogan.",
        "A 4Runner with a 48MP camera, and an R1T with 1TB.",
        "Sept.11 and Psalm.23",
        "The APT28 group uses mp3 files.",
        "It grew from 1,000 to 1.5 million at 10:30AM.",
    ],
    langs=("en",),
)
def glued_number(document: Document) -> Iterator[Found]:
    """A number and a word meet without a space.

    What it does: inserts a space between the two (``cost$400``, ``2016Nobody``).

    Why it is damage: scrapers join table cells, dates and headings with the text that follows.

    What could go wrong: names and units contain digits (``BRCA1``, ``48MP``). Each candidate is
    scored by its word, by its context, and by how many other places in the text lack a space. Where
    letters meet digits with no mark between them the change is never made by default.
    """
    return find_glue(document, (*NUMBERS_AT_MARK, *NUMBERS))
