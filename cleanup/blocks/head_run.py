"""The head of an article in one line: section, title, author, date and buttons, side by side."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from cleanup.blocks.pieces import (
    behind_marks,
    bylines_at,
    is_labelled,
    names_at,
    pieces_at,
    stamps_at,
)
from cleanup.blocks.place import Place
from cleanup.blocks.run import Run, longest_run
from cleanup.grammar.furniture.keys import INSIDE
from cleanup.grammar.furniture.looks import look
from cleanup.grammar.sentence_openers import OPENERS_OF_ALL
from cleanup.text.vocabulary import zipf

if TYPE_CHECKING:
    from collections.abc import Iterator

_FEWEST = 2
"""Pieces, a title among them, that make a head: a date alone may begin an entry of a list."""
_SEVERAL = 3
"""Buttons side by side that no author writes."""
_TITLE = "title"
_LONGEST_TITLE = 240
"""Code points of the section, the title and the deck before the author, if no title is given."""
_LONGEST_DECK = 400
"""The same with the sentences of a deck: there an author and a date with its year stand together.
"""
_WORD = re.compile(r"(?<![^\s|])(?=[^\W_])|(?<=[^\W\dA-Z_])(?=[A-Z])")
_SENTENCE_END = re.compile(r"[.!?\u2026][\"\u201d\u2019)]*\s")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DATED = re.compile(r"[^\W\d_]{3}[^\n]*[0-9]{1,2}[:.h][0-9]{2}")
"""A date with the name of its month or day, and a time."""
_TIME = re.compile(r"[0-9]{1,2}[:.][0-9]{2}(?:\s?[AaPp]\.?[Mm]\b\.?)?(?:\s(?:[A-Z]{2,4}|Uhr)\b)?")
_TIMED = re.compile(r"[^\n.!?]{0,30}?[0-9]{1,2}[:.h][0-9]{2}")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_COMMON = 4.5
"""Zipf frequency from which a word is taken for no surname, as in ``By Popular Demand``."""
_NO_NAMES = frozenset(
    "Abu Buenos Christmas Easter Fort Haus King Lake Lord Monte Mother Mount Notre Oak Palo Pope"
    " Port Queen Royal Saint San Santa Tel Temps".split()
)
"""They begin places, feasts and titles: a poem may open ``By Lake Marsh The wind has dropped``."""
_LONGEST_SENTENCE = 160


def head_of(text: str, title: str | None) -> tuple[Place, ...]:
    """Return the pieces of the head that a line begins with, the title not among them.

    None if neither an author nor a date with its year is among them, if it is the only piece, or if
    no sentence follows; but an author with a label stands alone before a word that opens sentences,
    and a date with a time or several buttons do. Where the title is not known it ends at an author
    beside whom a date or another piece stands.
    """

    def pieces(place: int, before: str) -> Iterator[Place]:
        if title and text.startswith(title, place):
            yield Place(_TITLE, place, place + len(title))
        yield from pieces_at(text, place)
        yield from names_at(text, place, before, is_behind_title=before == _TITLE)
        if before == "date":
            yield from _times_at(text, place)
        if before:
            yield from _sentences_at(text, place)

    run = longest_run(text, 0, pieces)
    if _is_head(text, run):
        return tuple(piece for piece in run.pieces if piece.section != _TITLE)
    if alone := _author_alone(text):
        return (alone,)
    title_end = _end_of_title(text)
    for start in _behind_titles(text, title_end):
        run = longest_run(text, start, pieces)
        told = {"byline", "date"} if start > title_end else {"byline"}
        if start > title_end and "@" in text[start : run.end]:
            continue  # the signature of a tweet
        if told <= run.lifted and len(run.pieces) >= _FEWEST and _is_told(text, run):
            return run.pieces
    return ()


def _is_head(text: str, run: Run) -> bool:
    """Return whether the pieces that a line begins with are a head."""
    if len(run.pieces) >= _SEVERAL and all(one.section == "share" for one in run.pieces):
        return True
    if len(run.pieces) >= _FEWEST:
        is_titled = run.pieces[0].section == _TITLE and len(run.pieces) > _FEWEST
        return is_titled or (bool(run.lifted) and _is_told(text, run))
    return (
        "date" in run.lifted
        and _DATED.search(text, 0, run.end) is not None
        and _opens_sentence(text, run.end)
        and not _has_entries(text, run.end)
    )


def _has_entries(text: str, start: int) -> bool:
    """Return whether another sentence begins with a date and a time, as in a diary."""
    ends = (found.end() for found in _SENTENCE_END.finditer(text, start))
    return any(_TIMED.match(text, end) and any(stamps_at(text, end)) for end in ends)


def _author_alone(text: str) -> Place | None:
    """Return the author that a line begins with, if a label says so and a sentence opens behind."""
    for byline in bylines_at(text, 0):
        end = behind_marks(text, byline.end)
        words = text[: byline.end].split()
        is_name = zipf(words[-1].lower(), "en") < _COMMON and _NO_NAMES.isdisjoint(words)
        if byline.lift and is_name and _opens_sentence(text, end):
            return byline._replace(end=end)
    return None


def _opens_sentence(text: str, place: int) -> bool:
    word = _FIRST_WORD.match(text, place)
    return word is not None and word.group() in OPENERS_OF_ALL


def _times_at(text: str, place: int) -> Iterator[Place]:
    if time := _TIME.match(text, place):
        yield Place("date", place, time.end())


def _sentences_at(text: str, place: int) -> Iterator[Place]:
    """Yield the sentence at a place that a phrase fills which no author writes."""
    end = _SENTENCE_END.search(text, place, place + _LONGEST_SENTENCE)
    if end and (seen := look(text[place : end.end()].strip())):
        reading = seen.reading
        if reading.section in INSIDE and not (reading.at_edge or reading.is_open or seen.credit):
            yield Place(reading.section, place, end.end())


def _is_told(text: str, run: Run) -> bool:
    """Return whether a label says what one of two pieces is.

    ``Holm Park Tuesday, 3 May 2017`` may be the place and the day of a match.
    """
    if len(run.pieces) > _FEWEST or "byline" not in run.lifted:
        return True
    return any(is_labelled(text, piece) for piece in run.pieces)


def _end_of_title(text: str) -> int:
    end = _SENTENCE_END.search(text, 0, _LONGEST_TITLE)
    return end.start() if end else _LONGEST_TITLE


def _behind_titles(text: str, title_end: int) -> Iterator[int]:
    """Yield where an author or a date begins in the title, or in the deck behind it."""
    last = _LONGEST_DECK if _YEAR.search(text, title_end, _LONGEST_DECK) else title_end
    for word in _WORD.finditer(text, 1, last):
        place = word.start()
        found = chain(bylines_at(text, place), stamps_at(text, place), names_at(text, place, ""))
        if any(found):
            yield place
