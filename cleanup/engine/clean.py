"""Clean or check one text, or many side by side: the face of the engine."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cleanup.arguments import check_context, check_names, check_text
from cleanup.engine.decide import Policy, policy_of
from cleanup.engine.fixpoint import (
    TextState,
    mark_holes,
    run_to_fixpoint,
    without_oscillating_rules,
)
from cleanup.engine.know import OF_DOCUMENTATION, know, markup_in, verdicts
from cleanup.engine.presets import with_preset
from cleanup.engine.suppress import directives_in, suppressions_in
from cleanup.prefilter.texts import prefilter
from cleanup.rules import all_rules
from cleanup.settings import Settings, check_settings
from cleanup.text.directive_comments import without_comments
from cleanup.values import MARK, Cleaned, Context, Finding, Offsets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.engine.fixpoint import Prefilter
    from cleanup.engine.know import Known
    from cleanup.engine.suppress import Suppressions
    from cleanup.rule import Rule
    from cleanup.values import Markup, Preset, Trait

_AROUND_MARK = (
    f"The old ferry {MARK} left on Monday, and {MARK}, as was said, it did not return.",
    f"{MARK} was on the ferry that left on Monday",
    f"It was late, they said {MARK}",
    f"The old ferry ({MARK}) was late.",
)
"""Sentences that a mark must leave without damage."""

_KINDS = 3
"""How often a text may turn out to be of another kind by its edits before it is left as it was."""
_NO_DIRECTIVE = "its repairs would change what the text says to suppress; it is left as it was"
_NO_KIND = "by its repairs this text would be another kind without end; it is left as it was"


def clean(
    text: str,
    *,
    title: str | None = None,
    lang: str | None = None,
    source: str | None = None,
    ignore: Sequence[str] = (),
    settings: Settings | None = None,
) -> Cleaned:
    """Repair one text and account for every change.

    ``title``, ``lang`` (ISO 639-1) and ``source`` are what is known besides; ``ignore`` are codes,
    their beginnings, or names of rules that this text suppresses, ``*`` for all. Raises
    ``TypeError`` for what is no string and for other settings, ``ValueError`` naming the offset of
    a lone surrogate, which is no text, and for what is no language.
    """
    check_text(text)
    check_context(title, lang, source)
    check_names("ignore", ignore)
    check_settings(settings)
    context = Context(title, lang, source, tuple(ignore))
    return clean_all([text], [context], settings or Settings())[0]


def check(
    text: str,
    *,
    title: str | None = None,
    lang: str | None = None,
    source: str | None = None,
    ignore: Sequence[str] = (),
    settings: Settings | None = None,
) -> list[Finding]:
    """Return all findings in a text, also those that ``clean`` would repair; change nothing."""
    result = clean(text, title=title, lang=lang, source=source, ignore=ignore, settings=settings)
    return list(result.found)


def clean_all(
    texts: Sequence[str],
    contexts: Sequence[Context],
    settings: Settings,
    prefilter: Prefilter = prefilter,
) -> list[Cleaned]:
    """Clean many texts, each for itself; ``prefilter`` finds which hints hold where."""
    states = list(map(TextState.start, texts, contexts))
    for state in states:
        state.is_known(know(state.original, state.context, settings))
    pending = list(range(len(states)))
    for _ in range(_KINDS):
        for number, state in _by_preset(states, pending, settings, prefilter):
            states[number] = state
        pending = [number for number in pending if _is_another(states[number], settings)]
        if not pending:
            break
    for number in pending:
        states[number].give_up("DOC001", _NO_KIND)
    for state in states:
        _judge_whole(state, settings)
    return [state.result() for state in states]


def _by_preset(
    states: Sequence[TextState], numbers: Sequence[int], settings: Settings, prefilter: Prefilter
) -> Iterator[tuple[int, TextState]]:
    """Clean the texts of these numbers, those of each preset together."""
    for preset in dict.fromkeys(states[number].known.preset for number in numbers):
        policy = _policy(all_rules(), with_preset(settings, preset))
        alike = [number for number in numbers if states[number].known.preset == preset]
        yield from zip(
            alike, _at_rest([states[number] for number in alike], policy, prefilter), strict=True
        )


def _judge_whole(state: TextState, settings: Settings) -> None:
    """Flag what is damage of a text as a whole, if its rule is selected."""
    asked = _asked(all_rules(), settings, state.known.preset)
    for code, message in verdicts(state.original, state.context, state.traits, asked):
        state.account.flag(code, message)
    _judge_directives(state, settings)


def _judge_directives(state: TextState, settings: Settings) -> None:
    """Hold to what the original suppresses, and flag its directives that are wrong.

    A text in which repairs make a sample of a directive, or the other way round, is left alone.
    """
    if not state.context.ignore and not state.known.directs:
        return
    from cleanup.engine.directive_findings import UNUSED, directive_findings

    names, markup = state.context.ignore, state.known.markup
    kind = markup_in(state.original, state.context, settings)
    suppressed = suppressions_in(state.original, settings.form, kind, names)
    if any(suppressed.of(code, one.start, one.end) for one in state.edits for code in one.codes):
        state.give_up("DOC001", _NO_DIRECTIVE)
    used = state.used | state.account.forget(suppressed)
    directives = directives_in(state.text, settings.form, markup)
    if state.given_up or not (directives or names):
        return
    offsets = Offsets(state.edits, len(state.original))
    found = list(directive_findings(directives, used, names, settings))
    if any(one.code == UNUSED for one in found):
        used |= _used_as_blanks(state, suppressed, settings)
        found = list(directive_findings(directives, used, names, settings))
    for code, message, start, end in found:
        if not suppressed.of(code, start, end):
            state.account.flag(code, message, *offsets.span_to_original(start, end))


def _used_as_blanks(
    state: TextState, suppressed: Suppressions, settings: Settings
) -> set[tuple[int, str]]:
    """Return the comments with the codes that they would suppress if they were blanks.

    A comment behind a line of furniture makes it another line, so no rule sees it: to remove the
    comment as unused would bring the finding back.
    """
    blank = without_comments(state.original)
    if blank == state.original:
        return set()
    (cleaned,) = clean_all([blank], [state.context], settings)
    hushes = ((one, suppressed.of(one.code, one.start, one.end)) for one in cleaned.found)
    return {(hush.number, one.code) for one, hush in hushes if hush}


@lru_cache(maxsize=32)
def _asked(rules: tuple[Rule, ...], settings: Settings, preset: Preset) -> frozenset[str]:
    """Return the codes of the rules that judge a text as a whole: in files those that are named."""
    named = (*settings.select, *settings.extend_select)
    return frozenset(
        rule.code
        for rule in _policy(rules, with_preset(settings, preset)).rules
        if rule.family == "document"
        and rule.confidence >= settings.threshold
        and (settings.form == "table" or rule.code.startswith(named))
    )


def _is_another(state: TextState, settings: Settings) -> bool:
    """Return whether its edits made a text one of another kind, as which it is judged from now on.

    So would ``clean`` judge the cleaned text, in which it must have nothing to do.
    """
    if not state.edits:
        return False
    deciding = _silencing(all_rules()) | OF_DOCUMENTATION
    known = know(state.text, state.context, settings, deciding)
    if _judged(known) == _judged(state.known):
        return False
    state.known = known
    state.account.forget_left(state.edits)
    return True


def _judged(known: Known) -> tuple[Markup | None, Preset, frozenset[Trait]]:
    """Return what of a text's kind decides how it is judged."""
    return known.markup, known.preset, _silencing(all_rules()).intersection(known.traits)


