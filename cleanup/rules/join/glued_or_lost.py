"""Words that stick together, and may have lost more than the space between them."""

from __future__ import annotations

from cleanup.grammar.cut_contractions import cut_contractions
from cleanup.kit import Document, Found, Iterator, Measurement, rule
from cleanup.scoring.seams.candidates import SEAM
from cleanup.scoring.seams.score import verdicts


@rule(
    "JOI021",
    tier="display",
    confidence=0.95,
    measured=[
        Measurement(328, 328, "article-extraction, held out", "scraped", "2026-11-29"),
        Measurement(164, 171, "readability, held out", "scraped", "2026-11-29"),
    ],
    hint=SEAM,
    langs=["en"],
    flags={
        "The officer told us what he toldthat she was the one who had been there.": "toldthat",
        "It was at the harbourthe men met in the evening.": "harbourthe",
        "The company, whichhad its licence renewed in the same month, paid a fine.": "whichhad",
        "It was Danforth'sboat that was lost in the storm.": "Danforth'sboat",
    },
    good=[
        "The plan to overstay was inlined by the failson, who is atwitter about the bedsits.",
        "Theon of the isles met Thein Sein and Toby, and they were in the house.",
        "The village of Hatenon is old, and the town of Tillon is by the sea.",
        'The word "harbourthe" is in no list, and neither is the user @newengine.',
        "The underused boats were redid by a tieless man, who is in the readme of the checkin.",
    ],
)
def glued_or_lost(document: Document) -> Iterator[Found]:
    """Two words stick together; a space was lost between them, or more.

    What it does: flags a token that is no word and is read as two or more, if nothing shows whether
    a space alone is missing there (``glued-in-sentence``) or words as well
    (``words-lost-in-token``).

    Why it is damage: a word is made that does not exist, and text may be missing.

    What could go wrong: names, foreign words and new compounds look alike.
    """
    cut = frozenset(document.once(cut_contractions))
    for seam, kind, confidence, _ in verdicts(document):
        if kind == "either" and (seam.token, seam.end) not in cut:
            yield Found(*seam.words, confidence=confidence)
