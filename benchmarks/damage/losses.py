"""Delete words of a clean text as links are lost, and see whether the place is found.

Where a link stood, a scraper leaves its neighbours glued, with the spaces of both sides, with one
space, or with the space before the mark that followed it. Every text gives one of each kind alone,
and once one of all kinds together. What is found in the undamaged text counts neither way.
"""

from __future__ import annotations

import re
from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.damage.match import REACH
from benchmarks.damage.score import share
from cleanup import clean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from cleanup import Finding

_NAME = r"[^\W\d_]\w*(?: [^\W\d_]\w*)?"
_LINKS = {
    "head": rf"(?<=[^\W\d_][.!?] ){_NAME}(?= [^\W\d_])",
    "paragraph": rf"(?<=\n){_NAME}(?= [^\W\d_])",
    "middle": rf"(?<=[^\W\d_] ){_NAME}(?= [^\W\d_])",
    "tail": rf"(?<=[^\W\d_] ){_NAME}(?=\.(?: |\n|\Z))",
    "mark": rf"(?<=[^\W\d_] ){_NAME}(?=, )",
    "sentence": r"(?<=[^\W\d_][.!?] )[^.!?\n]{20,200}(?=\. )",
    "head_to_mark": rf"(?<=[^\W\d_][.!?] ){_NAME}(?=, )",
}
"""By kind, the words of a link, with what is beside them."""
_WITHIN = ("wide", "single", "glued")
_AT_MARK = ("wide", "single")
_GAPS: Mapping[str, tuple[str, ...]] = {
    "head": _WITHIN,
    "paragraph": ("wide", "glued"),
    "middle": _WITHIN,
    "tail": _AT_MARK,
    "mark": _AT_MARK,
    "sentence": _AT_MARK,
    "head_to_mark": _AT_MARK,
}
"""What is left of the blanks around a link: all of them, that after it, or none."""
_BEFORE = ("single", "glued")
"""The blank before the link is lost here; at the beginning of a paragraph there is none."""
_PATTERNS = {kind: re.compile(pattern) for kind, pattern in _LINKS.items()}
KINDS = tuple(f"{kind}, {gap}" for kind in _LINKS for gap in _GAPS[kind])


_AROUND = 24
_Around = tuple[str, str]
"""So many code points before and after a hole."""


class Loss(NamedTuple):
    """Words to delete from a text: its span, in code points."""

    kind: str
    start: int
    end: int


class Damaged(NamedTuple):
    """A text that lost words, and where, in its own code points, by kind."""

    text: str
    places: tuple[tuple[str, int], ...]


def losses(text: str, random: Random) -> Iterator[Loss]:
    """Yield one place of each kind that the text has."""
    for kind, pattern in _PATTERNS.items():
        if spans := [found.span() for found in pattern.finditer(text)]:
            for gap in _GAPS[kind]:
                start, end = random.choice(spans)
                yield Loss(
                    f"{kind}, {gap}",
                    start - (gap in _BEFORE and text[start - 1] == " "),
                    end + (gap == "glued"),
                )


def without(text: str, lost: Iterable[Loss]) -> Damaged:
    """Return a text without these words; of those that overlap, the first is lost."""
    parts, places, position, length = [], [], 0, 0
    for loss in sorted(lost, key=lambda one: one.start):
        if loss.start >= position:
            parts.append(text[position : loss.start])
            length += loss.start - position
            places.append((loss.kind, length))
            position = loss.end
    return Damaged("".join((*parts, text[position:])), tuple(places))


class Figures(NamedTuple):
    """The recall by kind and the precision of a number of texts, and the wrong findings."""

    recall: dict[str, dict[str, Any]]
    precision: dict[str, Any]
    wrong: list[str]


def measure(texts: Iterable[str], most: int, seed: int) -> dict[str, Figures]:
    """Return figures of places that are lost alone, and of those that are lost in company.

    A hole within ``REACH`` code points of a place finds it. Wrong is every other hole that is not
    found in the undamaged text. At most ``most`` places of each kind are tried; equal texts count
    once.
    """
    tallies = {"alone": _Tally(), "company": _Tally()}
    for number, text in enumerate(dict.fromkeys(texts)):
        places = tallies["alone"].places
        drawn = [
            loss for loss in losses(text, Random(f"{seed} {number}")) if places[loss.kind] < most
        ]
        known = _sides(_holes(text)) if drawn else frozenset()
        for loss in drawn:
            tallies["alone"].count(without(text, [loss]), known)
        if drawn:
            tallies["company"].count(without(text, drawn), known)
    return {name: tally.figures() for name, tally in tallies.items()}


class _Tally:
    """Counts of the places of many texts, and of what is found in them."""

    def __init__(self) -> None:
        self.places: Counter[str] = Counter()
        self._found: Counter[str] = Counter()
        self._right = 0
        self._wrong: list[str] = []

    def count(self, damaged: Damaged, known: frozenset[str]) -> None:
        """Count the holes of a text; those beside which is what is ``known`` count neither way."""
        holes = _holes(damaged.text)
        for kind, place in damaged.places:
            self.places[kind] += 1
            self._found[kind] += any(_is_near(hole, place) for hole in holes.values())
        for around, hole in holes.items():
            if any(_is_near(hole, place) for _, place in damaged.places):
                self._right += 1
            elif not _sides([around]) & known:
                self._wrong.append(f"{hole.code} {around[0]!r} <> {around[1]!r}")

    def figures(self) -> Figures:
        """Return the counts as shares."""
        recall = {
            kind: share(self._found[kind], self.places[kind]) for kind in KINDS if self.places[kind]
        }
        return Figures(recall, share(self._right, self._right + len(self._wrong)), self._wrong)


def _holes(text: str) -> dict[_Around, Finding]:
    """Return the holes by what is around them; a loss elsewhere leaves one side of it alone."""
    return {
        (text[max(0, hole.start - _AROUND) : hole.start], text[hole.end : hole.end + _AROUND]): hole
        for hole in clean(text).found
        if hole.family == "hole"
    }


def _sides(holes: Collection[_Around]) -> frozenset[str]:
    return frozenset(f"{left}<" for left, _ in holes) | {f">{right}" for _, right in holes}


def _is_near(hole: Finding, place: int) -> bool:
    return hole.start - REACH <= place <= hole.end + REACH
