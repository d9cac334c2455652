"""Rounds: detect, decide and repair until a text is at rest, and account for all of it.

A round is a pure function of the text, what its row knows, and the settings. Texts go through
their rounds side by side, so that the hints of a whole column can be judged at once; each
text's result is its own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from copy import copy
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from cleanup.engine.decide import chosen, decide, may_act
from cleanup.engine.detect import Sighting, detect
from cleanup.engine.hole_marks import lacks_words, marks
from cleanup.ledger import Change, Offsets, apply, compose
from cleanup.prefilter.texts import Judged, judge
from cleanup.rule import Rule, all_rules, rule_for
from cleanup.settings import MARK, Settings
from cleanup.text.document import Document
from cleanup.values import Cleaned, Edit, Finding, Found, Lifted, LiftKind, Status

ROUNDS = 3
"""How many rounds may change a text before the rules that still want to are set aside."""

_AROUND_MARK = (
    f"The old ferry {MARK} left on Monday, and {MARK}, as was said, it did not return.",
    f"{MARK} was on the ferry that left on Monday",
    f"It was late, they said {MARK}",
    f"The old ferry ({MARK}) was late.",
)
"""Sentences that a mark must leave without damage."""

Place = tuple[str, int, int]
"""A code and a span of the original: what findings of different rounds are merged by."""

Judge = Callable[[Sequence[Rule], Sequence[str]], list[Judged]]


class Context(NamedTuple):
    """What a row knows besides its text."""

    title: str | None = None
    lang: str | None = None
    source: str | None = None


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
    judge_all: Judge = judge,
) -> list[Cleaned]:
    """Clean many texts, each for itself; ``judge_all`` tells which rules' hints hold where."""
    policy = _policy(all_rules(), settings)
    works = [_Work(text, context) for text, context in zip(texts, contexts, strict=True)]
    unsettled = _settle(works, policy, judge_all)
    for place in (place for place, work in enumerate(works) if work in unsettled):
        works[place] = _without_restless_rules(works[place], policy)
    if settings.mark_holes:
        works = _marked(works, policy, judge_all)
    return [work.result() for work in works]


def refuse_damaged_mark(settings: Settings) -> None:
    """Raise ``ValueError`` if the mark for holes would be taken for damage in its turn."""
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


class _Policy(NamedTuple):
    """The rules that the settings let run, and those of them that may act."""

    rules: tuple[Rule, ...]
    acting: frozenset[Rule]
    settings: Settings
    marks: bool = False
    """Whether holes are marked in a text in which nothing else is to be done."""

    def without(self, codes: AbstractSet[str]) -> _Policy:
        """Return the policy with some rules set aside."""
        return self._replace(rules=tuple(rule for rule in self.rules if rule.code not in codes))


@lru_cache(maxsize=32)
def _policy(known: tuple[Rule, ...], settings: Settings) -> _Policy:
    refuse_damaged_mark(settings)
    rules = chosen(known, settings)
    return _Policy(rules, frozenset(rule for rule in rules if may_act(rule, settings)), settings)


