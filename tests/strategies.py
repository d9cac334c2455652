"""Hypothesis strategies: texts made of pieces of damage, and well-formed prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from cleanup.ledger import Change
from cleanup.prefilter.hints import Always
from cleanup.rule import FAMILIES, Rule
from cleanup.settings import Settings
from cleanup.values import Found, Tier
from tests.pieces import FIXED, SEPARATORS, all_examples, examples
from tests.prose import SCRIPTS, Script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.document import Document

SETTINGS = (
    Settings(),
    Settings(unsafe=True),
    Settings(form="file"),
    Settings(unsafe=True, threshold=0.0),
    Settings(threshold=0.0, mark_holes="[\u2026]", mark_threshold=0.0),
    Settings(unsafe=True, form="file", mark_holes="\u27e8?\u27e9", mark_threshold=0.8),
)


def _cut(wholes: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Draw a part of one of these texts."""
    places = st.integers(0, max(map(len, wholes), default=0))
    return st.builds(
        lambda whole, one, other: whole[min(one, other) : max(one, other)],
        st.sampled_from(wholes),
        places,
        places,
    )


def _joined(*kinds: st.SearchStrategy[str], pieces: int) -> st.SearchStrategy[str]:
    separators = st.sampled_from(SEPARATORS)
    return st.builds(str.join, separators, st.lists(st.one_of(*kinds), max_size=pieces))


def _of_rules(texts: tuple[str, ...]) -> tuple[st.SearchStrategy[str], ...]:
    return (st.sampled_from(texts), _cut(texts)) if texts else ()


_FIXED = tuple(st.sampled_from(pieces) for pieces in FIXED.values())


def damaged(pieces: int = 12) -> st.SearchStrategy[str]:
    """Draw texts of up to so many pieces of every kind."""
    own = _of_rules(all_examples())
    return _joined(*_FIXED, *own, *own, *own, pieces=pieces)


def damaged_for(rule: Rule, pieces: int = 8) -> st.SearchStrategy[str]:
    """Draw texts in which one rule's examples, whole and cut, are as common as all else."""
    own = _of_rules(examples(rule))
    return _joined(*_FIXED, *own * 6, pieces=pieces) if own else damaged(pieces)


def _prose(script: Script) -> st.SearchStrategy[str]:
    part = st.integers(0, 5)
    return st.lists(st.tuples(part, part, part, st.booleans()), min_size=1, max_size=8).map(
        script.text
    )


well_formed = st.sampled_from(tuple(SCRIPTS.values())).flatmap(_prose)
"""Draw paragraphs of good prose in one of eight scripts."""


def changes(text: str) -> st.SearchStrategy[list[Change]]:
    """Draw up to three changes that one round could make: sorted and disjoint."""
    place = st.integers(0, len(text))
    spans = st.lists(st.tuples(place, place, st.text("ab ", max_size=2)), max_size=3)

    def settle(drawn: list[tuple[int, int, str]]) -> list[Change]:
        kept: list[Change] = []
        for one, other, after in sorted(drawn):
            start, end = min(one, other), max(one, other)
            if not kept or start > kept[-1].end:
                kept.append(Change(start, end, after, ("JOI001",)))
        return kept

    return spans.map(settle)


def _toy_rule(number: int, family: str, tier: Tier, old: str, new: str | None) -> Rule:
    def find(document: Document) -> Iterator[Found]:
        start = document.text.find(old)
        while start >= 0:
            yield Found(start, start + len(old), new)
            start = document.text.find(old, start + 1)

    return Rule(
        code=f"{family}90{number}",
        name=f"toy-{number}",
        tier=tier,
        severity="meaning",
        confidence=0.9,
        hint=Always(),
        find=find,
        manual="A rule that rewrites a few letters.",
        bad={},
        flags={},
        good=(),
        removes=new == "" and family in ("CRD", "BPL"),
        beside_holes=number == 0,
    )


_TIERS: tuple[Tier, ...] = ("safe", "safe", "safe", "unsafe", "display")

toy_rules = st.lists(
    st.tuples(
        st.sampled_from(tuple(FAMILIES)),
        st.sampled_from(_TIERS),
        st.text("ab, \n\u0301", min_size=1, max_size=3),
        st.none() | st.text("ab, \n\u0301", max_size=3),
    ),
    min_size=1,
    max_size=4,
).map(lambda drawn: tuple(_toy_rule(number, *parts) for number, parts in enumerate(drawn)))
"""Draw a few rules that rewrite letters, at rest or not, against each other or not."""
