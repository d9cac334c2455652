"""Words that lost the space before an opening quotation mark or bracket."""

from __future__ import annotations

from cleanup.kit import Document, Found, Iterator, Measurement, rule
from cleanup.scoring.glue.calibration import BEFORE_MARK
from cleanup.scoring.glue.candidates import HINT
from cleanup.scoring.glue.score import find_glue


@rule(
    "JOI007",
    tier="safe",
    confidence=0.99,
    measured=[
        Measurement(114, 123, "article-extraction, held out", "scraped", "2026-11-28"),
        Measurement(94, 94, "readability, held out", "scraped", "2026-11-28"),
        Measurement(7, 7, "article-extraction, held out", "article", "2026-11-28"),
    ],
    hint=HINT,
    bad={
        "Nobody came.“Then it rained,” he said.": ("Nobody came. “Then it rained,” he said."),
        "They met at noon.The mayor spoke.Advertisement“We are late,” she said.": (
            "They met at noon.The mayor spoke.Advertisement “We are late,” she said."
        ),
        "Nobody came.The vote was close.(They met at noon)Then all went home.": (
            "Nobody came.The vote was close. (They met at noon)Then all went home."
        ),
    },
    good=[
        "They went to the child(ren) and the parent(s).",
        "„Komm“, rief er, und „Geh“.",
        'He said: "Wait." Then he left.',
        "It was 6'2\" tall.",
        "They asked for a “dry” boat.",
        'print("Done.")',
        "They asked for a \u201cdry boat\u201c to be sent. Nobody came.Then it rained.",
    ],
)
def glued_before_mark(document: Document) -> Iterator[Found]:
    """An opening quotation mark or bracket follows a word or punctuation without a space.

    What it does: inserts a space before the mark (``Advertisement“We``).

    Why it is damage: both were in elements of their own, and only the layout separated them.

    What could go wrong: curly marks that are turned the wrong way. For straight ones the side
    depends on the other quotes of the paragraph. Candidates below the threshold of the safe tier
    are skipped.
    """
    for found in find_glue(document, BEFORE_MARK):
        if not document.text[found.start + 1 : found.start + 2].isspace():
            yield found
