"""Clean or check one text, or many side by side: the face of the engine."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cleanup.engine.decide import Policy, policy_of
from cleanup.engine.fixpoint import (
    TextState,
    mark_holes,
    run_to_fixpoint,
    without_oscillating_rules,
)
from cleanup.prefilter.texts import prefilter
from cleanup.rules import all_rules
from cleanup.settings import MARK, Settings
from cleanup.values import Cleaned, Context, Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.engine.fixpoint import Prefilter
    from cleanup.rule import Rule

_AROUND_MARK = (
    f"The old ferry {MARK} left on Monday, and {MARK}, as was said, it did not return.",
    f"{MARK} was on the ferry that left on Monday",
    f"It was late, they said {MARK}",
    f"The old ferry ({MARK}) was late.",
)
"""Sentences that a mark must leave without damage."""


def clean(
    text: str,
    *,
    title: str | None = None,
    lang: str | None = None,
    source: str | None = None,
    settings: Settings | None = None,
) -> Cleaned:
    """Repair one text and account for every change.

    ``title``, ``lang`` (ISO 639-1) and ``source`` are what is known besides. Raises
    ``ValueError`` naming the offset of a lone surrogate, which is no text.
    """
    return clean_all([text], [Context(title, lang, source)], settings or Settings())[0]


def check(
    text: str,
    *,
    title: str | None = None,
    lang: str | None = None,
    source: str | None = None,
    settings: Settings | None = None,
) -> list[Finding]:
    """Return all findings in a text, also those that ``clean`` would repair; change nothing."""
    return list(clean(text, title=title, lang=lang, source=source, settings=settings).found)


def clean_all(
    texts: Sequence[str],
    contexts: Sequence[Context],
    settings: Settings,
    prefilter: Prefilter = prefilter,
) -> list[Cleaned]:
    """Clean many texts, each for itself; ``prefilter`` finds which hints hold where."""
    policy = _policy(all_rules(), settings)
    states = list(map(TextState.start, texts, contexts))
    oscillating = run_to_fixpoint(states, policy, prefilter)
    states = [
        without_oscillating_rules(state, policy) if state in oscillating else state
        for state in states
    ]
    if settings.mark_holes:
        states = mark_holes(states, policy, prefilter)
    return [state.result() for state in states]


def refuse_damaged_mark(settings: Settings) -> None:
    """Raise ``ValueError`` if a rule would report the mark for holes as damage."""
    mark = settings.mark_holes
    if mark in (None, MARK):
        return
    everything = Settings(unsafe=True, threshold=0.0, form=settings.form)
    for sentence in _AROUND_MARK:
        known = {finding.code for finding in check(sentence, lang="en", settings=everything)}
        for finding in check(sentence.replace(MARK, mark), lang="en", settings=everything):
            if finding.code not in known:
                raise ValueError(
                    f"mark_holes {mark!r} would itself be damage ({finding.code}:"
                    f" {finding.message.lower()}); choose another mark"
                )


@lru_cache(maxsize=32)
def _policy(rules: tuple[Rule, ...], settings: Settings) -> Policy:
    refuse_damaged_mark(settings)
    return policy_of(rules, settings)
