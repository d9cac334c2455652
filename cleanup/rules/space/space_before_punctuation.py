"""Spaces before punctuation and inside brackets."""

from __future__ import annotations

from cleanup.kit import AnyOf, Document, Found, Iterator, Match, Measurement, Pattern, phrases, rule
from cleanup.phrases import words_of, words_of_all
from cleanup.scoring.lost_words.score import may_be_lost
from cleanup.text.apart_marks import apart_marks, ends_greeting
from cleanup.text.lost_marks import lost_marks
from cleanup.text.whitespace import BLANK, BLANKS, is_blank, spaces_punctuation

_SPACED = AnyOf(*(blank + mark for blank in BLANKS for mark in ".,;:!?"))
_PADDED = AnyOf(
    *(blank + bracket for blank in BLANKS for bracket in ")]"),
    *(bracket + blank for blank in BLANKS for bracket in "(["),
)
_MARK = Pattern(
    rf"[.,;:!?](?<=[{BLANK}].)(?=[\s\u201d\u00bb]|$|[\"\u2019)\]](?:[\s.,;]|$))", timed=False
)
_BRACKETS = Pattern(r"\([^()\n\r]{2,200}+\)|\[[^\[\]\n\r]{2,200}+\]")
_WORD_BEFORE = Pattern(r"(?r)[\p{Latin}\p{Cyrillic}\p{Greek}0-9'\u2019-]{1,30}", timed=False)
_NAME_BEFORE = Pattern(
    r"(?r)(?:[\p{L}0-9]-[\p{L}0-9]{1,20}|\p{Ll}\p{Lu}\p{Ll}{0,20}|[a-z]{2,}\.[a-z]{2,})",
    timed=False,
)
"""The end of a name of program text: ``tide-api``, ``tideMode``."""
_LETTER = r"[\p{Latin}\p{Cyrillic}\p{Greek}]"
_LETTERS = Pattern(rf"{_LETTER}(?s:.)*?{_LETTER}", timed=False)
_QUOTATION = Pattern(rf"[{BLANK}](?<=[\p{{L}}\p{{N}}?!.]\".)[.,](?=\s|$)", timed=False)
_FORMULA = Pattern(
    rf"(?:(?!{_LETTER}{{2}}).)*[+=<>\u2212*^](?:(?!{_LETTER}{{2}}).)*|.*[\p{{L}}0-9]_.*"
)
_OPERATORS = frozenset("+=<>\u2212\u2260\u2264\u2265*^")
"""A number after one of these is the end of a formula."""
_FUNCTION_WORDS = frozenset(phrases("function_words"))
_FUNCTION_WORDS_OF_OTHERS = words_of_all("function_words")
_POSSESSIVE = ("'s", "\u2019s", "s'", "s\u2019", "-", "'", "\u2019")
_STRAY_QUESTION_MARK = Pattern(rf"[?](?<=[{BLANK}].)(?![{BLANK}]*+(?:[\n\r]|$))")
_NO_SPACE_LANGUAGES = frozenset(("en", "de", "es", "it", "pl", "pt", "ru"))
"""Languages that write no space before ``; : ! ?``."""

_FEWEST = 3
"""Fewer spaces in an English text may be traces of lost words, which are not looked for at a habit;
those of a greeting are not."""


