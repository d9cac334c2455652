"""Judge by their hints which rules could match a text: in plain Python, for one text or a few.

``cleanup.prefilter.columns`` judges a whole column, with the same outcome.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.prefilter.hints import (
    AnyOf,
    Both,
    Chars,
    Either,
    Hint,
    LineStart,
    OneLine,
    Token,
    holds,
)
from cleanup.prefilter.literals import Spots, literals_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.rule import Rule


class Judged(NamedTuple):
    """One text: the rules whose hint holds, and where the literals of hints stand in it."""

    rules: list[Rule]
    spots: Spots


def judge(rules: Sequence[Rule], texts: Sequence[str]) -> list[Judged]:
    """Judge each text for itself."""
    spots = literals_of(tuple(rule.hint for rule in rules)).spots(texts)
    return [
        Judged([rule for rule in rules if _holds(rule.hint, text, found)], found)
        for text, found in zip(texts, spots, strict=True)
    ]


def _holds(hint: Hint, text: str, spots: Spots) -> bool:
    """Tell what ``holds`` tells, the literals having been looked for already."""
    match hint:
        case AnyOf() | LineStart() | Chars() | OneLine():
            held = spots.hold(hint)
            return holds(hint, text) if held is None else held
        case Both(left, right):
            return _holds(left, text, spots) and _holds(right, text, spots)
        case Either(left, right):
            return _holds(left, text, spots) or _holds(right, text, spots)
        case Token():
            if hint not in spots.tokens:
                spots.tokens[hint] = holds(hint, text)
            return spots.tokens[hint]
        case _:
            return holds(hint, text)
