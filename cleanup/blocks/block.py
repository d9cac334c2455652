"""A block of furniture."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cleanup.values import LiftKind, Tier


class Block(NamedTuple):
    """Units that belong together; ``first`` and ``last`` are the places of the outer ones."""

    section: str
    first: int
    last: int
    lift: tuple[tuple[LiftKind, str], ...] = ()
    tier: Tier | None = None
    """A weaker tier than that of its rule: something of it may be the author's, or would stay."""