@lru_cache(maxsize=32)
def _silencing(rules: tuple[Rule, ...]) -> frozenset[Trait]:
    """Return the traits that silence a rule."""
    return frozenset(trait for rule in rules for trait in rule.silenced_by)


def _at_rest(states: list[TextState], policy: Policy, prefilter: Prefilter) -> list[TextState]:
    """Run all rounds of texts that have the same policy."""
    oscillating = run_to_fixpoint(states, policy, prefilter)
    states = [
        without_oscillating_rules(state, policy) if state in oscillating else state
        for state in states
    ]
    marks = policy.settings.applies and policy.settings.mark_holes
    return mark_holes(states, policy, prefilter) if marks else states


def refuse_damaged_mark(settings: Settings) -> None:
    """Raise ``ValueError`` if a rule would report the mark for holes as damage."""
    mark = settings.mark_holes
    if mark in (None, MARK):
        return
    everything = Settings(unsafe=True, threshold=0.0, form=settings.form, preset="news")
    for sentence in _AROUND_MARK:
        known = {finding.code for finding in check(sentence, lang="en", settings=everything)}
        for finding in check(sentence.replace(MARK, mark), lang="en", settings=everything):
            if finding.code not in known:
                raise ValueError(
                    f"mark_holes {mark!r} would itself be damage ({finding.code}:"
                    f" {finding.message.lower()}); choose another mark"
                )


def _refuse_phrases(settings: Settings) -> None:
    """Raise ``ValueError`` for a table of phrases that is not well-formed."""
    if settings.phrases:
        from cleanup.grammar.furniture.own import own_phrases

        try:
            own_phrases(settings.phrases)
        except ValueError as error:
            raise ValueError(f"phrases, {error}") from None


@lru_cache(maxsize=32)
def _policy(rules: tuple[Rule, ...], settings: Settings) -> Policy:
    refuse_damaged_mark(settings)
    _refuse_phrases(settings)
    return policy_of(rules, settings)
