"""How much of the spacing of a text is damaged, which tells scanned text from a scraped page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.scoring.seams.odds import shares
from cleanup.scoring.split_words.score import split_words
from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from cleanup.text.document import Document

_MARKS = Pattern(r"[,;:](?=\p{L})(?<=\p{Ll}.)", timed=False)

LESS_SURE = 0.85
"""The confidence in a hole that scanned text shows as well, where letters were misread."""


class Spacing(NamedTuple):
    """Counts of places where a space is missing or too many."""

    divided: int
    """Words that are divided by spaces."""
    marks: int
    """Marks without a space after them."""
    glued: float
    """Seams within tokens at which a space seems to be missing, as shares."""
    lost: float
    """Seams at which words seem to be missing too."""


def spacing(document: Document) -> Spacing:
    """Return how the words of an English text are spaced."""
    return document.once(_spacing)


def _spacing(document: Document) -> Spacing:
    seams = shares(document)
    return Spacing(
        divided=sum(1 for _ in split_words(document)),
        marks=sum(1 for _ in _MARKS.finditer(document.text)),
        glued=seams.glued,
        lost=seams.lost,
    )


def is_scanned(document: Document) -> bool:
    """Return whether some word of an English text is divided by spaces."""
    return spacing(document).divided > 0