@dataclass(eq=False, slots=True)
class _Work:
    """One text on its way through the rounds."""

    original: str
    context: Context
    text: str = ""
    edits: tuple[Edit, ...] = ()
    found: dict[Place, Finding] = field(default_factory=dict)
    left: set[Place] = field(default_factory=set)
    noted: set[Place] = field(default_factory=set)
    """Places that were judged by what stands near, before that was repaired."""
    lifts: dict[tuple[LiftKind, str], int] = field(default_factory=dict)
    wanting: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        _refuse_surrogates(self.original)
        self.text = self.original

    def to_mark(self) -> _Work:
        """Return a copy that can go on; of what is left it knows holes and its own notes."""
        other = copy(self)
        other.found, other.lifts = dict(self.found), dict(self.lifts)
        lasting = ("hole", "document")
        other.left = {place for place in self.left if self.found[place].family in lasting}
        return other

    def has_holes(self, confidence: float) -> bool:
        """Tell whether text was surely lost here."""
        left = (self.found[place] for place in self.left)
        return any(lacks_words(one) and one.confidence >= confidence for one in left)

    def forget_removed(self) -> None:
        """Drop what is left where its text was taken away later."""
        spans = [(edit.start, edit.end) for edit in self.edits if edit.removal]
        starts = [start for start, _ in spans]
        for place in list(self.left):
            _, start, end = place
            stop = spans[before - 1][1] if (before := bisect_right(starts, start)) else 0
            if start < stop and end <= stop and self.found[place].family == "hole":
                self.left.remove(place)

    def again(self) -> _Work:
        """Return the same text before its first round."""
        return _Work(self.original, self.context)

    def round(self, judged: Judged, policy: _Policy, *, last: bool) -> bool:
        """Do one round; tell whether the text wants another. The last one changes nothing.

        Rules that cannot act are heard when the text is at rest.
        """
        self.wanting = frozenset()
        if not judged.rules:
            return False
        settings, (title, lang, source) = policy.settings, self.context
        document = Document(
            self.text,
            title=title,
            lang=lang,
            source=source,
            form=settings.form,
            spots=judged.spots,
        )
        acting = [rule for rule in judged.rules if rule in policy.acting]
        try:
            sightings = detect(document, acting, settings.threshold)
            decision = decide(self.text, sightings, settings)
            changes = [sighting.change for sighting in decision.made]
            if policy.marks and not changes:
                changes = self._marks(document, decision.left, settings)
            if not changes:
                others = (rule for rule in judged.rules if rule not in policy.acting)
                flags = detect(document, others, settings.threshold)
                self.left |= self._record([*decision.left, *flags])
        except TimeoutError:
            self._give_up("DOC002", "a pattern ran out of time; the document is left as it was")
            return False
        if not changes:
            return False
        self.wanting = frozenset(code for change in changes for code in change.codes)
        if not last:
            self._record(decision.made)
            self.noted |= self._record([one for one in decision.left if one.found.tier])
            self.edits = compose(self.original, self.edits, changes)
            self.text = apply(self.original, self.edits)
        return True

    def _marks(
        self, document: Document, left: Iterable[Sighting], settings: Settings
    ) -> list[Change]:
        """Return the marks for the holes among what is left; these stay findings."""
        holes = [sighting for sighting in left if sighting.rule.family == "hole"]
        lacking = [hole for hole in holes if lacks_words(hole.rule)]
        sure = [hole for hole in lacking if hole.confidence >= settings.mark_threshold]
        changes = marks(document, sure, settings.mark_holes or "")
        if changes:
            self.left |= self._record(holes)
        return changes

    def _record(self, sightings: Sequence[Sighting]) -> set[Place]:
        """Note sightings of this round at their places in the original."""
        if not sightings:
            return set()
        offsets = Offsets(self.edits, len(self.original)) if self.edits else None
        places = set()
        for sighting in sightings:
            start, end = sighting.start, sighting.end
            if offsets:
                start, end = offsets.span_to_original(start, end)
            place = (sighting.rule.code, start, end)
            places.add(place)
            self.found.setdefault(place, sighting.finding(start, end))
            for lift in sighting.found.lift:
                self.lifts.setdefault(lift, start)
        return places

    def _give_up(self, code: str, message: str) -> None:
        """Leave the text as it was and say why."""
        self.text, self.edits, self.lifts, self.wanting = self.original, (), {}, frozenset()
        self.found, self.left, self.noted = {}, set(), set()
        self.flag(code, message)

    def flag(self, code: str, message: str) -> None:
        """Add a finding about the document as a whole."""
        sighting = Sighting.of(rule_for(code), Found(0, 0, message=message))
        place = (code, 0, 0)
        self.found[place] = sighting.finding(0, 0)
        self.left.add(place)

    def result(self) -> Cleaned:
        """Return the cleaned text with its account."""
        outdated = {place for place in self.noted - self.left if _touched(place, self.edits)}
        left = (self.left | self.noted) - outdated
        kept = (one for place, one in self.found.items() if place not in outdated)
        found = sorted(kept, key=lambda one: (one.start, one.end, one.code))
        findings = tuple(one for one in found if (one.code, one.start, one.end) in left)
        return Cleaned(
            text=self.text,
            edits=self.edits,
            findings=findings,
            lifted=_lifted(self.lifts),
            damage=_damage(self.edits, findings, len(self.original)),
            status=_status(self.edits, findings),
            offsets=Offsets(self.edits, len(self.original)),
            found=tuple(found),
        )


