"""Captions before credits in a line that lost its blanks: ``fell.Gulls at dawn.Ann Roe/APThe``.

Where sentences are glued their seams are the ends of paragraphs. A paragraph of one sentence before
a credit seems to be a caption: in outputs of article extractors 99 of 106 were, so that it is
flagged. It is sure with a blank before the credit, which says that both were of one element; if it
is repeated beside the credit; if it says where in the picture somebody is; and if it begins with
``FILE`` or the counter of a gallery. Of 50 of these 47 were no part of the article that was marked,
and three were captions in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cleanup.blocks.credits_bare import is_glued_behind
from cleanup.blocks.credits_between import credits_between
from cleanup.phrases import phrases, words_of_all
from cleanup.text.vocabulary import zipf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.blocks.credits_bare import CreditBetween


class Caption(NamedTuple):
    """Where the caption of a credit begins, in code points of the line."""

    start: int
    is_sure: bool
    """Whether it can be nothing else."""


_WINDOW = 640
"""Code points before a credit in which its caption begins."""
_SHORTEST, _LONGEST = 15, 230
"""Code points of a sentence that is a caption."""
_LONGEST_SIGNED = 300
"""The same of two sentences, or of one that says itself that it is a caption."""
_BOUNDARY = re.compile(
    r"(?:(?<=[^\W_][.!?\u2026])|(?<=[)%\]][.!?\u2026]))[\"\u201d\u2019)\]]*"
    r"(?:(?P<blank>\s+)(?=[\"\u201c\u2018(]?[^\W_a-z])|(?<![A-Z]\.)(?=[\"\u201c\u2018]?[^\W\d_a-z]))"
)
_LAST_WORD = re.compile(r"([^\W_]+)\.[\"\u201d\u2019)\]]*\s*\Z")
_LONGEST_WORD = 24
_ENDS = '.!?\u2026"\u201d'
_SIGN = re.compile(
    r"(?:\(|\b[A-Z][\w.'\u2019-]*(?: [IVX]+)?, )(?:(?:top|bottom|far|front|back|upper|lower|third"
    r"|second)(?: row)?[ -])?(?:from )?(?:left|right|cent(?:er|re))(?: row)?[),:]"
    r"|\b(?:[Pp]ictured|[Ss]een|[Ss]hown) (?:here|above|below|left|right|with)\b|\b[Ff]rom left[,:]"
    r"|, pictured\b|\bat (?:left|right)[,.]"
)
"""Where in a picture somebody is, or that there is one."""
_FILE = re.compile(r"FILE(?: PHOTO)?(?:\s?[:\u2013\u2014]|\s?--?\s)")
_COUNTER = re.compile(r"(?<![0-9])(?<![0-9][.,])[0-9]{1,3} of [0-9]{1,3}\s?\|\s?(?=[^\W\d_a-z])")
_MOST_OF_FILE = 4
"""Sentences of a caption that begins with a label, or with the counter of a gallery."""
_ABBREVIATIONS = words_of_all("abbreviations") | {word.lower() for word in phrases("abbreviations")}
_COMMON = 4.8
"""Zipf frequency from which a word ends an English sentence: ``all.`` is short in Italian."""
_MOST_SENTENCES = 2
"""Sentences of a caption with its credit in brackets."""
_LEAST_REPEATED, _NEAR = 40, 120
"""Code points of a caption that is repeated, and from one to the other."""
_MANY = 9
_FEWEST, _MOST_LOWER = 6, 0.6
"""Words of a caption without a mark at its end, and the share of those in lower case."""
_INNER = re.compile(r"[a-z]{3}(?=[A-Z][a-z]*\s)")
"""Between two words that are written as one."""
_LEADS = re.compile("[a-z]{2}:(?=[A-Z])")
"""Ends the words of the author that a caption is glued to."""
_QUOTES = '"\u201c\u2018'


def credits_with_captions(text: str) -> Iterator[tuple[CreditBetween, Caption | None]]:
    """Yield the credits inside a line, in order, each with its caption if it seems to have one."""
    reached = 0
    for one in credits_between(text):
        yield one, caption_before(text, one.start, one.end, reached)
        reached = one.end


def caption_before(text: str, start: int, end: int, reached: int = 0) -> Caption | None:
    """Return the caption before a credit; it begins behind ``reached``, where another one ends."""
    floor = max(reached, start - _WINDOW)
    behind = _stop(text, start)
    if behind - floor < _SHORTEST:
        return None
    begins = _begins(text, floor, behind)
    declared = _declared(text, floor, behind, begins)
    if declared >= 0:
        return Caption(declared, is_sure=True)
    seams = [place for place, is_glued in begins if is_glued]
    if floor == reached:
        seams.insert(0, floor)
    paragraph = seams[-1] if seams else -1
    last = max(begins[-1][0] if begins else -1, paragraph)
    if last < 0 or text[last] in _QUOTES:
        return None
    count = 1 + sum(paragraph < place for place, _ in begins) if paragraph >= 0 else _MANY
    if text[behind - 1] in _ENDS:
        return _ended(text, _Before(last, paragraph, behind, count), start, end)
    if count > 1 or not is_glued_behind(text, end):
        return None
    return _without_mark(text, last, behind)


class _Before(NamedTuple):
    """What stands before a credit; offsets in code points of the line."""

    last: int
    """Where its last sentence begins."""
    paragraph: int
    """Where its last paragraph begins; -1 if nothing tells."""
    end: int
    sentences: int
    """How many the paragraph has."""


def _declared(text: str, floor: int, behind: int, begins: list[tuple[int, bool]]) -> int:
    """Return where a caption begins that says so, by a counter or ``FILE``; else -1."""
    for counter in _COUNTER.finditer(text, floor, behind):
        if sum(place > counter.end() for place, _ in begins) < _MOST_OF_FILE:
            return counter.start()
    last = (place for place, _ in reversed(begins[-_MOST_OF_FILE:]))
    return next((place for place in last if _FILE.match(text, place)), -1)


def _without_mark(text: str, last: int, behind: int) -> Caption | None:
    """Return the caption that no mark ends, from its last inner seam on, if it is a sentence."""
    inner = [last, *(one.end() for one in _INNER.finditer(text, last, behind))]
    start = next((one for one in reversed(inner) if _is_sentence(text[one:behind])), -1)
    return Caption(start, is_sure=False) if start >= 0 else None


def _ended(text: str, before: _Before, start: int, end: int) -> Caption | None:
    """Return the caption that a mark ends, before a credit from ``start`` to ``end``."""
    last, paragraph, behind, count = before
    is_inside = text[start : start + 1].isspace()
    is_bracketed = text[start:end].lstrip()[:1] in "(["
    is_glued = is_glued_behind(text, end)
    has_sign = _SIGN.search(text[last:behind]) is not None
    if not _SHORTEST <= behind - last <= (_LONGEST_SIGNED if has_sign else _LONGEST):
        return None
    if count == 1 and (is_glued or has_sign):
        is_sure = (
            (is_inside and is_glued and (last > 0 or is_bracketed))
            or has_sign
            or _is_repeated(text, last, behind, end)
        ) and not _LEADS.search(text, last, behind)
        return Caption(last, is_sure)
    is_short = paragraph > 0 and behind - paragraph <= _LONGEST_SIGNED
    if is_bracketed and is_glued and count <= _MOST_SENTENCES and is_short:
        return Caption(paragraph, is_sure=False)
    if has_sign or (is_bracketed and is_glued and is_inside):
        return Caption(last, is_sure=False)
    return None


def _stop(text: str, start: int) -> int:
    while start and text[start - 1].isspace():
        start -= 1
    return start


def _begins(text: str, start: int, end: int) -> list[tuple[int, bool]]:
    """Return where sentences begin, and whether they are glued to the one before."""
    found = []
    for one in _BOUNDARY.finditer(text, start, end):
        word = _LAST_WORD.search(text, max(start, one.end() - _LONGEST_WORD), one.end())
        if one.end() >= end or (word and _is_abbreviation(word[1])):
            continue
        found.append((one.end(), one["blank"] is None))
    return found


def _is_abbreviation(word: str) -> bool:
    if word.islower() and zipf(word, "en") >= _COMMON:
        return False
    return (len(word) == 1 and word.isalpha()) or word.lower() in _ABBREVIATIONS


def _is_sentence(text: str) -> bool:
    """Return whether words without a mark at their end are a sentence, and no heading."""
    words = [word for word in text.split() if word[0].isalpha()]
    if len(words) < _FEWEST or ":" in text:
        return False
    return sum(map(str.islower, words)) >= _MOST_LOWER * len(words)


def _is_repeated(text: str, first: int, behind: int, end: int) -> bool:
    """Return whether the same sentence stands beside its credit again: before it and behind."""
    written = text[first:behind]
    return len(written) >= _LEAST_REPEATED and (
        text.find(written, end, end + len(written) + _NEAR) >= 0
        or text.rfind(written, max(0, first - len(written) - _NEAR), first) >= 0
    )
