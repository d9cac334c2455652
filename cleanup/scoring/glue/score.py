"""How likely two things that meet without a blank were apart: what all rules of glue ask.

A seam is judged by a sum of weights: one for its kind (what stands left and right of it), some
for its two words, for what follows and goes before, and for the document: how many sure seams
it has, and where else its words stand. The weights are those of a logistic regression
(``benchmarks/training/glue.py``), one a line in ``cleanup/phrases/seam_weights.txt``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.grammar.sentence_openers import is_abbreviation
from cleanup.phrases import phrases
from cleanup.scoring.glue.candidates import KINDS, class_of, places
from cleanup.scoring.glue.evidence import TOKEN, capitals, elsewhere, evidence, said
from cleanup.text.vocabulary import zipf
from cleanup.values import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cleanup.text.document import Document

Features = tuple[str, ...]

NEVER = -99.0
_REACH = 40
"""How far from a seam its words reach, in code points."""
_QUOTED = {
    '"A': ("close",),
    '."': ("open",),
    'a"': ("open",),
    '""': ("close", "open"),
    "a\u201c": ("open",),
    ".\u201c": ("open",),
}
"""Which sides the quotation marks of a seam must have, from left to right."""
_CONTEXT = ("evidence", "capitals", "before", "after", "said", "elsewhere")
_ARTICLES = (" the ", " a ", " an ")
_SENTENCES = frozenset((".A", "!A", "?A"))
_BY_WORDS = frozenset(("aA", "AA", "Aa", "0A", "a0"))
"""Kinds that are judged by how common their words are; the others by the form of these."""

_LEFT = re.compile(r"(?:[A-Z]?[a-z\u00df-\u00ff\u2019']+|[A-Z\u00c0-\u00de]+|[0-9][0-9.,]*)\Z")
_RIGHT = re.compile(
    r"[A-Z\u00c0-\u00de][a-z\u00df-\u00ff\u2019']+|[A-Z\u00c0-\u00de]+(?![a-z])"
    r"|[0-9][0-9.,]*|[a-z\u00df-\u00ff\u2019']+"
)
_BEFORE = re.compile(r"[A-Za-z0-9\u00c0-\u00ff\u2019']*\Z")
_CODE = re.compile(r"[A-Z]+[0-9]")
"""What such lists hold as ``AB1,CD2``."""
_OPENING_WORDS = frozenset(phrases("sentence_openers"))
_FUNCTION_WORDS = frozenset(word for line in phrases("function_words") for word in line.split())


def glued(
    document: Document,
    kinds: Iterable[str],
    *,
    shown: float,
    sure: float,
    likely: float,
) -> Iterator[Found]:
    """Yield one space for each seam of some kinds that is more likely glue than not.

    A score is the logarithm of the odds for glue. Places that score ``shown`` are proposed, with
    confidence ``likely`` and as unsafe; from ``sure`` on they are all that the rule says it is.
    """
    for kind, place in places(document.text, kinds):
        score = _score(document, kind, place, shown)
        if score < shown or document.protects(place):
            continue
        if score >= sure:
            yield Found(place, place, " ")
        else:
            yield Found(place, place, " ", confidence=likely, tier="unsafe")


def _score(document: Document, kind: str, place: int, least: float) -> float:
    """Add up the weights of a seam; stop as soon as it can no longer score enough."""
    text = document.text
    seam, score = _read(kind, *_run(text, place))
    if kind == "aA" and seam.may_be_a_name:
        least = max(least, _least_of_name(text, place - seam.back))
    if score + _most_in(text)[kind] < least or looks_alike(document, kind, place):
        return NEVER
    weights = _weights()
    context = _by_context(text, kind, seam, place)
    for most in _most_of_context()[kind]:
        if score + most < least:
            return NEVER
        score += weights.get(next(context), 0.0)
    return NEVER if score < least else score


def _least_of_name(text: str, start: int) -> float:
    """Return the least score of what may be a name of two words, as they stand after ``the``."""
    return 4.0 if text[max(0, start - 5) : start].endswith(_ARTICLES) else 1.0


def features(document: Document, kind: str, place: int) -> Features:
    """Return all features of a seam; the table has a weight for each that counts."""
    seam = _seam(*_run(document.text, place))
    return *_of_words(kind, *seam[:3]), *_by_context(document.text, kind, seam, place)


def candidates(document: Document) -> Iterator[tuple[str, int]]:
    """Yield kind and place of each seam that is judged by its weights."""
    for kind, place in places(document.text, KINDS):
        if not looks_alike(document, kind, place) and not document.protects(place):
            yield kind, place


def looks_alike(document: Document, kind: str, place: int) -> bool:
    """Return whether a seam is one of those that never are glue, whatever their score."""
    if kind in _BY_WORDS:
        return False
    text = document.text
    left, right, *_ = _seam(*_run(text, place))
    if kind[1] == "A" and kind[0] != '"' and len(right) < 2:
        if right not in ("A", "I") or text[place + 1 : place + 2] != " ":
            return True
    elif evidence(text) in ("0", "1") and _needs_company(text, kind, place, left, right):
        return True
    if kind == ".A" and is_abbreviation(document, left):
        return True
    if kind == ",A" and _CODE.match(text, place):
        return True
    first = place - (kind[0] == '"')
    sides = enumerate(_QUOTED.get(kind, ()), first)
    return any(document.quote_side(number) != side for number, side in sides)


def _needs_company(text: str, kind: str, place: int, left: str, right: str) -> bool:
    """Return whether a seam could stand in a name or a formula; others tell that it does not."""
    if kind[0] == ",":
        return _in_list_of_tags(text, place)
    if kind in (".0", ":0"):
        return not left.islower()
    if kind == ")A":
        return text[place - 3] == "("
    if kind in _SENTENCES or kind == ":A":
        return not left.islower() and right not in _OPENING_WORDS
    return kind == ")0"


def _in_list_of_tags(text: str, place: int) -> bool:
    """Return whether the comma before ``place`` has another one near, with no blank between."""
    before = text[max(0, place - _REACH) : place - 1].split(" ")[-1]
    after = text[place : place + _REACH].split(" ")[0]
    return "," in before or "," in after


class _Seam(NamedTuple):
    """The words next to a place, the token that holds it, and how far from it the words reach.

    The words may be parted from the place by the mark that stands there.
    """

    left: str
    right: str
    token: str
    back: int
    forth: int
    may_be_a_name: bool
    """Whether these are two words that each begin with a capital, and nothing else."""


def _run(text: str, place: int) -> tuple[str, int]:
    """Return what stands around a place up to the next blanks, and where in that the place is."""
    start = max(0, place - _REACH - 1)
    start = max(start, text.rfind(" ", start, place) + 1)
    end = text.find(" ", place, place + _REACH + 1)
    return text[start : place + _REACH + 1 if end < 0 else end], place - start


def _seam(run: str, place: int) -> _Seam:
    stop = place - (not run[place - 1].isalnum())
    begin = place + (not run[place].isalnum())
    left = _LEFT.search(run, max(0, stop - _REACH), stop)
    right = _RIGHT.match(run, begin, begin + _REACH)
    before = _BEFORE.search(run, max(0, place - _REACH), place)
    after = TOKEN.match(run, place, place + _REACH)
    one, other = left[0] if left else "", right[0] if right else ""
    token = (before[0] if before else "") + (after[0] if after else "")
    return _Seam(
        one,
        other,
        token,
        place - (left.start() if left else stop),
        (right.end() if right else begin) - place,
        token == one + other and one.istitle() and other not in _OPENING_WORDS,
    )


@lru_cache(maxsize=50_000)
def _read(kind: str, run: str, place: int) -> tuple[_Seam, float]:
    """Return the words at a place and what they alone score."""
    seam = _seam(run, place)
    return seam, _by_words(kind, *seam[:3])


@lru_cache(maxsize=50_000)
def _by_words(kind: str, left: str, right: str, token: str) -> float:
    weights = _weights()
    return sum(weights.get(feature, 0.0) for feature in _of_words(kind, left, right, token))


def _of_words(kind: str, left: str, right: str, token: str) -> Features:
    if kind not in _BY_WORDS:
        return kind, f"{kind} left {_form(left)}", f"{kind} right {_form(right)}"
    return (
        kind,
        f"{kind} left {_commonness(left)}",
        f"{kind} right {_commonness(right)}",
        f"{kind} lengths {min(len(left), 5)} {min(len(right), 5)}",
        f"{kind} token {min(3, int(zipf(token, 'en') + 0.99))}",
        f"{kind} both {min(3, int(zipf(left + right, 'en') + 0.99))}",
    )


def _form(word: str) -> str:
    """Tell what kind of word it is by its letters and two small tables."""
    if len(word) < 2 or not word[0].isalpha():
        return "none" if not word else "1" if word[0].isalpha() else f"0{min(len(word), 5)}"
    if word.isupper():
        return f"AA{min(len(word), 4)}"
    if word in _OPENING_WORDS:
        return "opener"
    return ("A" if word[0].isupper() else "a") + (
        "f" if word.lower() in _FUNCTION_WORDS else "2" if len(word) == 2 else ""
    )


def _commonness(word: str) -> str:
    """Tell a word's capitals and how common it is in English."""
    if len(word) < 2 or not word[0].isalpha() or word.isupper():
        return _form(word)
    common = int(zipf(word.strip("'\u2019"), "en"))
    return ("A" if word[0].isupper() else "a") + ("2" if len(word) == 2 else "") + str(common)


