"""Where in an English text words may be missing, told by its surface alone.

A wide space within a sentence; a space before punctuation, which after a word or number
(``apart``) often is just that; punctuation after a word or mark that seldom stands before it; and
a token in which two words met.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from cleanup.phrases import phrases
from cleanup.prefilter.hints import AnyOf, Token
from cleanup.scoring.lost_words.features import CLOSED, plain
from cleanup.scoring.lost_words.tokens import SHAPE_OF_GLUED, are_closed, glued_words, seams_in
from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.prefilter.hints import Hint
    from cleanup.text.document import Document

Kind = Literal["wide", "before", "apart", "at", "glued"]


class Candidate(NamedTuple):
    """A place where words may be missing; offsets in code points."""

    kind: Kind
    start: int
    end: int


_SPACES = " \u00a0"
_FEW_BEFORE = tuple(word for line in phrases("words_before_a_gap") for word in line.split())
_MARKS = ",.;:)!?\u2014"
_PAIRS = (',, ,. ,; ,: ,) (. (: [] "" ;, ;. :. :, \u2014, \u2014. .. ., .; .:').split()

HINTS: dict[str, Hint] = {
    "wide": AnyOf(*(first + second for first in _SPACES for second in _SPACES)),
    "before": AnyOf(*(f"{space}{mark}" for space in _SPACES for mark in ",.;:!?)]")),
    "at": AnyOf(
        *_PAIRS,
        *(
            f" {form}{mark}"
            for word in _FEW_BEFORE
            for form in (word, word.capitalize())
            for mark in _MARKS
        ),
    ),
    "glued": Token(SHAPE_OF_GLUED, glued_words, shortest=5),
}
"""What a text holds that has places of a kind; in a text with sure gaps more are looked at."""

_WIDE = Pattern(rf"(?<=\S)[{_SPACES}]{{2,}}+(?=\S)", timed=False)
_WIDEST = 3
"""Wider ones are layout."""
_TICKER = Pattern(r"\([A-Z]{1,5}(?:\.[A-Z]{1,2})?\)", timed=False)
_ENDS_SENTENCE = frozenset('.:!?\u2026\u201d")')
_NO_MARK = Pattern(
    r"\.(?:\p{Ll}|[0-9.]|\p{Lu}{2})|[:;][()\-]|:[A-Za-z]{1,12}:|[!?][!?]", timed=False
)
"""What begins with a mark and is none: a domain, a number, a face."""
_SPEECH = Pattern(
    r"(?<=\b(?:say|says|said|add|adds|added|claim|claims|claimed|insists?|thinks?|believes?)) ,",
    timed=False,
)
"""An aside of speech: a space lost nothing there."""
_NAME = Pattern(r"(?r)(?<![\p{L}\p{N}])\p{Lu}[\p{L}'\u2019]*", timed=False)
_LONGEST_WORD = 30
_SPEAKER = Pattern(r"\p{Lu}[\p{Lu}. '\u2019-]+", timed=False)
_NO_GAP = Pattern(
    r",(?= (?:er|erm|uh|um|well|ahem|quote|say|so to speak|how shall|you know|as it were|yes|no)\b)"
    r"|(?<=\b[Oo]h,? my)[.!?,]|\.(?= \p{L}+[.!?])|\.\p{Ll}[\p{Ll}_]",
    timed=False,
)
"""A mark after which, or after what stands before it, nothing is missing, or one in a name."""
_ANYWHERE = Pattern(
    r"(?<=[,;:(\[\u201c\"\u2014\u2013.!?]|(?<![\p{L}'\u2019-])(?P<word>\p{L}[\p{L}'\u2019]{0,14}))"
    r"(?=[,.;:!?)\]\u201d\"\u2014\u2013(])"
)
_BRACKETS = frozenset("(\u201c")
"""What was emptied behind these is a hole of its own."""
_MOST_OFTEN = 2
"""What stands in a text more often is a name, unless both words are of closed classes."""
_TOGETHER = frozenset(
    (
        ".. -- \u2013\u2013 \u2014\u2014 !! ?? ?! !? .) ?) !) :("
        ' (" (\u201c [\u201c [" \u2014\u201c \u2014" ." .\u201d ," ,\u201d ?" ?\u201d !" !\u201d'
        ' ", \u201d, ". \u201d. ": \u201d: ") \u201d) "; \u201d;'
    ).split()
)
"""Marks that stand together where nothing is lost."""


def wide(document: Document) -> Iterator[Candidate]:
    """Yield the wide spaces within sentences.

    None in a text that has as many between sentences: its author doubles spaces.
    """
    text, last, between = document.text, -1, 0
    within: list[Candidate] = []
    for place in document.places_with(HINTS["wide"]):
        found = _WIDE.match(text, place) if place > last else None
        if found:
            last = found.end()
            if last - place > _WIDEST or document.is_table(place):
                continue
            if text[place - 1] in _ENDS_SENTENCE and not text[last].islower():
                between += 1
            elif not _parts_ticker(text, place, last):
                within.append(Candidate("wide", place, last))
    if len(within) > between:
        yield from within


def _parts_ticker(text: str, start: int, end: int) -> bool:
    """Return whether a wide space stands between a name and its sign at the stock exchange."""
    name = _TICKER.match(text, end) and _NAME.search(text, max(0, start - _LONGEST_WORD), start)
    return bool(name and name.end() == start)


def before(document: Document) -> Iterator[Candidate]:
    """Yield the single spaces that stand before punctuation.

    Not before ``.com``, ``.25`` or ``.NET``, in a spaced ellipsis, before a face, in empty
    brackets, or behind a speaker's name.
    """
    text = document.text
    for place in document.places_with(HINTS["before"]):
        apart = place > 0 and not text[place - 1].isspace() and not _is_close(text, place)
        if not apart or _NO_MARK.match(text, place + 1) or _is_dotted(text, place):
            continue
        if not _SPEECH.match(text, place):
            kind: Kind = "apart" if text[place - 1].isalnum() else "before"
            yield Candidate(kind, place, place + 1)


def _is_close(text: str, place: int) -> bool:
    """Return whether a space is all that brackets hold, or parts a speaker's name and its colon."""
    if text[place + 1] == ":":
        near = max(0, place - _LONGEST_WORD)
        line = text.rfind("\n", near, place) + 1
        return line >= near and bool(_SPEAKER.fullmatch(text, line, place))
    return text[place - 1] + text[place + 1] in ("()", "[]")


