"""Credits between the sentences of a line, glued or not: ``here.Credit: Ann RoeThe``.

A label with a colon behind the end of a sentence, or behind a bar, begins one. Where no bracket,
mark or line end closes it, the name may run into the next sentence; where it ends is told by a
seam, by a word that opens sentences, by an agency, or by the same credit elsewhere. Without a label
a name is a credit if a slash, a bar or ``via`` and an agency follow.
"""

from __future__ import annotations

import re
from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from cleanup.blocks.credit_names import FEWEST, bracketed_name, end_of, is_agency, name_of
from cleanup.blocks.credits_bare import (
    CreditBetween,
    bare_credits,
    behind_stop,
    bracketed_credits,
    is_glued_behind,
    stock_credits,
)
from cleanup.grammar.furniture.credits import read_credit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup.blocks.credit_names import Name

LABELS = (
    "Credit|Credits|Image credit|Image Credit|Photo credit|Photo Credit|Picture credit|Photo"
    "|Photograph|Photo illustration|Photo Illustration|Screenshot|Screengrab|Illustration|Rendering"
    "|Graphic|Image|Picture|Foto|Bild|Grafik|Bildquelle|Fotocredit|IMAGE|PHOTO|CREDIT"
    "|Images|Photos|Lead image|Lead Image|Main image|Main Image|Header image|Header Image|Top image"
    "|Featured image|Featured Image|Feature image|Cover image|Hero image|All photos|All images"
    "|Gallery Credit|Gallery credit|Screenshots|Photography"
).split("|")
LINKED = (
    "Photo by|Photos by|Photograph by|Photographs by|PHOTO BY|Photography by|Image by|Images by"
    "|Photo courtesy of|Photos courtesy of|Photograph courtesy of|Image courtesy of|Courtesy of"
    "|Photo via|Photos via|Image via|Images via|Screenshot via|Illustration by"
    "|Photo illustration by"
).split("|")
"""These need no colon; the next sentence may begin so, too, so that they have to be glued."""
LOWER_LABELS = ("image", "photo", "credit")
"""Labels in lower case count behind a mark that they are glued to."""
_WEAK = frozenset(
    "Image Images Picture Graphic Illustration Bild Grafik IMAGE PHOTO Photos image photo".split()
)
"""These also label what a sentence goes on about, so that only an agency or a slash will do."""


_PLURAL = frozenset(["Photos", "Images"])
"""These also head galleries."""


def _longest_first(labels: Iterable[str]) -> str:
    return "|".join(sorted(labels, key=len, reverse=True))


_HANDLE = r"(?=(?:instagram|twitter|facebook|x)\.com/|[\w.]{3,40} ?/ ?(?:Instagram|Twitter|X)\))"
"""An account, in brackets with its label."""
_PARTS = (
    "redit hoto mage icture creen llustration endering raphic Bild Grafik Foto HOTO REDIT MAGE"
    " ourtesy".split()
)
"""One of them is in every label."""
_LABEL = re.compile(
    rf"(?:(?P<label>{_longest_first((*LABELS, *LOWER_LABELS))})\s?:\s{{0,2}}"
    rf"|(?P<linked>{_longest_first(LINKED)})\s)(?:(?=[^\W\da-z]|@\w)|{_HANDLE})"
)
_BEFORE = re.compile(
    r"(?:(?:(?<=[^\W_][.!?])|(?<=[.!?\u2026][\"\u201d\u2019)\]])|(?<=[\"\u201d)])|(?<=[\u2600-\u27bf\ufe0f])"
    r"|(?<=[\U0001f300-\U0001faff]))(?P<blank>\s{0,2}(?:[|\u2022\u2013\u2014/-]\s?)?)"
    r"|(?P<first>\A)|(?P<letter>(?<=[a-z]{2})|(?<=[a-z\s][0-9])|(?<=[0-9]{2})))"
    r"(?P<bracket>[(\[]{1,2})?\Z"
)
_REACH = 8
"""Code points before a label that tell what it stands behind."""
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
_LEAST = 2
"""Words of a person's name."""
_MOST_IN_NAME = 3
"""A name has so many words with nothing between them; ``Ann Roe Wins Gold`` is a headline."""


def credits_between(text: str) -> Iterator[CreditBetween]:
    """Yield the credits inside a line, in order; none overlap."""
    last = 0
    for one in sorted(_credits(text), key=attrgetter("start")):
        if one.start >= last:
            yield one
            last = one.end