def _by_context(text: str, kind: str, seam: _Seam, place: int) -> Iterator[str]:
    """Yield what stands around a seam and in the document, in the order of ``_CONTEXT``.

    What costs most stands last.
    """
    left, right, token, back, forth, _ = seam
    yield f"{kind} evidence {evidence(text)}"
    yield f"{kind} capitals {capitals(text) if kind in _BY_WORDS else 'any'}"
    yield f"{kind} before {_sign_before(text, place - back)}"
    yield f"{kind} after {_sign_after(text, place + forth)}"
    whole = len(token) > max(len(left), len(right))
    yield f"{kind} said {said(text, token) if whole else 'apart'}"
    yield f"{kind} elsewhere {elsewhere(left, text)} {elsewhere(right, text)}"


def _sign_before(text: str, start: int) -> str:
    sign = text[start - 1 : start]
    if not sign or sign in "\n\r":
        return "start"
    if sign.isspace():
        return "blank after " + _sign(text[start - 2 : start - 1])
    return _sign(sign)


def _sign_after(text: str, end: int) -> str:
    sign = text[end : end + 1]
    if not sign or sign in "\n\r":
        return "end"
    if sign.isspace():
        return "blank before " + _sign(text[end + 1 : end + 2])
    return _sign(sign)


def _sign(sign: str) -> str:
    if not sign:
        return "end"
    if sign.isalnum():
        return class_of(sign)
    return sign if sign in ".,:;-'\"/@_(&)#" else "other"


