"""One round: what the rules find in a text, and what is changed there. A pure function."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.engine.decide import decide, may_close
from cleanup.engine.detect import detect
from cleanup.engine.hole_marks import lacks_words, marks
from cleanup.engine.know import UNKNOWN
from cleanup.settings import Settings
from cleanup.text.document import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleanup.engine.decide import Policy
    from cleanup.engine.detect import Candidate
    from cleanup.engine.know import Known
    from cleanup.ledger import Change
    from cleanup.prefilter.texts import Prefiltered
    from cleanup.rule import Rule
    from cleanup.values import Context


REPORTED = Settings().threshold
"""Least confidence of what guards find: what is reported by default keeps changes away."""


class Round(NamedTuple):
    """The outcome of one round; offsets are those of its text. No ``changes``: a fixpoint.

    ``kept`` are the candidates that became the changes. ``flags`` are findings whatever comes
    later: at a fixpoint all that is left, in a round of marks the holes that they stand for.
    ``provisional`` ones were judged by their surroundings, which may change yet.
    """

    changes: Sequence[Change] = ()
    kept: Sequence[Candidate] = ()
    flags: Sequence[Candidate] = ()
    provisional: Sequence[Candidate] = ()


def run_round(
    text: str,
    context: Context,
    policy: Policy,
    prefiltered: Prefiltered,
    known: Known = UNKNOWN,
) -> Round:
    """Detect and decide once in ``text``, with the rules whose hints hold there.

    Rules that cannot act run only when nothing is changed any more. Raises ``TimeoutError`` if a
    pattern runs out of time.
    """
    if not prefiltered.holding:
        return Round()
    rules = heard((policy.rules[place] for place in prefiltered.holding), known)
    document = Document(
        text,
        title=context.title,
        lang=prefiltered.language or context.lang,
        source=context.source,
        form=policy.settings.form,
        hits=prefiltered.hits,
        markup=known.markup,
    )
    threshold = policy.settings.threshold
    acting = [rule for rule in rules if rule in policy.acting]
    candidates = detect(document, acting, threshold)
    guarding = _guarding(document, heard(policy.guards, known), candidates, threshold)
    kept, left = decide(text, candidates, policy.settings, guarding)
    provisional = [candidate for candidate in left if candidate.found.tier]
    if kept:
        return Round([candidate.change for candidate in kept], kept, (), provisional)
    if policy.marks and (marked := _marks(document, left, policy)).changes:
        return marked._replace(provisional=provisional)
    others = (rule for rule in rules if rule not in policy.acting)
    return Round(flags=[*left, *detect(document, others, threshold)])


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
    return [rule for rule in rules if not rule.silenced_by.intersection(known.traits)]


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
