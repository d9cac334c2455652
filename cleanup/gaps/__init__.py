"""Gaps: the places of an English text at which words seem to be missing, and how surely.

Each place is weighed by what stands around it (``context``, ``weights``); then what the rest of
the document shows counts too. A damaged text has many gaps, so where others are sure, less is
asked of each; wide spaces that show nothing are their author's habit, so more is asked. A space
before a mark after a word of an open class is never evidence.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from math import exp, log1p
from typing import TYPE_CHECKING, NamedTuple

from cleanup.gaps import candidates
from cleanup.gaps.context import around, features
from cleanup.gaps.split import token_at
from cleanup.gaps.weights import log_odds
from cleanup.vocabulary import zipf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup.document import Document
    from cleanup.gaps.candidates import Candidate, Kind

SURE = 1.5
"""Log odds from which a place makes further places worth a look."""
_NOTHING = -1.0
"""Log odds up to which a place shows nothing."""
_FEWEST_WORDS = 500
"""Shorter texts count as so long, or two places in a sentence would be many."""
_BEST = 0.98
LEAST = 0.75
"""A gap of less confidence is none."""


class Evidence(NamedTuple):
    """What counts in the log odds of a place besides their constant part."""

    constant: float
    place: float
    """For the log odds that its surroundings give."""
    others: float
    """For the logarithm of how many other gaps the document has."""
    same: float
    """For the logarithm of how many of them are of its kind."""
    nothing: float
    """For the logarithm of how many places of its kind show nothing."""
    dense: float
    """For the logarithm of how many other gaps there are in a thousand words."""
    first: float
    """For another gap, up to one."""


_EVIDENCE: dict[Kind, Evidence] = {
    "wide": Evidence(1.90, 0.54, -0.11, 1.17, -1.44, 1.19, -0.76),
    "before": Evidence(1.45, 0.91, -0.95, 1.29, -0.50, 1.74, -3.09),
    "apart": Evidence(0.45, 0.80, 1.00, 0.00, -1.13, 0.67, -1.19),
    "at": Evidence(-0.82, 1.00, -0.48, 0.43, -0.43, 1.64, 1.09),
    "glued": Evidence(2.70, 1.16, -0.55, 1.15, -1.79, 1.50, 0.34),
}
"""Logistic regressions on documents that the model of single places was not trained on.

Among them are lone gaps: those that had no other damage nearby, in documents without any. The
constants are set so that a confidence of 0.8 goes with few false alarms in clean text.
"""


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
    thousands = max(_FEWEST_WORDS, document.text.count(" ") + 1) / 1000
    shares: dict[Kind, float] = dict.fromkeys(_EVIDENCE, 0.0)
    nothing: Counter[Kind] = Counter()
    for place, odds in places:
        shares[place.kind] += 0 if place.kind == "apart" else _share(odds)
        nothing[place.kind] += odds < _NOTHING
    for (kind, start, end), odds in places:
        own = 0 if kind == "apart" else _share(odds)
        others, same = max(0.0, sum(shares.values()) - own), max(0.0, shares[kind] - own)
        evidence = _EVIDENCE[kind]
        total = (
            evidence.constant
            + evidence.place * odds
            + evidence.others * log1p(others)
            + evidence.same * log1p(same)
            + evidence.nothing * log1p(nothing[kind] - (odds < _NOTHING))
            + evidence.dense * log1p(others / thousands)
            + evidence.first * min(others, 1.0)
        )
        confidence = min(_BEST, _logistic(total))
        if (confidence >= LEAST or kind == "glued") and not document.is_code(start):
            yield Gap(kind, start, end, round(confidence, 2))


def _share(odds: float) -> float:
    """Return how much a place counts as a gap when others are judged, 0 to 1."""
    return _logistic(2 * (odds - 1))


def _logistic(odds: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))
