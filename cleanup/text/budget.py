"""How much a text may cost, counted in steps: the same on every machine, and in every run.

A step is one thing that is weighed: a place that a rule found, a candidate of a score, a token
that the decoder reads, or a few thousand code points in which a rule looks for places.
"""

from __future__ import annotations

LEAST = 25_000
"""A text may always cost so many steps: half a second."""


class OverBudgetError(Exception):
    """A text costs more steps than it may."""


class Budget:
    """Counts the steps that a text costs, in all its rounds."""

    __slots__ = ("limit", "spent")

    def __init__(self, limit: float) -> None:
        self.limit = limit
        """The most steps."""
        self.spent = 0

    @classmethod
    def of(cls, text: str, most: float, per_code_point: float) -> Budget:
        """Return what a text is allowed, of ``most`` for any text, by its length."""
        return cls(min(most, max(LEAST, per_code_point * len(text))))

    def spend(self, steps: int) -> None:
        """Count steps; ``OverBudgetError`` if they are more than are left."""
        self.spent += steps
        if self.spent > self.limit:
            raise OverBudgetError
