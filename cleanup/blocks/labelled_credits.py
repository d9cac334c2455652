"""Credits with a label between the sentences of a line, glued or not: ``here.Credit: Ann RoeThe``.

A label with a colon behind the end of a sentence, or behind a bar, begins the credit. Where no
bracket, mark or line end closes it, the name may run into the next sentence; where it ends is told
by a seam, by a word that opens sentences, by an agency, or by the same credit elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cleanup.grammar.furniture.credits import read_credit
from cleanup.grammar.furniture.phrase import agencies
from cleanup.grammar.sentence_openers import OPENERS
from cleanup.text.vocabulary import zipf

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
    r"(?P<before>\s{0,2}(?:[|\u2022\u2013\u2014-]\s?)?(?P<bracket>[(\[])?)"
    rf"(?P<label>{'|'.join(sorted(LABELS, key=len, reverse=True))})\s?:\s{{0,2}}(?=[^\W\da-z])"
)
_WORD = re.compile(
    r"Getty images|(?:@|(?=[a-z]{1,2}[A-Z]))?[^\W\d_][\w'\u2019.+&@-]*|[\w-]+\.(?:com|org|net)\b"
)
_BETWEEN = re.compile(
    r"\s*(?:[/|,&+]|\s(?:via|for|and|of|de|van|von|der|und|the|courtesy of)\s)\s*|\s"
)
_CLOSES = re.compile(r"[^()\[\]\n]{2,120}[)\]]+")
_ON = re.compile(r"\s*[a-z0-9\"\u201c\u2018'(]|\s*,\s*[a-z]|\s?:|\sfor\s")
"""A sentence, or the credit, goes on."""
_LOWER = re.compile(r"\s+[a-z]")
_STOP = re.compile(r"[.\s|]*(?:\n|\Z)|\s?\||\.\s*(?=[^\W\da-z]|\Z)")
_INITIAL = re.compile(r"[^\W\d_a-z]\.|(?i:Inc|Co|Ltd|Jr|Sr|St|Dr|Corp)\.")
_INNER = re.compile(r"(?<=[a-z0-9)])(?=[A-Z])|(?<=[A-Z]{2})(?=[A-Z][a-z])|(?<=[a-z]{3})(?=[0-9])")
_PREFIXES = frozenset("Mc Mac De Di La Le Van Fitz".split())
_COMMON, _KNOWN = 3.0, 2.0
_MOST_WORDS = 8
_FEWEST = 2


class Labelled(NamedTuple):
    """A credit with its label; offsets in code points."""

    start: int
    end: int
    credit: Credit
    is_sure: bool
    """Whether something tells where it ends."""


class _Name(NamedTuple):
    ends: tuple[int, ...]
    """Where its words end."""
    is_sure: bool


def labelled_credits(text: str) -> Iterator[Labelled]:
    """Yield the credits with labels inside a line, in order; none overlap."""
    begun = list(_BEGINS.finditer(text))
    names = [_name(text, one) for one in begun]
    known = Counter(
        text[one.end() : end]
        for one, name in zip(begun, names, strict=True)
        for end in dict.fromkeys(name.ends)
    )
    last = 0
    for one, name in zip(begun, names, strict=True):
        if one.start("label") < last or not name.ends:
            continue
        end, is_sure = _end(text, one.end(), name, known)
        written = text[one.end() : end].rstrip(" )].")
        credit = read_credit(one.start("label"), written, labelled=True)
        is_known = bool(credit.agencies) or "/" in written
        if not (credit.names or credit.agencies) or (one["label"] in _WEAK and not is_known):
            continue
        last = end + (text[end : end + 1] == ".")
        yield Labelled(one.start("before"), last, credit, is_sure)


def _name(text: str, begun: re.Match[str]) -> _Name:
    """Return where the words of a name end, and whether the last of them surely is the last."""
    if begun["bracket"]:
        closed = _CLOSES.match(text, begun.end())
        return _Name((closed.end(),), is_sure=True) if closed else _Name((), is_sure=False)
    ends: list[int] = []
    place = begun.end()
    while len(ends) < _MOST_WORDS and (word := _WORD.match(text, place)):
        if ends and word.group() in OPENERS and _ON.match(text, word.end()):
            return _Name(tuple(ends), is_sure=True)
        if not (word.group()[0].isupper() or "." in word.group() or ends == []):
            break
        if (seam := _seam(text, begun.end(), word)) >= 0:
            return _Name((*ends, place + seam), is_sure=seam > 0)
        stops = word.group().endswith(".") and not _INITIAL.fullmatch(word.group())
        ends.append(word.end() - stops)
        between = None if stops else _BETWEEN.match(text, word.end())
        if between is None:
            return _Name(tuple(ends), is_sure=stops or bool(_STOP.match(text, ends[-1])))
        place = between.end()
    if not ends or _STOP.match(text, ends[-1]):
        return _Name(tuple(ends), is_sure=True)
    return _Name(tuple(ends[:-1]) if _LOWER.match(text, ends[-1]) else tuple(ends), is_sure=False)


def _seam(text: str, start: int, word: re.Match[str]) -> int:
    """Return how much of a token is of the name that begins at ``start``, in code points.

    It is -1 if no sentence is glued to it, and 0 if one may be.
    """
    token = word.group()
    for inner in _INNER.finditer(token):
        first, second = token[: inner.start()], token[inner.start() :]
        if _is_agency(text[start : word.start() + inner.start()]):
            return inner.start()
        is_name = first in _PREFIXES or f"{first} {second}".lower() in agencies()
        if is_name or zipf(token.lower(), "en") >= _KNOWN or text.count(token) >= _FEWEST:
            continue
        is_common = zipf(second.lower(), "en") >= _COMMON and _ON.match(text, word.end())
        return inner.start() if second in OPENERS or second[0].isdigit() or is_common else 0
    return -1


def _end(text: str, start: int, name: _Name, known: Counter[str]) -> tuple[int, bool]:
    """Return where a name ends, and whether that is sure."""
    if name.is_sure:
        return name.ends[-1], True
    for end in reversed(name.ends):
        written = text[start:end]
        if known[written] >= _FEWEST or _is_agency(written):
            return end, not _ON.match(text, end)
    return name.ends[-1], False


def _is_agency(written: str) -> bool:
    """Return whether a name ends in an agency."""
    words = re.split(r"\s*[/|,]\s*|\s", written.strip())
    return any(" ".join(words[first:]).lower() in agencies() for first in range(len(words)))
