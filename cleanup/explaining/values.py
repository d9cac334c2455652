"""The values of an explanation: what each rule made of a place, and what was decided there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleanup.scoring.values import Explanation
    from cleanup.values import Edit, Finding, Tier


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one rule made of the place, in the first round; offsets in code points of the text.

    ``start``, ``end``, ``after`` and ``confidence`` are those of its candidate there; ``None`` if
    it has none. ``tier`` is that of the candidate, else of the rule.
    """

    code: str
    name: str
    tier: Tier
    fate: str
    """``applied``, ``reported``, ``guards``, ``gave way``, ``dropped``, ``suppressed``,
    ``no candidate``, ``not asked``."""
    reason: str
    start: int | None = None
    end: int | None = None
    after: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """Why a place was, or was not, reported; ``dataclasses.asdict`` makes plain data of it.

    Offsets are code points of the text, as given.
    """

    start: int
    end: int
    lang: str | None
    threshold: float
    guards: tuple[str, ...]
    """What protects the place, whatever is found there."""
    rules: tuple[Judgement, ...]
    """The rules whose hint holds there, by code."""
    scores: tuple[Explanation, ...]
    """The candidates that are scored there, with each feature."""
    edits: tuple[Edit, ...]
    """The edits that ``clean`` makes there."""
    findings: tuple[Finding, ...]
    """The findings that ``clean`` leaves there."""
    later: tuple[str, ...]
    """The codes of what was seen only after other repairs, of which ``rules`` says nothing."""