def _credits(text: str) -> Iterator[CreditBetween]:
    yield from _labelled(text)
    yield from bare_credits(text)
    yield from bracketed_credits(text)
    yield from stock_credits(text)


class _Label(NamedTuple):
    """A label; offsets in code points of the line."""

    word: str
    start: int
    """Where the blanks and the bracket before it begin."""
    end: int
    """Where its name begins."""
    is_glued: bool
    """Whether it stands behind a letter or a mark without a blank."""
    is_apart: bool
    """Whether nothing but a blank parts it from the sentence before."""
    is_bracketed: bool


def _labels_in(text: str) -> Iterator[_Label]:
    for found in _LABEL.finditer(text):
        before = _BEFORE.search(text, max(0, found.start() - _REACH), found.start())
        if before is None:
            continue
        blank, bracket = before["blank"] or "", before["bracket"] or ""
        is_glued = not blank and before.start() == found.start() - len(bracket)
        word = found["label"] or found["linked"]
        is_lower = word in LOWER_LABELS
        if (is_lower or found["linked"]) and before["letter"] is not None:
            continue
        if is_lower and not is_glued:
            continue
        yield _Label(word, before.start(), found.end(), is_glued, blank.isspace(), bool(bracket))


def _labelled(text: str) -> Iterator[CreditBetween]:
    labels = list(_labels_in(text)) if any(part in text for part in _PARTS) else []
    names = [
        bracketed_name(text, one.end) if one.is_bracketed else name_of(text, one.end)
        for one in labels
    ]
    known = Counter(
        text[one.end : end]
        for one, name in zip(labels, names, strict=True)
        for end in dict.fromkeys(name.ends)
    )
    for label, name in zip(labels, names, strict=True):
        if name.ends and (found := _credit(text, label, name, known)):
            yield found


def _credit(text: str, label: _Label, name: Name, known: Counter[str]) -> CreditBetween | None:
    """Return the credit behind a label, if it names somebody."""
    end, is_sure = end_of(text, label.end, name, known)
    if label.word in LINKED and label.word.isupper():
        end, is_sure = _in_capitals(text, label.end, name) or (end, is_sure)
    written = text[label.end : end].rstrip(" )].")
    credit = read_credit(label.start, written, labelled=True)
    stop = behind_stop(text, end)
    if not (credit.names or credit.agencies) or _is_in_list(text, label.start, stop):
        return None
    is_known = bool(credit.agencies) or ("/" in written and not _ADDRESS.search(written))
    goes_on = is_glued_behind(text, stop)
    is_glued = label.is_glued and goes_on
    if (label.start == 0 and not is_glued) or (
        label.word in LINKED and not (label.is_glued or goes_on)
    ):
        return None
    if label.word in _PLURAL and not (is_agency(written) or "/" in written):
        return None
    if label.word in _WEAK and not (is_known or (is_glued and is_sure)):
        return None
    if label.word in _FIELDS and not is_known and known[written] < FEWEST:
        if _is_value(written, label) and not (goes_on and "redit" in label.word):
            return None
        is_sure = is_sure and not (label.is_apart and stop > end)
    return CreditBetween(label.start, stop, credit, is_sure)


def _in_capitals(text: str, start: int, name: Name) -> tuple[int, bool] | None:
    """Return where a name in capitals ends, before a word that is not."""
    ends = [end for end in name.ends if text[start:end].isupper()]
    if len(ends) < _LEAST or ends[-1] == name.ends[-1]:
        return None
    return ends[-1], True


def _is_in_list(text: str, start: int, end: int) -> bool:
    """Return whether a label stands before or behind, as in ``Sound: Bo Tan. Photo: Ann Roe.``"""
    after = _FIELD_AFTER.match(text, end)
    if after and after.group().strip(' "\u201c:') not in LABELS:
        return True
    return _FIELD_BEFORE.search(text[max(0, start - _LONGEST_FIELD) : start]) is not None


def _is_value(written: str, label: _Label) -> bool:
    """Return whether words seem to be the value of a field, or a headline, and no name."""
    words = written.split()
    if label.is_bracketed:
        return len(words) == 1 or any(
            word.isdigit() or (word.islower() and word not in _IN_CREDITS)
            for word in _WORDS.findall(written)
        )
    return label.is_apart and (
        len(words) == 1 or (len(words) > _MOST_IN_NAME and written.replace(" ", "").isalpha())
    )
