"""Explain candidates: the features of a place, their weights, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.scoring.glue import score as glue
from cleanup.scoring.lost_words import score as lost_words
from cleanup.scoring.seams import score as seams
from cleanup.scoring.split_words import score as split_words
from cleanup.scoring.units import score as units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.scoring.values import Explanation
    from cleanup.text.document import Document

SCORERS = (glue, lost_words, seams, split_words, units)
ASKED_BY = {
    "glue": ("JOI005", "JOI006", "JOI007", "JOI008"),
    "lost_words": ("HOL009", "HOL010", "HOL011", "SPC005"),
    "seams": ("HOL001", "JOI009", "JOI021"),
    "split_words": ("SPC010",),
    "units": ("BPL020",),
}
"""The rules that ask for each score; no other rule knows of it."""


def explanations(document: Document) -> Iterator[Explanation]:
    """Yield the explanation of each candidate of all scorers."""
    for scorer in SCORERS:
        for candidate in scorer.all_candidates(document):
            yield scorer.explain(document, candidate)


def explain_at(document: Document, start: int, end: int | None = None) -> list[Explanation]:
    """Return the explanations of the candidates that touch ``start:end``, in order.

    ``end`` is ``start`` if not given; offsets in code points. If no candidate touches the span,
    those count that touch the run of non-blank characters around it.
    """
    end = start if end is None else end
    return _touching(document, start, end) or _touching(document, *_run(document.text, start, end))


def _touching(document: Document, start: int, end: int) -> list[Explanation]:
    found = [
        scorer.explain(document, candidate)
        for scorer in SCORERS
        for candidate in scorer.all_candidates(document)
        if candidate.start <= end and start <= candidate.end
    ]
    return sorted(found, key=lambda explanation: (explanation.start, explanation.end))


def _run(text: str, start: int, end: int) -> tuple[int, int]:
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end
