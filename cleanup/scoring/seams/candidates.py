"""Seams: the places within tokens of letters at which two English words seem to meet."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cleanup.phrases import phrases
from cleanup.prefilter.hints import Token
from cleanup.scoring.decoder import MARKS, cost_of, divided, is_given, is_word, makeable
from cleanup.scoring.words import CLOSED, plain
from cleanup.text.english.tables import affinity
from cleanup.text.pattern import Pattern
from cleanup.text.runs import places_of
from cleanup.text.vocabulary import zipf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.text.document import Document
    from cleanup.text.pattern import Match

SHORTEST_OF_CLOSED, SHORTEST, LONGEST = 3, 4, 40
"""Three letters are two words only if both are of closed classes: ``ofa``."""
_KNOWN = 1.3
"""What is so frequent (Zipf scale) is a word or a name, but for common pairs: ``infact``."""
_COMMON_PAIR = 0.8
_LEAST_GAIN = 0.0
"""By so much less the words must cost than the token as it stands: few real seams gain less, and
half of the names.
"""
_COMMON, _COMMON_AFTER_NAME = 2.5, 4.5
"""The least frequency of a word after a closed word, and after a possessive."""
_LONGEST_ENDING = 2
"""Of ``mayor's`` and ``they'll``."""
_FIRST_WORDS = frozenset(word for word in CLOSED if len(word) > 1 and word.isalpha()) - frozenset(
    "after al down et get in off out over per pro re under up".split()
)
"""Closed words before an inner capital; the others begin names of things and of functions:
``inDesign``, ``getQuay``.
"""
_CLOSED = tuple(CLOSED)
_PREFIXES = frozenset(
    "counter fore mis non out over post pre re self sub super un under up".split()
)
_RARE_PREFIXES = frozenset("above after back before below we with".split())
_AFTER_PREFIXES = frozenset("did got just known made read said saw take told took wrote".split())
"""Participles and verbs make words with a prefix, as do all in -ed: ``redid``, ``underused``."""
_SUFFIXES = frozenset("down ish less ours up wide wise".split())
_IMPERATIVES = frozenset("check click come get go let read see tell use".split())
_PARTICLES = frozenset("in it me now off on out over through".split())
"""With an imperative these make names of things: ``readme``, ``checkin``."""
_TOKEN = Pattern(
    r"(?:(?<![\p{L}\p{N}@#/._'\u2019-])|(?<=\p{Ll}-)(?=\p{Ll}))\p{L}\p{Ll}*+"
    r"(?:(?P<possessive>['\u2019]s)(?P<rest>\p{Ll}{2,}+)|(?P<inner>\p{Lu}\p{Ll}++))?"
    r"(?![\p{L}\p{N}@/_]|-(?!\p{Ll})|\.\p{L}|['\u2019]\p{L}|(?<=in)['\u2019])",
    timed=False,
)
_WRITTEN_AS_ONE = frozenset(word for line in phrases("written_as_one") for word in line.split())
_QUOTES = frozenset('"\u201c\u201d')
_DIVIDED = ("-\n", "\u2010\n", "\u00ac\n")


class Seam(NamedTuple):
    """A place at which two words seem to meet; offsets in code points."""

    kind: str
    """``lower``, ``capital`` (the token begins with one), ``possessive`` or ``inner`` capital."""
    token: int
    """Where the token begins."""
    start: int
    """Where the second word begins."""
    end: int
    """Where the token ends."""
    first: str
    second: str
    gain: float
    """How much more the token costs as it stands than as words, as log10."""
    parts: int
    """How many words the token is read as."""
    occurs: int
    """How often the token stands in the text."""

    @property
    def words(self) -> tuple[int, int]:
        """The span of the two words."""
        return self.start - len(self.first), self.start + len(self.second)


class _Within(NamedTuple):
    """A token that is read as several words; offsets within its run."""

    kind: str
    start: int
    boundaries: tuple[int, ...]
    end: int
    gain: float


def may_hold_seam(run: str) -> bool:
    """Return whether a run of non-blank characters may hold a token read as several words."""
    core = run.strip(MARKS)
    if is_given(core.lower()) or core == core.upper():
        return False
    if core.isalpha() and core[1:].islower():
        return len(core) <= LONGEST and bool(_read(core)[1])
    return not _has_words_alone(core) and bool(_within(run))


def _has_words_alone(core: str) -> bool:
    """Return whether a run is a word and its ending (``mayor's``), or words joined by hyphens."""
    word, mark, ending = core.replace("\u2019", "'").partition("'")
    if mark:
        return len(ending) <= _LONGEST_ENDING and word.isalpha()
    return all(map(is_given, core.lower().split("-")))


SEAM = Token(may_hold_seam, shortest=SHORTEST_OF_CLOSED, langs=frozenset(["en"]), known=is_word)
"""The hint: a token that is read as several words."""


def seams(document: Document) -> tuple[Seam, ...]:
    """Return the seams of an English text, in order; a token in quotation marks has none."""
    return document.once(_seams)


def _seams(document: Document) -> tuple[Seam, ...]:
    runs = document.runs_with(SEAM)
    return tuple(_find(document.text, runs)) if runs and document.lang == "en" else ()


def _find(text: str, runs: frozenset[str]) -> Iterator[Seam]:
    found = sorted(
        (place + within.start, place + within.end, place, within)
        for place, run in places_of(runs, text)
        for within in _within(run)
    )
    counts = Counter(text[start:end] for start, end, _, _ in found)
    for start, end, place, within in found:
        if is_no_word(text, start, end):
            continue
        cuts = (start, *(place + boundary for boundary in within.boundaries), end)
        for before, at, after in zip(cuts, cuts[1:], cuts[2:], strict=False):
            first, second = text[before:at], text[at:after]
            parts, occurs = len(cuts) - 1, counts[text[start:end]]
            yield Seam(within.kind, start, at, end, first, second, within.gain, parts, occurs)


def is_no_word(text: str, start: int, end: int) -> bool:
    """Return whether a token is all that quotation marks hold, or a rest after a line's hyphen."""
    if text.endswith(_DIVIDED, max(0, start - 2), start):
        return True
    return text[start - 1 : start] in _QUOTES and not _QUOTES.isdisjoint(text[end : end + 2])


@lru_cache(maxsize=100_000)
def _within(run: str) -> tuple[_Within, ...]:
    found = (
        (token, *_boundaries_in(token))
        for token in _TOKEN.finditer(run)
        if SHORTEST_OF_CLOSED <= len(token[0]) <= LONGEST
    )
    return tuple(
        _Within(
            kind,
            token.start(),
            tuple(token.start() + at for at in boundaries),
            token.end(),
            gain,
        )
        for token, kind, boundaries, gain in found
        if boundaries
    )


def _boundaries_in(token: Match[str]) -> tuple[str, tuple[int, ...], float]:
    """Return the kind of a token, where its second and further words begin, and what that gains."""
    word, rest, inner = token[0], token["rest"], token["inner"]
    if rest is not None:
        known = rest in CLOSED or zipf(rest, "en") >= _COMMON_AFTER_NAME
        return "possessive", (len(word) - len(rest),) if known else (), 0.0
    if inner is not None:
        first = word.removesuffix(inner)
        known = first in _FIRST_WORDS and zipf(inner, "en") >= _COMMON
        return "inner", (len(first),) if known else (), 0.0
    return _read(word)


def _read(word: str) -> tuple[str, tuple[int, ...], float]:
    """Return the same of a token without an inner capital or mark."""
    if word.islower():
        return "lower", *_divided(word)
    lower = plain(word)
    is_name = zipf(lower, "en") >= _KNOWN
    return "capital", *(((), 0.0) if is_name else _divided(lower))


def _divided(word: str) -> tuple[tuple[int, ...], float]:
    reading = divided(word) if _may_be_words(word) else None
    if reading is None:
        return (), 0.0
    gain = cost_of(word) - reading.cost
    parts = [word[start:end] for start, end in pairwise((0, *reading.boundaries, len(word)))]
    if gain < _LEAST_GAIN or _may_be_a_word(word, parts):
        return (), 0.0
    return reading.boundaries, gain


def _may_be_words(word: str) -> bool:
    """Return whether letters may be read as several words, by what ``_may_be_a_word`` allows."""
    if is_given(word) or word in _WRITTEN_AS_ONE:
        return False
    return makeable(word) is None or (word.startswith(_CLOSED) and word.endswith(_CLOSED))


def _may_be_a_word(word: str, parts: Sequence[str]) -> bool:
    """Return whether letters are a word that the list for spelling lacks, or a name."""
    if len(parts) == 2 and _makes_a_word(*parts):
        return True
    if CLOSED.issuperset(parts):
        return False
    if makeable(word) is not None or len(word) < SHORTEST:
        return True
    return zipf(word, "en") >= _KNOWN and not all(
        (affinity(*pair) or 0.0) >= _COMMON_PAIR for pair in pairwise(parts)
    )


def _makes_a_word(first: str, second: str) -> bool:
    """Return whether two words make one that a word list may lack: ``underused``, ``tieless``."""
    if first in _PREFIXES and second not in CLOSED:
        return True
    if first in _PREFIXES | _RARE_PREFIXES and (second in _AFTER_PREFIXES or second.endswith("ed")):
        return True
    return second in _SUFFIXES or (first in _IMPERATIVES and second in _PARTICLES)
