"""Lines of OCR and PDF text beside their true spacing, as examples of spaces lost and inserted.

Rows of a JSONL file (also .zst, .xz, .gz) with ``text`` and ``gold``, which differ in white space
alone. A share of the lines is trained on, by the hash of the gold line: one line can stand in
several sets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.documents import rows
from benchmarks.training.documents import share_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

PAGE = 40
"""So many lines are a page."""


class Line(NamedTuple):
    """A line as it is, and where its spacing is wrong; offsets in code points."""

    dataset: str
    text: str
    words: int
    missing: frozenset[int]
    """Where a blank is missing before the code point."""
    inserted: frozenset[int]
    """Which blanks do not belong there."""


class Differ(ValueError):
    """Two texts differ in more than white space."""


def lines_of(paths: Iterable[Path], first: float, last: float) -> Iterator[Line]:
    """Yield the lines whose gold line's hash falls in ``first`` to ``last``, of 0 to 1."""
    for path in paths:
        for row in rows(path):
            if first <= share_of(row["gold"]) < last:
                missing, inserted = differences(row["text"], row["gold"])
                words = len(row["gold"].split())
                yield Line(row.get("set", ""), row["text"], words, missing, inserted)


def differences(text: str, gold: str) -> tuple[frozenset[int], frozenset[int]]:
    """Return where ``text`` lacks a blank of ``gold``, and which of its blanks that has not.

    Raises ``Differ`` if they are not the same but for white space.
    """
    missing, inserted = set(), set()
    place = 0
    for char in gold:
        here = text[place : place + 1]
        if char.isspace():
            if here.isspace():
                place += 1
            else:
                missing.add(place)
            continue
        while text[place : place + 1].isspace():
            inserted.add(place)
            place += 1
        if text[place : place + 1] != char:
            raise Differ(f"{text!r} and {gold!r} differ at {place}")
        place += 1
    inserted.update(range(place, len(text)))
    return frozenset(missing), frozenset(inserted)


def pages_of(lines: Sequence[Line], length: int) -> Iterator[Line]:
    """Yield the lines of one set after another, ``length`` of them as one text each."""
    for dataset in dict.fromkeys(line.dataset for line in lines):
        own = [line for line in lines if line.dataset == dataset]
        for first in range(0, len(own), length):
            yield _page_of(own[first : first + length])


def _page_of(lines: Sequence[Line]) -> Line:
    start = 0
    missing: set[int] = set()
    inserted: set[int] = set()
    for line in lines:
        missing.update(start + place for place in line.missing)
        inserted.update(start + place for place in line.inserted)
        start += len(line.text) + 1
    text = "\n".join(line.text for line in lines)
    words = sum(line.words for line in lines)
    return Line(lines[0].dataset, text, words, frozenset(missing), frozenset(inserted))
