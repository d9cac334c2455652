"""Rules of toys: what tests of the engine judge, apart from the rules of the package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleanup.engine.detect import Candidate
from cleanup.prefilter.hints import Always
from cleanup.rule import Rule, rule
from cleanup.values import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.document import Document


def toy(code: str, old: str = "", new: str | None = None, **declared: Any) -> Rule:  # noqa: ANN401
    """Return a safe rule that replaces ``old`` by ``new``, or flags it if that is ``None``."""

    def toy(document: Document) -> Iterator[Found]:
        """Replace one text by another."""
        start = document.text.find(old)
        while old and start >= 0:
            yield Found(start, start + len(old), new)
            start = document.text.find(old, start + len(old))

    declared = {"tier": "safe", "confidence": 0.9, "hint": Always(), **declared}
    if code.startswith("HOL"):
        declared.setdefault("hole", "inline")
    return rule(code, **declared)(toy)


def candidate(
    seen_by: Rule,
    start: int,
    end: int,
    after: str | None = "",
    **found: Any,  # noqa: ANN401
) -> Candidate:
    """Return what a rule saw at a place."""
    return Candidate.of(seen_by, Found(start, end, after, **found))
