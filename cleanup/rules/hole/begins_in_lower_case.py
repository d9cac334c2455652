"""Texts and paragraphs that begin in lower case, in a text whose others begin with capitals."""

from __future__ import annotations

from itertools import islice

from cleanup.grammar.lower_case_sentences import VERBS
from cleanup.kit import (
    Document,
    Found,
    Iterator,
    Line,
    Match,
    Measurement,
    Outer,
    Pattern,
    Shape,
    rule,
)
from cleanup.scoring.words import CLOSED
from cleanup.text.repeated import is_repeated

_LOW = "a-z\u00df-\u00f6\u00f8-\u00ff\u0430-\u045f"
FIRST_LETTERS = "abcdefghijklmnopqrstuvwxyz"
LINE = Shape(f"\n[ \t\u00a0]{{0,8}}[{_LOW}]")
LOW = Pattern(r"[\s\ufeff]*+(?=(?P<word>\p{Ll}[\p{Ll}'\u2019-]*+) (?P<next>[^(]))", timed=False)
ENDED = Pattern(
    r"(?<![\s.(]\p{L}|\.|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|Mrs?|Dr|St|etc|vs|No))"
    r"[.!?][\"\u201d\u2019')\]\u00bb]{0,2}\s*\Z",
    timed=False,
)
"""The end of a sentence, not that of an abbreviation or an ellipsis."""
SENTENCE = Pattern(r"\p{Ll}{3}[.!?][\"\u201d\u2019\u00bb]? (?P<first>\p{L})", timed=False)
NO_SENTENCE = frozenset(
    "al bin da de della der di el la le ten van von i ii iii iv v vi vii viii ix x xi xii"
    " advertisement click close image join listen photo read related see share sign subscribe take"
    " tap video watch".split()
)
"""Names or notes may begin with one of these, or they are left of a page's buttons."""
NAMED = Pattern(r"(?:\. |\n)(?P<word>\p{Ll}[\p{Ll}'\u2019-]*+) ", timed=False)
NO_NAME = frozenset(VERBS.split("|"))
LEAST, FEWEST, SHARE = 2, 5, 6
"""How many other paragraphs begin with a capital, or, for the beginning of a text, how many
sentences it has; and so many times as many of those begin with a capital as not."""
ENDED_SHARE = 0.75
"""Where fewer lines end a sentence they are parts of paragraphs."""
SHORT, BRIEF = 4, 40
"""A text of so few lines, each of so many code points, is judged whole: all of them end a sentence,
one begins in lower case, and that with a word of the closed classes."""
SHORT_CONFIDENCE = 0.8
WRAPPED = 0.85
"""Confidence where nothing but a line feed is before a paragraph: it may be a line of a page."""
REACH = 400
"""Code points before a paragraph in which the end of the one before it must be."""


@rule(
    "HOL014",
    hole="sentence-head",
    tier="display",
    confidence=0.9,
    measured=[
        Measurement(17, 17, "article-extraction, held out", "scraped", "2026-11-29"),
        Measurement(33, 39, "scraped articles", "read", "2026-11-29"),
    ],
    hint=LINE | Outer(FIRST_LETTERS),
    flags={
        "opened up about the harbour in a long talk with the town and its council on Monday. He "
        "spoke for an hour. Nobody left. All of it was new. The hall was full. It rained.": "",
        "The old ferry to the outer islands ran late again on Monday, and nobody on it "
        "minded.\n\n"
        "was the last of its kind on the coast, and nobody in the harbour knew how to mend it.\n\n"
        "The new one is to be built in the spring, but the town does not have money for it.": "",
        "The old ferry to the outer islands ran late again on Monday, and nobody on it "
        "minded.\n\n"
        "he last of its kind on the coast is to be mended in the spring, said the harbour "
        "office.\n\n"
        "The new one is to be built in the spring, but the town does not have money for it.": "",
        "The council met on Monday in the old hall of the harbour.\n\n"
        "to the question of the ferry: who is to pay for all of it?": "",
    },
    good=[
        "Roses grow in the garden of the old harbour office.\n"
        "and the tide is in the rooms of the house, at night.\n"
        "of all of these the last one is not to be mended.",
        "The council met on Monday in the old hall of the harbour.\n\n"
        "bbc.co.uk has more of it, and so does the harbour office.",
        "The old ferry to the outer islands ran late again on Monday, and nobody on it minded "
        "the\n"
        "rain that fell on the quay, and then the wind that came up from the sea in the night.\n\n"
        "The new one is to be built in the spring, but the town does not have the money for it.\n",
        "The old ferry to the outer islands ran late again on Monday, and nobody on it minded:\n\n"
        "the rain that fell on the quay, and then the wind that came up from the sea at night.\n\n"
        "The new one is to be built in the spring, but the town does not have the money for it.\n",
        "The old ferry to the outer islands ran late again on Monday, and nobody on it minded.\n\n"
        "iPhone sales in the harbour rose in the spring, and nobody in the town could say why it "
        "was.\n\n"
        "The new one is to be built in the spring, but the town does not have the money for it.\n",
        "the old ferry ran late again on monday, and nobody on it minded the rain on the quay.\n\n"
        "was it the last of its kind on the coast? nobody in the harbour knew how to mend it.\n\n"
        "the new one is to be built in the spring, but the town does not have money for it.\n",
        "The tide is high.\n\nand the quay is wet.\n\nThe rain is over.",
    ],
)
def begins_in_lower_case(document: Document) -> Iterator[Found]:
    """A paragraph begins in lower case where the others begin with a capital.

    What it does: flags a paragraph of 80 code points and 12 words or more that begins in lower case
    and ends a sentence, if one ends before it and at least two paragraphs, and as many as those in
    lower case, begin with a capital; of a text of two to four lines, also a shorter one that begins
    with a word of the closed classes. The beginning of the text counts, too, if the text has five
    sentences, nearly all with a capital.

    Why it is damage: the name or the words that the paragraph began with were a link and were
    dropped, or its first letter was an image.

    What could go wrong: names that are written in lower case, items of lists, and verse. Lines that
    a colon, a comma or no mark precedes are left alone, and all of a text of which a fourth of the
    lines does not end a sentence.
    """
    yield from _of_short(document)
    low = list(_low_lines(document))
    running = [line for line in document.lines() if document.is_running(line)] if low else []
    if sum(_ends(document, line) for line in running) < ENDED_SHARE * len(running):
        return
    capital = sum(_is_capital(document, line) for line in running)
    for line in low:
        start = _start_of(document, line)
        paragraph = _ends(document, line) and capital >= max(LEAST, len(low))
        is_first = start == _start_of_text(document.text)
        if (paragraph or (is_first and _has_sentences(document.text))) and not document.is_code(
            start
        ):
            yield Found(
                start, start, confidence=WRAPPED if _may_be_wrapped(document, start) else None
            )


