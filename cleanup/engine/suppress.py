"""Where which rules are suppressed: by comments and a key in a text file, by a column in a row.

A suppressed candidate is neither reported nor applied, in any round; a hole keeps changes away all
the same. Directives are read again in every round, so a text is at a fixpoint by what it says.
What reads them is imported for texts that have some: few do, and hooks start often.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.engine.decide import finds_loss, is_called, rank
from cleanup.rules import all_rules
from cleanup.text.directive_comments import mentions
from cleanup.text.document import Document
from cleanup.text.sic import keeps, kept_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.engine.detect import Candidate
    from cleanup.engine.suppressed_spans import Hush, Segment
    from cleanup.text.directives import Directive
    from cleanup.text.sic import Kept
    from cleanup.values import Form, Markup

EVERYTHING = "*"
"""The name of all rules in a column."""


class Frozen(NamedTuple):
    """A directive and its line, if that is its own; ``start`` and ``end`` else."""

    start: int
    end: int
    first: int
    last: int
    alone: bool


class Suppressions(NamedTuple):
    """What is suppressed in a text, or in a part of it; the segments of a layer are disjoint."""

    layers: tuple[tuple[Segment, ...], ...] = ()
    directives: tuple[Frozen, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.layers or self.directives)

    def of(self, code: str, start: int, end: int) -> Hush | None:
        """Return what suppresses the findings of a rule at ``start:end``, if anything does.

        A place between two code points is suppressed at the edges of a segment, too.
        """
        for layer in self.layers:
            number = bisect_left(layer, start, key=lambda one: one.end)
            while number < len(layer) and layer[number].start <= end:
                segment = layer[number]
                number += 1
                if start == end or (segment.start < end and start < segment.end):
                    for hush in segment.hushes:
                        if code in hush.codes:
                            return hush
        return None

    def at(self, start: int, end: int) -> Iterator[tuple[str, str]]:
        """Yield which codes are suppressed at ``start:end``, and by what, for people."""
        from cleanup.engine.suppressed_spans import said_by

        for layer in self.layers:
            for segment in layer:
                if segment.start <= end and start <= segment.end:
                    for hush in segment.hushes:
                        yield _listed(hush.codes), said_by(hush)

    def freezes(self, text: str, candidate: Candidate) -> bool:
        """Return whether a candidate is in a directive, or would change one or its line."""
        from cleanup.engine.suppressed_spans import stays_alone

        start, end, after = candidate.start, candidate.end, candidate.after
        number = bisect_left(self.directives, start, key=lambda one: one.last)
        while number < len(self.directives) and self.directives[number].first <= end:
            one = self.directives[number]
            number += 1
            if after is None:
                if one.start <= start and end <= one.end and (start, end) != (one.end, one.end):
                    return True
            elif (start < one.end and one.start < end) or (
                one.alone and not stays_alone(text, (start, end), after, (one.start, one.end))
            ):
                return True
        return False

    def within(self, start: int, end: int) -> Suppressions:
        """Return those of a part of the text, with offsets in it."""
        if not self:
            return self
        layers = (
            tuple(one.within(start, end) for one in layer if one.start <= end and start <= one.end)
            for layer in self.layers
        )
        frozen = (
            Frozen(
                one.start - start, one.end - start, one.first - start, one.last - start, one.alone
            )
            for one in self.directives
            if one.first <= end and start <= one.last
        )
        return Suppressions(tuple(layers), tuple(frozen))


NOTHING = Suppressions()


class Heard(NamedTuple):
    """Candidates that are not suppressed, the others that keep changes away, and who did it.

    ``used`` are the codes with the numbers of the directives that suppressed a finding.
    """

    candidates: list[Candidate]
    guarding: list[Candidate]
    used: frozenset[tuple[int, str]]


def suppressions_in(
    text: str, form: Form, markup: Markup | None = None, names: Sequence[str] = ()
) -> Suppressions:
    """Return what is suppressed in a text: by itself if it is a file, by ``names`` of its row."""
    codes = codes_of(tuple(names)) if names else frozenset[str]()
    directives = directives_in(text, form, markup)
    if not directives and not codes:
        return NOTHING
    from cleanup.engine.suppressed_spans import layers_of, line_around

    document = Document(text, form=form, markup=markup)
    numbered = [(number, one, codes_of(one.names)) for number, one in enumerate(directives)]
    frozen = []
    for one in directives:
        alone = one.place == "own line"
        line = line_around(document, one) if alone else (one.start, one.end)
        frozen.append(Frozen(one.start, one.end, *line, alone))
    return Suppressions(tuple(layers_of(document, numbered, codes)), tuple(frozen))


def directives_in(text: str, form: Form, markup: Markup | None) -> list[Directive]:
    """Return the directives of a text file, in order; rows of tables have none."""
    if form != "file" or not mentions(text):
        return []
    from cleanup.text.directives import directives_of

    return directives_of(Document(text, form=form, markup=markup))


def heard(text: str, candidates: list[Candidate], suppressions: Suppressions) -> Heard:
    """Part the candidates of a round by what is suppressed in its text.

    A change that would have given way to the same change of a suppressed rule is suppressed, too.
    """
    if not suppressions:
        return Heard(candidates, [], frozenset())
    left, hushed, used = [], [], set()
    for one in candidates:
        if hush := suppressions.of(one.rule.code, one.start, one.end):
            used.add((hush.number, one.rule.code))
            hushed.append(one)
        elif not suppressions.freezes(text, one):
            left.append(one)
    changing = [one for one in hushed if one.after is not None]
    same = {_change(one): rank(one) for one in sorted(changing, key=rank, reverse=True)}
    left = [one for one in left if not (won := same.get(_change(one))) or rank(one) < won]
    guarding = [one for one in hushed if finds_loss(one.rule)]
    return Heard(left, guarding, frozenset(used))


def _change(candidate: Candidate) -> tuple[int, int, str | None]:
    return candidate.start, candidate.end, candidate.after


def not_kept(document: Document, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """Return the candidates without those at words that are marked with ``[sic]``."""
    words = document.once(_kept) if candidates else ()
    return [one for one in candidates if not is_kept(words, one)] if words else candidates


def _kept(document: Document) -> Sequence[Kept]:
    return kept_words(document.text)


def is_kept(words: Sequence[Kept], candidate: Candidate) -> bool:
    """Return whether a candidate is at one of the words that are marked with ``[sic]``.

    What removes, or flags, such a word with its mark and more is not about the word.
    """
    whole = candidate.after is None or candidate.rule.removes
    return keeps(words, candidate.start, candidate.end, whole=whole)


def _listed(codes: frozenset[str]) -> str:
    """Return codes for people: whole families by their letters."""
    if codes >= codes_of(None):
        return "all rules"
    families = {code[:3] for code in codes}
    whole = {family for family in families if codes_called(family) <= codes}
    return ", ".join(sorted(whole | {code for code in codes if code[:3] not in whole}))


@lru_cache(maxsize=256)
def codes_of(names: tuple[str, ...] | None) -> frozenset[str]:
    """Return the codes that names mean together; ``None`` and ``*`` mean all.

    All are those that find damage: what is wrong with directives is suppressed by its code only.
    """
    if names is None or EVERYTHING in names:
        return frozenset(rule.code for rule in all_rules() if rule.family != "suppression")
    return frozenset[str]().union(*map(codes_called, names))


@lru_cache(maxsize=1024)
def codes_called(name: str) -> frozenset[str]:
    """Return the codes that a code, the beginning of one, or a rule's or family's name means.

    Capitals do not matter. None if there is no such rule.
    """
    spellings = (name.upper(), name.lower())
    return frozenset(
        rule.code for rule in all_rules() if any(is_called(rule, one) for one in spellings)
    )
