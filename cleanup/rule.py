"""The ``Rule`` type and the decorator that declares a rule.

A rule is a value. ``@rule`` turns a generator function into one; its docstring is its manual
page, its examples are its tests. ``cleanup.rules`` imports every module below it on first use,
so a new rule is a new file and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cleanup.values import Form, Found, Hole, Severity, Tier, Trait

if TYPE_CHECKING:
    from cleanup.measurement import Measurement
    from cleanup.prefilter.hints import Hint
    from cleanup.text.document import Document

Finder = Callable[["Document"], Iterator[Found]]

FAMILIES = {
    "ENC": "encoding",
    "INV": "invisible",
    "SPC": "space",
    "JOI": "join",
    "HOL": "hole",
    "CRD": "credit",
    "BYL": "byline",
    "BPL": "boilerplate",
    "EMB": "embed",
    "MRK": "markup",
    "REP": "repetition",
    "TRU": "truncation",
    "DOC": "document",
    "SUP": "suppression",
}
"""Families by the first three letters of a code."""

SEVERITY_OF: dict[str, Severity] = {
    "encoding": "meaning",
    "invisible": "cosmetic",
    "space": "cosmetic",
    "join": "meaning",
    "hole": "lost",
    "credit": "not-article",
    "byline": "not-article",
    "boilerplate": "not-article",
    "embed": "not-article",
    "markup": "cosmetic",
    "repetition": "not-article",
    "truncation": "lost",
    "document": "meaning",
    "suppression": "cosmetic",
}
"""What damage of a family does to a text, unless its rule says otherwise."""

SILENCED_BY: dict[str, frozenset[Trait]] = {
    "hole": frozenset(["tokenised", "program-text", "unspaced", "ocr-like"]),
    "join": frozenset(["tokenised", "program-text"]),
}
"""Traits of texts that the rules of a family cannot judge, unless a rule says otherwise."""

PROSE = (
    "The ferry to the outer islands ran late again on Monday, and the harbour office said that "
    "the old engine would have to be replaced before the spring."
)
"""A running paragraph for use in examples."""

_READING_WORDS = frozenset(["hole", "join"])

_CODE = re.compile(r"[A-Z]{3}[0-9]{3}")
_STRENGTH: dict[Tier, int] = {"display": 0, "unsafe": 1, "safe": 2}


@dataclass(frozen=True, eq=False)
class Rule:
    """One kind of damage: how to find it and what to do about it.

    ``bad`` maps a damaged text to the text after the rule's edits (tier safe or unsafe);
    ``flags`` maps a text to the substring that the rule flags without a proposal;
    ``good`` lists look-alikes that must stay unchanged. ``removes``: its edits remove content,
    not form. ``form`` limits it to tables or to files, ``langs`` to languages.
    ``beside_holes``: its edits are made even next to a hole. ``within_graphemes``: its edits
    may split a grapheme cluster. ``hole`` names what was lost at a finding; rules of the family
    ``hole`` have it, and no others. ``severity`` is what the damage does to a text.
    ``measured`` is what the confidence rests on; empty if it is only declared. ``silenced_by``
    are the traits of texts that it cannot judge. ``reads_words``: it judges by the words around a
    place, so in a sentence of another language than the text it is not heard.
    ``by_surroundings``: its places are judged by the lines around them, which may be removed, so it
    is heard in every round.
    """

    code: str
    name: str
    tier: Tier
    severity: Severity
    confidence: float
    hint: Hint
    find: Finder
    manual: str
    bad: Mapping[str, str]
    flags: Mapping[str, str]
    good: Sequence[str]
    removes: bool = False
    form: Form | None = None
    langs: frozenset[str] = frozenset()
    beside_holes: bool = False
    within_graphemes: bool = False
    hole: Hole | None = None
    measured: tuple[Measurement, ...] = ()
    silenced_by: frozenset[Trait] = frozenset()
    reads_words: bool = False
    by_surroundings: bool = False

    @cached_property
    def family(self) -> str:
        """The family, from the first three letters of the code."""
        return FAMILIES[self.code[:3]]

    @cached_property
    def message(self) -> str:
        """One sentence: the first line of the manual page."""
        return self.manual.partition("\n")[0].rstrip(".")

    @property
    def of_own_tier(self) -> tuple[Measurement, ...]:
        """The measurements of findings that have the rule's tier."""
        return tuple(one for one in self.measured if one.tier is None)

    @property
    def basis(self) -> str:
        """What the confidence rests on: ``declared``, or the counts of findings of its tier."""
        counted = [f"{one.text} on {one.data_set}" for one in self.of_own_tier]
        return f"measured: {'; '.join(counted)}" if counted else "declared"