@rule(
    "SPC005",
    tier="safe",
    confidence=0.97,
    measured=[
        Measurement(738, 830, "article-extraction, held out", "scraped", "2026-11-28"),
        Measurement(708, 758, "readability, held out", "scraped", "2026-11-28"),
    ],
    reads_words=True,
    silenced_by=["tokenised"],
    hint=_SPACED | _PADDED,
    bad={
        "The tide rose in the harbour , and nobody saw it.": (
            "The tide rose in the harbour, and nobody saw it."
        ),
        "He came to the port (on a Sunday ) for the boat.": (
            "He came to the port (on a Sunday) for the boat."
        ),
        "Nobody in the town saw the tide ; it was the night of the storm !": (
            "Nobody in the town saw the tide; it was the night of the storm!"
        ),
        "Der Hafen ist das Herz der Stadt , sagte sie auf dem Markt .": (
            "Der Hafen ist das Herz der Stadt, sagte sie auf dem Markt."
        ),
        "Coordinates : 12, 14. Nobody , it seems , was at the shrine , and it was empty.": (
            "Coordinates: 12, 14. Nobody, it seems, was at the shrine, and it was empty."
        ),
        "( Also on the quay: the lamps of the old harbour)": (
            "(Also on the quay: the lamps of the old harbour)"
        ),
    },
    good=[
        "The boat was owned by , and later sold to .",
        "Write it in .NET or in .25 of a second",
        "The quay was quiet . . . and then the tide came .\u2009.",
        "He smiled :) and she :-( and they ; )",
        "Le port est ferm\u00e9 ; il pleut sur le quai et dans les rues de la ville !",
        "The score was 3 : 2 and then 4 , 5 of the boats",
        "Tide ? A boat in the harbour ? that of the mayor ? was lost",
        "born in the town ( of ) and",
        "The harbour, he said , . and that was all",
        "[ ] sweep the quay [ x ] paint the boat",
        "J . K . Holt",
        "Run tide add . and then go; use harbour -e . for it; press . to repeat.",
        "sail( the boat )",
        "They are the roots of ( 1 \u2212 q 5 j + 2 ) where q is small and j is whole.",
        "The view reads AS ( SELECT tide_id, name FROM harbour ) and no more than that.",
        "I like the lamp , but the cable is short , so I sold it to the , er , shop.",
        "Ferry : Merrow. Quay : The Old Harbour.",
        "Nobody in the harbour knows how to move the boats from tides to tides-api ?",
        "For q < 1 , and when a \u2260 0 , there are two of them.",
        "The boats of the harbour are given by the formula :",
    ],
)
def space_before_punctuation(document: Document) -> Iterator[Found]:
    """A space precedes punctuation or pads the inside of a bracket.

    What it does: removes the space between a word and a following comma or full stop, and the space
    after an opening or before a closing bracket. In texts known to be in a language that writes no
    space there, also removes the space before ``; : ! ?``.

    Why it is damage: the space was between a link and the punctuation after it, and stayed when the
    link's markup was removed.

    What could go wrong: where the link's text was removed too, the space is the trace of lost
    words. Where the context leaves that open, it is removed with ``--unsafe`` only. The space stays
    after a function word, a possessive, a single letter, what may be a name of program text
    (``tides-api ?``) or next to another mark, before spaced full stops, between digits, in tables,
    formulas and program code, in French, and in a text that spaces punctuation as French does.
    Where a mark is apart more often than not, that is the writer's habit: the space stays
    everywhere if it must anywhere. A question mark counts only at the end of a line, and only in a
    text that has no other one after a space: there it often replaced a dash. A colon at the end of
    the text announces what is not there, so the space may be the trace of it; before a value
    (``Coordinates : 12``) it goes only where three other marks are apart, too.
    In a text that lost its quotation marks, the space may be all that is left of a closing one, and
    stays.
    """
    text = document.text
    for blank in document.places_with(_SPACED):
        mark = _MARK.match(text, blank + 1)
        if (
            mark
            and _is_superfluous(document, _blanks_before(text, blank), mark)
            and not document.once(lost_marks)
            and mark.group() not in document.once(_kept_apart)
        ):
            start, is_open = _blanks_before(text, blank), blank in may_be_lost(document)
            yield Found(start, mark.start(), "", tier="unsafe" if is_open else None)
    for brackets in _BRACKETS.finditer(text) if document.places_with(_PADDED) else ():
        yield from _padding(document, brackets)


def _kept_apart(document: Document) -> frozenset[str]:
    """Return the marks that are apart by habit, and somewhere where the space may not be closed.

    What is a habit is closed everywhere or nowhere; and nowhere in a sentence or two in English.
    """
    habits = document.once(apart_marks)
    closed = dict.fromkeys(habits, 0)
    kept: set[str] = set()
    text = document.text
    for blank in document.places_with(_SPACED) if habits else ():
        sign = text[blank + 1]
        if sign in habits:
            mark = _MARK.match(text, blank + 1)
            if mark and _is_superfluous(document, _blanks_before(text, blank), mark):
                closed[sign] += _FEWEST if ends_greeting(text, blank) else 1
            else:
                kept.add(sign)
    if document.lang == "en":
        kept.update(sign for sign, count in closed.items() if count < _FEWEST)
    return frozenset(kept)


def _takes_no_space(document: Document, sign: str) -> bool:
    """Return whether the document writes a punctuation mark without a space before it."""
    if sign in ".,":
        return True
    if document.lang not in _NO_SPACE_LANGUAGES:
        return False
    if spaces_punctuation(document) and (sign != ":" or document.once(_closed_marks) < _FEWEST):
        return False
    return sign != "?" or not document.once(_has_stray_question_mark)


def _has_stray_question_mark(document: Document) -> bool:
    return _STRAY_QUESTION_MARK.search(document.text) is not None


