"""Names that two glued words look like: ``scrapy.Request``, ``DateTimeField``, ``Harbour.Watch``.

What is a name is judged by the words on both sides of a place and by the text around it. In the
articles glue is far more frequent than such names, so that a name must show itself by parts that
occur nowhere else. In a text about programs, as documentation is, the two sides must show that
they are words of running text. A file needs few signs of programs for that, a row many.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cleanup.phrases import LANGUAGES, phrases, words_of
from cleanup.text.vocabulary import zipf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cleanup.values import Form

_REACH = 40
"""How far from a place its words reach, in code points; longer words are of no language."""
_SENTENCE_ENDS, _INNER, _CLOSES = frozenset(".!?"), frozenset(",:"), frozenset(")]%")
_SIGNS = ("`", "()", "::", "{", "=>", "</", "->", " = ")
"""What is frequent in program text, and in text about it."""
_IDENTIFIER = re.compile(
    r"(?<![^\W_])_[A-Za-z]{2}|(?<=[a-z0-9])_[A-Za-z]|(?<=[a-z])\.(?:py|js|c|h)(?!\w)"
)
"""A word that only programs write, and a file of a program."""
_WORDS_PER_SIGN = {"file": 300, "table": 30}
"""Text about programs has a sign in so many words. Scraped articles hold leftovers of scripts, so
that much more is asked of them.
"""
_FEWEST_SIGNS = 4
_PARTS_OF_OWNER = 3
"""So many sentences seldom end in the same word glued to the next."""
_KNOWN, _RARE = 3.0, 1.5
"""Zipf frequencies: of what most readers know, and below which a word may be a coined name."""
_OPENERS = frozenset(phrases("sentence_openers"))
_SURE_OPENERS = frozenset(
    "The He She They We But This These There When While His Her Their Our What Although However"
    " Meanwhile After Before According".split()
)
"""Openers that names in programs do not end with, as they do with ``All``, ``At``, ``If``, ``It``.
"""
_CLOSED = frozenset(word for line in phrases("closed_words") for word in line.split())
_ARTICLES = frozenset(("the", "this", "that", "their"))
"""Word lists have glue with these: ``ofthe``."""
_BEFORE_NAME = re.compile(r"[\w.,/@\\:=$#<{&|`~%]")
_AFTER_NAME = re.compile(r"[\w(\[{</\\@=#&|+$`]|[.:,][\w:]|-[^\w\s]")
_LEFT = re.compile(r"[^\W_]*\Z")
_RIGHT = re.compile(r"[^\W_]+")
_TOKEN = re.compile(r"[^\W_]+(?:[._][^\W_]+)*")
_PART_OF_NAME = re.compile(
    r"(?<![^\W_])[^\W_]++(?=[._][a-z0-9]|[_(/\\=`]|::)|(?<=[_@#/\\=:`])[^\W_]+|(?<=[a-z]\.)[a-z][^\W_]*"
    r"|(?<=[a-z])[A-Z][a-z]+"
)


class _Place(NamedTuple):
    """The words, or parts of words, on both sides of a place, and the mark between them, if any.

    ``before`` is the character before the left word, ``after`` up to two after the right one.
    ``after_reference``: what ends before the mark is an address or another protected span.
    """

    left: str
    mark: str
    right: str
    before: str
    after: str
    after_reference: bool

    @property
    def pair(self) -> str:
        """Both words as they stand."""
        return self.left + self.mark + self.right

    @property
    def is_whole(self) -> bool:
        """Whether no sign of a longer name adjoins the words."""
        return not _BEFORE_NAME.match(self.before) and not _AFTER_NAME.match(self.after)


class Names:
    """Judges places of one text; nothing is computed before a place is asked for."""

    def __init__(
        self,
        text: str,
        form: Form,
        lang: Callable[[], str | None],
        is_protected: Callable[[int], bool],
        counts_of_runs: Callable[[], Mapping[str, int]],
    ) -> None:
        self._text = text
        self._form = form
        self._lang = lang
        self._is_protected = is_protected
        self._counts_of_runs = counts_of_runs

    def divides(self, position: int) -> bool:
        """Return whether a cut at ``position`` divides a name rather than two words."""
        place = self._place(position)
        if place is None:
            return False
        if place.mark == "." and self._is_named_alone(position):
            return True
        if place.left[-1:].islower() and place.right[0].islower() and not place.mark:
            return self._form == "file" and self._about_programs and self._is_jargon(place)
        if self._about_programs:
            return not self._are_words(place)
        return self._is_brand(place) or self._is_coined(place) or self._is_owned(place)

    def _is_named_alone(self, position: int) -> bool:
        """Return whether a dotted name is all of a line, or what a directive there names."""
        text = self._text
        start = text.rfind("\n", max(0, position - _REACH), position) + 1
        end = text.find("\n", position, position + _REACH)
        if (start, end) == (0, -1) or start == 0 < position - _REACH:
            return False
        words = text[start : end if end >= 0 else position + _REACH].split()
        return len(words) == 1 or words[-2].endswith("::")

    def _place(self, position: int) -> _Place | None:
        text = self._text
        if not 0 < position < len(text) or not text[position].isalnum():
            return None
        mark = "" if text[position - 1].isalnum() else text[position - 1]
        if mark and mark not in _SENTENCE_ENDS | _INNER | _CLOSES:
            return None
        stop = position - len(mark)
        left, right = _LEFT.search(text, max(0, stop - _REACH), stop), self._right(position)
        start, end = stop - len(left[0]) if left else stop, position + len(right)
        return _Place(
            left=text[start:stop],
            mark=mark,
            right=right,
            before=text[max(0, start - 1) : start],
            after=text[end : end + 2],
            after_reference=mark in _SENTENCE_ENDS and self._is_protected(stop - 1),
        )

    def _right(self, position: int) -> str:
        found = _RIGHT.match(self._text, position, position + _REACH)
        return found[0] if found else ""

    @cached_property
    def _about_programs(self) -> bool:
        """Whether the text is program text, or about programs."""
        signs = sum(map(self._text.count, _SIGNS))
        if self._form == "file":
            signs += len(_IDENTIFIER.findall(self._text))
        words = self._text.count(" ") + self._text.count("\n") + 1
        return signs >= _FEWEST_SIGNS and signs * _WORDS_PER_SIGN[self._form] >= words

    def _are_words(self, place: _Place) -> bool:
        """Return whether both sides are words of running text, the right one at its beginning."""
        if place.after_reference:
            return self._opens(place.right) and not _AFTER_NAME.match(place.after)
        if not place.is_whole or (not place.mark and self._counts[place.pair] > 1):
            return False
        if not place.mark:
            return self._are_joined_words(place)
        if place.mark in _SENTENCE_ENDS:
            return self._ends_sentence(place)
        if place.mark in _CLOSES:
            return self._opens(place.right)
        return self._is_word(place.left) and self._is_word(place.right)

    def _are_joined_words(self, place: _Place) -> bool:
        left, right = place.left, place.right
        known = len(left) == 4 if left.isdigit() else self._is_word(left)
        return known and right in _SURE_OPENERS

    def _ends_sentence(self, place: _Place) -> bool:
        left, right = place.left, place.right
        if not self._opens(right) or self._is_part_elsewhere(left):
            return False
        if right in _SURE_OPENERS or not left or left.isdigit() or left.isupper():
            return True
        return self._is_word(left) and (place.mark != "." or self._counts[place.pair] == 1)

    def _is_jargon(self, place: _Place) -> bool:
        """Return whether two words in one are a term: ``backports``, ``hasher``.

        Two words of closed classes are none, unless a word list or a name in the text has it.
        """
        term = place.pair
        return (
            not _CLOSED.issuperset((place.left.lower(), place.right))
            or self._is_part_elsewhere(term)
            or self._is_part_elsewhere(term.removesuffix("s"))
            or (place.right not in _ARTICLES and zipf(term.removesuffix("s"), "en") > 0)
        )

    def _is_brand(self, place: _Place) -> bool:
        """Return whether two capitalised words are seen together again, and neither otherwise.

        Without a full stop between them they must be seen three times: an article that lost an
        apostrophe or an inline element has a glued name twice. A word that often begins sentences
        is glued to others by chance.
        """
        left, mark, right = place[:3]
        if mark not in ("", ".") or not (left.istitle() and right.istitle() and place.is_whole):
            return False
        return (
            right not in _OPENERS
            and left.isalpha()
            and self._counts[place.pair] > (1 if mark else 2)
            and not (self._counts[left] or self._counts[right])
        )

    def _is_coined(self, place: _Place) -> bool:
        """Return whether the word before a full stop is a module: in no English word list.

        A rare word ends a sentence once; a text that names a part of a module names others.
        """
        left, right = place.left, place.right
        return (
            place.mark == "."
            and len(left) > 2
            and left.isascii()
            and left.islower()
            and not self._opens(right)
            and self._lang() == "en"
            and zipf(left, "en") < _RARE
            and self._owners[left] >= _PARTS_OF_OWNER
        )

    def _is_owned(self, place: _Place) -> bool:
        """Return whether a word in a file is seen only with parts of it behind a full stop."""
        left = place.left
        return (
            self._form == "file"
            and place.mark == "."
            and left.islower()
            and place.right not in _SURE_OPENERS
            and self._owners[left] >= _PARTS_OF_OWNER
            and not self._counts[left]
        )

    def _opens(self, word: str) -> bool:
        """Return whether a word often opens a sentence, in English or the text's language."""
        return word in _OPENERS or word in words_of("sentence_openers", self._lang())

    def _is_word(self, word: str) -> bool:
        """Return whether a word is written as words are, and is one that most readers know.

        No word list is asked for languages without tables: there every word is known.
        """
        if not (word.islower() or word.istitle()) or (len(word) == 1 and word not in "AIa"):
            return False
        lang = self._lang()
        if lang is not None and lang != "en" and lang not in LANGUAGES:
            return True
        return zipf(word, "en") >= _KNOWN or (lang in LANGUAGES and zipf(word, lang) >= _KNOWN)

    def _is_part_elsewhere(self, word: str) -> bool:
        """Return whether the text has a word as a part of a name: ``groupby(``, ``README.md``."""
        return word.lower() in self._parts

    @cached_property
    def _counts(self) -> Counter[str]:
        """How often each run of letters, digits and single full stops between them occurs."""
        counts: Counter[str] = Counter()
        for run, count in self._counts_of_runs().items():
            for token in _TOKEN.findall(run):
                counts[token] += count
        return counts

    @cached_property
    def _owners(self) -> Counter[str]:
        """How often each word stands before a full stop and a word, without a blank."""
        owners: Counter[str] = Counter()
        for token, count in self._counts.items():
            owners[token.partition(".")[0]] += count if "." in token else 0
        return owners

    @cached_property
    def _parts(self) -> frozenset[str]:
        runs = self._counts_of_runs()
        return frozenset(part.lower() for run in runs for part in _PART_OF_NAME.findall(run))
