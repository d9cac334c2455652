"""Gaps: the places of an English text at which words seem to be missing, and how surely.

Each place is weighed by what stands around it (``context``, ``weights``); then what the rest of
the document shows counts too. A damaged text has many gaps, so where others are sure, less is
asked of each; wide spaces that show nothing are their author's habit, so more is asked. A space
before a mark after a word is never evidence.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from cleanup.scoring.lost_words import candidates
from cleanup.scoring.lost_words.calibration import Company, confidence_of
from cleanup.scoring.lost_words.features import around, features
from cleanup.scoring.lost_words.tokens import token_at
from cleanup.scoring.lost_words.weights import log_odds
from cleanup.text.vocabulary import zipf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup.scoring.lost_words.candidates import Candidate, Kind
    from cleanup.text.document import Document

SURE = 1.5
"""Log odds from which a place makes further places worth a look."""
LEAST = 0.75
"""A gap of less confidence is none."""


class Gap(NamedTuple):
    """A place at which words seem to be missing; offsets in code points."""

    kind: Kind
    start: int
    end: int
    confidence: float


def find_gaps(document: Document) -> tuple[Gap, ...]:
    """Return the gaps of a document, by kind and place, of a confidence of at least ``LEAST``.

    Of words that met all are returned: where none are missing between them, they are glued.
    """
    places = weigh(document, chain(*(find(document) for find in _FINDERS.values())))
    if not places:
        return ()
    if any(odds >= SURE and place.kind != "apart" for place, odds in places):
        known = {place for place, _ in places}
        more = (place for place in candidates.at_more(document) if place not in known)
        places += weigh(document, more)
    gaps = tuple(_judge(document, places))
    return gaps if gaps and document.lang == "en" else ()


_FINDERS = {
    "wide": candidates.wide,
    "before": candidates.before,
    "at": candidates.at,
    "glued": candidates.glued,
}


def weigh(document: Document, places: Iterable[Candidate]) -> list[tuple[Candidate, float]]:
    """Return places with the log odds that words are missing there, told by their surroundings."""
    return [(place, log_odds(signs(document.text, place))) for place in places]


def signs(text: str, place: Candidate) -> Iterator[int]:
    """Yield what a place shows, as hashes."""
    kind, start, end = place
    left, right = around(text, start, end)
    more = _shown_by_token(text, start) if kind == "glued" else ()
    return features(kind, left, right, more)


def _shown_by_token(text: str, seam: int) -> tuple[str, ...]:
    """Return how common the two words are that met, how common their union, and how long."""
    start, end = token_at(text, seam)
    first, second = text[start:seam], text[seam:end]
    rarer = min(zipf(first, "en"), zipf(second, "en"))
    return (
        f"rarer {int(2 * rarer)}",
        f"joined {int(4 * zipf(first + second, 'en'))}",
        f"first {first.lower() if len(first) < 5 else min(len(first), 8)}",
        f"second {second if len(second) < 5 else min(len(second), 8)}",
        f"upper {first[:1].isupper()}",
    )


def _judge(document: Document, places: list[tuple[Candidate, float]]) -> Iterator[Gap]:
    known = Company(places, words=document.text.count(" ") + 1)
    for (kind, start, end), odds in places:
        confidence = confidence_of(kind, known.shown(kind, odds))
        if (confidence >= LEAST or kind == "glued") and not document.is_code(start):
            yield Gap(kind, start, end, confidence)
