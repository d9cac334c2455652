"""Sentences that lost the space between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.hint import Shape
from cleanup.pattern import Pattern
from cleanup.rule import rule
from cleanup.values import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.document import Document

SEAM = Pattern(r"[.!?](?<=[a-z]{2}.)(?=[A-Z][a-z])")


@rule(
    "JOI001",
    tier="safe",
    confidence=0.99,
    hint=Shape(r"[a-z][.!?][A-Z][a-z]"),
    bad={"The vote was close.Two members left.": "The vote was close. Two members left."},
    good=["Write to Ann.Marsh@harbour.org today."],
    beside_holes=True,
)
def glued_sentence(document: Document) -> Iterator[Found]:
    """Two sentences meet without a space.

    What it does: puts one space after a full stop between a lower-case and a capitalised word.
    """
    for seam in SEAM.finditer(document.text):
        if not document.protects(seam.end()):
            yield Found(seam.end(), seam.end(), " ")
