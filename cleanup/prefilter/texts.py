"""Find the hints that hold in a text, in plain Python: for one text or a few.

``cleanup.prefilter.columns`` does it for a whole column, with the same result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.prefilter.hints import (
    AnyOf,
    Both,
    Chars,
    Either,
    Hint,
    Lines,
    LineStart,
    OneLine,
    Shape,
    Token,
    holds,
)
from cleanup.prefilter.literals import LiteralHits, literals_of
from cleanup.prefilter.runs import run_tests_of
from cleanup.prefilter.seldom import seldom_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.prefilter.hints import Spoken


class Prefiltered(NamedTuple):
    """One text: the numbers of the hints that hold in it, in order, and the hits of literals."""

    holding: list[int]
    hits: LiteralHits


def prefilter(
    hints: Sequence[Hint], texts: Sequence[str], languages: Sequence[Spoken] = ()
) -> list[Prefiltered]:
    """Find for each text the hints that hold in it; ``languages`` tell those of the texts."""
    told: Sequence[Spoken | None] = languages or [None] * len(texts)
    distinct = dict.fromkeys(hints)
    all_tests, seldom = run_tests_of(tuple(hints)), seldom_of(tuple(hints))
    prefiltered = []
    for text, hits, language in zip(
        texts, literals_of(tuple(hints)).hits(texts), told, strict=True
    ):
        for tests in all_tests:
            hits.runs.update(tests.passing(text) if tests.concern(language) else tests.nothing)
        seldom.rule_out(hits)
        held = {hint for hint in distinct if _holds(hint, text, hits)}
        seldom.learn(hits)
        holding = [number for number, hint in enumerate(hints) if hint in held]
        prefiltered.append(Prefiltered(holding, hits))
    return prefiltered


def _holds(hint: Hint, text: str, hits: LiteralHits) -> bool:
    """Return what ``holds`` does, using the literals and runs that were searched already."""
    match hint:
        case AnyOf() | LineStart() | OneLine():
            known = hits.hold(hint)
            return holds(hint, text) if known is None else known
        case Chars() if hint in hits.searched:
            return hint in hits.found
        case Both(left, right):
            return _holds(left, text, hits) and _holds(right, text, hits)
        case Either(left, right):
            return _holds(left, text, hits) or _holds(right, text, hits)
        case Shape() | Chars() | Lines():
            if hint not in hits.shapes:
                held = hint.hold(text) if isinstance(hint, Lines) else hits.matches(hint)
                hits.shapes[hint] = held
            return hits.shapes[hint]
        case Token():
            return bool(hits.runs[hint])
        case _:
            return holds(hint, text)
