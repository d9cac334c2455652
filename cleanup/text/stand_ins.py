"""Words with a stand-in: a character that shows where letters were lost, and which word fits there.

Letters are put in only where exactly one word fits. It is sure where the text itself has that word
whole; a word list alone makes it likely.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.text.pattern import Pattern
from cleanup.text.vocabulary import zipf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleanup.text.document import Document
    from cleanup.values import Tier

LETTERS = (
    *"\u00e0\u00e1\u00e2\u00e3\u00e4\u00e5\u00e6\u00e7\u00e8\u00e9\u00ea\u00eb\u00ec\u00ed\u00ee",
    *"\u00ef\u00f0\u00f1\u00f2\u00f3\u00f4\u00f5\u00f6\u00f8\u00f9\u00fa\u00fb\u00fc\u00fd\u00fe",
    *"\u00df\u00ff\u0101\u0103\u0105\u0107\u010d\u010f\u0111\u0113\u0117\u0119\u011b\u011f\u012b",
    *"\u012f\u0142\u0144\u0148\u014d\u0151\u0153\u0159\u015b\u015f\u0161\u0163\u0165\u016b",
    *"\u016f\u0171\u0173\u017a\u017c\u017e\u0219\u021b",
)
"""The Latin letters outside ASCII of European languages: those that converters lose."""

STAND_INS = "\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\ufffd"
"""What stands for a letter nowhere but in damaged words, like the inside of ``[...]``."""

_LONGEST = 40
"""Most letters on each side of a stand-in; longer runs are no words."""
_BEFORE = Pattern(r"(?r)\p{L}*+", timed=False)
_AFTER = Pattern(r"\p{L}*+", timed=False)
_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_DAMAGED = re.compile(rf"[{STAND_INS}]|\?\w")
_STAND_IN = Pattern(rf"[{STAND_INS}]")
_LEAD = 1.5
"""How much more frequent (Zipf) the word is than each other one that fits: thirty times."""
_NEAR = 8
"""Most code points between two sentences."""
_FEWEST = 2
"""Fewest letters that are left of a word; of one letter nothing can be told."""


class Around(NamedTuple):
    """The letters around a stand-in at ``start:end``, and whether it is the word's only one."""

    left: str
    right: str
    start: int
    end: int
    alone: bool

    @property
    def inside(self) -> bool:
        """Whether letters are on both sides."""
        return bool(self.left and self.right)

    def word(self, letters: str) -> str:
        """Return the word with ``letters`` in the place of the stand-in."""
        return self.left + letters + self.right


class Fit(NamedTuple):
    """The letters that make a word, and whether the text has that word whole."""

    letters: str
    sure: bool
    frequency: float

    @property
    def tier(self) -> Tier | None:
        """The tier of a repair, as in ``Found``: the rule's own, or a weaker one."""
        return None if self.sure else "unsafe"


def around(text: str, start: int, end: int) -> Around:
    """Return the letters before and after ``start:end``."""
    before = _BEFORE.search(text, max(0, start - _LONGEST), start)
    after = _AFTER.match(text, end, min(len(text), end + _LONGEST))
    left, right = before[0] if before else "", after[0] if after else ""
    first, last = start - len(left), end + len(right)
    edges = (text[max(0, first - 1) : first], text[last : last + 1])
    alone = not any(edge and _STAND_IN.match(edge) for edge in edges)
    return Around(left, right, start, end, alone)


def fit(
    document: Document, place: Around, candidates: Iterable[str], least: float = 1.0
) -> Fit | None:
    """Return which of the candidates makes a word in a place; ``None`` if none or several do.

    A word has at least the frequency ``least`` (Zipf), or stands whole in the text.
    """
    letters = place.left + place.right
    if not place.alone or len(letters) < _FEWEST:
        return None
    options = list(dict.fromkeys(_in_case(document.text, place, one) for one in candidates))
    known = [one for one in options if has_whole(document, place.word(one))]
    ranked = sorted(((frequency(document, place.word(one)), one) for one in options), reverse=True)
    if len(known) == 1 and len(letters) > _FEWEST:
        return Fit(known[0], sure=True, frequency=frequency(document, place.word(known[0])))
    if known or not ranked:
        return None
    (best, chosen), (second, _) = (*ranked, (0.0, ""))[:2]
    return Fit(chosen, sure=False, frequency=best) if best >= max(least, second + _LEAD) else None


def frequency(document: Document, word: str) -> float:
    """Return how frequent a word is in the document's language, or in English if it is unknown."""
    return _frequency(word, document.lang or "en")


@lru_cache(maxsize=8192)
def _frequency(word: str, lang: str) -> float:
    try:
        return zipf(word, lang)
    except LookupError:
        return 0.0


def has_whole(document: Document, word: str) -> bool:
    """Return whether a text has a word whole, in any case."""
    return word.lower().replace("\u2019", "'") in document.once(_words)


def _words(document: Document) -> frozenset[str]:
    """Return the words of the runs of non-blank characters without a stand-in, each run once."""
    runs = {run.lower().replace("\u2019", "'") for run in document.counts_of_runs}
    whole = (run for run in runs if not _DAMAGED.search(run))
    return frozenset(word for run in whole for word in _WORDS.findall(run))


def _in_case(text: str, place: Around, letters: str) -> str:
    """Return lost letters in the case of those around them."""
    if not letters.islower():
        return letters
    rest = place.left + place.right
    if rest.isupper() and len(rest) > 1:
        return letters.upper()
    if place.left or len(letters) > 1:
        return letters
    before = text[max(0, place.start - _NEAR) : place.start].rstrip()[-1:]
    return letters.upper() if not before or before in ".!?" else letters