def _blanks_before(text: str, place: int) -> int:
    while place and is_blank(text[place - 1]):
        place -= 1
    return place


def _is_superfluous(document: Document, start: int, mark: Match[str]) -> bool:
    text, sign, place = document.text, mark.group(), mark.end()
    while place < len(text) and is_blank(text[place]):
        place += 1
    after = text[place : place + 1]
    if sign in ".!?" and after.islower():
        return False
    if not start or after in tuple(".,;:!?") or (sign == ";" and not _may_follow(after)):
        return False
    if sign == ":" and not (after and _may_follow_colon(document, after)):
        return False
    if text[start - 1].isdigit() and (after.isdigit() or sign not in ".,"):
        return False
    return (
        _ends_in_word(document, start)
        and not _is_kept_from_name(document, start)
        and _takes_no_space(document, sign)
        and not (sign == "?" and place < len(text) and after not in "\n\r")
        and not document.is_table(start)
        and not document.is_code(start)
    )


def _is_kept_from_name(document: Document, start: int) -> bool:
    """Return whether a writer may have kept a mark from being read as a part of a name."""
    few = len(document.places_with(_SPACED)) < _FEWEST
    return few and _NAME_BEFORE.match(document.text, max(0, start - 40), start) is not None


def _may_follow_colon(document: Document, after: str) -> bool:
    """Return whether text goes on after a colon, or a value where other marks are apart, too."""
    return _may_follow(after) or (
        (after.isalnum() or after == "-") and document.once(_closed_marks) >= _FEWEST
    )


def _quotations(document: Document) -> int:
    """Return how many quotations the text has that a blank parts from the mark after them."""
    return sum(1 for _ in _QUOTATION.finditer(document.text))


def _closed_marks(document: Document) -> int:
    """Return how many commas and full stops stand apart, and should not."""
    text = document.text
    return sum(
        text[blank + 1] in ",."
        and (mark := _MARK.match(text, blank + 1)) is not None
        and _is_superfluous(document, _blanks_before(text, blank), mark)
        for blank in document.places_with(_SPACED)
    )


def _may_follow(after: str) -> bool:
    """Return whether the text after a colon or semicolon is a line end, a quote or a word."""
    return not after or after in '\n\r"\u201c\u201e\u2018\u00ab' or after.islower()


def _ends_in_word(document: Document, start: int) -> bool:
    """Return whether the text before ``start`` is a whole word that may end a clause."""
    text = document.text
    before = text[start - 1]
    if before in ")]\u201d\u00bb%":
        return True
    if before == '"':
        return not is_blank(text[start - 2 : start - 1]) and document.once(_quotations) >= _FEWEST
    found = _WORD_BEFORE.match(text[max(0, start - 30) : start])
    if found is None or not before.isalnum():
        return False
    word = found.group()
    if word.isdigit():
        first = start - len(word)
        return not _begins_line(text, first) and text[first - 2 : first - 1] not in _OPERATORS
    return (
        len(word) > 1
        and word[0] != "-"
        and not word.endswith(_POSSESSIVE)
        and not _is_function(document, word)
    )


def _begins_line(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in "\n\r"


def _is_function(document: Document, found: str) -> bool:
    lowered = found.lower()
    if lowered in _FUNCTION_WORDS:
        return True
    return lowered in _FUNCTION_WORDS_OF_OTHERS and lowered in words_of(
        "function_words", document.lang
    )


def _padding(document: Document, brackets: Match[str]) -> Iterator[Found]:
    """Yield the spaces just inside a pair of brackets."""
    text = document.text
    first, last = brackets.start() + 1, brackets.end() - 1
    begin, end = first, _blanks_before(text, last)
    while begin < end and is_blank(text[begin]):
        begin += 1
    if (begin == first and end == last) or not _holds_words(document, begin, end):
        return
    if text[max(0, first - 2) : first - 1].isalnum() or _FORMULA.fullmatch(text, begin, end):
        return
    opens = text[begin].isupper() or text[begin].isdigit() or text[begin] in '\u201c"@#'
    closes = text[end - 1] in '\u201d"%.!?' or _ends_in_word(document, end)
    if (opens or begin == first) and (closes or end == last):
        if begin > first:
            yield Found(first, begin, "")
        if end < last:
            yield Found(end, last, "")


def _holds_words(document: Document, begin: int, end: int) -> bool:
    text = document.text
    return bool(_LETTERS.search(text, begin, end)) and not (
        document.is_table(begin) or document.is_code(begin)
    )