def _is_dotted(text: str, place: int) -> bool:
    """Return whether a space stands between two full stops, or behind three."""
    return text[place - 3 : place] == "..." or (
        text[place + 1] == "." and (text[place - 1] == "." or text[place + 2 : place + 4] == " .")
    )


def at(document: Document) -> Iterator[Candidate]:
    """Yield the marks that come straight after a word or mark they seldom come after."""
    text = document.text
    for place in document.places_with(HINTS["at"]):
        mark = place + 1
        if text[place] == " ":
            while text[mark] not in _MARKS:
                mark += 1
        if text[mark - 1 : mark + 1] not in _TOGETHER and not _NO_GAP.match(text, mark):
            yield Candidate("at", mark, mark)


def at_more(document: Document) -> Iterator[Candidate]:
    """Yield the marks that come straight after any word of a closed class, or after a mark."""
    for found in _ANYWHERE.finditer(document.text):
        place, word = found.start(), found["word"]
        if _NO_GAP.match(document.text, place) or document.text[place - 1] in _BRACKETS:
            continue
        if plain(word) in CLOSED if word else document.text[place - 1 : place + 1] not in _TOGETHER:
            yield Candidate("at", place, place)


def glued(document: Document) -> Iterator[Candidate]:
    """Yield the places within tokens at which two words seem to meet."""
    if document.holds(HINTS["glued"]):
        text = document.text
        seams = list(seams_in(text))
        often = Counter(text[start:end] for start, _, end in seams)
        for start, seam, end in seams:
            if often[text[start:end]] <= _MOST_OFTEN or are_closed(text, start, seam, end):
                yield Candidate("glued", seam, seam)
