"""Words lost at a wide space within a sentence."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Measurement, rule
from cleanup.scoring.lost_words.candidates import HINTS
from cleanup.scoring.lost_words.score import lost_words


@rule(
    "HOL010",
    hole="inline",
    tier="display",
    confidence=0.89,
    measured=[
        Measurement(539, 567, "article-extraction, held out", "scraped", "2026-11-29"),
        Measurement(86, 100, "readability, held out", "scraped", "2026-11-29"),
    ],
    hint=HINTS["wide"],
    langs=["en"],
    flags={
        "The ships were sent to the  and that is the end of what they said of it.": "  ",
        "It was told by the  of the town that he had not been there at the time.": "  ",
    },
    good=[
        "The tide is high.  The boat is in the harbour, and the men are on the quay.",
        "The tide  is high, and the  boat is in the  harbour, and  the men are on the  quay.",
        "The boat was in the old  harbour of the town for the whole of the winter.",
        "boat    tide    port",
        "The tide is high.  Nobody told the  Harbour Board that it was, and the men are there.",
        "They own Dornan\u2019s  (DRN), Merrow Rail  (MRW) and, in the north, Tarn Foods  (TRN.L).",
    ],
)
def words_lost_at_wide_space(document: Document) -> Iterator[Found]:
    """Text was lost at a wide space within a sentence.

    What it does: flags two or three spaces within a sentence if the words on both sides are
    unlikely to be neighbours (``to the  and``). The spaces are kept: collapsed, they would no
    longer show the loss.

    Why it is damage: a link was dropped with its words; the spaces on both sides of it are left.

    What could go wrong: typists and typesetters double spaces, too. If a text has many wide spaces
    at which nothing is missing, each needs a higher score; if as many are between sentences as
    within them, none counts. A wide space before the ticker symbol of a listed company does not
    count either.
    """
    for candidate in lost_words(document):
        if candidate.kind == "wide":
            yield Found(candidate.start, candidate.end, confidence=candidate.confidence)
