"""Control characters in words: which stand for lost letters, and what the others are.

Those below U+0020 are what is left of ligatures whose glyphs had no Unicode value. Where one is
between letters, or a letter in its place makes a likelier word than none, it is evidence and stays.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from cleanup.text.pattern import Pattern
from cleanup.text.stand_ins import around, fit, frequency, has_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.document import Document
    from cleanup.text.stand_ins import Around, Fit

_RUN = Pattern(r"[\x00-\x08\x0e-\x1f\x7f]++")
_WIDE = Pattern(r"\x00?(?:[^\x00]\x00){3,}+[^\x00]?")
"""UTF-16 that was read byte by byte: a NUL beside each character."""
_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl", "ft", "tt")
_COMPLETIONS = (*"abcdefghijklmnopqrstuvwxyz", *_LIGATURES)
_LEAD = 1.0
"""How much more frequent (Zipf) the completed word is than what stands there: ten times."""
_COMMON = 3.0
"""The frequency of words that most readers know. Rarer ones in word lists may be remains."""


_NEAR = 8
"""Most code points between two sentences."""


class Trace(NamedTuple):
    """A run of controls in the place of letters, and the letters that fit there, if any do."""

    start: int
    end: int
    fit: Fit | None


def traces(document: Document) -> tuple[Trace, ...]:
    """Return the runs of controls that stand for letters, in order; to be asked by ``once``."""
    return tuple(_traces(document))


def _traces(document: Document) -> Iterator[Trace]:
    text = document.text
    wide = [found.span() for found in _WIDE.finditer(text)] if "\0" in text else []
    for run in _RUN.finditer(text):
        start, end = run.span()
        number = bisect_right(wide, (start, len(text))) - 1
        if number >= 0 and start < wide[number][1]:
            continue
        if text[start - 1 : start].isalnum() and text[end : end + 1].isalnum():
            yield Trace(start, end, _ligature(document, around(text, start, end)))
        elif end - start == 1 and not _ends_line(text, end):
            place = around(text, start, end)
            if _begins_sentence(text, place) or _is_cut(document, place):
                yield Trace(start, end, _ligature(document, place))


def _ends_line(text: str, end: int) -> bool:
    return end == len(text) or text[end] in "\n\r"


def _begins_sentence(text: str, place: Around) -> bool:
    """Return whether a control is where the capital of a sentence is missing."""
    if place.left or not place.right[:1].islower():
        return False
    before = text[max(0, place.start - _NEAR) : place.start].rstrip()
    return not before or before[-1] in ".!?"


def _ligature(document: Document, place: Around) -> Fit | None:
    letters = place.left + place.right
    if place.end - place.start > 1 or len(letters) < len("it") or not letters.isalpha():
        return None
    if not place.left:
        return fit(document, place, (*_LIGATURES, "Th"), _COMMON)
    return fit(document, place, _LIGATURES)


def _is_cut(document: Document, place: Around) -> bool:
    """Return whether the word at a control is likelier with letters in its place than without."""
    word = place.word("")
    if not word:
        return False
    bare = frequency(document, word)
    if bare == 0 and word.islower() and not has_whole(document, word):
        return True
    best = max(frequency(document, place.word(letters)) for letters in _COMPLETIONS)
    return best >= max(_COMMON, bare + _LEAD)
