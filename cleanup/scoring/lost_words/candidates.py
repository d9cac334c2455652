"""Candidates of lost words in an English text, found by its surface alone.

A wide space within a sentence; a space before punctuation, which after a word or number
(``apart``) is often no more than that; and punctuation after a word or mark that it seldom follows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.phrases import phrases
from cleanup.prefilter.hints import AnyOf
from cleanup.scoring.split_words.score import apart_from_mark
from cleanup.scoring.values import Candidate
from cleanup.scoring.words import CLOSED, plain
from cleanup.text.apart_marks import ends_greeting, is_apart
from cleanup.text.lost_marks import lost_marks
from cleanup.text.pattern import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.prefilter.hints import Hint
    from cleanup.text.document import Document

_SPACES = " \u00a0"
_FEW_BEFORE = tuple(word for line in phrases("words_before_a_hole") for word in line.split())
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
}
"""Hints of the kinds of candidates; a text with certain holes has candidates beyond them."""

_WIDE = Pattern(rf"(?<=\S)[{_SPACES}]{{2,}}+(?=\S)", timed=False)
_WIDEST = 3
"""Wider ones are layout."""
_TICKER = Pattern(r"\([A-Z]{1,5}(?:\.[A-Z]{1,2})?\)", timed=False)
_ENDS_SENTENCE = frozenset('.:!?\u2026\u201d")')
_NO_MARK = Pattern(
    r"\.(?:\p{Ll}|[0-9.]|\p{Lu}{2}|\p{Lu}\p{Ll}+\p{Lu})|[:;][()\-]|:[DPO](?!\p{L})"
    r"|:[A-Za-z]{1,12}:|[!?][!?]|!\p{Ll}|,,[\p{L}\p{N}]|:\p{Ll}|[,;][\p{L}\p{N}]",
    timed=False,
)
"""What begins with a mark but is no punctuation: a domain, a number, an emoticon, a command, a name
of program text. Of 28 colons, commas and semicolons after a space and before a letter in scraped
texts only one mark in 5 stood at lost words alone.
"""
_SPEECH = Pattern(
    r"(?<=\b(?:say|says|said|add|adds|added|claim|claims|claimed|insists?|thinks?|believes?)) ,",
    timed=False,
)
"""An aside of speech: a space lost nothing there."""
_NAME = Pattern(r"(?r)(?<![\p{L}\p{N}])\p{Lu}[\p{L}'\u2019]*", timed=False)
_LONGEST_WORD = 30
_SPEAKER = Pattern(r"\p{Lu}[\p{Lu}. '\u2019-]+", timed=False)
_ASIDE = Pattern(
    r",(?= (?:\p{L}[\p{L}'\u2019]*+ ){1,4}"
    r"(?:say|says|said|add|adds|added|claim|claims|claimed|insists?|thinks?|believes?) ?,)",
    timed=False,
)
"""Between two commas, who says so."""
_NO_HOLE = Pattern(
    r",(?= (?:er|erm|uh|um|well|ahem|quote|say|so to speak|how shall|you know|as it were|yes|no)\b)"
    r"|(?<=\b[Oo]h,? my)[.!?,]|\.(?= \p{L}+[.!?])|\.\p{Ll}[\p{Ll}_]"
    r"|,(?<=[\s(],,)(?=[\p{L}\p{N}])|,(?<=,,)(?=,*+[\p{L}\p{N}])|\"(?=\")|(?<=\"\")\"",
    timed=False,
)
"""A mark of an interjection, an aside, a name, a low quotation mark or a line of marks: nothing is
missing."""
_OTHER_MARK = Pattern(
    r"\?(?:\?\?)?+(?<=[\s(\[]\?{1,3})(?=[\p{L}\p{N}$#@])|\?(?<=\s\?)(?= [^\s\p{Lu}])"
    r"|\?(?:\?\?)?+(?<=,\?{1,3})(?=[\s,;:.)]|$)",
    timed=False,
)
"""A question mark that was a quotation mark or a dash; ``quote-became-question-mark`` finds it."""
_MARK = re.compile(r"[,.;:!?)\]\u201d\"\u2014\u2013(]")
_BEFORE_MARK = frozenset(',;:([\u201c"\u2014\u2013.!?')
_WORD_BEFORE = Pattern(r"(?<=(?<![\p{L}'\u2019-])(?P<word>\p{L}[\p{L}'\u2019]{0,14}))", timed=False)
_LONGEST_CLOSED = 15
"""Longer words than the pattern takes are of no closed class."""
_BRACKETS = frozenset("(\u201c")
"""Brackets that were emptied have a rule of their own."""
_TOGETHER = frozenset(
    (
        ".. -- \u2013\u2013 \u2014\u2014 !! ?? ?! !? .) ?) !) :("
        ' (" (\u201c [\u201c [" \u2014\u201c \u2014" ." .\u201d ," ,\u201d ?" ?\u201d !" !\u201d'
        ' ", \u201d, ". \u201d. ": \u201d: ") \u201d) "; \u201d;'
    ).split()
)
"""Pairs of marks between which nothing is missing."""


def candidates(document: Document) -> Iterator[Candidate]:
    """Yield the candidates that are scored in any text, by finder and position."""
    for find in (wide, before, at):
        yield from find(document)


def wide(document: Document) -> Iterator[Candidate]:
    """Yield the wide spaces within sentences, except the remains of quotation marks.

    None in a text that has as many between sentences: its author doubles spaces.
    """
    text, end, between = document.text, -1, 0
    marks: set[int] | None = None
    within: list[Candidate] = []
    for start in document.places_with(HINTS["wide"]):
        space = _WIDE.match(text, start) if start > end else None
        if space:
            end = space.end()
            if marks is None:
                marks = {lost.start for lost in document.once(lost_marks)}
            if start in marks or end - start > _WIDEST or document.is_table(start):
                continue
            if text[start - 1] in _ENDS_SENTENCE and not text[end].islower():
                between += 1
            elif not _is_before_ticker(text, start, end):
                within.append(Candidate("wide", start, end))
    if len(within) > between:
        yield from within


def _is_before_ticker(text: str, start: int, end: int) -> bool:
    """Return whether a wide space is between a name and its symbol at the stock exchange."""
    name = _TICKER.match(text, end) and _NAME.search(text, max(0, start - _LONGEST_WORD), start)
    return bool(name and name.end() == start)


def before(document: Document) -> Iterator[Candidate]:
    """Yield the single spaces before punctuation.

    Not before ``.com``, ``.25`` or ``.NET``, in a spaced ellipsis, before an emoticon, in empty
    brackets, after a speaker's name, or before a question mark that was another mark; nor before a
    mark that the writer sets apart by habit, in a greeting, or after a word that is divided, too.
    """
    text = document.text
    for start in document.places_with(HINTS["before"]):
        single = start > 0 and not text[start - 1].isspace() and not _is_usual(text, start)
        if not single or _NO_MARK.match(text, start + 1) or _is_dotted(text, start):
            continue
        if is_apart(document, start + 1) or ends_greeting(text, start):
            continue
        if start in apart_from_mark(document):
            continue
        if not (_SPEECH.match(text, start) or _is_other_mark(text, start + 1)):
            kind = "apart" if text[start - 1].isalnum() else "before"
            yield Candidate(kind, start, start + 1)


def _is_other_mark(text: str, mark: int) -> bool:
    return text[mark] == "?" and _OTHER_MARK.match(text, mark) is not None


def _is_usual(text: str, start: int) -> bool:
    """Return whether a space is all that brackets hold, or before the colon after a speaker."""
    if text[start + 1] == ":":
        first = max(0, start - _LONGEST_WORD)
        line = text.rfind("\n", first, start) + 1
        return line >= first and bool(_SPEAKER.fullmatch(text, line, start))
    return text[start - 1] + text[start + 1] in ("()", "[]")


def _is_dotted(text: str, start: int) -> bool:
    """Return whether a space is between two full stops, or after three."""
    return text[start - 3 : start] == "..." or (
        text[start + 1] == "." and (text[start - 1] == "." or text[start + 2 : start + 4] == " .")
    )


def at(document: Document) -> Iterator[Candidate]:
    """Yield the marks directly after a word or mark that they seldom follow."""
    text = document.text
    for start in document.places_with(HINTS["at"]):
        mark = start + 1
        if text[start] == " ":
            while text[mark] not in _MARKS:
                mark += 1
        seldom = text[mark - 1 : mark + 1] not in _TOGETHER
        if seldom and not _is_no_hole(text, mark):
            yield Candidate("at", mark, mark)


def _is_no_hole(text: str, mark: int) -> bool:
    aside = _NO_HOLE.match(text, mark) or _ASIDE.match(text, mark)
    return aside is not None or _is_other_mark(text, mark)


def at_more(document: Document) -> Iterator[Candidate]:
    """Yield the marks directly after any word of a closed class, or after a mark."""
    text = document.text
    for found in _MARK.finditer(text):
        mark = found.start()
        before = text[mark - 1 : mark]
        if before in _BEFORE_MARK:
            seldom = before not in _BRACKETS and before + found[0] not in _TOGETHER
        else:
            seldom = _is_after_closed_word(text, mark)
        if seldom and not _is_no_hole(text, mark):
            yield Candidate("at", mark, mark)


def _is_after_closed_word(text: str, mark: int) -> bool:
    """Return whether a word of a closed class ends at a mark.

    Most words are letters after a blank, for which no pattern is needed.
    """
    _, blank, word = text[max(0, mark - _LONGEST_CLOSED - 1) : mark].rpartition(" ")
    if blank and word.isalpha():
        return word.lower() in CLOSED
    found = _WORD_BEFORE.match(text, mark)
    return found is not None and plain(found["word"]) in CLOSED
