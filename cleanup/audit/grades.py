"""How grave damage is: the severity of its rule, with white space apart."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from cleanup.rule import FAMILIES, SEVERITY_OF
from cleanup.rules import rule_for

if TYPE_CHECKING:
    from cleanup.values import Hole, Severity

Grade = Literal["lost", "meaning", "not-article", "cosmetic", "white-space"]
"""A severity; ``white-space`` is what rules of the family ``space`` find that is cosmetic."""

GRADES: tuple[Grade, ...] = get_args(Grade)
"""All grades, the gravest first."""

EXPLAINED: dict[Grade, str] = {
    "lost": "text is missing",
    "meaning": "what is read differs from what was written",
    "not-article": "the text is not the author's",
    "cosmetic": "only the form is damaged",
    "white-space": "only white space is",
}
"""What damage of a grade does to a text."""

_LOST = ("hole", "truncation")
"""Families whose findings say that text is missing."""


class Facts(NamedTuple):
    """What a report needs to know of a rule, also of one that this version does not have.

    ``says_loss`` is true for rules whose findings say that text is missing.
    """

    code: str
    name: str
    family: str
    grade: Grade
    says_loss: bool = False
    removes: bool = False
    hole: Hole | None = None


@cache
def facts_of(code: str) -> Facts:
    """Return the facts of a rule. Those of an unknown code follow from its first three letters."""
    try:
        rule = rule_for(code)
    except KeyError:
        family = FAMILIES.get(code[:3], "document")
        return Facts(code, "unknown", family, _grade(family, SEVERITY_OF[family]), is_loss(family))
    grade = _grade(rule.family, rule.severity)
    loss = is_loss(rule.family)
    return Facts(code, rule.name, rule.family, grade, loss, rule.removes, rule.hole)


def _grade(family: str, severity: Severity) -> Grade:
    return "white-space" if (family, severity) == ("space", "cosmetic") else severity


def is_loss(family: str) -> bool:
    """Return whether the findings of a family say that text is missing."""
    return family in _LOST
