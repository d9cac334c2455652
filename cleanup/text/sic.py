"""Words that an author marked as written so on purpose: ``a lenght [sic] of rope``."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENDS = ("ic]", "ic)", "ic!")
_SIC = Pattern(r"\[[Ss]ic!?\]|\([Ss]ic!?\)", timed=False)
_LONGEST = 80
"""Code points before a mark that may be the word: some scripts have no blanks between words."""


class Kept(NamedTuple):
    """A word that stays as it is: where it begins, and where its mark begins and ends."""

    start: int
    mark: int
    end: int


def kept_words(text: str) -> Sequence[Kept]:
    """Return the words that are marked with ``[sic]``, in order; offsets in code points.

    A word is the run of characters before a mark, up to the next blank; also ``(sic)``, ``[Sic]``
    and ``[sic!]`` are marks.
    """
    if not any(map(text.__contains__, _ENDS)):
        return ()
    return [Kept(_word(text, one.start()), *one.span()) for one in _SIC.finditer(text)]


def _word(text: str, end: int) -> int:
    """Return where the word before ``end`` begins; ``end`` if a line end is between."""
    first = max(0, end - _LONGEST)
    word = text[first:end].rstrip(" \t\u00a0")
    start = first + len(word)
    while start > first and not text[start - 1].isspace():
        start -= 1
    return start if start < first + len(word) else end


def keeps(words: Sequence[Kept], start: int, end: int, *, whole: bool) -> bool:
    """Return whether ``start:end`` is in or at one of the words, or cuts into one.

    A place between two code points is at a word where that begins and ends, but not where its mark
    begins or ends: blanks that are lost there are no part of the word. With ``whole``, what holds a
    word with its mark and more is about something else.
    """
    number = bisect_right(words, end, key=lambda word: word.start)
    while number and words[number - 1].end >= start:
        number -= 1
        word = words[number]
        if start == end:
            if word.start <= start < word.end and start != word.mark:
                return True
        elif word.start < end and start < word.end:
            more = start <= word.start and word.end <= end and end - start > word.end - word.start
            if not (whole and more):
                return True
    return False
