"""Run rounds until nothing changes any more, and say what became of texts that oscillate.

Texts go through their rounds side by side, so that the hints of a whole column can be evaluated
at once; the result of each text is its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from cleanup.engine.account import Account
from cleanup.engine.know import UNKNOWN
from cleanup.engine.parts import Part, parts_of
from cleanup.engine.round import Round, combined, run_round
from cleanup.ledger import apply, compose
from cleanup.prefilter.hints import Hint, Spoken
from cleanup.prefilter.texts import Prefiltered, prefilter
from cleanup.text.budget import Budget, OverBudgetError
from cleanup.text.language import Language
from cleanup.values import Kind, Offsets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from cleanup.engine.decide import Policy
    from cleanup.engine.know import Known
    from cleanup.values import Cleaned, Context, Edit, Form, Trait

ROUNDS = 3
"""How many rounds may change a text before the rules that still want to are disabled for it."""


class GivenUp(NamedTuple):
    """Why a text is left as it was: the code of the finding that says so, and its message."""

    code: str
    message: str


_GIVEN_UP: dict[type[Exception], GivenUp] = {
    TimeoutError: GivenUp("DOC002", "a pattern ran out of time; the document is left as it was"),
    OverBudgetError: GivenUp(
        "DOC005",
        "it costs more steps than a text may, so the document is left as it was; to allow more give"
        " steps and steps_per_code_point",
    ),
}

Prefilter = Callable[[Sequence[Hint], Sequence[str], Sequence[Spoken]], list[Prefiltered]]
"""Finds for each text the hints that hold in it."""


@dataclass(eq=False, slots=True)
class TextState:
    """One text between two rounds, with its ledger and account so far."""

    original: str
    context: Context
    text: str
    language: Language
    first_language: Language
    """That of the original."""
    known: Known = UNKNOWN
    traits: tuple[Trait, ...] = ()
    """The traits of the original."""
    edits: tuple[Edit, ...] = ()
    account: Account = field(default_factory=Account)
    given_up: bool = False
    """Whether it is left as it was."""
    pending_codes: frozenset[str] = frozenset()
    """The rules that changed, or would have changed, the text in the latest round."""
    used: frozenset[tuple[int, str]] = frozenset()
    """The numbers of directives, and the codes that they suppressed in the latest round."""

    @classmethod
    def start(cls, text: str, context: Context, known: Known = UNKNOWN) -> TextState:
        """Return a text before its first round; ``ValueError`` for a lone surrogate."""
        _refuse_surrogates(text)
        language = Language(context.lang, text)
        return cls(text, context, text, language, language, known)

    def is_known(self, known: Known) -> None:
        """Set what the original is."""
        self.known, self.traits = known, known.traits

    def restart(self) -> TextState:
        """Return the same text before its first round."""
        return replace(TextState.start(self.original, self.context, self.known), traits=self.traits)

    def parts(self, form: Form) -> tuple[Part, ...]:
        """Return what is read at once of the text; all of it, unless it is long."""
        known, ignore = self.known, self.context.ignore
        return parts_of(self.text, self.language, form, known.markup, ignore, directs=known.directs)

    def before_marks(self) -> TextState:
        """Return a copy for the rounds that mark holes."""
        return replace(self, account=self.account.before_marks())

    def advance(self, outcome: Round) -> None:
        """Make the changes of a round, and account for its findings."""
        self.used = outcome.used
        offsets = Offsets(self.edits, len(self.original)) if self.edits else None
        self.account.record(outcome.kept, offsets)
        self.account.left |= self.account.record(outcome.flags, offsets)
        self.account.provisional |= self.account.record(outcome.provisional, offsets)
        if outcome.changes:
            self.edits = compose(self.original, self.edits, outcome.changes)
            self.text = apply(self.original, self.edits)
            self.language = self.language.of(self.text)

    def give_up(self, code: str, message: str) -> None:
        """Leave the text as it was and flag why."""
        self.text, self.edits, self.pending_codes = self.original, (), frozenset()
        self.account, self.given_up = Account(), True
        self.account.flag(code, message)

    def result(self) -> Cleaned:
        """Return the cleaned text with its account."""
        kind = Kind(self.first_language(), self.traits)
        result = self.account.result(self.original, self.text, self.edits)
        return replace(result, kind=kind, preset=self.known.preset)


def run_to_fixpoint(
    states: Sequence[TextState], policy: Policy, prefilter: Prefilter
) -> AbstractSet[TextState]:
    """Run rounds on each text until none changes; return the texts that still would."""
    active = list(states)
    limits = policy.settings.steps, policy.settings.steps_per_code_point
    budgets = {state: Budget.of(state.text, *limits) for state in states}
    at_rest: dict[object, Round] = {}
    for count in range(ROUNDS + 1):
        if not active:
            break
        outcomes = _outcomes(active, policy, prefilter, budgets, at_rest)
        active = [
            state
            for state, outcome in zip(active, outcomes, strict=True)
            if _changes(state, outcome, last=count == ROUNDS)
        ]
    return set(active)


def _outcomes(
    states: Sequence[TextState],
    policy: Policy,
    prefilter: Prefilter,
    budgets: Mapping[TextState, Budget],
    at_rest: dict[object, Round],
) -> Iterator[Round | GivenUp]:
    """Run one round on each text, part by part.

    ``at_rest`` remembers the parts of long texts in which nothing is to be done: one that is the
    same in a later round is not read again.
    """
    form = policy.settings.form
    divided = [[(part, _content(state, part)) for part in state.parts(form)] for state in states]
    asked = [part for parts in divided for part, content in parts if content not in at_rest]
    texts, languages = [part.text for part in asked], [part.language for part in asked]
    held = dict(zip(map(id, asked), prefilter(policy.hints, texts, languages), strict=True))
    for state, parts in zip(states, divided, strict=True):
        rounds: list[tuple[Part, Round]] = []
        try:
            for part, content in parts:
                outcome = at_rest.get(content) or run_round(
                    part, state.context, policy, held[id(part)], state.known, budgets[state]
                )
                if content and not outcome.changes:
                    at_rest[content] = outcome
                rounds.append((part, outcome))
        except (TimeoutError, OverBudgetError) as error:
            yield _GIVEN_UP[type(error)]
        else:
            yield combined(rounds) if len(rounds) > 1 else outcome


def _content(state: TextState, part: Part) -> object:
    """Return what decides the outcome of a part; ``None`` for a whole text, which is read once."""
    return None if part.begins and part.ends else (state, part.content)


def _changes(state: TextState, outcome: Round | GivenUp, *, last: bool) -> bool:
    """Make the changes of a round; True if it changed the text, or in the ``last`` one would."""
    state.pending_codes = frozenset()
    if isinstance(outcome, GivenUp):
        state.give_up(*outcome)
        return False
    state.pending_codes = frozenset(code for change in outcome.changes for code in change.codes)
    if outcome.changes and last:
        return True
    state.advance(outcome)
    return bool(outcome.changes)


def mark_holes(
    states: Sequence[TextState], policy: Policy, prefilter: Prefilter
) -> list[TextState]:
    """Mark the holes of texts at a fixpoint, and run these to a fixpoint again.

    A text that has none with its marks stays without them. So it is at a fixpoint of the same
    rules as without marks, whether it is cleaned again with them or not.
    """
    least = policy.settings.mark_threshold
    marked = {state: state.before_marks() for state in states if state.account.has_holes(least)}
    oscillating = run_to_fixpoint(list(marked.values()), policy._replace(marks=True), prefilter)
    for state, other in marked.items():
        if other.given_up:
            state.account.flag("DOC005", "to mark its holes costs more than a text may; none is")
        elif other not in oscillating:
            other.account.forget_removed(other.edits)
        elif not state.account.has("DOC001"):
            note = "with marks this text would change without end; none was put"
            state.account.flag("DOC001", note)
    at_rest = {
        state: other
        for state, other in marked.items()
        if other not in oscillating and not other.given_up
    }
    return [at_rest.get(state, state) for state in states]


def without_oscillating_rules(state: TextState, policy: Policy) -> TextState:
    """Clean a text that reaches no fixpoint, with the rules disabled that keep changing it.

    The outcome is used only if cleaning it again changes nothing; otherwise the text is left as
    it was. Either way ``clean`` of the outcome changes nothing more.
    """
    outcome, disabled = _disable(state.restart(), policy)
    repeated, _ = _disable(TextState.start(outcome.text, state.context, state.known), policy)
    note = f"{', '.join(sorted(disabled))} would change this text without end"
    if repeated.text != outcome.text:
        outcome.give_up("DOC001", f"{note}; the document is left as it was")
    else:
        outcome.account.flag("DOC001", f"{note}; set aside for this document")
    return outcome


def _disable(state: TextState, policy: Policy) -> tuple[TextState, frozenset[str]]:
    """Run to a fixpoint, disabling one after another the rules that prevent it."""
    disabled: frozenset[str] = frozenset()
    while run_to_fixpoint([state], policy.without(disabled), prefilter):
        disabled |= state.pending_codes
        state = state.restart()
    return state, disabled


def _refuse_surrogates(text: str) -> None:
    if text.isascii():
        return
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(
            f"lone surrogate U+{ord(text[error.start]):04X} at offset {error.start}: "
            "this is no Unicode text"
        ) from None
