"""A stretch of a line that is furniture."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cleanup.values import LiftKind, Tier


class Place(NamedTuple):
    """Offsets in code points of the line, white space included."""

    section: str
    start: int
    end: int
    lift: tuple[tuple[LiftKind, str], ...] = ()
    tier: Tier | None = None
    """A weaker tier than that of its rule: where it ends, or whether it counts, is not sure."""
