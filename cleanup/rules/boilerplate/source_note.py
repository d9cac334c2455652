"""Notes about contributors, agencies and opinions."""

from __future__ import annotations

from cleanup.kit import PROSE, Document, Measurement
from cleanup.kit.furniture import Block, furniture_rule


@furniture_rule(
    "BPL019",
    "contributed",
    "agency",
    "disclaimer",
    "correction",
    tier="unsafe",
    confidence=0.85,
    measured=[
        Measurement(5, 6, "fundus", "article", "2026-11-30"),
        Measurement(228, 273, "article-extraction", "article", "2026-11-30"),
    ],
    bad={
        f"{PROSE}\nThe Associated Press contributed to this report.": PROSE,
        f"{PROSE}\n\nReporting by Ann Roe; Editing by John Doe": PROSE,
        f"{PROSE}\nThe ferry is late again. It is old.\n(APA, 28.4.2016)": (
            f"{PROSE}\nThe ferry is late again. It is old."
        ),
    },
    good=[
        f"{PROSE}\nAnn Roe contributed to the report of the harbour office.\n{PROSE}",
        f"{PROSE}\nReporting by boat is slow.\n{PROSE}",
        f"{PROSE}\nSource of the river\n{PROSE}",
        "Source: Reuters",
    ],
)
def source_note(document: Document, block: Block) -> bool:
    """A note names contributors, an agency, a correction, or whose opinion the article is.

    What it does: removes a line that consists of such a note (tables ``furniture``, sections
    ``contributed``, ``disclaimer`` and ``correction``), or of an agency in brackets.

    Why it is damage: for most uses of the text the note is data about it, not part of it.

    What could go wrong: a note that tells the reader something about the article is lost.
    """
    return True
