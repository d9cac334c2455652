"""Calls and messages between the sentences of a text that lost its line ends, side by side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.blocks.pieces import behind_marks
from cleanup.blocks.place import Place
from cleanup.blocks.run import SENTENCE_END, longest_run
from cleanup.grammar.furniture.reading import book
from cleanup.phrases import phrases

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
_SHORTEST = 6
_RECORDING = re.compile(
    r"\s*(?:JUST WATCHED|MUST WATCH)\s"
    r"(?:[^.!?\n]|\.{3}|(?:[JS]r|[DM]r|Ms)\.){8,260}?\s[0-9]{2}:[0-9]{2}\s"
)
_NEW_SENTENCE = ("I ", "A ", "O ", "\u0412 ", "\u0418 ", "\u042f ")
"""Sentences that begin with a word of one letter."""


def middle_runs(text: str) -> Iterator[Place]:
    """Yield pieces between two sentences: from the end of one to where another begins.

    Only phrases that no author writes, without slots at their end; a single word only if it marks
    an advert, because it may begin the sentence.
    """

    def pieces(place: int, _: str) -> Iterator[Place]:
        for section, length in book().beginnings(text[place : place + _REACH], None, at_edge=False):
            last = text[place : place + length].rpartition(" ")[2]
            if section in _SURE and last not in phrases("function_words"):
                yield Place(section, place, place + length)

    for sentence in SENTENCE_END.finditer(text):
        start = behind_marks(text, sentence.end())
        if text[start : start + 1].islower():
            continue
        run = longest_run(text, start, pieces)
        if run.pieces and _goes_on_anew(text, run.end) and not _may_be_word(text, run.pieces):
            first, *others = run.pieces
            *others, last = first._replace(start=sentence.end()), *others
            yield from (*others, _with_title(text, last))


def _with_title(text: str, piece: Place) -> Place:
    """Return the label of a player with the title and the length of the recording behind it."""
    found = _RECORDING.match(text, piece.start)
    return piece._replace(end=found.end()) if found else piece


def _goes_on_anew(text: str, place: int) -> bool:
    """Return whether a sentence begins that is no word in capitals, which may be a label."""
    rest = text[place:].lstrip("\"\u201c\u201e\u00ab'\u2018(")
    return rest[1:2].islower() or rest.startswith(_NEW_SENTENCE)


def _may_be_word(text: str, pieces: tuple[Place, ...]) -> bool:
    """Return whether pieces are one word that may belong to the sentence behind it."""
    written = text[pieces[0].start : pieces[0].end].strip(" |:-\u2013\u2014")
    if len(written) < _SHORTEST:
        return True
    return len(pieces) == 1 and " " not in written and pieces[0].section != "advert"
