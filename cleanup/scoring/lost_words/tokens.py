"""Where a token may be two glued words: ``thesaid``, ``Danforth'shad``, ``theHowever``."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.phrases import phrases
from cleanup.scoring.runs import distinct_runs
from cleanup.text.pattern import Pattern
from cleanup.text.vocabulary import zipf

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cleanup.text.document import Document

CLOSED = frozenset(word for line in phrases("closed_words") for word in line.split())
"""Words of the closed classes, and verbs that introduce speech or carry links; in lower case."""

_COMMON = 2.6
"""A word at least so frequent (Zipf scale) may be one of two glued words."""
_VERY_COMMON = 5.2
_RARE = 1.3
_SELDOM = 2.6
_SHORTEST, _LONGEST = 4, 26
_PARTS_OF_WORDS = frozenset(
    "the re me like way live long while round side bout cross mid head part lone wake new be do is"
    " can".split()
)
"""After ``a`` these make words or names: ``alike``, ``Athe``."""

_CLOSED = frozenset(word for word in CLOSED if len(word) > 1 and word.isalpha())
_FIRST_WORDS = _CLOSED - frozenset("after al down et in off out over per pro re under up".split())
"""Closed words that ordinary words seldom begin with; ``oversteps`` and ``rebottling`` do."""
_SECOND_WORDS = _CLOSED - frozenset(
    "al am an are et he in let like me on or our out plus re up well".split()
)
"""Closed words that names and words seldom end with; ``Tillon`` and ``bladelike`` do."""
_COMPOUNDING = frozenset("here how never no some there what when where who with".split())
"""Rare words begin with these adverbs: ``thereupon``, ``hereof``, ``withal``."""
_OPENING = frozenset(
    "the this that these those when while after before according with from and but for our under"
    " about between during since because".split()
)
"""Capitalised, these begin sentences; other capitalised tokens are names."""
_ENDS_OF_RUN = ("", " ", "\n")
_without_glue: set[str] = set()
"""Runs that hold no glued tokens: a difference of sets is ten times as quick as a cache.

