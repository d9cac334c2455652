"""Words that lost the space between them, recognised by an inner capital."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Measurement, rule
from cleanup.scoring.glue.calibration import WORDS
from cleanup.scoring.glue.candidates import HINT
from cleanup.scoring.glue.score import find_glue


@rule(
    "JOI005",
    tier="safe",
    confidence=0.99,
    measured=[
        Measurement(2223, 2250, "article-extraction, held out", "scraped", "2026-11-28"),
        Measurement(
            3071,
            3192,
            "article-extraction, held out",
            "scraped",
            "2026-11-28",
            "unsafe",
        ),
        Measurement(401, 407, "readability, held out", "scraped", "2026-11-28"),
        Measurement(488, 601, "readability, held out", "scraped", "2026-11-28", "unsafe"),
        Measurement(305, 310, "article-extraction, held out", "article", "2026-11-28"),
        Measurement(174, 198, "article-extraction, held out", "article", "2026-11-28", "unsafe"),
    ],
    hint=HINT,
    bad={
        "They met at noon.The vote was close.Nobody left.AdvertisementThe mayor spoke.": (
            "They met at noon.The vote was close.Nobody left.Advertisement The mayor spoke."
        ),
        "It was late.Nobody came.Follow us on FacebookThe council met at noon in the hall.": (
            "It was late.Nobody came.Follow us on Facebook The council met at noon in the hall."
        ),
        "They came home.The rain had gone.Nobody spoke.A QUIET HARBOURWhen all slept, we met.": (
            "They came home.The rain had gone.Nobody spoke.A QUIET HARBOUR When all slept, we met."
        ),
    },
    good=[
        "She sold her iPhone on eBay and watched YouTube on an iPad.",
        "McAvoy met MacArthur and DiMaggio at WikiLeaks.",
        "JPMorgan and QAnon, VOCs and SUVs, DREAMers and CDNs.",
        "The vaccine is made of mRNA; tPA is a drug, and reCAPTCHA a riddle.",
        "They wrote it in JavaScript for PostgreSQL.",
        "It rained.The harbour closed.Nobody came.MagSafe is a plug, and MagSafe stays.",
        "The LeserInnen of the BahnCard paper.",
        "It rained.The harbour closed.Nobody came.By Allison McHam Vincent and others",
    ],
    langs=("en",),
)
def glued_words(document: Document) -> Iterator[Found]:
    """Two words meet without a space, the second of them with a capital.

    What it does: inserts a space between a word and a capitalised one (``AdvertisementThe mayor``),
    or between words in capitals and one (``HARBOURWhen``).

    Why it is damage: scrapers join headings, list items, cells and paragraphs; both words are lost,
    and a word is made that does not exist.

    What could go wrong: names have inner capitals too. Each candidate is scored by its words (are
    they common, is the whole a known name), by its context, by where else its words and the whole
    occur in the text, and by how many other places in the text lack a space. Those below the
    threshold of the safe tier are proposed as unsafe. 7 million characters of clean news had no
    safe place.
    """
    return find_glue(document, WORDS)
