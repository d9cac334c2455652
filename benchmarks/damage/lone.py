"""Put one hole alone into an otherwise clean article, and see whether it is found.

A scraper that loses links loses all of them; a text with fifty holes tells much about each. What
real extractors leave is one hole in a page. So each is moved, with the white space at its seam,
into the text as written, where nothing else is damaged.
"""

from __future__ import annotations

import re
from hashlib import md5, sha256
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.damage.make import rebuild
from benchmarks.damage.match import near
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
"""How many code points beside a hole must stand in the written text, once."""
_LONGEST = 600
"""The longest lost text, in code points, that is looked for in the written text."""
_SENTENCE = re.compile(r"[.!?][\"')\u2019\u201d]*\s+")


class Hole(NamedTuple):
    """A dropped place with what stands around it in the damaged text."""

    id: str
    gap: str
    left: str
    white: str
    right: str
    gold: str

    def key(self, seed: int) -> str:
        """Return what the hole is drawn by: the same for a seed, in whatever order rows come."""
        said = (str(seed), self.id, self.gap, *self.left.split(), "|", *self.right.split())
        return sha256(" ".join(said).encode()).hexdigest()


class Planted(NamedTuple):
    """A text with one hole, the span of its seam, and whether it stands where it was lost."""

    text: str
    start: int
    end: int
    in_place: bool


def within(name: str, low: float, high: float) -> bool:
    """Return whether a document is of a share: the first 32 bits of its id's MD5, over 2**32."""
    digest = md5(name.encode(), usedforsecurity=False).digest()
    return low <= int.from_bytes(digest[:4], "big") / 2**32 < high


def draw(rows: Iterable[Row], most: int, seed: int) -> dict[str, list[Hole]]:
    """Return up to ``most`` lone holes of each gap; those that look the same count once."""
    drawn: dict[str, dict[str, Hole]] = {gap: {} for gap in GAPS}
    for row in rows:
        for hole in _holes(row):
            holes, key = drawn[hole.gap], hole.key(seed)
            holes[key] = min(hole, holes.get(key, hole))
    return {gap: [holes[key] for key in sorted(holes)[:most]] for gap, holes in drawn.items()}


def _holes(row: Row) -> Iterator[Hole]:
    """Yield the places within a sentence that stand alone, or can be made to."""
    for number, place in enumerate(row.damage):
        if place.where == "mid" and place.gap in GAPS and not place.extra:
            before, after = _beside(row.damage, number)
            if all(one.written is not None and one[:2] != place[:2] for one in before + after):
                start, end = max(0, place.offset - CLEAR), place.end + CLEAR
                left = _restored(row.extracted, start, place.offset, before)
                right = _restored(row.extracted, place.end, end, after)
                white = row.extracted[place.offset : place.end]
                yield Hole(row.id, str(place.gap), left, white, right, row.gold)


def _beside(places: tuple[Place, ...], number: int) -> tuple[list[Place], list[Place]]:
    """Return the places that are too near to one: those before it and those after it."""
    start, end = places[number].offset - CLEAR, places[number].end + CLEAR
    before = takewhile(lambda one: one.end >= start, reversed(places[:number]))
    after = takewhile(lambda one: one.offset <= end, places[number + 1 :])
    return list(before)[::-1], list(after)


def _restored(text: str, start: int, end: int, damage: list[Place]) -> str:
    """Return what was written in a span of the damaged text, or a little more of it."""
    start = min([start, *(one.offset for one in damage)])
    end = max([end, *(one.end for one in damage)])
    moved = [one._replace(offset=one.offset - start, end=one.end - start) for one in damage]
    return rebuild(text[start:end], moved)


def plant(hole: Hole) -> Planted:
    """Put a hole where it was in the written text, else into a paragraph of its own behind it."""
    if spot := _spot(hole):
        left, right = hole.gold[: spot[0]], hole.gold[spot[1] :]
        return Planted(left + hole.white + right, len(left), len(left) + len(hole.white), True)
    left, right = _begin(hole.left), _finish(hole.right)
    left = f"{hole.gold.rstrip()}\n\n{left}"
    text = left + hole.white + right
    return Planted(text, len(left), len(left) + len(hole.white), False)


def _spot(hole: Hole) -> tuple[int, int] | None:
    """Return which span of the written text the hole stands for, if that can be told."""
    before = _once(hole.left[-_ANCHOR:].lstrip(), hole.gold)
    after = _once(hole.right[:_ANCHOR].rstrip(), hole.gold)
    if before and after and before[1] < after[0] <= before[1] + _LONGEST:
        lost = hole.gold[before[1] : after[0]]
        return (before[1], after[0]) if lost.strip() and "\n" not in lost else None
    return None


def _once(passage: str, text: str) -> tuple[int, int] | None:
    """Return where a passage stands, whatever its white space, if it stands there just once."""
    words = passage.split()
    found = list(re.finditer(r"\s+".join(map(re.escape, words)), text)) if words else []
    return found[0].span() if len(found) == 1 else None


def _begin(left: str) -> str:
    """Cut a passage to where a sentence begins, or at least a word."""
    if found := _SENTENCE.search(left):
        return left[found.end() :]
    return left.partition(" ")[2] if len(left) >= CLEAR else left


def _finish(right: str) -> str:
    """Cut a passage to where a sentence ends, or at least a word."""
    ends = list(_SENTENCE.finditer(right))
    if ends:
        return right[: ends[-1].end()].rstrip()
    return right.rpartition(" ")[0] if len(right) >= CLEAR else right


def find(drawn: dict[str, list[Hole]], clean: Cleaner) -> dict[str, dict[str, Any]]:
    """Return by gap how many lone holes a cleaner finds; ``in_place`` says how many stand so."""
    figures = {}
    for gap, holes in drawn.items():
        planted = [plant(hole) for hole in holes]
        hits = sum(_is_found(one, clean(one.text)) for one in planted)
        in_place = sum(one.in_place for one in planted)
        figures[gap] = {**share(hits, len(planted)), "in_place": in_place}
    return figures


def _is_found(planted: Planted, answer: Answer) -> bool:
    spot = [(planted.start, planted.end)]
    return any(
        near((one.start, one.end), spot) for one in answer.findings or () if one.group == "dropped"
    )
