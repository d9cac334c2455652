"""Run rules on a document: the candidates that each of them yields."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.ledger import Change
from cleanup.rule import check_found
from cleanup.values import Finding, Found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleanup.rule import Rule
    from cleanup.text.document import Document
    from cleanup.values import Tier


_MARKERS = frozenset(["markup", "list", "quote"])
"""Regions that go with the words behind them."""
_WORDS = frozenset(["heading", "table"])
"""Regions that hold words, beside prose."""


READ_IN_A_STEP = 4096
"""Code points in which a rule looks for places, as quickly as it weighs one."""


class Candidate(NamedTuple):
    """A place with the rule that found it; offsets are those of the text of its round."""

    rule: Rule
    found: Found
    start: int
    """Where the place begins."""
    end: int
    """Where the place ends; the same as ``start`` for a place between two code points."""
    after: str | None
    """The text proposed instead."""

    @classmethod
    def of(cls, rule: Rule, found: Found) -> Candidate:
        """Return what ``rule`` found."""
        return cls(rule, found, found.start, found.end, found.after)

    def moved(self, by: int) -> Candidate:
        """Return the same place in a text before which so many code points more stand."""
        return self._replace(start=self.start + by, end=self.end + by)

    @property
    def confidence(self) -> float:
        """The confidence for this place, else the rule's own."""
        own = self.found.confidence
        return self.rule.confidence if own is None else own

    @property
    def tier(self) -> Tier:
        """The tier of this place, else the rule's own."""
        return self.found.tier or self.rule.tier

    @property
    def change(self) -> Change:
        """The proposal as a change of this round's text."""
        return Change(
            self.start,
            self.end,
            self.after or "",
            (self.rule.code,),
            self.rule.removes,
            self.rule.within_graphemes,
        )

    def finding(self, start: int, end: int) -> Finding:
        """Return the candidate as a finding, at a place of the original."""
        rule = self.rule
        return Finding(
            rule.code,
            rule.name,
            rule.family,
            self.tier,
            self.confidence,
            start,
            end,
            self.after,
            self.found.message or rule.message,
            rule.hole,
        )


def detect(document: Document, rules: Iterable[Rule], threshold: float) -> list[Candidate]:
    """Return the candidates of the rules with at least ``threshold`` confidence.

    A proposal that would change nothing is dropped, and so is one in text marked as code, and
    whatever is found where the text is no prose, or by words in a sentence of another language. A
    rule whose place claims a stronger tier, or a
    confidence that is none, is in error (``ValueError``).
    """
    text, candidates = document.text, []
    steps, cost = 0, 1 + len(text) // READ_IN_A_STEP
    for rule in rules:
        if rule.langs and not document.may_be_in(rule.langs):
            continue
        find = rule.find
        places = list(getattr(find, "target", find)(document))
        steps += cost + len(places)
        if not places:
            continue
        document.spend(steps)
        steps = 0
        if rule.langs and document.lang not in rule.langs:
            continue
        for found in places:
            if found.tier or found.confidence is not None:
                check_found(rule, found)
            candidate = Candidate.of(rule, found)
            _, _, start, end, after = candidate
            if candidate.confidence < threshold:
                continue
            if after is not None and (text[start:end] == after or document.marks_code(start)):
                continue
            if not is_outside_prose(document, rule, start, end) and not (
                rule.reads_words and document.is_foreign_at(start)
            ):
                candidates.append(candidate)
    document.spend(steps)
    return candidates


def is_outside_prose(document: Document, rule: Rule, start: int, end: int) -> bool:
    """Return whether a place is code, markup or the like, which its rule may not judge.

    Damage of the encoding is the same in headings and the cells of tables as in prose. A line is
    removed with its indentation and the marker of its item. Share bars of one word a line read
    like data, and are removed all the same.
    """
    regions = document.regions
    if not regions:
        return False
    if rule.family in ("encoding", "invisible"):
        return any(one.kind not in _WORDS for one in regions.overlapping(start, end))
    if rule.removes:
        return any(
            one.kind != "data"
            and (one.kind not in _MARKERS or not start <= one.start < one.end <= end)
            for one in regions.overlapping(start, end)
        )
    return regions.touches(start, end)
