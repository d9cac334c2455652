"""Credits between the sentences of a line, glued or not: ``here.Credit: Ann RoeThe``.

A label with a colon behind the end of a sentence, or behind a bar, begins one. Where no bracket,
mark or line end closes it, the name may run into the next sentence; where it ends is told by a
seam, by a word that opens sentences, by an agency, or by the same credit elsewhere. Without a label
a name is a credit if a slash, a bar or ``via`` and an agency follow.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from cleanup.blocks.credit_names import FEWEST, INNER, end_of, name_of
from cleanup.grammar.furniture.credits import read_credit
from cleanup.grammar.furniture.phrase import agencies
from cleanup.phrases import phrases, words_of_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.grammar.furniture.credits import Credit

LABELS = (
    "Credit|Credits|Image credit|Image Credit|Photo credit|Photo Credit|Picture credit|Photo"
    "|Photograph|Photo illustration|Photo Illustration|Screenshot|Screengrab|Illustration|Rendering"
    "|Graphic|Image|Picture|Foto|Bild|Grafik|Bildquelle|Fotocredit|IMAGE|PHOTO|CREDIT"
).split("|")
_WEAK = frozenset("Image Picture Graphic Illustration Bild Grafik IMAGE PHOTO".split())
"""These also label what a sentence goes on about, so that only an agency or a slash will do."""
_BEGINS = re.compile(
    r"(?:(?<=[^\W_][.!?])|(?<=[.!?\u2026][\"\u201d\u2019)\]])|(?<=[\"\u201d)]))"
    r"(?P<before>\s{0,2}(?:[|\u2022\u2013\u2014-]\s?)?(?P<bracket>[(\[]{1,2})?)"
    rf"(?P<label>{'|'.join(sorted(LABELS, key=len, reverse=True))})\s?:\s{{0,2}}(?=[^\W\da-z])"
)
_ADDRESS = re.compile(r"\.[a-z]{2,4}/")
_WORDS = re.compile(r"(?<![^\W_])\w+(?!\.\w|\w)")
_IN_CREDITS = frozenset(
    "and at by courtesy da de del der des di du e et file for from handout la le of photo provided"
    " submitted the und van via von y".split()
)
"""Words in lower case beside the names of a credit in brackets."""
_FIELD_AFTER = re.compile(r"\s*[\"\u201c]?[^\W\da-z_]\w*(?: [^\W\d_]\w*)?\s?:\s")
_FIELD_BEFORE = re.compile(r"(?:\A|[.!?]\s)[^\W\da-z_]\w*\s?: [^.:!?]{1,40}[.!?]\Z")
_LONGEST_FIELD = 80
_FIELDS = frozenset("Credit Credits Photo Photograph Foto Screenshot Screengrab Rendering".split())
"""Labels that may also name fields of a list, whose values are not always names of people."""
_MOST_IN_NAME = 3
"""A name has so many words with nothing between them; ``Ann Roe Wins Gold`` is a headline."""
_MAY_NAME = re.compile(r"[^\W\d_]\s?[/|]|\svia\s")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.\s*\Z")
_LONGEST_WORD = 20
_ABBREVIATIONS = words_of_all("abbreviations") | {word.lower() for word in phrases("abbreviations")}
"""Of any language: a name goes on behind one (``Lt. Gov. Ann Roe``)."""


class CreditBetween(NamedTuple):
    """A credit with its label, if it has one; offsets in code points."""

    start: int
    end: int
    credit: Credit
    is_sure: bool
    """Whether something tells where it ends."""


def credits_between(text: str) -> Iterator[CreditBetween]:
    """Yield the credits inside a line, in order; none overlap."""
    last = 0
    for one in sorted([*_labelled(text), *_unlabelled(text)], key=attrgetter("start")):
        if one.start >= last:
            yield one
            last = one.end


def _labelled(text: str) -> Iterator[CreditBetween]:
    begun = list(_BEGINS.finditer(text))
    names = [name_of(text, one) for one in begun]
    known = Counter(
        text[one.end() : end]
        for one, name in zip(begun, names, strict=True)
        for end in dict.fromkeys(name.ends)
    )
    for one, name in zip(begun, names, strict=True):
        if not name.ends:
            continue
        end, is_sure = end_of(text, one.end(), name, known)
        written = text[one.end() : end].rstrip(" )].")
        credit = read_credit(one.start("label"), written, labelled=True)
        is_known = bool(credit.agencies) or ("/" in written and not _ADDRESS.search(written))
        stop = _behind(text, end)
        if (
            not (credit.names or credit.agencies)
            or (one["label"] in _WEAK and not is_known)
            or _is_in_list(text, one.start("before"), stop)
        ):
            continue
        if one["label"] in _FIELDS and not is_known and known[written] < FEWEST:
            if _is_value(written, one):
                continue
            is_sure = is_sure and not (one["before"].isspace() and stop > end)
        yield CreditBetween(one.start("before"), stop, credit, is_sure)


def _unlabelled(text: str) -> Iterator[CreditBetween]:
    if not _MAY_NAME.search(text):
        return
    for found in _of_agency().finditer(text):
        name, start = found["name"], found.start("name")
        if not (INNER.search(name) or _is_behind_abbreviation(text, start)):
            credit = read_credit(start, found.group().strip(), labelled=True)
            yield CreditBetween(found.start(), _behind(text, found.end()), credit, is_sure=True)


def _is_behind_abbreviation(text: str, start: int) -> bool:
    word = _LAST_WORD.search(text, max(0, start - _LONGEST_WORD), start)
    return word is not None and word[1].lower() in _ABBREVIATIONS


@cache
def _of_agency() -> re.Pattern[str]:
    """Return the pattern of names with an agency behind the end of a sentence."""
    known = "|".join(map(re.escape, sorted(filter(_is_long, agencies()), key=len, reverse=True)))
    word = r"(?:[^\W\d_a-z]\.|[^\W\d_a-z][\w'\u2019-]*)"
    return re.compile(
        rf"(?:(?<=[^\W_A-Z][.!?])|(?<=[.!?\u2026][\"\u201d\u2019)\]]))\s{{0,2}}"
        rf"(?P<name>{word}(?:\s{word}){{1,3}})(?:\s?[/|]\s?|\svia\s)(?>(?i:{known}))"
        rf"(?:\s?/\s?(?>(?i:{known})))*(?=\s?[A-Z0-9\"\u201c(]|\s*\Z|\.(?:\s|[A-Z]))"
    )


def _is_long(agency: str) -> bool:
    return len(agency) > 1


def _behind(text: str, end: int) -> int:
    """Return where a credit ends with its full stop."""
    return end + (text[end : end + 1] == ".")


def _is_in_list(text: str, start: int, end: int) -> bool:
    """Return whether a label stands before or behind, as in ``Sound: Bo Tan. Photo: Ann Roe.``"""
    after = _FIELD_AFTER.match(text, end)
    if after and after.group().strip(' "\u201c:') not in LABELS:
        return True
    return _FIELD_BEFORE.search(text[max(0, start - _LONGEST_FIELD) : start]) is not None


def _is_value(written: str, begun: re.Match[str]) -> bool:
    """Return whether words seem to be the value of a field, or a headline, and no name."""
    words = written.split()
    if begun["bracket"]:
        return len(words) == 1 or any(
            word.isdigit() or (word.islower() and word not in _IN_CREDITS)
            for word in _WORDS.findall(written)
        )
    return begun["before"].isspace() and (
        len(words) == 1 or (len(words) > _MOST_IN_NAME and written.replace(" ", "").isalpha())
    )
