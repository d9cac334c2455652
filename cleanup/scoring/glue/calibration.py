"""From which score on a candidate of glue is found, by kind, and from which it is safe.

The thresholds were chosen on scraped pages whose damage is known, so that 99 % of the safe places
and about 90 % of the others were glue; each rule's documentation says what was measured.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from cleanup.scoring.values import Threshold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleanup.values import Tier


class Thresholds(NamedTuple):
    """Scores: the logarithm of the odds for glue."""

    least: float
    """Candidates of a lower score are dropped."""
    safe: float
    """From this score on a candidate has the tier and the confidence of its rule."""
    confidence: float
    """The confidence of an unsafe candidate: one between the two scores."""


WORDS = ("aA", "AA", "Aa")
AFTER_MARK = (".A", "!A", "?A", ":A", ",A", ",a", "%A", ")A", "]A", "\u201dA", '"A')
BEFORE_MARK = ("a\u201c", ".\u201c", "\u201d\u201c", '."', 'a"', '""', ".(")
NUMBERS_AT_MARK = (".0", ":0", ")0", "a$", "0$", ".$")
NUMBERS = ("0A", "a0")

THRESHOLDS: Mapping[str, Thresholds] = {
    **dict.fromkeys(WORDS, Thresholds(-0.4, 4.0, 0.93)),
    **dict.fromkeys(AFTER_MARK, Thresholds(0.5, 3.0, 0.9)),
    **dict.fromkeys(BEFORE_MARK, Thresholds(1.0, 1.0, 0.95)),
    **dict.fromkeys(NUMBERS_AT_MARK, Thresholds(0.5, 2.0, 0.95)),
    **dict.fromkeys(NUMBERS, Thresholds(1.5, math.inf, 0.88)),
}
"""By kind. Names and units hold digits (``BRCA1``), so without a mark no number is safe."""

LEAST_OF_NAME, LEAST_OF_NAME_AFTER_ARTICLE = 1.0, 4.0
"""The least scores of what may be a name of two words, as ``TideTable``.

After an article it is as sure as a safe candidate or it is a name: ``the TideTable``.
"""


def grade(kind: str, score: float) -> tuple[Tier | None, float | None]:
    """Return tier and confidence of a candidate that is found; ``None`` for those of its rule."""
    thresholds = THRESHOLDS[kind]
    return (None, None) if score >= thresholds.safe else ("unsafe", thresholds.confidence)


def compared(kind: str, score: float, least_of_name: float) -> tuple[Threshold, ...]:
    """Return what a score is compared with; ``least_of_name`` counts only if it is more.

    Nothing for a kind that is never found.
    """
    if kind not in THRESHOLDS:
        return ()
    found, safe, _ = THRESHOLDS[kind]
    named = {"least score": found, "least score of a name": least_of_name, "safe score": safe}
    if least_of_name <= found:
        del named["least score of a name"]
    return tuple(
        Threshold(name, value, score >= value)
        for name, value in named.items()
        if math.isfinite(value)
    )