def rule(
    code: str,
    *,
    tier: Tier,
    confidence: float,
    hint: Hint,
    bad: Mapping[str, str] | None = None,
    flags: Mapping[str, str] | None = None,
    good: Iterable[str] = (),
    removes: bool = False,
    form: Form | None = None,
    langs: Iterable[str] = (),
    beside_holes: bool = False,
    within_graphemes: bool = False,
    hole: Hole | None = None,
    severity: Severity | None = None,
    measured: Iterable[Measurement] = (),
    silenced_by: Iterable[Trait] | None = None,
    reads_words: bool | None = None,
    by_surroundings: bool = False,
) -> Callable[[Finder], Rule]:
    """Declare the decorated generator as a rule; the arguments are the fields of ``Rule``.

    ``ValueError`` for what no rule can be. ``severity``, ``silenced_by`` and ``reads_words`` are
    those of the family if they are not given; a rule for some languages reads words too.
    """
    measured = tuple(measured)
    _check_declaration(code, tier, confidence, hole, measured)

    def declare(find: Finder) -> Rule:
        from inspect import cleandoc

        return Rule(
            code=code,
            name=find.__name__.replace("_", "-"),
            tier=tier,
            severity=severity or SEVERITY_OF[FAMILIES[code[:3]]],
            confidence=confidence,
            hint=hint,
            find=find,
            manual=cleandoc(find.__doc__ or ""),
            bad=dict(bad or {}),
            flags=dict(flags or {}),
            good=tuple(good),
            removes=removes,
            form=form,
            langs=frozenset(langs),
            beside_holes=beside_holes,
            within_graphemes=within_graphemes,
            hole=hole,
            measured=measured,
            silenced_by=(
                SILENCED_BY.get(FAMILIES[code[:3]], frozenset())
                if silenced_by is None
                else frozenset(silenced_by)
            ),
            reads_words=(
                bool(langs) or FAMILIES[code[:3]] in _READING_WORDS
                if reads_words is None
                else reads_words
            ),
            by_surroundings=by_surroundings,
        )

    return declare


def _check_declaration(
    code: str, tier: Tier, confidence: float, hole: Hole | None, measured: Iterable[Measurement]
) -> None:
    if not _CODE.fullmatch(code) or code[:3] not in FAMILIES:
        raise ValueError(
            f"{code!r} is no rule code: a family of {sorted(FAMILIES)} and three digits"
        )
    if (hole is None) == (FAMILIES[code[:3]] == "hole"):
        raise ValueError(
            f'{code}: a rule of the family hole, and no other, says what is lost: hole="inline"'
        )
    if not 0 < confidence <= 1:
        raise ValueError(f"{code}: a confidence of {confidence} is not between 0 and 1")
    for one in measured:
        if not 0 <= one.right <= one.total or not one.total:
            raise ValueError(f"{code}: {one.right} of {one.total} is no measurement")
        if one.tier and _STRENGTH[one.tier] >= _STRENGTH[tier]:
            raise ValueError(f"{code}: {one.tier} is no weaker tier than {tier}")


def check_found(rule: Rule, found: Found) -> None:
    """Raise ``ValueError`` if a place claims more than its rule may.

    Its own tier may only be weaker than the rule's (safe, unsafe, display), and its own
    confidence is between 0 and 1.
    """
    if found.tier and _STRENGTH[found.tier] > _STRENGTH[rule.tier]:
        raise ValueError(f"{rule.code} is {rule.tier}, so no place of it can be {found.tier}")
    if found.confidence is not None and not 0 <= found.confidence <= 1:
        raise ValueError(f"{rule.code}: a confidence of {found.confidence} is not between 0 and 1")
