"""Where a token may be two glued words: ``thesaid``, ``Danforth'shad``, ``theHowever``."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.phrases import phrases
from cleanup.text.pattern import Pattern
from cleanup.text.runs import places_of
from cleanup.text.vocabulary import zipf

if TYPE_CHECKING:
    from collections.abc import Collection

CLOSED = frozenset(word for line in phrases("closed_words") for word in line.split())
"""Words of the closed classes, and verbs that introduce speech or carry links; in lower case."""

_COMMON = 2.6
"""A word at least so frequent (Zipf scale) may be one of two glued words."""
_VERY_COMMON = 5.2
RARE = 1.3
SELDOM = 2.6
SHORTEST, LONGEST = 4, 26
_SHORTEST_SIGN = 5
"""A shorter token counts only in a text that has a longer one."""
_PARTS_OF_WORDS = frozenset(
    "the re me like way live long while round side bout cross mid head part lone wake new be do is"
    " can".split()
)
"""After ``a`` these make words or names: ``alike``, ``Athe``."""

_PREFIXES = frozenset(
    "above after back before below fore mis non out over pre re self un under up we with".split()
)
_AFTER_PREFIXES = frozenset("did got just known made read said saw take told took wrote".split())
"""Participles and verbs make words with a prefix, as do all in -ed: ``redid``, ``underused``."""
_SUFFIXES = frozenset("down ish less ours up".split())
_IMPERATIVES = frozenset("check click come get go let read see tell use".split())
_PARTICLES = frozenset("in it me now off on out over through".split())
"""With an imperative these make names of things: ``readme``, ``checkin``."""

_CLOSED = frozenset(word for word in CLOSED if len(word) > 1 and word.isalpha())
_FIRST_WORDS = _CLOSED - frozenset("after al down et in off out over per pro re under up".split())
"""Closed words that ordinary words seldom begin with; ``oversteps`` and ``rebottling`` do."""
_SECOND_WORDS = _CLOSED - frozenset(
    "al am an are et he in let like me on or our out plus re up well".split()
)
"""Closed words that names and words seldom end with; ``Tillon`` and ``bladelike`` do."""
_COMPOUNDING = frozenset("here how never no some there what when where who with".split())
"""Rare words begin with these adverbs: ``thereupon``, ``hereof``, ``withal``."""
OPENING = frozenset(
    "the this that these those when while after before according with from and but for our under"
    " about between during since because".split()
)
"""Capitalised, these begin sentences; other capitalised tokens are names."""
_OUTER = ".,;:!?()[]\"\u201c\u201d\u2018\u2019'\u2026\u2013\u2014-"
_QUOTES = frozenset('"\u201c\u201d')
_DIVIDED = ("-\n", "\u2010\n", "\u00ac\n")
_POSSESSIVE = Pattern(r"\p{L}['\u2019]s(?P<second>\p{Ll}{2,})", timed=False)
_MIXED = Pattern(r"(?P<first>\p{Ll}{2,})(?P<second>\p{Lu}\p{Ll}+)", timed=False)
TOKEN = Pattern(
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
"""Matches in whatever ``may_hold_glued_words`` accepts, and is quicker to search for."""


class Glued(NamedTuple):
    """A token that seems to be two glued words; offsets in code points."""

    start: int
    boundary: int
    end: int


def plain(word: str) -> str:
    """Return a word in lower case with straight apostrophes."""
    return word.lower().replace("\u2019", "'")


def may_hold_glued_words(run: str) -> bool:
    """Return whether a run of non-blank characters holds a token that seems to be two words."""
    word = run.strip(_OUTER)
    if word.isalpha() and word[1:].islower() and zipf(word, "en") >= SELDOM:
        return False
    return bool(_parse(run))


def holds_glued_words(run: str) -> bool:
    """Return whether a run by itself is a sign of glued words: it is rare, and quotes no word."""
    return (
        len(run) >= _SHORTEST_SIGN
        and zipf(run.strip(_OUTER), "en") < SELDOM
        and any(not _is_mentioned(run, start, end) for start, _, end in _parse(run))
    )


def glued_tokens(text: str, runs: Collection[str]) -> list[Glued]:
    """Return each token that seems to be two glued words, in order; ``runs`` are those with one."""
    parsed = {run: _parse(run) for run in runs}
    found = [
        Glued(place + start, place + boundary, place + end)
        for place, run in places_of(runs, text)
        for start, boundary, end in parsed[run]
    ]
    found.sort()
    return [token for token in found if not is_no_word(text, token.start, token.end)]


def _parse(run: str) -> tuple[Glued, ...]:
    """Return the tokens of a run that seem to be two glued words, also those in quotes."""
    return tuple(
        Glued(token.start(), token.start() + boundary, token.end())
        for token in TOKEN.finditer(run)
        if (boundary := boundary_in(token[0]))
    )


def is_no_word(text: str, start: int, end: int) -> bool:
    """Return whether a token is mentioned, or the rest of a word that was divided at a line end."""
    is_rest = text.endswith(_DIVIDED, max(0, start - 2), start)
    return is_rest or _is_mentioned(text, start, end)


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
    if not SHORTEST <= len(token) <= LONGEST:
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
    opens = len(token) - boundary > 2 and plain(token[:boundary]) in OPENING
    return boundary if opens or not token[0].isupper() else 0


def _boundary_in_word(word: str) -> int:
    pairs = [
        (word[:at], word[at:])
        for at in range(1, len(word) - 1)
        if word[:at] in _FIRST_WORDS or word[at:] in _SECOND_WORDS
    ]
    if not pairs or (known := zipf(word, "en")) >= SELDOM:
        return 0
    if known >= RARE:
        pairs = [pair for pair in pairs if CLOSED.issuperset(pair) and pair[0] not in _COMPOUNDING]
    return max(
        ((_score_of_pair(*pair), len(pair[0])) for pair in pairs if _is_plausible(*pair)),
        default=(0, 0),
    )[1]


def _is_plausible(first: str, second: str) -> bool:
    """Return whether both are words, common enough that glue of the two explains the token."""
    if len(first) == 1:
        return first == "a" and second in CLOSED and second not in _PARTS_OF_WORDS
    return not _makes_a_word(first, second) and all(
        zipf(word, "en") >= (_VERY_COMMON if len(word) == 2 else _COMMON)
        for word in (first, second)
    )


def _makes_a_word(first: str, second: str) -> bool:
    """Return whether two words make one that a word list may lack: ``underused``, ``tieless``."""
    if first in _PREFIXES and (second in _AFTER_PREFIXES or second.endswith("ed")):
        return True
    return second in _SUFFIXES or (first in _IMPERATIVES and second in _PARTICLES)


def _score_of_pair(first: str, second: str) -> float:
    closed = (first in CLOSED and len(first) > 1) + (second in CLOSED)
    return zipf(first, "en") + zipf(second, "en") + closed
