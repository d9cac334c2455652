"""Put a single hole into an otherwise clean article, and see whether it is found.

A scraper that loses links loses all of them, and in a text with fifty holes each is evidence for
the others. Real extractors leave one hole in a page. So each hole is moved, with the white space
there, into the gold text, where nothing else is damaged.
"""

from __future__ import annotations

import re
from hashlib import md5, sha256
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.damage.make import rebuild
from benchmarks.damage.match import nearby
from benchmarks.damage.score import share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from benchmarks.damage.cleaners import Answer, Cleaner
    from benchmarks.damage.values import Place, Row

GAPS = ("double_space", "space_before_punct", "glued_word", "glued_punct", "single_space")
CLEAR = 160
"""How many code points to either side of a hole must be free of damage that cannot be undone."""

_ANCHOR = 48
"""How many code points beside a hole must occur in the gold text, once."""
_LONGEST = 600
"""The longest lost text, in code points, that is searched for in the gold text."""
_SENTENCE = re.compile(r"[.!?][\"')\u2019\u201d]*\s+")


class Hole(NamedTuple):
    """A dropped place with its context in the damaged text."""

    id: str
    gap: str
    left: str
    white: str
    right: str
    gold: str

    def key(self, seed: int) -> str:
        """Return the key by which holes are drawn: independent of the order of rows."""
        words = (str(seed), self.id, self.gap, *self.left.split(), "|", *self.right.split())
        return sha256(" ".join(words).encode()).hexdigest()


class Planted(NamedTuple):
    """A text with one hole, its span, and whether it is where the words were lost."""

    text: str
    start: int
    end: int
    in_place: bool


def within(name: str, low: float, high: float) -> bool:
    """Return whether a document is in a share, by the first 32 bits of its id's MD5 over 2**32."""
    digest = md5(name.encode(), usedforsecurity=False).digest()
    return low <= int.from_bytes(digest[:4], "big") / 2**32 < high


def draw(rows: Iterable[Row], limit: int, seed: int) -> dict[str, list[Hole]]:
    """Return up to ``limit`` lone holes of each gap; those that look the same count once."""
    drawn: dict[str, dict[str, Hole]] = {gap: {} for gap in GAPS}
    for row in rows:
        for hole in _holes(row):
            holes, key = drawn[hole.gap], hole.key(seed)
            holes[key] = min(hole, holes.get(key, hole))
    return {gap: [holes[key] for key in sorted(holes)[:limit]] for gap, holes in drawn.items()}


def _holes(row: Row) -> Iterator[Hole]:
    """Yield the places within a sentence without others nearby that cannot be undone."""
    for number, place in enumerate(row.damage):
        if place.where == "mid" and place.gap in GAPS and not place.extra:
            before, after = _beside(row.damage, number)
            if all(
                other.written is not None and other[:2] != place[:2] for other in before + after
            ):
                start, end = max(0, place.offset - CLEAR), place.end + CLEAR
                left = _restored(row.extracted, start, place.offset, before)
                right = _restored(row.extracted, place.end, end, after)
                white = row.extracted[place.offset : place.end]
                yield Hole(row.id, str(place.gap), left, white, right, row.gold)


def _beside(places: tuple[Place, ...], number: int) -> tuple[list[Place], list[Place]]:
    """Return the places within ``CLEAR`` of one: those before it and those after it."""
    start, end = places[number].offset - CLEAR, places[number].end + CLEAR
    before = takewhile(lambda place: place.end >= start, reversed(places[:number]))
    after = takewhile(lambda place: place.offset <= end, places[number + 1 :])
    return list(before)[::-1], list(after)


def _restored(text: str, start: int, end: int, damage: list[Place]) -> str:
    """Return the gold of a span of the damaged text, widened to whole places."""
    start = min([start, *(place.offset for place in damage)])
    end = max([end, *(place.end for place in damage)])
    moved = [place._replace(offset=place.offset - start, end=place.end - start) for place in damage]
    return rebuild(text[start:end], moved)


def plant(hole: Hole) -> Planted:
    """Put a hole where it was in the gold text, else into a paragraph of its own after it."""
    if span := _span_in_gold(hole):
        left, right = hole.gold[: span[0]], hole.gold[span[1] :]
        return Planted(left + hole.white + right, len(left), len(left) + len(hole.white), True)
    left, right = _begin(hole.left), _finish(hole.right)
    left = f"{hole.gold.rstrip()}\n\n{left}"
    text = left + hole.white + right
    return Planted(text, len(left), len(left) + len(hole.white), False)


def _span_in_gold(hole: Hole) -> tuple[int, int] | None:
    """Return the span of the gold text that was lost at the hole, if it can be found."""
    before = _once(hole.left[-_ANCHOR:].lstrip(), hole.gold)
    after = _once(hole.right[:_ANCHOR].rstrip(), hole.gold)
    if before and after and before[1] < after[0] <= before[1] + _LONGEST:
        lost = hole.gold[before[1] : after[0]]
        return (before[1], after[0]) if lost.strip() and "\n" not in lost else None
    return None


def _once(passage: str, text: str) -> tuple[int, int] | None:
    """Return the span of a passage, whatever its white space, if it occurs exactly once."""
    words = passage.split()
    found = list(re.finditer(r"\s+".join(map(re.escape, words)), text)) if words else []
    return found[0].span() if len(found) == 1 else None


def _begin(left: str) -> str:
    """Cut the beginning of a passage up to a whole sentence, or at least a word."""
    if found := _SENTENCE.search(left):
        return left[found.end() :]
    return left.partition(" ")[2] if len(left) >= CLEAR else left


def _finish(right: str) -> str:
    """Cut the end of a passage back to a whole sentence, or at least a word."""
    ends = list(_SENTENCE.finditer(right))
    if ends:
        return right[: ends[-1].end()].rstrip()
    return right.rpartition(" ")[0] if len(right) >= CLEAR else right


def find(drawn: dict[str, list[Hole]], clean: Cleaner) -> dict[str, dict[str, Any]]:
    """Return by gap how many lone holes a cleaner finds; ``in_place`` counts those in place."""
    figures = {}
    for gap, holes in drawn.items():
        planted = [plant(hole) for hole in holes]
        hits = sum(_is_found(text, clean(text.text)) for text in planted)
        in_place = sum(text.in_place for text in planted)
        figures[gap] = {**share(hits, len(planted)), "in_place": in_place}
    return figures


def _is_found(planted: Planted, answer: Answer) -> bool:
    hole = [(planted.start, planted.end)]
    return any(
        nearby((finding.start, finding.end), hole)
        for finding in answer.findings or ()
        if finding.group == "dropped"
    )
