"""Explain one place of a text: what each rule saw there, and what was decided.

The account is of the first round, in which all rules see the original text, or of a long one the
part that holds the place; what the whole way through all rounds leaves at the place stands beside
it, as ``clean`` returns it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from cleanup.arguments import check_text
from cleanup.engine.clean import clean
from cleanup.engine.decide import (
    Holes,
    chosen,
    decide,
    may_change,
    overlap,
    policy_of,
    stands_for_lost,
)
from cleanup.engine.detect import Candidate, is_outside_prose
from cleanup.engine.know import know
from cleanup.engine.omissions import Omissions
from cleanup.engine.parts import parts_of
from cleanup.engine.presets import with_preset
from cleanup.engine.round import document_of, heard
from cleanup.engine.suppress import heard as unsuppressed
from cleanup.engine.suppress import is_kept
from cleanup.engine.suppressed_spans import said_by
from cleanup.explaining.scores import explain_at
from cleanup.explaining.values import Explained, Judgement
from cleanup.prefilter.hints import Always, Both, Either, Outer, Share, holds
from cleanup.rules import all_rules
from cleanup.settings import Settings
from cleanup.text.language import Language
from cleanup.text.sic import keeps, kept_words
from cleanup.values import Context, Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleanup.engine.know import Known
    from cleanup.engine.parts import Part
    from cleanup.prefilter.hints import Hint
    from cleanup.rule import Rule
    from cleanup.scoring.values import Explanation
    from cleanup.text.document import Document
    from cleanup.values import Cleaned, Finding

_SIC = "the word is marked as written so: [sic]"

SHORT_LINE = 160
"""A hint that holds in a line of at most so many code points counts as held at all its places."""
NEARBY = 40
"""How far from a place in a longer line: an article may be one line, where most hints hold."""

Placed = TypeVar("Placed", "Judgement", "Explanation")


def explain(
    text: str,
    start: int,
    end: int | None = None,
    *,
    title: str | None = None,
    lang: str | None = None,
    source: str | None = None,
    ignore: Sequence[str] = (),
    settings: Settings | None = None,
) -> Explained:
    """Explain the place ``start:end`` of a text; without ``end`` the word or blanks at ``start``.

    The other arguments are those of ``clean``, and raise what it raises. ``ValueError`` if the
    place is outside the text or ends before it begins; ``TimeoutError`` if a pattern runs out of
    time.
    """
    check_text(text)
    place = start if end is None else f"{start}-{end}"
    if end is not None and end < start:
        raise ValueError(f"{place} ends before it begins")
    if not 0 <= start <= (start if end is None else end) <= len(text):
        raise ValueError(f"{place} is outside the text, which has {len(text)} code points")
    start, end = _run(text, start) if end is None else (start, end)
    context = Context(title, lang, source, tuple(ignore))
    return Explainer(text, context, settings or Settings()).at(start, end)


class Explainer:
    """Explains places of one text; what they share is done once.

    ``cleaned`` is what ``clean`` makes of the text with the same context and settings, for who has
    it already. Raises what ``explain`` raises, except that places are not checked.
    """

    def __init__(
        self, text: str, context: Context, settings: Settings, cleaned: Cleaned | None = None
    ) -> None:
        self._cleaned = cleaned or clean(
            text,
            title=context.title,
            lang=context.lang,
            source=context.source,
            ignore=context.ignore,
            settings=settings,
        )
        self._context = context
        self._known = know(text, context, settings)
        self._settings = with_preset(settings, self._known.preset)
        language = Language(context.lang, text)
        self._parts = parts_of(text, language, settings.form, self._known.markup, context.ignore)
        self._views: dict[int, _View] = {}

    def at(self, start: int, end: int) -> Explained:
        """Explain ``start:end``, offsets in code points of the text."""
        edits = tuple(edit for edit in self._cleaned.edits if _touches(edit, start, end))
        findings = tuple(one for one in self._cleaned.findings if _touches(one, start, end))
        part = _part_at(start, self._parts)
        view = self._views.get(part.start) or _View(
            part, self._context, self._settings, self._known
        )
        self._views[part.start] = view
        document = view.document
        span = start - part.start, min(end - part.start, len(part.text))
        return Explained(
            start=start,
            end=end,
            lang=document.lang,
            threshold=self._settings.threshold,
            guards=(*_guards(document, *span), *_suppressing(part, *span)),
            rules=tuple(_moved(one, part.start) for one in view.judgements(span)),
            scores=tuple(_moved(one, part.start) for one in explain_at(document, *span)),
            edits=edits,
            findings=findings,
            later=_later((*edits, *findings), [one.moved(part.start) for one in view.candidates]),
        )


class _View:
    """A part of the text as the rules see it in the first round."""

    def __init__(self, part: Part, context: Context, settings: Settings, known: Known) -> None:
        self.document = document_of(part, context, settings, known)
        self.candidates = tuple(_candidates(self.document, all_rules(), settings, known))
        self._fates = _Fates(self.document, part, self.candidates, settings)
        self._selected = frozenset(chosen(all_rules(), settings))
        self._settings, self._known = settings, known

    def judgements(self, span: tuple[int, int]) -> Iterator[Judgement]:
        """Yield what each rule whose hint holds at a span of the part made of it."""
        for rule in all_rules():
            here = [one for one in self.candidates if one.rule is rule and _touches(one, *span)]
            yield from map(self._fates.judgement, here)
            if not here and _holds_near(rule.hint, self.document, *span):
                selected = rule in self._selected
                fate, reason = _why_unfound(
                    rule, self.document, self._settings, self._known, selected=selected
                )
                yield Judgement(rule.code, rule.name, rule.tier, fate, reason)


def _part_at(place: int, parts: Sequence[Part]) -> Part:
    return next(part for part in parts if part.judges(place - part.start))


def _moved(one: Placed, by: int) -> Placed:
    """Return a value with its place, if it has one, that far behind."""
    if not by or one.start is None or one.end is None:
        return one
    return replace(one, start=one.start + by, end=one.end + by)


def _run(text: str, position: int) -> tuple[int, int]:
    """Return the span of the run around a position: of blanks if one is there, else of others."""
    blank, end = text[position : position + 1].isspace(), position
    while position and text[position - 1].isspace() == blank:
        position -= 1
    while end < len(text) and text[end].isspace() == blank:
        end += 1
    return position, end


def _touches(one: Edit | Finding | Candidate, start: int, end: int) -> bool:
    return overlap((one.start, one.end), (start, end))


def _guards(document: Document, start: int, end: int) -> Iterator[str]:
    places = range(start, min(end, start + SHORT_LINE) + 1)
    if any(map(document.marks_code, places)):
        yield "marked as program text: nothing is changed there"
    elif any(map(document.is_code, places)):
        yield "reads like program text"
    elif any(map(document.protects, places)):
        yield "an address, a name, an abbreviation, a number or another reference is part of it"
    if document.is_table(start):
        yield "in a line of columns"


def _suppressing(part: Part, start: int, end: int) -> Iterator[str]:
    """Yield what suppresses rules at a place."""
    for codes, said in part.suppressed.at(start, end):
        yield f"{said} suppresses {codes}"
    if keeps(kept_words(part.text), start, end, whole=False):
        yield _SIC


def _candidates(
    document: Document, rules: Iterable[Rule], settings: Settings, known: Known
) -> Iterator[Candidate]:
    """Yield what the selected rules find in the whole text, in the first round."""
    policy = policy_of(rules, settings)
    for rule in heard((*policy.rules, *policy.guards), known):
        if _may_run(rule, document) and holds(rule.hint, document.text):
            yield from (Candidate.of(rule, found) for found in rule.find(document))


def _later(places: Sequence[Edit | Finding], candidates: Sequence[Candidate]) -> tuple[str, ...]:
    """Return the codes of places at which their rules have no candidate in the first round."""
    codes: dict[str, bool] = {}
    for place in places:
        first = {one.rule.code for one in candidates if _touches(one, place.start, place.end)}
        for code in place.codes if isinstance(place, Edit) else (place.code,):
            codes[code] = code in first or codes.get(code, False)
    return tuple(code for code, known in codes.items() if not known)


def _may_run(rule: Rule, document: Document) -> bool:
    return not rule.langs or document.lang in rule.langs


def _holds_near(hint: Hint, document: Document, start: int, end: int) -> bool:
    """Return whether a hint holds in the lines of a place, or if these are long close to it."""
    text = document.text
    first, last = document.line_at(start).start, document.line_at(end).stop
    if last - first > SHORT_LINE:
        first, last = max(first, start - NEARBY), min(last, end + NEARBY)
    if isinstance(hint, Outer) and first > 0 and last < len(text):
        return False
    return _has_part(hint, text[first:last]) and holds(hint, text)


def _has_part(hint: Hint, piece: str) -> bool:
    """Return whether a part of a hint that is of a place holds in a piece of the text."""
    match hint:
        case Both(left, right) | Either(left, right):
            return _has_part(left, piece) or _has_part(right, piece)
        case Always() | Share():
            return False
        case _:
            return holds(hint, piece)


def _why_unfound(
    rule: Rule, document: Document, settings: Settings, known: Known, *, selected: bool
) -> tuple[str, str]:
    """Return why a rule has no candidate at the place."""
    if rule.form not in (None, settings.form):
        kind = "rows of tables" if rule.form == "table" else "files"
        return "not asked", f"it runs on {kind} only"
    if not selected:
        preset = "" if settings.select == () else f"; the preset is {known.preset}"
        return "not asked", f"the settings do not select it{preset}"
    if silent := rule.silenced_by.intersection(known.traits):
        return "not asked", f"it cannot judge such a text: {', '.join(sorted(silent))}"
    if not _may_run(rule, document):
        said = document.lang or "not certain"
        return (
            "not asked",
            f"it is for {', '.join(sorted(rule.langs))}; the language here is {said}",
        )
    return "no candidate", "it looked here and found nothing that it may report"


class _Fates:
    """What becomes of the candidates of the first round."""

    def __init__(
        self,
        document: Document,
        part: Part,
        candidates: Sequence[Candidate],
        settings: Settings,
    ) -> None:
        self._document = document
        self._settings = settings
        self._guards = policy_of(all_rules(), settings).guards
        self._omissions = Omissions(document.text, settings.mark_holes)
        self._suppressed = part.suppressed
        self._words = kept_words(document.text)
        weighed = [one for one in candidates if not self._dropped(one)]
        selected = [one for one in weighed if one.rule not in self._guards]
        self._heard = unsuppressed(document.text, selected, part.suppressed)
        guarding = [*(one for one in weighed if one.rule in self._guards), *self._heard.guarding]
        self._weighed = [*self._heard.candidates, *guarding]
        self._kept = decide(document.text, self._heard.candidates, settings, guarding).kept

    def judgement(self, candidate: Candidate) -> Judgement:
        """Return what became of one candidate."""
        rule = candidate.rule
        fate, reason = self._fate(candidate)
        return Judgement(
            rule.code,
            rule.name,
            candidate.tier,
            fate,
            reason,
            candidate.start,
            candidate.end,
            candidate.after,
            candidate.confidence,
        )

    def _fate(self, candidate: Candidate) -> tuple[str, str]:
        if reason := self._dropped(candidate):
            return "dropped", reason
        if reason := self._hushed(candidate):
            return "suppressed", reason
        if is_kept(self._words, candidate):
            return "suppressed", _SIC
        if self._omissions.cover(candidate):
            return "dropped", "the text itself marks an omission here"
        if candidate in self._kept:
            return "applied", "nothing stands in its way"
        if candidate.rule in self._guards:
            return "guards", "it is not selected, so it reports nothing; it keeps changes away"
        if candidate.after is None:
            return "reported", "it proposes no change"
        if won := self._changes_at(candidate):
            return "gave way", f"the change of {won} is made here"
        if not may_change(candidate.rule, candidate.tier, self._settings):
            return "reported", f"changes of the {candidate.tier} tier are not applied"
        return "gave way", self._obstacle(candidate)

    def _hushed(self, candidate: Candidate) -> str:
        """Return what suppresses a candidate; empty if nothing does."""
        hush = self._suppressed.of(candidate.rule.code, candidate.start, candidate.end)
        if hush:
            return f"suppressed by {said_by(hush)}"
        if candidate.rule in self._guards or candidate in self._heard.candidates:
            return ""
        if self._suppressed.freezes(self._document.text, candidate):
            return "a comment that suppresses rules is here, and stays as it is"
        return "a suppressed rule would make this change"

    def _dropped(self, candidate: Candidate) -> str:
        """Return why a candidate is not weighed at all; empty if it is."""
        threshold = self._settings.threshold
        if candidate.confidence < threshold:
            return f"confidence {candidate.confidence:g} is below the threshold {threshold:g}"
        if is_outside_prose(self._document, candidate.rule, candidate.start, candidate.end):
            return "the place is no prose"
        if candidate.rule.reads_words and self._document.is_foreign_at(candidate.start):
            return "the sentence is in another language than the text"
        if candidate.after is None:
            return ""
        if self._document.text[candidate.start : candidate.end] == candidate.after:
            return "it would change nothing"
        marked = self._document.marks_code(candidate.start)
        return "the place is marked as program text" if marked else ""

    def _changes_at(self, candidate: Candidate) -> str:
        span = (candidate.start, candidate.end)
        return _named(one for one in self._kept if overlap(span, (one.start, one.end)))

    def _obstacle(self, candidate: Candidate) -> str:
        """Return what keeps a change away where no other change is made."""
        holes = [one for one in self._weighed if one.rule.family == "hole"]
        if closed := _named(one for one in holes if Holes([one]).closed_by(candidate)):
            return f"it would hide the hole of {closed}"
        stand_ins = [one for one in self._weighed if stands_for_lost(one, self._settings)]
        if divided := _named(one for one in stand_ins if Holes([one]).divided_by(candidate)):
            return f"it would part the word of {divided}"
        return "it would divide a grapheme cluster"


def _named(candidates: Iterable[Candidate]) -> str:
    return ", ".join(f"{one.rule.code} at {one.start}-{one.end}" for one in candidates)