def _settle(works: Sequence[_Work], policy: _Policy, judge_all: Judge) -> set[_Work]:
    """Take works through their rounds; return those that would still change after the last."""
    active = list(works)
    for count in range(ROUNDS + 1):
        last = count == ROUNDS
        verdicts = judge_all(policy.rules, [work.text for work in active]) if active else []
        active = [
            work
            for work, judged in zip(active, verdicts, strict=True)
            if work.round(judged, policy, last=last)
        ]
    return set(active)


def _marked(works: Sequence[_Work], policy: _Policy, judge_all: Judge) -> list[_Work]:
    """Mark the holes of texts at rest, and bring them to rest again.

    Where that cannot be, the text stays without marks. So it is at rest by the same rules as
    without marks, whether it is cleaned again with them or not.
    """
    settings = policy.settings
    tried = {work: work.to_mark() for work in works if work.has_holes(settings.mark_threshold)}
    unsettled = _settle(list(tried.values()), policy._replace(marks=True), judge_all)
    for work, marked in tried.items():
        if marked not in unsettled:
            marked.forget_removed()
        elif ("DOC001", 0, 0) not in work.left:
            work.flag("DOC001", "with marks this text would change without end; none was put")
    return [work if tried.get(work, work) in unsettled else tried.get(work, work) for work in works]


def _without_restless_rules(work: _Work, policy: _Policy) -> _Work:
    """Clean a text that does not settle, setting aside the rules that keep changing it.

    The outcome is kept only if it is at rest when cleaned again; otherwise the text is left as
    it was. Either way ``clean`` of the outcome changes nothing more.
    """
    settled, restless = _set_aside(work.again(), policy)
    repeated, _ = _set_aside(_Work(settled.text, work.context), policy)
    note = f"{', '.join(sorted(restless))} would change this text without end"
    if repeated.text != settled.text:
        settled._give_up("DOC001", f"{note}; the document is left as it was")
    else:
        settled.flag("DOC001", f"{note}; set aside for this document")
    return settled


def _set_aside(work: _Work, policy: _Policy) -> tuple[_Work, frozenset[str]]:
    restless: frozenset[str] = frozenset()
    while _settle([work], policy.without(restless), judge):
        restless |= work.wanting
        work = work.again()
    return work, restless


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


def _touched(place: Place, edits: Sequence[Edit]) -> bool:
    """Tell whether an edit changed the text at a place of the original."""
    _, start, end = place
    before = bisect_right(edits, end, key=lambda edit: edit.start)
    return before > 0 and edits[before - 1].end >= start


def _lifted(lifts: dict[tuple[LiftKind, str], int]) -> Lifted:
    if not lifts:
        return Lifted()
    ordered = sorted(lifts, key=lambda lift: lifts[lift])
    return Lifted(
        credit=tuple(value for kind, value in ordered if kind == "credit"),
        byline=tuple(value for kind, value in ordered if kind == "byline"),
        dateline=tuple(value for kind, value in ordered if kind == "dateline"),
        published=tuple(value for kind, value in ordered if kind == "published"),
    )


def _damage(edits: Sequence[Edit], findings: Sequence[Finding], length: int) -> float:
    if not edits and not findings:
        return 0.0
    places: list[Edit | Finding] = [*edits, *findings]
    spans = sorted((one.start, max(one.end, one.start + 1)) for one in places)
    covered = reached = 0
    for start, end in spans:
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return 1000 * min(1.0, covered / length) if length else 0.0


def _status(edits: Sequence[Edit], findings: Sequence[Finding]) -> Status:
    if edits:
        return "repaired+flagged" if findings else "repaired"
    return "flagged" if findings else "clean"