def _of_short(document: Document) -> Iterator[Found]:
    """Yield the line that alone begins in lower case in a text of a few paragraphs."""
    if len(document.text) > SHORT * REACH:
        return
    lines = [line for line in document.lines() if document.line_text(line).strip()]
    places = list(document.places_with(LINE))
    if len(places) != 1 or len(lines) > SHORT:
        return
    low = document.line_at(places[0] + 1)
    start = _start_of(document, low)
    word = LOW.match(document.text, start)
    if (
        word
        and word["word"] in CLOSED - NO_SENTENCE
        and all(_ends(document, line) and line.end - line.start >= BRIEF for line in lines)
        and all(_is_capital(document, line) for line in lines if line != low)
        and not document.is_running(low)
        and not document.is_code(start)
    ):
        yield Found(start, start, confidence=SHORT_CONFIDENCE)


def _may_be_wrapped(document: Document, start: int) -> bool:
    before = document.text[max(0, start - 2) : start]
    return before[-1:] == "\n" and not before[0].isspace()


def _ends(document: Document, line: Line) -> bool:
    return ENDED.search(document.text, max(line.start, line.end - 8), line.end) is not None


def _low_lines(document: Document) -> Iterator[Line]:
    """Yield the lines that begin with a word in lower case, after the end of another."""
    text = document.text
    starts = [place + 1 for place in document.places_with(LINE)]
    if text[:1] in FIRST_LETTERS:
        starts.insert(0, 0)
    for start in starts:
        line = document.line_at(start)
        low = LOW.match(text, line.start, line.end)
        if low and document.is_running(line) and _may_begin(document, low):
            before = text[max(0, line.start - REACH) : line.start].rstrip()
            is_first = not before and line.start < REACH and low["next"].islower()
            if is_first or ENDED.search(before, max(0, len(before) - 8)):
                yield line


def _may_begin(document: Document, low: Match[str]) -> bool:
    """Return whether a word is no name, no button and nothing that was just written."""
    word = low["word"]
    return not (
        word in NO_SENTENCE
        or (word not in NO_NAME and word in document.once(_names))
        or is_repeated(document.text, low.end())
    )


def _names(document: Document) -> frozenset[str]:
    """Return the words that begin a sentence or several lines in lower case, as names may."""
    lines: set[str] = set()
    names: set[str] = set()
    for named in NAMED.finditer(document.text):
        word = named["word"]
        (names if word in lines or named[0][0] == "." else lines).add(word)
    return frozenset(names)


def _start_of(document: Document, line: Line) -> int:
    return line.end - len(document.line_text(line).lstrip("\ufeff \t\u00a0"))


def _start_of_text(text: str) -> int:
    return len(text) - len(text.lstrip("\ufeff \t\n\r\u00a0"))


def _is_capital(document: Document, line: Line) -> bool:
    return document.text[_start_of(document, line)].isupper()


def _has_sentences(text: str) -> bool:
    """Return whether a text has several sentences that begin with a capital, and few others."""
    first = [found["first"] for found in islice(SENTENCE.finditer(text), 40)]
    return len(first) >= FEWEST and sum(map(str.islower, first)) * SHARE <= len(first)
