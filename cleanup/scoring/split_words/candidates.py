"""Groups of tokens that together make a word, found around tokens that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.prefilter.hints import Token
from cleanup.scoring.decoder import SCALE, cost_of, is_given, is_word, joined, makeable
from cleanup.text.pattern import Pattern
from cleanup.text.runs import RUN, places_of
from cleanup.text.vocabulary import zipf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.text.document import Document

_OPENING, _CLOSING = "([\"'\u201c\u2018", ".,;:!?)]\"'\u201d\u2019"
OUTER = ".,;:!?()[]\"'\u201c\u201d\u2018\u2019"
WORDS_OF_ONE = frozenset("aAI")
_LIGATURE = "Th"
"""Fonts have one sign for it; other beginnings with a capital are too often names and titles."""
_NO_PARTS = frozenset("ad ah al de eh en et ex hi la oh ok ox pa pi uh um vs".split())
"""Short words of news that a list for spelling lacks, or that are too seldom to be made."""
_LENGTH_OF_NEW, _FREQUENT = 5, 2.5
"""So long and so frequent, what no list for spelling has is a new word: ``livestream``."""
BEGINNING = Pattern(
    r"(?:\A|\n|(?<=\p{Ll}{3}[.!?]) |(?<=\p{Ll}{3}[.!?][\"\u201d\u2019]) )"
    r"[ \t\ufeff]*[\"'\u201c\u2018]?",
    timed=False,
)
_BEFORE = 7
"""Code points before a word that show whether a sentence begins with it: a stop, quotes, blanks."""
_SHORT = 2
_REACH = 24
"""A window has at most so many tokens on each side of the one it is built around."""


class Core(NamedTuple):
    """The letters of a run of non-blank characters, and whether marks stand before and after."""

    start: int
    letters: str
    opens: bool
    closes: bool

    @property
    def end(self) -> int:
        """Where the letters end."""
        return self.start + len(self.letters)


class Group(NamedTuple):
    """Tokens that together make a word; offsets in code points."""

    parts: tuple[Core, ...]
    before: str
    """The run before the first of them on the line, empty if there is none."""
    after: str
    """The run after the last of them on the line, empty if there is none."""
    begins_sentence: bool
    """Whether a line or a sentence begins with the first of them."""

    @property
    def start(self) -> int:
        """Where the word begins."""
        return self.parts[0].start

    @property
    def end(self) -> int:
        """Where the word ends."""
        return self.parts[-1].end

    @property
    def word(self) -> str:
        """The word, as it would be written."""
        return "".join(part.letters for part in self.parts)

    @property
    def gain(self) -> float:
        """How much more the parts cost as they stand than the word, as log10."""
        frequency = makeable(self.word.lower())
        assert frequency is not None, "the decoder made it"
        return sum(cost_of(part.letters.lower()) for part in self.parts) - (SCALE - frequency)


def may_be_part(run: str) -> bool:
    """Return whether a run holds letters that are no word: one other than ``a`` or ``I``, or more.

    More than one must be in lower case, but for ``Th``, and no new word; initials do not count, nor
    does any run that holds a digit or an inner mark.
    """
    core = run.strip(OUTER)
    if len(core) == 1:
        initial = core.isupper() and run.endswith(".")
        return core.isalpha() and core not in WORDS_OF_ONE and not initial
    if not (core.islower() or core == _LIGATURE) or not core.isalpha():
        return False
    if is_given(core) or core in _NO_PARTS:
        return False
    return len(core) < _LENGTH_OF_NEW or zipf(core, "en") < _FREQUENT


PART = Token(may_be_part, shortest=1, langs=frozenset(["en"]), known=is_word)
"""The hint: a part that is no word by itself."""


def groups(document: Document) -> tuple[Group, ...]:
    """Return the groups that the decoder makes words of, in order."""
    return document.once(_groups)


def _groups(document: Document) -> tuple[Group, ...]:
    parts = document.runs_with(PART)
    return tuple(_find(document, parts)) if parts else ()


def _find(document: Document, parts: frozenset[str]) -> Iterator[Group]:
    text, reached = document.text, 0
    for start, run in sorted(places_of(parts, text)):
        document.spend(1)
        if start >= reached:
            window = _window(text, start, run)
            if len(window) > 1:
                reached = window[-1].end
                yield from _of_window(text, window)


def _core_of(run: str, start: int) -> Core | None:
    """Return the letters of a run that begins at ``start``; ``None`` if it holds more than a word.

    An apostrophe may be among them.
    """
    rest = run.lstrip(_OPENING)
    core = rest.rstrip(_CLOSING)
    if not core.isalpha():
        first, apostrophe, second = core.replace("\u2019", "'").partition("'")
        if not (apostrophe and first.isalpha() and second.isalpha()):
            return None
    opens = len(run) - len(rest)
    return Core(start + opens, core, opens > 0, len(core) < len(rest))


def _window(text: str, start: int, run: str) -> list[Core]:
    """Return the tokens around a run that may be parts of words with it, and one more each side."""
    core = _core_of(run, start)
    if core is None:
        return []
    window = [core]
    end = start + len(run)
    while len(window) < _REACH and not window[0].opens and text[start - 1 : start] == " ":
        before = max(text.rfind(" ", 0, start - 1), text.rfind("\n", 0, start - 1)) + 1
        core = _core_of(text[before : start - 1], before)
        if core is None or core.closes:
            break
        window.insert(0, core)
        start = before
        if not _may_go_on(core.letters):
            break
    while len(window) < 2 * _REACH and not window[-1].closes and text[end : end + 1] == " ":
        found = RUN.match(text, end + 1)
        core = _core_of(found[0], found.start()) if found else None
        if found is None or core is None or core.opens:
            break
        window.append(core)
        end = found.end()
        if not _may_go_on(core.letters):
            break
    return window


def _may_go_on(letters: str) -> bool:
    """Return whether a token is so short, or so unknown, that one beyond it may be of its word."""
    return len(letters) <= _SHORT or not is_given(letters.lower())


def _of_window(text: str, window: list[Core]) -> Iterator[Group]:
    for first, last in joined([core.letters for core in window]):
        if last - first > 1 and any(map(_is_part, window[first:last])):
            parts = tuple(window[first:last])
            yield Group(parts, *_beside(text, parts), _begins_sentence(text, parts[0].start))


def _is_part(core: Core) -> bool:
    if len(core.letters) == 1:
        return core.letters not in WORDS_OF_ONE
    return not is_given(core.letters.lower())


def _beside(text: str, parts: tuple[Core, ...]) -> tuple[str, str]:
    """Return the runs beside a group on its line; marks at its ends are runs of their own."""
    first, last = parts[0].start, parts[-1].end
    line = text[text.rfind("\n", 0, first) + 1 : first].rsplit(None, 1)
    stop = text.find("\n", last)
    rest = text[last : len(text) if stop < 0 else stop].split(None, 1)
    return line[-1] if line else "", rest[0] if rest else ""


def _begins_sentence(text: str, start: int) -> bool:
    """Return whether a line or a sentence begins at an offset, in code points."""
    before = max(0, start - _BEFORE)
    return any(found.end() == start for found in BEGINNING.finditer(text, before, start))
