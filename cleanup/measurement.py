"""Measurements: how many findings of a rule were right, and how sure that makes its confidence."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from cleanup.values import Tier

Kind = Literal["scraped", "article", "marks", "read"]
MEASURED: dict[Kind, str] = {
    "scraped": "every place that scrapers damaged is known",
    "article": "what belongs to the article is known",
    "marks": "marks were removed on purpose",
    "read": "each place was read",
}
"""The descriptions of the kinds of measurements: how right and wrong are told apart."""


class Measurement(NamedTuple):
    """How many findings of a rule were counted, and how many of them were right.

    ``data_set`` is the name of what they were counted on, ``kind`` how right and wrong were told
    apart (``MEASURED``), ``date`` the day (ISO 8601). ``tier`` is that of the findings counted if
    it is weaker than the rule's.
    """

    right: int
    total: int
    data_set: str
    kind: Kind
    date: str
    tier: Tier | None = None

    @property
    def share(self) -> float:
        """The share of findings that were right."""
        return self.right / self.total

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share: the score interval of Wilson (1927)."""
        return wilson(self.right, self.total)

    @property
    def text(self) -> str:
        """The counts and their interval: ``302 of 308 right (95 % interval 0.958 to 0.991)``."""
        low, high = self.interval
        return f"{self.right:,} of {self.total:,} right (95 % interval {low:.3f} to {high:.3f})"

    @property
    def record(self) -> dict[str, object]:
        """The fields and the interval, as outputs hold them."""
        return {**self._asdict(), "interval": list(self.interval)}

    def agrees_with(self, confidence: float) -> bool:
        """Return whether a declared confidence lies within the interval."""
        low, high = self.interval
        return low <= confidence <= high


def wilson(right: int, total: int, z: float = 1.96) -> tuple[float, float]:
    """Return the interval of a share; 0 to 1 for an empty total.

    With ``p = right / total`` its bounds are ``(p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) /
    (1 + z^2/n)`` for ``n = total`` (E. B. Wilson, Probable inference, the law of succession, and
    statistical inference, JASA 22, 1927); ``z = 1.96`` makes it one of 95 %.
    """
    if not total:
        return 0.0, 1.0
    share, spread = right / total, z * z / total
    middle = share + spread / 2
    reach = z * math.sqrt(share * (1 - share) / total + spread / total / 4)
    return max(0.0, (middle - reach) / (1 + spread)), min(1.0, (middle + reach) / (1 + spread))
