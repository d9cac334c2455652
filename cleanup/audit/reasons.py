"""Say in a few lines why a finding was reported, as ``cleanup explain`` does at length."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cleanup.explaining.place import Explainer
from cleanup.explaining.scores import ASKED_BY
from cleanup.ruleset import ruleset
from cleanup.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cleanup.audit.outcome import Audit
    from cleanup.audit.values import Article, AuditFinding
    from cleanup.explaining.values import Explained, Judgement
    from cleanup.scoring.values import Explanation

    Reasons = Callable[[AuditFinding], tuple[str, ...]]

_LINES = 8
"""How many lines are shown of one finding."""


def reasons_for(audit: Audit) -> Reasons | None:
    """Return a function that says why a finding of the only article was reported.

    ``None`` if there is no such article, or this version has other rules than those that judged it.
    """
    article, settings = audit.article, _settings(audit)
    return reasons_of(article, settings) if article and settings else None


def _settings(audit: Audit) -> Settings | None:
    """Return the settings that judged all articles; ``None`` if they would judge otherwise now."""
    values = audit.settings.items()
    try:
        settings = Settings(
            **{name: tuple(one) if isinstance(one, list) else one for name, one in values}  # type: ignore[arg-type]
        )
    except (TypeError, ValueError):
        return None  # recorded by another version
    return settings if [ruleset(settings)] == [name for name, _ in audit.rulesets] else None


def reasons_of(article: Article, settings: Settings) -> Reasons:
    """Return a function that says why a finding of the article was reported.

    What findings share is made when it is first called. It returns nothing if a pattern runs out
    of time.
    """

    @cache
    def explainer() -> Explainer:
        return Explainer(article.text, article.context, settings, article.cleaned)

    @cache
    def reasons(finding: AuditFinding) -> tuple[str, ...]:
        try:
            explained = explainer().at(finding.start, finding.end)
        except TimeoutError:
            return ()
        return tuple(_said(explained, finding.codes))[:_LINES]

    return reasons


def _said(explained: Explained, codes: tuple[str, ...]) -> Iterator[str]:
    """Yield lines: first the rules of the finding, then the others, guards, scores."""
    seen = [one for one in explained.rules if one.start is not None]
    yield from (_judged(one) for one in seen if one.code in codes)
    if later := [code for code in explained.later if code in codes]:
        yield f"{', '.join(later)} saw it only after other repairs"
    yield from (_judged(one) for one in seen if one.code not in codes)
    yield from (f"guarded: {guard}" for guard in explained.guards)
    asked = {one.code for one in seen}
    yield from (
        _scored(score) for score in explained.scores if asked.intersection(ASKED_BY[score.scorer])
    )
    if silent := sum(one.fate == "no candidate" for one in explained.rules):
        rules = "1 other rule" if silent == 1 else f"{silent} other rules"
        yield f"{rules} looked here and found nothing to report"


def _judged(one: Judgement) -> str:
    sure = f"{one.tier}, confidence {one.confidence:g}"
    return f"{one.code} {one.name}, {one.fate} ({sure}): {one.reason}"


def _scored(score: Explanation) -> str:
    """Return a score and what it was compared with, without the features that make it up."""
    limits = ", ".join(
        f"{limit.name} {limit.value:g} {'reached' if limit.reached else 'not reached'}"
        for limit in score.thresholds
    )
    guard = f"; excluded: {score.guard}" if score.guard else ""
    return f"score of {score.scorer.replace('_', ' ')} {score.score:+.2f}: {limits}{guard}"
