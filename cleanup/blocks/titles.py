"""Titles of other articles below a label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.grammar.furniture.classes import Furniture

MOST = 12
"""Titles below one label."""
_LONGEST = 170
_LONGEST_QUESTION = 110
_SHORTEST = 25
"""Code points of a single title below a label; a shorter line may be a heading of the article."""
_BESIDE_TITLES = frozenset(
    ["byline", "date", "listen", "section", "link", "player", "gallery", "related-title", "tags"]
)
"""Sections of phrases that stand between titles."""
_TIME = re.compile(r"[0-9]{1,2}[h:.][0-9]{2}\b")
"""Begins an entry of a live blog."""
_SENTENCE_END = re.compile(r"[^.]\.[\"\u201d\u00bb)]?$")
_KICKER = 45
"""Code points of a line that stands over a title and is shorter."""
_ALIKE = 0.75
"""The last of several lines is a title if it has this share of the code points of the one above."""
_LEAST_WORDS = 3


def titles_below(furniture: Furniture, label: int) -> tuple[int, bool]:
    """Return the place of the last title below a label, and whether all are sure to be titles.

    The label's own place if none is below it, or if the label is a sentence. The last of several
    lines in the middle of a text may be the heading of the next paragraph: of 16 second lines below
    titles 8 were. It is left where it is unless its length says that it is a title.
    """
    if furniture.texts[label].endswith("."):
        return label, False
    place = label + 1
    titles: list[int] = []
    while place < len(furniture.units) and len(titles) < MOST:
        reading = furniture.readings.get(place)
        if reading and reading.section not in _BESIDE_TITLES:
            break
        if not reading:
            if not is_title(furniture, place):
                break
            titles.append(place)
        place += 1
    last = place - 1
    if not titles:
        return last, place == len(furniture.units) or place in furniture.readings
    if last in furniture.readings or furniture.is_at_edge(last):
        return last, True
    lengths = [len(furniture.texts[title]) for title in titles]
    if len(titles) > 1 and not _is_last_a_title(lengths):
        return last - 1, True
    return last, len(titles) > 1 or lengths[0] >= _SHORTEST


def _is_last_a_title(lengths: Sequence[int]) -> bool:
    if len(lengths) == 2:
        return lengths[0] <= _KICKER and lengths[0] < _ALIKE * lengths[1]
    return lengths[-1] >= _ALIKE * lengths[-2]


def is_title(furniture: Furniture, place: int) -> bool:
    """Return whether a unit looks like a title: short, begins like a sentence, ends like none."""
    text = furniture.texts[place].lstrip("\u2022*-\u2013> \u00bb\ufeff")
    if not text or len(text) > _LONGEST or text.endswith((":", ",")) or _TIME.match(text):
        return False
    if text[-1] in "?!" and len(text) > _LONGEST_QUESTION:
        return False
    first = text[0]
    long_enough = text.count(" ") + 1 >= _LEAST_WORDS or not first.isascii()
    if not long_enough or first.islower() or _SENTENCE_END.search(text):
        return False
    return not furniture.goes_on(place)
