"""Calls and messages between the sentences of a text that lost its line ends, side by side."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from cleanup.blocks.credit_names import PREFIXES
from cleanup.blocks.pieces import behind_marks, phrases_at
from cleanup.blocks.place import Place
from cleanup.blocks.run import SENTENCE_END, longest_run
from cleanup.grammar.furniture.reading import book
from cleanup.grammar.sentence_openers import OPENERS_OF_ALL
from cleanup.phrases import phrases
from cleanup.text.vocabulary import zipf

if TYPE_CHECKING:
    from collections.abc import Iterator

_REACH = 120
_SURE = frozenset(
    """
    account advert app comments contact donate embed follow form gallery listen newsletter player
    promo share
    """.split()
)
"""Sections whose phrases label nothing behind them."""
_SIDE_BY_SIDE = frozenset(["share", "form"])
_SEVERAL = 3
_SHORTEST = 6
_SHORTEST_TITLE = 12
_LONGEST_TITLES = 220
_LONGEST_TITLE = 130
_SEAM = re.compile(r"(?<=[a-z0-9?!)\u201d\u2019'])(?=[A-Z\u201c])")
"""Between a title and a sentence that are written as one."""
_WORD_BEFORE = re.compile(r"[^\W_]+\Z")
_WORD = re.compile(r"[^\W_]+")
_IN_TITLE = re.compile(r"[^\W_]+ (?:And|At|For|From|In|Is|Of|On|The|To|With)\b")
"""Goes on with a title, of which a part was glued to another."""
_OF_ADDRESS = re.compile("[/@#]")
"""In tweets and addresses, not in titles."""
_LONG_WORD = 40
_KNOWN = 2.0
"""Zipf frequency from which a word with a capital inside is a name: ``lebron`` has 3.6."""
_GLUED_LABEL = re.compile(r"(?<=[^\s])(?:MORE|More|SEE|See|ALSO|Also|NEXT|Next|WATCH|Watch):(?=\S)")
"""Labels that an author may write where they are not glued on both sides."""
_TITLE = re.compile(r"\s*:?\s*(?=[\"\u201c\u201e\u00ab\u2018']?[^\W_a-z])")
_OPENER = re.compile(r"(?<=[^\W\dA-Z_][\s])(?P<word>[^\W\da-z_][^\W\d_]*)(?=\s)")
_IN_CAPITALS = re.compile(r"[A-Z]{4,}(?=[A-Z][a-z])")
"""A word in capitals that is glued to the next sentence."""
_SENTENCE_END = re.compile(r"[.!?\u2026][\"\u201d\u2019\u00bb)\]]*\s*(?=[^\sa-z])")
"""Ends where a sentence or a word in capitals begins, glued or not."""
_RECORDING = re.compile(
    r"(?:JUST WATCHED\s[^\n]{4,150}?\sReplay More Videos\s?\.*\s+)?"
    r"MUST WATCH\s[^\n]{4,150}?\s[0-9]{2}:[0-9]{2}\s"
    r"|(?:\A|(?<=[.!?\u201d]))(?:(?P<title>[A-Z][^\n.]{15,150}?) ?(?P=title) ?"
    r"|(?:Watch(?: this| now)?|WATCH) ?:[^\n.]{8,150}?)[0-9]{1,2}:[0-9]{2}(?=[A-Z])"
)
"""A player with the title of its recording, once or twice, and its length."""
_OF_PLAYER = ("just watched", "must watch", "replay more videos")
"""Phrases that label the title of a recording, which a sentence cannot be told from."""
_NEAR = 8
_TIME = re.compile("[0-9]{1,2}[:.][0-9]{2}")
"""Begins the entry of a live blog."""
_NEW_SENTENCE = ("I ", "A ", "O ", "\u0412 ", "\u0418 ", "\u042f ")
"""Sentences that begin with a word of one letter."""


def middle_runs(text: str) -> Iterator[Place]:
    """Yield pieces between two sentences: from the end of one to where another begins.

    Only phrases that no author writes, without slots at their end; a single word only if it marks
    an advert, because it may begin the sentence. Others only side by side, three of a section.
    """
    for found in _RECORDING.finditer(text):
        yield Place("player", *found.span())
    for end in _SENTENCE_END.finditer(text):
        start = behind_marks(text, end.end())
        if text[start : start + 1].islower():
            continue
        run = longest_run(text, start, partial(_sure, text))
        if not run.pieces or not _goes_on_anew(text, run.end) or _may_be_word(text, run.pieces):
            run = longest_run(text, start, partial(_beside, text))
            if len(run.pieces) < _SEVERAL or not _goes_on_anew(text, run.end):
                yield from _titles(text, start)
                continue
        yield run.pieces[0]._replace(start=end.end())
        yield from run.pieces[1:]


def _sure(text: str, place: int, _: str) -> Iterator[Place]:
    glued = _IN_CAPITALS.match(text, place)
    cut = text[: glued.end()] if glued else text
    for section, length in phrases_at(cut, place, at_edge=False):
        written = text[place : place + length].lower()
        last = written.rpartition(" ")[2]
        if written in _OF_PLAYER or last in phrases("function_words"):
            continue
        if section in _SURE or (section == "link" and _is_glued_link(text, place, place + length)):
            yield Place(section, place, place + length)


def _is_glued_link(text: str, start: int, end: int) -> bool:
    """Return whether a link is glued on both sides, and no title stands behind it."""
    is_glued = not text[start - 1 : start].isspace() and text[end : end + 1].isalnum()
    return is_glued and _seam_behind(text, end) < 0


def _beside(text: str, place: int, before: str) -> Iterator[Place]:
    for section, length in book().beginnings(text[place : place + _REACH], None, at_edge=True):
        if section in _SIDE_BY_SIDE and before in ("", section):
            yield Place(section, place, place + length)


def _titles(text: str, start: int) -> Iterator[Place]:
    """Yield a label and the titles behind it, up to where a sentence seems to begin."""
    if glued := _GLUED_LABEL.match(text, start):
        seam = _seam_behind(text, glued.end())
        yield from [Place("related", start, seam)] if seam > 0 else []
        return
    label = book().begin(text[start : start + _REACH], None)
    found = _TITLE.match(text, start + label[1]) if label else None
    if label is None or found is None or label[0] not in ("related", "link"):
        return
    written = text[start : start + label[1]]
    is_plain = label[0] == "related" and (" " in written or written.isupper())
    if not is_plain and ":" not in found.group():
        return
    if (seam := _seam_behind(text, found.end())) > 0:
        yield Place("related", start, seam)
        return
    ends = _OPENER.finditer(text, found.end() + _SHORTEST_TITLE, found.end() + _LONGEST_TITLES)
    end = next((one.start() for one in ends if one["word"] in OPENERS_OF_ALL), -1)
    if end < 0 or _is_in_title_case(text[found.end() : end]):
        sentence = SENTENCE_END.search(text, found.end(), found.end() + _LONGEST_TITLES)
        end = sentence.end() if sentence else found.start()
    yield Place("related", start, end, tier="display")


def _seam_behind(text: str, start: int) -> int:
    """Return where the sentence begins that is glued to the title at a place; -1 if unsure.

    Before it no sentence ends, and no word seems to begin one, unless most words have capitals.
    """
    reach = start + _LONGEST_TITLE
    for seam in _SEAM.finditer(text, start + _SHORTEST_TITLE, reach):
        end = seam.start()
        if _is_glue(text, end) and _goes_on_anew(text, end) and not _IN_TITLE.match(text, end):
            title = text[start:end]
            if _SENTENCE_END.search(title) or _OF_ADDRESS.search(title):
                return -1
            opens = any(one["word"] in OPENERS_OF_ALL for one in _OPENER.finditer(title))
            return -1 if opens and not _is_in_title_case(title) else end
    return -1


def _is_glue(text: str, seam: int) -> bool:
    """Return whether two words are written as one at a place, and it is no name: ``LeBron``."""
    before, after = (
        _WORD_BEFORE.search(text, max(0, seam - _LONG_WORD), seam),
        _WORD.match(text, seam),
    )
    first, second = before.group() if before else "", after.group() if after else ""
    if first in PREFIXES or zipf((first + second).lower(), "en") >= _KNOWN:
        return False
    return not first or text.count(first + second) == 1


def _is_in_title_case(text: str) -> bool:
    """Return whether most words have capitals, so that none says where a sentence begins."""
    words = text.split()
    return 2 * sum(word[0].isupper() for word in words) > len(words)


def _goes_on_anew(text: str, place: int) -> bool:
    """Return whether a sentence begins that is no word in capitals, which may be a label."""
    rest = text[place : place + _NEAR].lstrip("\"\u201c\u201e\u00ab'\u2018(")
    return rest[1:2].islower() or rest.startswith(_NEW_SENTENCE) or _TIME.match(rest) is not None


def _may_be_word(text: str, pieces: tuple[Place, ...]) -> bool:
    """Return whether pieces are one word that may belong to the sentence behind it."""
    written = text[pieces[0].start : pieces[0].end].strip(" |:-\u2013\u2014")
    if len(written) < _SHORTEST:
        return True
    return len(pieces) == 1 and " " not in written and pieces[0].section != "advert"