Where there are no blanks a run may be a whole text, so only ``_SHORT_RUN`` code points are kept.
"""
_SHORT_RUN, _MOST_RUNS = 40, 200_000
_FEW_RUNS = 16
"""So many runs are searched for one by one; to find more, the text is divided once more."""
_OUTER = ".,;:!?()[]\"\u201c\u201d\u2018\u2019'\u2026\u2013\u2014-"
_QUOTES = frozenset('"\u201c\u201d')
_POSSESSIVE = Pattern(r"\p{L}['\u2019]s(?P<second>\p{Ll}{2,})", timed=False)
_MIXED = Pattern(r"(?P<first>\p{Ll}{2,})(?P<second>\p{Lu}\p{Ll}+)", timed=False)
_TOKEN = Pattern(
    r"(?<![\p{L}\p{N}@#/._'\u2019-])\p{L}\p{Ll}++(?:['\u2019]s\p{Ll}++|\p{Lu}\p{Ll}++)?"
    r"(?![\p{L}\p{N}@/_-]|\.\p{L}|['\u2019]\p{L}|(?<=in)['\u2019])",
    timed=False,
)

_FIRST = "|".join(sorted(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in _FIRST_WORDS))
_LETTER = "[A-Za-z\u00aa-\U0010ffff]"
GLUED_SHAPE = (
    rf"(?:^|[^A-Za-z])(?:{_FIRST}){_LETTER}|{_LETTER}(?:{'|'.join(sorted(_SECOND_WORDS))})(?:[^A-Za-z]|$)"
    r"|['\u2019]s[a-z\u00aa-\U0010ffff]"
)
"""Matches in whatever ``holds_glued_words`` accepts, and is quicker to search for."""


class Glued(NamedTuple):
    """A token that seems to be two glued words; offsets in code points."""

    start: int
    boundary: int
    end: int


def plain(word: str) -> str:
    """Return a word in lower case with straight apostrophes."""
    return word.lower().replace("\u2019", "'")


@lru_cache(maxsize=200_000)
def holds_glued_words(run: str) -> bool:
    """Return whether a run of non-blank characters seems to hold two glued words."""
    return zipf(run.strip(_OUTER), "en") < _SELDOM and any(
        not _is_mentioned(run, start, end) for start, _, end in _parse(run)
    )


def glued_tokens(document: Document) -> list[Glued]:
    """Return each token that seems to be two glued words, in order.

    Each distinct run is parsed once for all documents; only those that hold one are searched for.
    """
    text = document.text
    parsed = dict(_parsed(distinct_runs(document)))
    found = [
        Glued(place + start, place + boundary, place + end)
        for place, run in _places(parsed, text)
        for start, boundary, end in parsed[run]
    ]
    found.sort()
    return [token for token in found if not _is_mentioned(text, token.start, token.end)]


def _parsed(runs: frozenset[str]) -> Iterator[tuple[str, tuple[Glued, ...]]]:
    """Yield the runs that hold tokens which seem to be two glued words, with these."""
    if len(_without_glue) > _MOST_RUNS:
        _without_glue.clear()
    for run in runs - _without_glue:
        if tokens := _parse(run):
            yield run, tokens
        elif len(run) <= _SHORT_RUN:
            _without_glue.add(run)


def _parse(run: str) -> tuple[Glued, ...]:
    """Return the tokens of a run that seem to be two glued words, also those in quotes."""
    return tuple(
        Glued(token.start(), token.start() + boundary, token.end())
        for token in _TOKEN.finditer(run)
        if (boundary := boundary_in(token[0]))
    )


def _places(runs: Collection[str], text: str) -> Iterator[tuple[int, str]]:
    """Yield where runs occur between blanks, line feeds and the ends of a text, in any order."""
    if len(runs) <= _FEW_RUNS:
        for run in runs:
            place = text.find(run)
            while place >= 0:
                end = place + len(run)
                if text[place - 1 : place] in _ENDS_OF_RUN and text[end : end + 1] in _ENDS_OF_RUN:
                    yield place, run
                place = text.find(run, end)
        return
    place = 0
    for run in text.replace("\n", " ").split(" "):
        if run in runs:
            yield place, run
        place += len(run) + 1


def _is_mentioned(text: str, start: int, end: int) -> bool:
    """Return whether a token is all that a pair of quotation marks holds."""
    opens = start > 0 and text[start - 1] in _QUOTES
    return opens and any(mark in _QUOTES for mark in text[end : end + 2])


def token_at(text: str, boundary: int) -> tuple[int, int]:
    """Return the span of letters and apostrophes around a boundary of words."""
    start, end = boundary, boundary
    while start and (text[start - 1].isalpha() or text[start - 1] in "'\u2019"):
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return start, end


def are_closed(text: str, start: int, boundary: int, end: int) -> bool:
    """Return whether the words on both sides of a boundary are of closed classes."""
    return CLOSED.issuperset((plain(text[start:boundary]), plain(text[boundary:end])))


@lru_cache(maxsize=200_000)
def boundary_in(token: str) -> int:
    """Return where the second of two English words begins in a token of letters; 0 for none.

    One of the two is of a closed class, and the token itself is no word, or a rare one.
    """
    if not _SHORTEST <= len(token) <= _LONGEST:
        return 0
    if found := _POSSESSIVE.search(token):
        word = found["second"]
        return found.start("second") if word in CLOSED or zipf(word, "en") >= 4.5 else 0
    if found := _MIXED.fullmatch(token):
        known = found["first"] in _FIRST_WORDS and zipf(found["second"], "en") >= 2.5
        return found.start("second") if known else 0
    if not token[1:].islower():
        return 0
    boundary = _boundary_in_word(plain(token))
    opens = len(token) - boundary > 2 and plain(token[:boundary]) in _OPENING
    return boundary if opens or not token[0].isupper() else 0


def _boundary_in_word(word: str) -> int:
    pairs = [
        (word[:at], word[at:])
        for at in range(1, len(word) - 1)
        if word[:at] in _FIRST_WORDS or word[at:] in _SECOND_WORDS
    ]
    if not pairs or (known := zipf(word, "en")) >= _SELDOM:
        return 0
    if known >= _RARE:
        pairs = [pair for pair in pairs if CLOSED.issuperset(pair) and pair[0] not in _COMPOUNDING]
    return max(
        ((_score_of_pair(*pair), len(pair[0])) for pair in pairs if _is_plausible(*pair)),
        default=(0, 0),
    )[1]


def _is_plausible(first: str, second: str) -> bool:
    """Return whether both are words, common enough that glue of the two explains the token."""
    if len(first) == 1:
        return first == "a" and second in CLOSED and second not in _PARTS_OF_WORDS
    return second != "up" and all(
        zipf(word, "en") >= (_VERY_COMMON if len(word) == 2 else _COMMON)
        for word in (first, second)
    )


def _score_of_pair(first: str, second: str) -> float:
    closed = (first in CLOSED and len(first) > 1) + (second in CLOSED)
    return zipf(first, "en") + zipf(second, "en") + closed