@cache
def _weights() -> Mapping[str, float]:
    """Return the weight of each feature."""
    pairs = (line.rpartition(" ") for line in phrases("seam_weights"))
    return {feature: float(weight) for feature, _, weight in pairs}


@cache
def _most() -> Mapping[tuple[str, str], float]:
    """Return by kind and group the most that a feature of context can add to a score."""
    best = {(kind, group): 0.0 for kind in KINDS for group in _CONTEXT}
    for feature, weight in _weights().items():
        kind, group, _ = f"{feature}  ".split(" ", 2)
        if group in _CONTEXT:
            best[kind, group] = max(best[kind, group], weight)
    return best


@cache
def _most_of_context() -> Mapping[str, tuple[float, ...]]:
    """Return by kind the most that each group of context and all after it can add to a score."""
    return {
        kind: tuple(
            sum(_most()[kind, group] for group in _CONTEXT[number:])
            for number in range(len(_CONTEXT))
        )
        for kind in KINDS
    }


@lru_cache(maxsize=2)
def _most_in(text: str) -> Mapping[str, float]:
    """Return by kind the most that context can add to a score in a text."""
    return _most_with(evidence(text), capitals(text))


@cache
def _most_with(evidence: str, capitals: str) -> Mapping[str, float]:
    weights, rest = _weights(), _most_of_context()
    return {
        kind: weights.get(f"{kind} evidence {evidence}", 0.0)
        + weights.get(f"{kind} capitals {capitals if kind in _BY_WORDS else 'any'}", 0.0)
        + rest[kind][_CONTEXT.index("before")]
        for kind in KINDS
    }
