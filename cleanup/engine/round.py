"""One round: what the rules find in a part of a text, and what is changed. A pure function."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.engine.decide import decide, may_close
from cleanup.engine.detect import detect
from cleanup.engine.hole_marks import lacks_words, marks
from cleanup.engine.know import UNKNOWN
from cleanup.engine.suppress import heard as unsuppressed
from cleanup.engine.suppress import not_kept
from cleanup.settings import Settings
from cleanup.text.document import SEEN_IN_A_STEP, Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleanup.engine.decide import Policy
    from cleanup.engine.detect import Candidate
    from cleanup.engine.know import Known
    from cleanup.engine.parts import Part
    from cleanup.ledger import Change
    from cleanup.prefilter.texts import Prefiltered
    from cleanup.rule import Rule
    from cleanup.text.budget import Budget
    from cleanup.values import Context


REPORTED = Settings().threshold
"""Least confidence of what guards find: what is reported by default keeps changes away."""


class Round(NamedTuple):
    """The outcome of one round; offsets are those of its text. No ``changes``: a fixpoint.

    ``kept`` are the candidates that became the changes. ``flags`` are findings whatever comes
    later: at a fixpoint all that is left, in a round of marks the holes that they stand for.
    ``provisional`` ones were judged by their surroundings, which may change yet. ``used`` are the
    numbers of directives and the codes that they suppressed: at a fixpoint all of them.
    """

    changes: Sequence[Change] = ()
    kept: Sequence[Candidate] = ()
    flags: Sequence[Candidate] = ()
    provisional: Sequence[Candidate] = ()
    used: frozenset[tuple[int, str]] = frozenset()

    def moved(self, by: int) -> Round:
        """Return the same with all offsets greater by so many code points."""
        return Round(
            [change._replace(start=change.start + by, end=change.end + by) for change in self[0]],
            [candidate.moved(by) for candidate in self.kept],
            [candidate.moved(by) for candidate in self.flags],
            [candidate.moved(by) for candidate in self.provisional],
            self.used,
        )


def run_round(
    part: Part,
    context: Context,
    policy: Policy,
    prefiltered: Prefiltered,
    known: Known = UNKNOWN,
    budget: Budget | None = None,
) -> Round:
    """Detect and decide once in a part of a text, with the rules whose hints hold there.

    Rules that cannot act run only when nothing is changed any more. Raises ``TimeoutError`` if a
    pattern runs out of time.
    """
    if not prefiltered.holding:
        return Round()
    rules = heard((policy.rules[place] for place in prefiltered.holding), known)
    document = document_of(part, context, policy.settings, known, prefiltered, budget)
    document.spend(part.text.count("\n") // SEEN_IN_A_STEP)
    try:
        return _judge(document, part, rules, policy, known)
    finally:
        document.forget()


def document_of(
    part: Part,
    context: Context,
    settings: Settings,
    known: Known,
    prefiltered: Prefiltered | None = None,
    budget: Budget | None = None,
) -> Document:
    """Return a part of a text with all that is known of it."""
    return Document(
        part.text,
        title=context.title,
        lang=part.language,
        source=context.source,
        form=settings.form,
        hits=prefiltered.hits if prefiltered else None,
        markup=known.markup,
        begins=part.begins,
        ends=part.ends,
        regions=part.regions,
        within=part.within,
        budget=budget,
        phrases=settings.phrases,
        directs=known.directs,
    )


def combined(rounds: Sequence[tuple[Part, Round]]) -> Round:
    """Return the outcome of all parts of a text, in order, as one of the whole text.

    Marks wait until no part is changed otherwise. Of two changes that overlap between parts, the
    second waits, too.
    """
    outcomes = [outcome.moved(part.start) for part, outcome in rounds]
    provisional = [candidate for outcome in outcomes for candidate in outcome.provisional]
    acting = [one for one in outcomes if one.kept] or [one for one in outcomes if one.changes]
    if not acting:
        return Round(
            flags=[flag for outcome in outcomes for flag in outcome.flags],
            used=frozenset().union(*(outcome.used for outcome in outcomes)),
        )
    changes: list[Change] = []
    kept: list[Candidate] = []
    reach = -1
    for outcome in acting:
        changes += [change for change in outcome.changes if change.start > reach]
        kept += [candidate for candidate in outcome.kept if candidate.start > reach]
        reach = changes[-1].end
    flags = [flag for outcome in acting for flag in outcome.flags]
    return Round(changes, kept, flags, provisional)


def _judge(
    document: Document, part: Part, rules: Sequence[Rule], policy: Policy, known: Known
) -> Round:
    threshold = policy.settings.threshold
    acting = [rule for rule in rules if rule in policy.acting]
    detected = detect(document, acting, threshold)
    candidates, guarding, used = unsuppressed(part.text, detected, part.suppressed)
    guarding += _guarding(document, heard(policy.guards, known), candidates, threshold)
    kept, left = (
        [one for one in not_kept(document, candidates) if part.judges(one.start)]
        for candidates in decide(part.text, candidates, policy.settings, guarding)
    )
    provisional = [one for one in left if one.found.tier or one.rule.by_surroundings]
    if kept:
        return Round([candidate.change for candidate in kept], kept, (), provisional)
    if policy.marks and (marked := _marks(document, left, policy)).changes:
        return marked._replace(provisional=provisional)
    detected = detect(document, (rule for rule in rules if rule not in policy.acting), threshold)
    others = unsuppressed(part.text, detected, part.suppressed)
    seen = not_kept(document, others.candidates)
    flags = [*left, *(one for one in seen if part.judges(one.start))]
    return Round(flags=flags, used=used | others.used)


def _guarding(
    document: Document, guards: Iterable[Rule], candidates: Sequence[Candidate], threshold: float
) -> list[Candidate]:
    """Return what guards find, of those that could keep one of the candidates away."""
    closes = any(may_close(candidate.rule) for candidate in candidates)
    joins = any(candidate.rule.family == "join" for candidate in candidates)
    needed = (rule for rule in guards if (closes if rule.family == "hole" else joins))
    asked = [rule for rule in needed if document.holds(rule.hint)]
    return detect(document, asked, max(threshold, REPORTED)) if asked else []


def heard(rules: Iterable[Rule], known: Known) -> list[Rule]:
    """Return the rules that may judge such a text."""
    traits = known.traits
    return [rule for rule in rules if rule.silenced_by.isdisjoint(traits)] if traits else [*rules]


def _marks(document: Document, left: Sequence[Candidate], policy: Policy) -> Round:
    """Return the marks of the holes that are left; all holes stay findings."""
    settings = policy.settings
    holes = [candidate for candidate in left if candidate.rule.family == "hole"]
    sure = [
        hole
        for hole in holes
        if lacks_words(hole.rule) and hole.confidence >= settings.mark_threshold
    ]
    return Round(marks(document, sure, settings.mark_holes or ""), flags=holes)
